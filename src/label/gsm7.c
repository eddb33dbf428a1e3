/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/gsm7.h"

#include <string.h>

#include "base/utf8.h"

/* In the order of the standard, 0x1B (the escape) left out. */
static const char letters[] =
    "@\u00a3$\u00a5\u00e8\u00e9\u00f9\u00ec\u00f2\u00c7\n\u00d8\u00f8\r\u00c5"
    "\u00e5\u0394_\u03a6\u0393\u039b\u03a9\u03a0\u03a8\u03a3\u0398\u039e\u00c6"
    "\u00e6\u00df\u00c9 !\"#\u00a4%&'()*+,-./0123456789:;<=>?\u00a1"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ\u00c4\u00d6\u00d1\u00dc\u00a7\u00bf"
    "abcdefghijklmnopqrstuvwxyz\u00e4\u00f6\u00f1\u00fc\u00e0";

static const char extension[] = "\f^{}\\[~]|\u20ac";

/* Is the character of n bytes at s one of these? */
static int is_of(const char *set, const char *s, size_t n)
{
    char one[5] = { 0 };

    memcpy(one, s, n);
    return strstr(set, one) != NULL;
}

size_t gsm7_septets(const char *text, uint32_t *other)
{
    size_t len = strlen(text), septets = 0;

    *other = 0;
    for (size_t i = 0, n; i < len; i += n) {
        uint32_t c;

        n = utf8_decode(text + i, len - i, &c);
        if (!n) {
            c = 0xfffd;
            n = 1;
        } else if (is_of(letters, text + i, n)) {
            septets++;
            continue;
        } else if (is_of(extension, text + i, n)) {
            septets += 2;
            continue;
        }
        *other = *other ? *other : c;
        septets++;
    }
    return septets;
}
