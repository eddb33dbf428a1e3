/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_LINEEDIT_H
#define LARDER_UI_LINEEDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "app/actions.h"
#include "base/buf.h"

/*
 * A line that a person types.  It knows no terminal: keys come as actions and
 * text, and what is to be seen of it is asked for.
 *
 * The cursor stands before a visible character (a base with its marks), never
 * inside one.  The text is UTF-8 without control characters.  Only what is
 * pasted has ends of lines: where `lines` may be kept they stay, and are shown
 * as a pilcrow; else each becomes a blank, and none is left at the end.
 */
struct lineedit {
    struct buf text;
    size_t at;    /* byte of the cursor                                    */
    size_t start; /* byte of the first character in sight                  */
    bool fresh;   /* nothing was typed yet: typing replaces what is there  */
    bool lines;   /* it may have several                                   */
};

void lineedit_init(struct lineedit *e, const char *text);
void lineedit_release(struct lineedit *e);

/* Puts another text in its place, with the cursor at its end. */
void lineedit_set(struct lineedit *e, const char *text);

/* Inserts what was typed or pasted. */
void lineedit_insert(struct lineedit *e, const char *text);

/* Adds what was pasted as one line, as lineedit_insert() would. */
void lineedit_add_line(struct buf *out, const char *text);

/* Does what an ACTION_LINE_ does; false if it is none that edits. */
bool lineedit_act(struct lineedit *e, enum action action);

/*
 * What to show in `cells` cells: adds it to *out, and returns the cell of the
 * cursor, which is always one of them.
 */
size_t lineedit_view(struct lineedit *e, size_t cells, struct buf *out);

#endif
