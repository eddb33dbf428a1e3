/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/hex.h"

void hex_encode(const void *bytes, size_t len, char *out)
{
    static const char digits[] = "0123456789abcdef";
    const unsigned char *from = bytes;

    for (size_t i = 0; i < len; i++) {
        out[2 * i] = digits[from[i] >> 4];
        out[2 * i + 1] = digits[from[i] & 15];
    }
    out[2 * len] = '\0';
}

static int digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* A NUL is no digit, so a string that is too short ends the loop. */
int hex_decode(const char *s, void *out, size_t len)
{
    unsigned char *to = out;

    for (size_t i = 0; i < len; i++) {
        int high = digit_value(s[2 * i]);
        int low = high < 0 ? -1 : digit_value(s[2 * i + 1]);

        if (low < 0)
            return -1;
        to[i] = (unsigned char)(high << 4 | low);
    }
    return s[2 * len] ? -1 : 0;
}
