/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/nearest.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unicase.h>

#include "base/utf8.h"

/* Longer words are nobody's typing errors, and would take long. */
enum { WORD_MAX = 64, PREFIX_MIN = 3 };

struct word {
    uint32_t c[WORD_MAX];
    size_t n;
};

/* Reads s in lower case; false if it is too long. */
static bool word_read(struct word *w, const char *s)
{
    size_t len = strnlen(s, 4 * WORD_MAX + 1);

    w->n = 0;
    for (size_t i = 0; i < len; w->n++) {
        uint32_t c;
        size_t n = utf8_decode(s + i, len - i, &c);

        if (w->n == WORD_MAX)
            return false;
        /* A byte that is no character is like nothing but itself. */
        w->c[w->n] = n ? uc_tolower(c) : 0x110000U + (unsigned char)s[i];
        i += n ? n : 1;
    }
    return true;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/*
 * Optimal string alignment: letters put in, left out, changed, or swapped
 * with their neighbour, none touched twice.  Three rows of the usual table
 * are enough:
 *
 *   row[i-2]  . s . .     s + 1 if the two were swapped
 *   row[i-1]  . . d u     d + (0 or 1), u + 1
 *   row[i]    . . l ?     l + 1
 */
static size_t distance(const struct word *a, const struct word *b)
{
    size_t rows[3][WORD_MAX + 1];

    for (size_t j = 0; j <= b->n; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a->n; i++) {
        size_t *row = rows[i % 3];
        const size_t *up = rows[(i + 2) % 3];
        const size_t *up2 = rows[(i + 1) % 3];

        row[0] = i;
        for (size_t j = 1; j <= b->n; j++) {
            size_t d = up[j - 1] + (a->c[i - 1] != b->c[j - 1]);

            d = least(d, least(up[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a->c[i - 1] == b->c[j - 2] &&
                a->c[i - 2] == b->c[j - 1])
                d = least(d, up2[j - 2] + 1);
            row[j] = d;
        }
    }
    return rows[a->n % 3][b->n];
}

static bool begins_with(const struct word *name, const struct word *word)
{
    return word->n >= PREFIX_MIN && word->n <= name->n &&
           !memcmp(name->c, word->c, word->n * sizeof *word->c);
}

/* The most letters that may differ: a third of the longer word or 2, but
 * always fewer than the shorter has, or "x" would be near to "y". */
static size_t limit(const struct word *a, const struct word *b)
{
    size_t longer = a->n > b->n ? a->n : b->n;
    size_t third = longer / 3 > 2 ? longer / 3 : 2;
    size_t shorter = least(a->n, b->n);

    return shorter ? least(third, shorter - 1) : 0;
}

void nearest_init(struct nearest *n, const char *word)
{
    *n = (struct nearest){ .word = word, .best = NULL, .distance = SIZE_MAX };
}

void nearest_offer(struct nearest *n, const char *name)
{
    struct word a, b;

    if (!word_read(&a, n->word) || !word_read(&b, name) || !a.n || !b.n)
        return;
    size_t d = distance(&a, &b);
    if (d > 1 && begins_with(&b, &a))
        d = 1;
    else if (d > limit(&a, &b))
        return;
    if (d < n->distance) {
        n->distance = d;
        n->best = name;
    }
}
