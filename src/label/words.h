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
 * phrases (phrases.def), terms, countries, dates, spans and numbers.  All are
 * in the label's language (label/catalog.h), whatever that of the screen is;
 * what has no translation is in English.
 *
 * A phrase has places, {1} and {2}, and is never a format, so that a wrong
 * translation can do no harm.
 *
 * In a language that is written from right to left, a place that is not, or
 * holds a number (a phone, an address, a name in Latin letters), stands
 * between U+2068 and U+2069 (Unicode, UAX #9), so that it is not torn apart.
 */
enum phrase {
    SAY_NOTHING,
    SAY_MAIN, /* what is not known is the question of the row itself       */
#define PHRASE(ident, words) SAY_##ident,
#include "label/phrases.def"
#undef PHRASE
    SAY_COUNT
};

/*
 * Who speaks: the language of a label.  The words of records know theirs;
 * own terms have those of the register.
 */
struct voice {
    const char *lang;     /* BCP 47; borrowed                              */
    const char *original; /* that of the register's words; NULL: not known */
    bool *lacks;          /* set where English stands in; NULL: not told   */
};

/* The language in which the label speaks: "fr" for "fr-BE"; "en" where larder
 * has no words in that which is asked for. */
const char *words_lang(const struct voice *v);

/* The phrase as it stands. */
const char *words_of(const struct voice *v, enum phrase p);

/* The phrase in English, not translated: for tests; and the key under which
 * catalogs have it. */
const char *words_source(enum phrase p);
const char *words_key(enum phrase p);

/*
 * The phrase with its places filled (NULL: not used); the caller frees it.  A
 * place before a full stop takes a whole sentence, too: there are never two
 * stops.  Where a sentence begins with a place, it begins with a capital.
 */
char *words_say(const struct voice *v, enum phrase p, const char *one,
                const char *two);

/*
 * The plain words of a code.  What is not in the label's language says in
 * which it is: "Your name [in English]".
 */
const char *words_term(const struct voice *v, const char *vocabulary,
                       const char *code);

/* The language in which that code is told, where it is another than the
 * label's; or NULL. */
const char *words_term_lang(const struct voice *v, const char *vocabulary,
                            const char *code);

/* The text with its language named, in front of its full stop; as it is where
 * larder speaks that language.  The caller frees it. */
char *words_foreign(const struct voice *v, const char *text, const char *lang);

const char *words_country(const struct voice *v, const char *code);

/* The name of the language of a tag; the tag itself if not known. */
const char *words_language(const struct voice *v, const char *tag);

void words_date(const struct voice *v, struct buf *out, const char *day);
void words_span(const struct voice *v, struct buf *out, const char *duration);

/* A number with the digits of the language.  Codes, phones and the numbers of
 * rows keep theirs. */
void words_number(const struct voice *v, struct buf *out, const char *number);

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
