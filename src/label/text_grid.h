/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_TEXT_GRID_H
#define LARDER_LABEL_TEXT_GRID_H

#include "label/paper.h"
#include "label/tree.h"

/*
 * The grid as a table: the heads of its columns on as many lines as they take,
 * each column as wide as its longest word.  Where that does not fit it is two,
 * one for how the data are used and one for who gets them.  Where these do not
 * fit, or the paper has no room for tables, it is a list: each element, and
 * what is answered of it.  Below stands what each answer means that is in it.
 *
 * The grid must have columns.
 */
void text_grid(struct paper *p, const struct label *l);

#endif
