/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_LAYOUT_H
#define LARDER_LABEL_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "label/tree.h"

/*
 * How much of a label is shown.  The tree, its seal and its check code are the
 * same for all of them; rows and their order, too: every layout has all
 * fifteen, and IN SHORT.
 *
 *   short     how each row begins, and what is not known
 *   standard  what a person should know
 *   grid      the same with the grid of what is collected in front of it
 *   full      everything
 *
 * What a longer layout adds never takes back what a shorter one says.
 */
const char *layout_name(enum layout layout);

/* The layout of that name; false where there is none. */
bool layout_find(enum layout *out, const char *name);

/* The same for a name that a person gave; the error tells them all. */
int layout_parse(enum layout *out, const char *name, struct error *err);

/* Does the layout show an answer of row i? */
bool layout_shows(enum layout layout, size_t row, const struct answer *a);

/*
 * The answers of row i that it shows, borrowed from those of the label: free
 * out->v alone.  What would go on behind an answer that is not shown begins a
 * line.
 */
void layout_shown(struct answers *out, enum layout layout, size_t row,
                  const struct answers *all);

/* Does it leave out answers that this label has? */
bool layout_leaves_out(enum layout layout, const struct label *l);

/*
 * Gives the answers of one row of one dataset their layers.  What a row begins
 * with it says whole: all answers that tell the field of its first fact are
 * short.  So is what is not known, or tells no field.  All else by a table of
 * fields, and by what they hold; what is in no row of it is standard.  What
 * goes on behind an answer and tells no field stays with that answer, and then
 * neither is a detail.
 */
void layout_assign(struct answers *row);

#endif
