/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/tlv.h"

#include <string.h>

#include "base/mem.h"

static void put_u32(char *at, size_t n)
{
    at[0] = (char)(n >> 24);
    at[1] = (char)(n >> 16);
    at[2] = (char)(n >> 8);
    at[3] = (char)n;
}

void tlv_add(struct buf *b, unsigned char tag, const void *bytes, size_t len)
{
    size_t open = tlv_open(b, tag);

    buf_add(b, bytes, len);
    tlv_close(b, open);
}

void tlv_adds(struct buf *b, unsigned char tag, const char *text)
{
    tlv_add(b, tag, text, strlen(text));
}

void tlv_add_u64(struct buf *b, unsigned char tag, uint64_t n)
{
    unsigned char bytes[8];
    int i;

    for (i = 7; i >= 0; i--) {
        bytes[i] = (unsigned char)n;
        n >>= 8;
    }
    tlv_add(b, tag, bytes, sizeof bytes);
}

size_t tlv_open(struct buf *b, unsigned char tag)
{
    static const char length[4];

    buf_addc(b, (char)tag);
    buf_add(b, length, sizeof length);
    return b->len;
}

void tlv_close(struct buf *b, size_t open)
{
    put_u32(b->s + open - 4, b->len - open);
}

bool tlv_next(struct tlv *out, const unsigned char **at,
              const unsigned char *end)
{
    const unsigned char *p = *at;
    size_t len;

    if (end - p < 5)
        return false;
    len = (size_t)p[1] << 24 | (size_t)p[2] << 16 | (size_t)p[3] << 8 | p[4];
    if ((size_t)(end - p) - 5 < len)
        return false;
    *out = (struct tlv){ p[0], p + 5, len };
    *at = p + 5 + len;
    return true;
}

uint64_t tlv_u64(const struct tlv *t)
{
    uint64_t n = 0;
    size_t i;

    for (i = 0; i < t->len && i < 8; i++)
        n = n << 8 | t->bytes[i];
    return n;
}

char *tlv_text(const struct tlv *t)
{
    return xstrndup((const char *)t->bytes, t->len);
}
