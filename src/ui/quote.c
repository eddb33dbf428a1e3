/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "ui/quote.h"

void quote_add(struct buf *out, const char *words)
{
    buf_addc(out, '"');
    for (; *words; words++) {
        if (*words == '"' || *words == '\\')
            buf_addc(out, '\\');
        buf_addc(out, *words);
    }
    buf_addc(out, '"');
}
