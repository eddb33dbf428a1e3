/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_ESCAPE_H
#define LARDER_BASE_ESCAPE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/buf.h"

/*
 * Stored text on its way out.  Nothing from the register reaches a terminal,
 * a log or a spreadsheet without passing through here.
 *
 * For a terminal: control characters (but LF where `lines` is true), DEL, C1,
 * direction controls, ends of lines (U+2028-9), zero-width characters
 * (U+200B-D, U+2060-F, U+FEFF, U+FFF9-B, but U+200D and U+200C between two
 * letters, marks or symbols that are not ASCII, which scripts and emoji need),
 * tags (U+E0000-7F), noncharacters and ill-formed bytes become visible: \x1b,
 * \u{202e}.  Sources: CWE-150; trust notes on ANSI injection.
 */
void escape_terminal(struct buf *b, const char *s, bool lines);
void escape_terminal_len(struct buf *b, const char *s, size_t len, bool lines);

/* Prints s, escaped for a terminal, LF kept where `lines` is true. */
void escape_print(FILE *out, const char *s, bool lines);

/*
 * One CSV field (RFC 4180), quoted where needed.  For a spreadsheet a field
 * that begins with = + - @ TAB or CR gets a ' in front (CWE-1236), and so does
 * one that begins with ' and one of these behind it: thus what was read is
 * known to be written so, and escape_csv_plain() tells what it was.
 */
void escape_csv(struct buf *b, const char *s, bool spreadsheet);

/* Writes a line of CSV, safe for spreadsheets; a NULL cell is empty.  A file
 * gets what there is, a terminal what is escaped for it. */
void escape_csv_row(FILE *out, const char *const *cells, size_t n);

/* What a field that was written for a spreadsheet holds: within s. */
const char *escape_csv_plain(const char *s);

/*
 * Text or an attribute value of XML: TAB, LF, CR, DEL and C1 as references,
 * what XML cannot hold as \x1b.
 */
void escape_xml(struct buf *b, const char *s);

/*
 * Text or an attribute value of HTML: as for a terminal, LF kept, and & < > "
 * ' as references.
 */
void escape_html(struct buf *b, const char *s);

#endif
