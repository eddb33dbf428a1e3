/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_PLAIN_H
#define LARDER_LABEL_PLAIN_H

#include <stddef.h>

#include "label/sentence.h"

/*
 * Words that have no place on a label: schemas/plain-words.xml, compiled in,
 * for English, French, Spanish, Portuguese, German and Italian.  A phrase is
 * found where its words stand in a row within a sentence, in any case, with
 * whatever signs between them.  A month is no "may": one that has a capital
 * inside a sentence, or a number beside it.
 */
struct plain_ban {
    const char *id;   /* "third-party"; the same in all languages          */
    const char *lang; /* "en"                                              */
    const char *use;  /* what to write instead, in that language           */
};

/* Where one was found: words from .. from + n - 1 of the sentence. */
struct plain_found {
    const struct plain_ban *ban;
    size_t from, n;
};

/*
 * The next banned phrase of the sentence that the reader has read, from word
 * *at on, which moves behind it; false if there is none.  `lang` as given to
 * the reader; of a language without a list nothing is banned.
 */
bool plain_next(const struct reader *r, const char *lang, size_t *at,
                struct plain_found *out);

/* Number i of all phrases, as its words in lower case; NULL past the end. */
const char *plain_phrase_at(size_t i, const struct plain_ban **ban);

#endif
