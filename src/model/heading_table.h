/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_MODEL_HEADING_TABLE_H
#define LARDER_MODEL_HEADING_TABLE_H

#include "base/buf.h"
#include "base/strs.h"
#include "model/heading.h"

/*
 * The patterns of schemas/headings.xml, and the keys by which they are found:
 * the words of a pattern as they are when written apart, together with or
 * without small words, and in the singular.
 */
struct heading_entry {
    struct heading_pattern pattern;
    size_t words;   /* that count                                          */
    size_t letters; /* of them                                             */
};

/* In front of a key of words without their s, which stands apart from the
 * others: "pay" must not find "pays". */
enum { HEADING_SINGULAR = '~' };

/* Adds at most that many words of a text, as slugs; # is one
 * (heading_text.c). */
void heading_add_slugs(struct strs *out, const char *s, size_t max);

/* Reads the table, the first time. */
void heading_load(void);

/* Words of the longest pattern. */
size_t heading_words_max(void);

/* Adds the words that count; what has other names by its first. */
void heading_add_counting(struct strs *out, const struct strs *words);

/* Adds a word without the end of a plural. */
void heading_add_singular(struct buf *out, const char *word);

/* The first pattern of that key, or NULL. */
const struct heading_entry *heading_find(const char *key);

#endif
