/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_SYLLABLE_H
#define LARDER_LABEL_SYLLABLE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * How many syllables a word has, by rule and without a dictionary.  There are
 * rules for English, French, Spanish, Portuguese, German and Italian; each is
 * told in the file that has it.  Those of Spanish and Portuguese follow from
 * the spelling and are exact but for foreign words; in Italian the spelling
 * does not tell where a word ending in -ia is stressed, which a list of
 * endings makes up for; English is a guess, with the exceptions that are
 * frequent.  What a rule says of a word never changes without a higher
 * COUNTER_VERSION (label/counter.h).
 */
struct tongue;

/* The rules of a language (BCP 47; what stands behind "en" does not matter),
 * or NULL. */
const struct tongue *tongue_find(const char *lang);

/* Number i of them; NULL past the end. */
const struct tongue *tongue_at(size_t i);

const char *tongue_lang(const struct tongue *t); /* "en"                    */

/*
 * Syllables of a word in lower case and NFC, without hyphens: 1 or more, but
 * 0 for one without a vowel where only a vowel makes a syllable ("l'").
 */
size_t syllables_of(const struct tongue *t, const char *word, size_t len);

/* --- for the rules ------------------------------------------------------- */

enum { SPELLED_MAX = 64 }; /* letters of a word that are looked at          */

/*
 * A word letter by letter: the base letter, and what stands on it.  All that
 * is no Latin letter is '?', an apostrophe '\''.  Behind the end are NULs.
 */
struct spelled {
    char base[SPELLED_MAX + 4]; /* with a NUL in front of the first, too    */
    char mark[SPELLED_MAX + 4]; /* ' ` ^ ~ : or 0                           */
    size_t n;
};

/* Does it end like this (letters without marks)? */
bool spelled_ends(const struct spelled *w, const char *end);

/* Do these letters stand at number i? */
bool spelled_at(const struct spelled *w, size_t i, const char *letters);

size_t syllables_english(const struct spelled *w);
size_t syllables_french(const struct spelled *w);
size_t syllables_german(const struct spelled *w);
size_t syllables_italian(const struct spelled *w);
size_t syllables_portuguese(const struct spelled *w);
size_t syllables_spanish(const struct spelled *w);

/* Words of which the rules would say something else. */
struct syllable_exception {
    const char *word; /* letters without marks                             */
    unsigned char n;
};

/* The number of the exception, in a sorted table, or 0. */
size_t syllable_exception(const struct syllable_exception *table, size_t n,
                          const struct spelled *w);

#endif
