/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/gsm7.h"

#include <stdbool.h>
#include <string.h>
#include <uninorm.h>

#include "base/error.h"
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

/* Signs that have a plain twin. */
static const struct twin {
    const char *sign;
    const char *plain;
} twins[] = {
    { "\u00a0", " " },  { "\u202f", " " },  { "\u2009", " " },
    { "\u2018", "'" },  { "\u2019", "'" },  { "\u201c", "\"" },
    { "\u201d", "\"" }, { "\u00ab", "\"" }, { "\u00bb", "\"" },
    { "\u2013", "-" },  { "\u2014", "-" },  { "\u2026", "..." },
};

/* The letter without its marks, where it is then of the alphabet. */
static bool add_without_marks(struct buf *out, const char *s, size_t n)
{
    uint8_t parts[32];
    size_t len = sizeof parts, first;
    uint32_t c;

    if (u8_normalize(UNINORM_NFD, (const uint8_t *)s, n, parts, &len) != parts)
        bug("a character has more than %zu bytes of parts", sizeof parts);
    first = utf8_decode((const char *)parts, len, &c);
    if (!first || first == len || !is_of(letters, (const char *)parts, first))
        return false;
    buf_add(out, (const char *)parts, first);
    return true;
}

void gsm7_add(struct buf *out, const char *text)
{
    size_t len = strlen(text);

    for (size_t i = 0, n; i < len; i += n) {
        const char *plain = NULL;
        uint32_t c;

        n = utf8_decode(text + i, len - i, &c);
        n = n ? n : 1;
        for (size_t k = 0; k < sizeof twins / sizeof *twins; k++)
            if (strncmp(text + i, twins[k].sign, strlen(twins[k].sign)) == 0)
                plain = twins[k].plain;
        if (plain)
            buf_adds(out, plain);
        else if (is_of(letters, text + i, n) || is_of(extension, text + i, n) ||
                 !add_without_marks(out, text + i, n))
            buf_add(out, text + i, n);
    }
}
