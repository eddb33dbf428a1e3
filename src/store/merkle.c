/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/merkle.h"

#include <string.h>

void merkle_init(struct merkle *m)
{
    m->size = 0;
    m->peaks = 0;
}

/* Keeps its context, as sha256_of() does. */
void merkle_leaf(const void *entry, size_t len, unsigned char out[SHA256_LEN])
{
    static struct sha256 *h;

    if (!h)
        h = sha256_new();
    sha256_add(h, "\x00", 1);
    sha256_add(h, entry, len);
    sha256_end(h, out);
}

/* SHA-256(0x01 || left || right) */
static void node(const unsigned char *left, const unsigned char *right,
                 unsigned char out[SHA256_LEN])
{
    unsigned char both[1 + 2 * SHA256_LEN] = { 1 };

    memcpy(both + 1, left, SHA256_LEN);
    memcpy(both + 1 + SHA256_LEN, right, SHA256_LEN);
    sha256_of(both, sizeof both, out);
}

/* As a binary counter carries: two trees of one size become one. */
void merkle_add(struct merkle *m, const unsigned char leaf[SHA256_LEN])
{
    int64_t size = m->size++;

    memcpy(m->peak[m->peaks++], leaf, SHA256_LEN);
    for (; size & 1; size >>= 1) {
        unsigned char up[SHA256_LEN];

        node(m->peak[m->peaks - 2], m->peak[m->peaks - 1], up);
        memcpy(m->peak[m->peaks - 2], up, SHA256_LEN);
        m->peaks--;
    }
}

void merkle_root(const struct merkle *m, unsigned char out[SHA256_LEN])
{
    size_t i;

    if (m->peaks == 0) {
        sha256_of("", 0, out);
        return;
    }
    memcpy(out, m->peak[m->peaks - 1], SHA256_LEN);
    for (i = m->peaks - 1; i-- > 0;) {
        unsigned char up[SHA256_LEN];

        node(m->peak[i], out, up);
        memcpy(out, up, SHA256_LEN);
    }
}
