/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_MODEL_VOCABULARY_H
#define LARDER_MODEL_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Lists of terms, each with a code, a standard title, the plain words that a
 * label prints, a sentence of help, and where there is one the IRI of the
 * term in DPV or DUO.  Some are trees: a purpose permits its narrower ones.
 *
 * They are XML files compiled into the program.  One is read when it is first
 * asked for, never at start-up.
 */

struct term {
    const char *code;
    const char *iri;   /* NULL: none                                      */
    const char *title; /* English; translate with _()                     */
    const char *words; /* English; translate with _()                     */
    const char *help;  /* English; translate with _()                     */
    long broader;      /* number of the term above it, or -1              */
    int depth;         /* 0 at the top                                    */
};

struct vocabulary {
    const char *id;    /* "purposes"                                      */
    const char *title; /* English; translate with _()                     */
    const struct term *terms; /* in the order of the file, broader first   */
    size_t count;
};

/* The vocabulary of that id, or NULL.  It lives as long as the program. */
const struct vocabulary *vocabulary_find(const char *id);

/* All ids, in order; NULL past the end. */
const char *vocabulary_id(size_t i);

/* The term of that code, or NULL. */
const struct term *vocabulary_term(const struct vocabulary *v,
                                   const char *code);

/* Is `code` the term `broader`, or below it? */
bool vocabulary_within(const struct vocabulary *v, const char *code,
                       const char *broader);

/*
 * The plain words of a code, translated; where the code is not known the code
 * itself, so that nothing that is stored is ever hidden.
 */
const char *vocabulary_words(const char *id, const char *code);
const char *vocabulary_title(const char *id, const char *code);

#endif
