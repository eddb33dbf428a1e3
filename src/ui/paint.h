/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_PAINT_H
#define LARDER_UI_PAINT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/strs.h"
#include "ui/role.h"

/* A part of the screen, in cells. */
struct area {
    int y, x;
    int h, w;
};

/*
 * Adds stored text as it is drawn: escaped (escape_terminal), and emoji that
 * are joined into one taken apart, because terminals do not agree how many
 * cells that one takes.
 */
void paint_escape(struct buf *out, const char *text, size_t len, bool lines);

/*
 * Draws stored text on one line from y, x on: escaped, cut to w cells with
 * "~" in the last one where something is missing, blanks up to w.  Returns
 * the cells that the text itself took.
 */
int paint(int y, int x, int w, enum role role, const char *text);

/* The same for a row of an area; a row outside of it is not drawn. */
int paint_row(struct area a, int row, int col, enum role role,
              const char *text);

/* A frame of ASCII signs, blank inside. */
void paint_frame(struct area a);

/* A line from top to bottom. */
void paint_bar(int y, int x, int h);

/* Lines of at most w cells, escaped, to be drawn by paint(). */
void paint_wrap(struct strs *lines, const char *text, int w);

/* Fits stored text, escaped, in w cells ("~" where it was cut). */
void paint_fit(struct buf *out, const char *text, int w);

#endif
