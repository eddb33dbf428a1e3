/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/bits.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void bits_release(struct bits *b)
{
    free(b->v);
    *b = (struct bits){ NULL, 0 };
}

static unsigned char bit_of(int64_t n)
{
    return (unsigned char)(1u << (n % 8));
}

bool bits_has(const struct bits *b, int64_t n)
{
    size_t at = (size_t)n / 8;

    return at < b->room && (b->v[at] & bit_of(n));
}

bool bits_add(struct bits *b, int64_t n)
{
    size_t at = (size_t)n / 8;
    bool before = bits_has(b, n);

    if (at >= b->room) {
        size_t room = at + at / 2 + 64;

        b->v = xrealloc(b->v, room);
        memset(b->v + b->room, 0, room - b->room);
        b->room = room;
    }
    b->v[at] |= bit_of(n);
    return before;
}
