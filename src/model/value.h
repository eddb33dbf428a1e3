/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_MODEL_VALUE_H
#define LARDER_MODEL_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/strs.h"
#include "model/kinds.h"

/*
 * What a field holds: nothing yet (blank), a stated "none", "not applicable"
 * or "unknown", or a value.  They differ everywhere.
 *
 * A value is one or more items, each in its canonical spelling: dates as
 * 2026-11-23, durations as P1Y6M, yes and no as "yes" and "no", counts in
 * decimal, codes and refs as they are; items of a field that repeats are
 * sorted by byte and unique.  Refs are refs of records as people wrote them;
 * the store turns them into records.
 *
 * Invariants: items.n is 0 unless state is STATE_VALUE, and then 1 or more (1
 * where the field does not repeat).  words is used only by fields with
 * FIELD_WORDS, and only beside a value.
 */

enum state { STATE_BLANK, STATE_VALUE, STATE_NONE, STATE_NA, STATE_UNKNOWN };

/* The same text in another language. */
struct words {
    char *lang; /* BCP 47, maybe with a reader: "fr", "en-x-child"  */
    char *text;
    char *base_digest; /* hex SHA-256 of the original it translates        */
};

struct value {
    enum state state;
    struct strs items;
    struct words *words; /* sorted by lang                                 */
    size_t words_n;
    size_t words_room;
};

#define VALUE_INIT                                                             \
    {                                                                          \
        STATE_BLANK, STRS_INIT, NULL, 0, 0                                     \
    }

void value_release(struct value *v); /* frees; blank again                 */
void value_copy(struct value *out, const struct value *from);
bool value_equal(const struct value *a, const struct value *b);

/* Makes it blank, or the stated state, and drops items and words. */
void value_set_state(struct value *v, enum state state);

/* Makes it this one item; words of other languages stay. */
void value_set_text(struct value *v, const char *item);

/* The first item, or NULL unless it holds a value. */
const char *value_text(const struct value *v);

/* Does it hold this item? */
bool value_has(const struct value *v, const char *item);

/*
 * Sets the words in a language.  base_digest NULL: the digest of the item it
 * holds now.  text NULL: takes that language away.
 */
void value_set_words(struct value *v, const char *lang, const char *text,
                     const char *base_digest);

/* The words in exactly that language, or NULL. */
const struct words *value_words(const struct value *v, const char *lang);

/* The same or, shortening the tag from its end ("sw-TZ", "sw"), those in one
 * that it is part of. */
const struct words *value_words_for(const struct value *v, const char *lang);

/* Were the words made from another original than the one it holds now? */
bool words_stale(const struct value *v, const struct words *w);

/* "none", "na", "unknown"; "value" and "blank" for the others. */
const char *state_name(enum state state);

/* As people read it: "none", "does not apply", "not known"; translated. */
const char *state_words(enum state state);

/*
 * Tokens, for XML, CSV, the edit form and the command line: "@none", "@na",
 * "@unknown"; a real value that begins with @ has it doubled.
 */

/* The token of a stated state, or NULL for blank and value. */
const char *state_token(enum state state);

/* Adds one item as a token would be read back: @ doubled at its beginning. */
void value_add_escaped(struct buf *b, const char *item);

/*
 * Reads tokens and items, as given by a person or a file, into *out: checks
 * them against the field's type (model/check.h) and brings them into their
 * canonical spelling.  Several items only where the field repeats.  An empty
 * list, or one empty item, is blank.  A new value keeps the words in other
 * languages that stood beside the old one; a state drops them.  On error *out
 * is as before, and err->field is the field.
 */
int value_parse(struct value *out, enum field field, const struct strs *given,
                struct error *err);

/*
 * The same from one text: items of a field that repeats are parted by commas
 * (refs, codes, countries and languages hold none).
 */
int value_parse_text(struct value *out, enum field field, const char *given,
                     struct error *err);

/*
 * Reads the text of words in another language and adds it, checked and in its
 * canonical spelling, to *out: nothing for an empty one.  A token is refused,
 * since only the original has a state.  On error err->field is the field.
 */
int value_parse_words(struct buf *out, enum field field, const char *given,
                      struct error *err);

/*
 * As one text that value_parse_text() reads back: tokens for states, items
 * parted by ", ".
 */
void value_format(struct buf *out, const struct value *v);

#endif
