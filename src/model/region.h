/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_MODEL_REGION_H
#define LARDER_MODEL_REGION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strs.h"

/*
 * Countries and languages, from Debian's iso-codes: ISO 3166-1 and ISO 639;
 * time zones from the system's tz database.  The files are read when first
 * asked for.  Where they are not installed, codes of the right form are taken
 * as they are and names are the codes.
 */

/* Is it the two-letter code of a country, in capitals? */
bool country_known(const char *code);

/*
 * The code that somebody may mean who wrote that: "ie" or "Irland" for IE, "UK"
 * for GB; by the names in English and in the language of the locale.  NULL:
 * none is near.
 */
const char *country_nearest(const char *given);

/* Its name in the language of the locale; the code itself if not known. */
const char *country_words(const char *code);

/* Its name in that language ("fr"), whatever the locale; in English where
 * iso-codes has none. */
const char *country_words_in(const char *code, const char *lang);

/* The same; NULL where iso-codes has none. */
const char *country_name_in(const char *code, const char *lang);

/* Adds all names that it has in English and in that language: the usual, the
 * official, that of the standard. */
void country_names(struct strs *out, const char *code, const char *lang);

/* Is it the two- or three-letter code of a language? */
bool language_known(const char *code);

/* The name of the language of a BCP 47 tag; the tag itself if not known. */
const char *language_words(const char *tag);

/* The same in that language, whatever the locale; NULL: iso-codes has none. */
const char *language_name_in(const char *tag, const char *lang);

/* Is it a name of the time zone database?  Never the path of another file. */
bool zone_known(const char *name);

/* The code of country (language) number i, in order of codes; NULL past the
 * end.  A language that has two codes is there under each. */
const char *country_at(size_t i);
const char *language_at(size_t i);

#endif
