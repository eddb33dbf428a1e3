/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_NEAREST_H
#define LARDER_BASE_NEAREST_H

#include <stddef.h>

/*
 * "Did you mean": among names offered one by one, the one nearest to what
 * was typed, by Damerau-Levenshtein distance (optimal string alignment),
 * letters of either case alike.  Nothing is near at more than a third of the
 * longer word, or 2 letters for short words, or as many as the shorter word
 * has; a name that begins with what was typed (3 letters or more) is near, at
 * distance 1.  Of names that are equally near the first offered stays; words
 * of more than 64 letters are near to nothing.
 */
struct nearest {
    const char *word; /* what was typed; borrowed                          */
    const char *best; /* NULL while nothing is near; borrowed              */
    size_t distance;
};

void nearest_init(struct nearest *n, const char *word);
void nearest_offer(struct nearest *n, const char *name);

#endif
