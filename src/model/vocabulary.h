/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_MODEL_VOCABULARY_H
#define LARDER_MODEL_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/record.h"

/*
 * Lists of terms, each with a code, a standard title, the plain words that a
 * label prints, a sentence of help, and where there is one the IRI of the
 * term in DPV or DUO.  Some are trees: a purpose permits its narrower ones.
 *
 * They are XML files compiled into the program.  One is read when it is first
 * asked for, never at start-up.
 *
 * To those that are open an organisation adds terms of its own, each below one
 * that is there: records of the kind own_term, which model/own.h gives.  They
 * stand behind the terms beside them that come with the program, in order of
 * their codes.  A code is only once in a vocabulary: where a record and the
 * program have the same, the program's term is meant.  A record whose code is
 * not of the right form is no term.
 */

/* Bytes of a code at most: the ref "vocabulary.code.99" must fit a slug. */
enum { VOCABULARY_CODE_MAX = 57 };

/*
 * How deep a tree may be.  The gate refuses an own term below that; in a
 * forged register such terms all stand at this depth, so that no walk up a
 * tree is long.
 */
enum { VOCABULARY_DEEP = 32 };

struct term {
    const char *code;
    const char *iri;          /* NULL: none                                 */
    const char *title;        /* read it by term_title()                    */
    const char *words;        /* read it by term_words()                    */
    const char *help;         /* read it by term_help()                     */
    long broader;             /* number of the term above it, or -1         */
    int depth;                /* 0 at the top                               */
    const struct record *own; /* the record, or NULL: it comes with larder */
};

struct vocabulary {
    const char *id;    /* "purposes"                                      */
    const char *title; /* English; translate with _()                     */
    bool open;         /* may an organisation add terms?                  */
    const struct term *terms; /* in the order of the file, broader first   */
    size_t count;
};

/*
 * The vocabulary of that id, or NULL.  It lives as long as the program; the
 * register's own terms in it are those of this moment, so whoever keeps it
 * asks again.
 */
const struct vocabulary *vocabulary_find(const char *id);

/* The same as it comes with the program, without the register's own. */
const struct vocabulary *vocabulary_shipped(const char *id);

/* That for an id that a person gave; the error tells the nearest. */
int vocabulary_parse(const struct vocabulary **out, const char *id,
                     struct error *err);

/* All ids, in order; NULL past the end. */
const char *vocabulary_id(size_t i);

/* The term of that code, or NULL. */
const struct term *vocabulary_term(const struct vocabulary *v,
                                   const char *code);

/* The first term of that IRI, or NULL. */
const struct term *vocabulary_term_of_iri(const struct vocabulary *v,
                                          const char *iri);

/* The same for a code that a person gave; the error tells the nearest. */
int vocabulary_term_parse(const struct term **out, const struct vocabulary *v,
                          const char *code, struct error *err);

/* Is `code` the term `broader`, or below it? */
bool vocabulary_within(const struct vocabulary *v, const char *code,
                       const char *broader);

/*
 * Has the vocabulary of that id this code?  Own terms are asked for only if
 * no term that comes with the program has it.
 */
bool vocabulary_has(const char *id, const char *code);

/* The term of that code, or NULL, for its texts alone: own ones are asked for
 * last, and their place in the tree is not told. */
const struct term *vocabulary_lookup(const char *id, const char *code);

/* Lower-case letters, digits, and hyphens between them; not too long. */
bool vocabulary_code_fits(const char *code);

/*
 * The texts of a term: translated, or as the register has them.  Words in a
 * language ("fr", "sw-TZ") are looked for under it and then under what it is
 * part of, and are passed over where they are stale; `lang` NULL: the
 * original.  The help may be "".
 */
const char *term_title(const struct term *t);
const char *term_words(const struct term *t, const char *lang);
const char *term_help(const struct term *t);

/*
 * The plain words of a code, its title; where the code is not known the code
 * itself, so that nothing that is stored is ever hidden.
 */
const char *vocabulary_words(const char *id, const char *code);
const char *vocabulary_words_in(const char *id, const char *code,
                                const char *lang);
const char *vocabulary_title(const char *id, const char *code);

/* Is it a term of the register that has no words in that language, or only
 * such that translate an older original? */
bool vocabulary_lacks_words(const char *id, const char *code, const char *lang);

#endif
