/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_READABILITY_H
#define LARDER_LABEL_READABILITY_H

#include <stdbool.h>
#include <stddef.h>

#include "label/counter.h"

/*
 * From counts to scores: the formulas as they were published, and nothing
 * about texts.  The same counts give the same score, whoever counted.
 *
 * A score is a weak sign.  A text in which every sentence is short can still
 * say nothing, so the gates (label/lint.h) look at words and sentences first.
 */
enum formula {
    FORMULA_FLESCH,           /* English                                     */
    FORMULA_FLESCH_KINCAID,   /* English; a grade                            */
    FORMULA_SMOG,             /* English; a grade                            */
    FORMULA_FOG,              /* English; a grade                            */
    FORMULA_COLEMAN_LIAU,     /* English; a grade                            */
    FORMULA_ARI,              /* English; a grade                            */
    FORMULA_FERNANDEZ_HUERTA, /* Spanish                                   */
    FORMULA_INFLESZ,          /* Spanish                                   */
    FORMULA_CRAWFORD,         /* Spanish; a grade                          */
    FORMULA_POLINI,           /* Spanish                                   */
    FORMULA_KANDEL_MOLES,     /* French                                    */
    FORMULA_AMSTAD,           /* German                                    */
    FORMULA_WIENER,           /* German; a grade                           */
    FORMULA_MARTINS,          /* Portuguese                                */
    FORMULA_GULPEASE,         /* Italian                                   */
    FORMULA_VACCA,            /* Italian                                   */
    FORMULA_LIX,              /* every language                            */
    FORMULA_RIX,              /* every language                            */
    FORMULA_COUNT
};

/* What a score means for the gate. */
enum reading { READING_NONE, READING_FINE, READING_HARD, READING_TOO_HARD };

struct formula_info {
    const char *id;   /* "flesch-kincaid"                                  */
    const char *name; /* "Flesch-Kincaid grade"; translate with _()        */
    const char *lang; /* "" : made for none, and so not calibrated         */
    size_t sentences; /* no score below                                    */
    double hard;      /* beyond it: a warning                              */
    double too_hard;  /* beyond it: an error                               */
    bool gate;        /* it decides for its language                       */
    bool high_is_easy;
};

/* Below, a text is too short to score. */
enum { READABILITY_WORDS = 100 };

const struct formula_info *formula_info(enum formula f);

/*
 * The score, whatever the counts: neither words nor sentences may be 0.
 *
 * Sources of the constants: Flesch 1948; Kincaid et al. 1975; McLaughlin 1969
 * (SMOG, equation D); Gunning 1952; Coleman and Liau 1975 (short form); Senter
 * and Smith 1967; Fernandez Huerta 1959 with syllables per word; Szigriszt
 * 1993; Crawford 1985; Gutierrez de Polini 1972; Kandel and Moles 1958; Amstad
 * 1978; Bamberger and Vanecek 1984 (Wiener Sachtextformel 1); Martins et al.
 * 1996; Lucisano and Piemontese 1988; Vacca 1972 as printed in Italy; Bjornsson
 * 1968 (LIX); Anderson 1983 (RIX).
 */
double formula_score(enum formula f, const struct counts *c);

/*
 * Does the formula say anything about a text of these counts in that language:
 * is it one for the language, or for all, and is the text long enough?
 */
bool formula_fits(enum formula f, const char *lang, const struct counts *c);

/*
 * The formula whose score is a gate for the language: one that was made for
 * it and has bounds, else LIX.
 */
enum formula formula_of_gate(const char *lang);

/* READING_NONE where the formula decides nothing. */
enum reading formula_reading(enum formula f, double score);

/* Has the language a formula of its own? */
bool readability_is_calibrated(const char *lang);

/*
 * Dale and Chall 1948, of given counts only: larder has no list of the words
 * that children know, so it never counts the unfamiliar ones itself.
 */
double readability_dale_chall(size_t words, size_t sentences,
                              size_t unfamiliar);

#endif
