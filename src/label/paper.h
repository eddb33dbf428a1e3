/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_PAPER_H
#define LARDER_LABEL_PAPER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/strs.h"
#include "label/layout.h"
#include "label/words.h"

/*
 * Paper on which a label is written as lines of so many cells.  No line is
 * wider, none ends in a blank, and none but a rule looks like a rule.
 *
 * Where the label's language is written from right to left, each line says so
 * (Unicode, UAX #9): it stands between U+2067 and U+2069, filled with blanks at
 * its end, so that its first column is at the right, on terminals and in
 * editors alike.  Text is in logical order everywhere.
 */
struct paper {
    struct buf *out; /* lines that are done                                */
    size_t width;
    enum layout layout;
    struct voice voice;
    bool rtl;
};

/* At least this wide. */
enum { PAPER_NARROWEST = 20 };

/* A language of the label is needed as long as the paper is. */
void paper_init(struct paper *p, const char *lang, enum layout layout,
                size_t width, struct buf *out);

/* Is there room for a table: question left, answer right? */
bool paper_is_table(const struct paper *p);

/*
 * Text of the register, as a terminal can be trusted with it; the caller frees
 * it.  From right to left isolates stay, if each is closed.
 */
char *paper_safe(const struct paper *p, const char *text);

/* Opens in each line from number `from` on the isolates that the one before
 * left open, and closes them there: a line is a paragraph of its own. */
void paper_mend(const struct paper *p, struct strs *lines, size_t from);

/* Wraps text (base/wrap.h), and mends its lines. */
void paper_wrap(const struct paper *p, struct strs *lines, const char *text,
                size_t cells);

/* The same; all lines but the first stand so far in. */
void paper_wrap_in(const struct paper *p, struct strs *lines, const char *text,
                   size_t indent, size_t cells);

/* The same; the first line begins with `first`, others as far in. */
void paper_hang(const struct paper *p, struct strs *lines, const char *first,
                const char *text, size_t cells);

/* A line of one character from edge to edge. */
void paper_rule(struct paper *p, char c);

/* A line with its text at a column. */
void paper_line(struct paper *p, size_t column, const char *text);
void paper_lines(struct paper *p, size_t column, const struct strs *lines);

/* Text at a column, wrapped. */
void paper_text(struct paper *p, size_t column, const char *text);

/* Two texts at the ends of a line, or on lines of their own. */
void paper_ends(struct paper *p, const char *left, const char *right);

/*
 * Adds the text without what tells directions: for a screen that draws one
 * character after the other, and would make it visible.  What is visible in the
 * text already stays.
 */
void paper_undirected(struct buf *out, const char *text);

/* Adds blanks until the line is so wide. */
void paper_pad(struct buf *line, size_t column);

#endif
