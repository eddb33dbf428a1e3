/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_DIRECTION_H
#define LARDER_BASE_DIRECTION_H

#include <stddef.h>

/*
 * Which way text runs: left to right, or right to left.  That follows from
 * the script, and that from a tag of BCP 47: its script subtag, else the
 * script in which the language is written by most (CLDR, likely subtags).
 */
enum direction { DIRECTION_LTR, DIRECTION_RTL };

/* Left to right where the tag tells nothing. */
enum direction direction_of(const char *lang);

const char *direction_name(enum direction d); /* "ltr", "rtl"              */

/* That of the first letter of these bytes; `other` where there is none. */
enum direction direction_first(const char *s, size_t len, enum direction other);

/*
 * The next run of text at or behind `from` that runs the other way than d:
 * its first byte, and in *len its bytes (0: there is none).  Blanks and marks
 * between its words belong to it, those at its ends do not; a bracket that was
 * opened in it does.  In text from right to left digits begin such a run, too:
 * the parts of a phone number must not change places.
 */
size_t direction_run(const char *s, size_t from, enum direction d, size_t *len);

#endif
