/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_UTF8_H
#define LARDER_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"

/*
 * UTF-8 text: what is text and what only looks like it, and how many cells
 * of a terminal it takes.  Width is that of wcwidth() alone, because ncurses
 * draws by it: two opinions make crooked columns.  main() sets LC_CTYPE to a
 * UTF-8 locale, else wcwidth() knows nothing.
 */

/*
 * Reads one character at s, of at most len bytes, into *out.  Returns how
 * many bytes it took, or 0 where there is no well-formed character (RFC 3629:
 * no surrogates, nothing overlong, nothing above U+10FFFF).
 */
size_t utf8_decode(const char *s, size_t len, uint32_t *out);

/* Adds the character in UTF-8; U+FFFD for what is none (surrogates, ...). */
void utf8_add(struct buf *b, uint32_t c);

/* The number of the first byte that is not UTF-8, or -1 if all is well. */
long utf8_bad(const char *s, size_t len);

/* Cells that one character takes: 0, 1 or 2; 1 for what cannot be shown. */
int utf8_char_width(uint32_t c);

/* Is there nothing to see: white space of any script, or no width at all? */
bool utf8_blank(const char *s);

/* Cells that the text takes on one line. */
size_t utf8_width(const char *s);
size_t utf8_width_len(const char *s, size_t len);

/* Bytes of the longest beginning of s, in whole visible characters, that fits
 * in `cells`. */
size_t utf8_fit(const char *s, size_t cells);

/*
 * Moves by one visible character (a base with its combining marks, at most 32;
 * an emoji with its skin tone, or joined to others): the byte number of the
 * one after, or before, the byte number `at`.
 */
size_t utf8_next(const char *s, size_t at);
size_t utf8_prev(const char *s, size_t at);

/* Adds s in Unicode normal form NFC, with CR LF and CR made LF.  What is not
 * UTF-8 is not changed otherwise, and is for utf8_check() to refuse. */
void utf8_add_nfc(struct buf *b, const char *s, size_t len);

/*
 * Refuses what must never be stored: bytes that are not UTF-8, control
 * characters (C0 but TAB and LF where `lines` is true, DEL, C1),
 * noncharacters, and bidi controls (U+202A-E, U+2066-9) that are not
 * balanced within their line.  The error names the character as U+XXXX and
 * its place, counted in characters from 1.
 */
int utf8_check(const char *s, size_t len, bool lines, struct error *err);

/* Is c a control that changes the direction of text (U+061C, 200E-F, ...)? */
bool utf8_is_bidi_control(uint32_t c);

#endif
