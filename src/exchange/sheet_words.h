/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_SHEET_WORDS_H
#define LARDER_EXCHANGE_SHEET_WORDS_H

#include <stdbool.h>

#include "base/buf.h"
#include "exchange/sheet_map.h"
#include "model/value.h"

/*
 * The words of a sheet for what the register holds as codes, both ways.
 *
 * Reading is exact but for capitals, accents and white space (base/fold.h):
 * what is only like a term is none.  Words for states, yes and no, and spans
 * are read in English, French and Spanish.  Writing is in the language of the
 * map, whatever the locale.
 */
struct sheet_words;

/* The map is borrowed. */
struct sheet_words *sheet_words_new(const struct sheet_map *map);
void sheet_words_free(struct sheet_words *w);

/* "none", "n/a", "not known", or their tokens. */
bool sheet_read_state(const char *text, enum state *out);

/* "yes", "non": "yes" or "no", or NULL. */
const char *sheet_read_answer(const char *text);

/* Adds P6Y for "6 years", "six ans", "P6Y"; false for anything else. */
bool sheet_read_span(struct buf *out, const char *text);

/*
 * The code of the one term that is called so: by the map, by its title, its
 * plain words, or its code, in this order; NULL if there is none, or several.
 * `titles`: the map and titles only.
 */
const char *sheet_read_term(struct sheet_words *w, const char *vocabulary,
                            const char *text, bool titles);

/* The code of the country of that name, or NULL. */
const char *sheet_read_country(struct sheet_words *w, const char *text);

const char *sheet_state_words(const struct sheet_words *w, enum state state);
const char *sheet_answer_words(const struct sheet_words *w, bool yes);
void sheet_add_span(const struct sheet_words *w, struct buf *out,
                    const char *duration);
const char *sheet_term_words(const struct sheet_words *w,
                             const char *vocabulary, const char *code);
const char *sheet_country_words(struct sheet_words *w, const char *code);

#endif
