/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_TABLE_H
#define LARDER_UI_TABLE_H

#include <stdbool.h>

#include "ui/paint.h"
#include "ui/browse.h"

/*
 * Draws rows under headings: columns as wide as what is in sight needs, made
 * to fit.  `plain`: codes as they are, so that no vocabulary is read.
 */
void table_draw(const struct browse *r, struct area a, bool plain);

/* The words over a column. */
const char *table_heading(const struct browse *r, size_t column);

#endif
