/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_MODEL_HEADING_H
#define LARDER_MODEL_HEADING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/*
 * What the heading of a column says about what is in it: "dob" and "Fecha de
 * nacimiento" are dates of birth.  It is a guess, for a person to check.
 *
 * The patterns are data: schemas/headings.xml, compiled in, English, French
 * and Spanish.  A heading is cut into words at blanks, signs, digits and
 * changes of case; capitals and accents make no difference; small words ("of",
 * "de") and digits are left out; words for "number", and #, are one word.  A
 * pattern is found where its words stand in a row, written apart or together
 * ("datenaissance"), as they are or in the plural.
 *
 * Of the patterns found, the one of most words wins; then one that is not weak
 * ("mother" is: in "mother phone" the phone is what there is).  Then the head
 * of the phrase, which is last in English and first in French and Spanish; the
 * language is the one in which most letters were found.  Then the longest.
 */
struct heading_pattern {
    const char *words;    /* as the file has them: "date of birth"         */
    const char *langs;    /* in which they are so: "en", "en fr"           */
    const char *category; /* codes parted by commas, or NULL: not told     */
    const char *role;     /* a code, or NULL                               */
    const char *special;  /* codes parted by commas, or NULL               */
    bool weak;
};

/*
 * The pattern that tells most about a heading, or NULL.  It may tell nothing:
 * of "file name" it is known that it is no name of a person.
 */
const struct heading_pattern *heading_guess(const char *heading);

/* Number i of all patterns, in the order of the file; NULL past the end. */
const struct heading_pattern *heading_pattern_at(size_t i);

/* Adds the heading on one line, without blanks at its ends. */
void heading_line(struct buf *out, const char *heading);

/*
 * Adds the heading as a person would write it, on one line: "date_of_birth",
 * "dateOfBirth" and "date  of birth " become "Date of birth".  Adds nothing
 * where it is blank.
 */
void heading_words(struct buf *out, const char *heading);

/*
 * Is it a value rather than a heading: an e-mail address, or six digits or
 * more and nothing else but the signs of dates, numbers and phone numbers?
 */
bool heading_is_value(const char *heading);

#endif
