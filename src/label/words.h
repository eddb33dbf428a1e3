/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_WORDS_H
#define LARDER_LABEL_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/strs.h"

/*
 * The one door through which every word passes that a label says by itself:
 * phrases (phrases.def), terms, countries, dates and spans.  A label's
 * language need not be that of the screen; today both are the locale's, and
 * only this file would have to know better.
 *
 * A phrase has places, {1} and {2}, and is never a format, so that a wrong
 * translation can do no harm.
 */
enum phrase {
    SAY_NOTHING,
    SAY_MAIN, /* what is not known is the question of the row itself       */
#define PHRASE(ident, words) SAY_##ident,
#include "label/phrases.def"
#undef PHRASE
    SAY_COUNT
};

/* Who speaks: the language of a label.  The words of records know theirs. */
struct voice {
    const char *lang; /* BCP 47; borrowed                                  */
};

/* The phrase as it stands. */
const char *words_of(const struct voice *v, enum phrase p);

/* The phrase in English, not translated: for tests. */
const char *words_source(enum phrase p);

/*
 * The phrase with its places filled (NULL: not used); the caller frees it.  A
 * place before a full stop takes a whole sentence, too: there are never two
 * stops.  Where a sentence begins with a place, it begins with a capital.
 */
char *words_say(const struct voice *v, enum phrase p, const char *one,
                const char *two);

const char *words_term(const struct voice *v, const char *vocabulary,
                       const char *code);
const char *words_country(const struct voice *v, const char *code);
void words_date(const struct voice *v, struct buf *out, const char *day);
void words_span(const struct voice *v, struct buf *out, const char *duration);

/*
 * "A, b and c".  Terms begin with a capital; inside a sentence it is made
 * small, where the language wants that.  Words of records are left alone.
 * Items that hold commas, or are sentences of their own, are parted by
 * semicolons.
 */
enum list_place {
    LIST_START,  /* terms; the first begins the sentence                   */
    LIST_INSIDE, /* terms; all stand inside the sentence                   */
    LIST_OR,     /* the same, and any of them: "a, b or c"                 */
    LIST_NAMES,  /* names of parties                                       */
    LIST_AS_IS,  /* words of records: parted by semicolons                 */
};
void words_list(const struct voice *v, struct buf *out,
                const struct strs *items, enum list_place place);

/* Makes the first letter a capital, or a small one as for LIST_INSIDE. */
void words_capital(struct buf *out, const char *s);
void words_small(const struct voice *v, struct buf *out, const char *s);

#endif
