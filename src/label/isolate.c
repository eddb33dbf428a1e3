/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/isolate.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unictype.h>

#include "base/utf8.h"

bool isolate_wanted(const char *s)
{
    size_t len = strlen(s), depth = 0, n;
    bool digits = false;
    uint32_t c;

    for (; len && (n = utf8_decode(s, len, &c)); s += n, len -= n) {
        if (c >= 0x2066 && c <= 0x2068)
            depth++;
        else if (c == 0x2069 && depth)
            depth--;
        if (depth)
            continue;
        switch (uc_bidi_class(c)) {
        case UC_BIDI_L:
            return true;
        case UC_BIDI_R:
        case UC_BIDI_AL:
        case UC_BIDI_AN:
            return false;
        case UC_BIDI_EN:
            digits = true;
            break;
        default:
            break;
        }
    }
    return digits;
}
