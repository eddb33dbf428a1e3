/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_TEXTS_H
#define LARDER_STORE_TEXTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "model/kinds.h"
#include "store/store.h"

/*
 * A walk through what the register holds in words: the fields of text and
 * prose of all records that are there, and their words in other languages.
 * It reads rows as they lie, and no records, so it is quick also where there
 * are hundreds of thousands.
 */

/* Borrowed for the call. */
struct stored_text {
    int64_t record;  /* number of the record                               */
    int64_t dataset; /* of the record it belongs to, else its own          */
    enum field field;
    const char *text;
    const char *lang; /* of words in another language; NULL: the original  */
    const char *base; /* the digest of the original that these translate   */
};

/* Is that a field to go through?  Asked once for each field. */
typedef bool texts_wanted_fn(enum field field);

/*
 * Calls each() for every text of such a field, in no order that lasts, until
 * it returns something else than 0, which is then returned; or -1.
 */
typedef int texts_each_fn(const struct stored_text *t, void *data,
                          struct error *err);
int texts_each(struct store *s, texts_wanted_fn *wanted, texts_each_fn *each,
               void *data, struct error *err);

/* The same for words in other languages alone. */
int texts_each_words(struct store *s, texts_wanted_fn *wanted,
                     texts_each_fn *each, void *data, struct error *err);

#endif
