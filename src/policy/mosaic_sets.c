/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/mosaic_parts.h"

#include "base/mem.h"

mosaic_bits mosaic_set_new(const struct mosaic_job *j)
{
    return xcalloc(j->width, sizeof(uint64_t));
}

void mosaic_set_add(mosaic_bits set, size_t term)
{
    set[term / 64] |= (uint64_t)1 << term % 64;
}

bool mosaic_set_has(const uint64_t *set, size_t term)
{
    return set[term / 64] >> term % 64 & 1;
}

void mosaic_set_join(const struct mosaic_job *j, mosaic_bits set,
                     const uint64_t *other)
{
    size_t i;

    for (i = 0; i < j->width; i++)
        set[i] |= other[i];
}

size_t mosaic_common(const struct mosaic_job *j, const uint64_t *a,
                     const uint64_t *b)
{
    size_t i, k, n = 0;

    for (i = 0; i < j->width; i++)
        n += (size_t)__builtin_popcountll(j->common[i] = a[i] & b[i]);
    if (n < MOSAIC_SHARED)
        return n;
    for (i = n = 0; i < j->width; i++) {
        uint64_t rest = j->common[i];

        for (; rest; rest &= rest - 1) {
            size_t term = i * 64 + (size_t)__builtin_ctzll(rest);

            for (k = 0; k <= i; k++)
                j->common[k] &= ~j->above[term * j->width + k];
        }
    }
    for (i = 0; i < j->width; i++)
        n += (size_t)__builtin_popcountll(j->common[i]);
    return n;
}

void mosaic_make_match(struct mosaic_job *j)
{
    size_t i;

    j->width = j->terms->count / 64 + 1;
    j->match = xcalloc(j->terms->count * j->width, sizeof *j->match);
    j->above = xcalloc(j->terms->count * j->width, sizeof *j->above);
    j->common = mosaic_set_new(j);
    for (i = 0; i < j->terms->count; i++) {
        long up;

        for (up = (long)i; up >= 0; up = j->terms->terms[up].broader) {
            mosaic_set_add(&j->match[i * j->width], (size_t)up);
            mosaic_set_add(&j->match[(size_t)up * j->width], i);
            if (up != (long)i)
                mosaic_set_add(&j->above[i * j->width], (size_t)up);
        }
    }
}
