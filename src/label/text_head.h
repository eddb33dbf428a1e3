/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_TEXT_HEAD_H
#define LARDER_LABEL_TEXT_HEAD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/strs.h"

/*
 * The head of a narrow column: words with blanks between, which may hold soft
 * hyphens (GRID_SOFT_HYPHEN).  Words are parted at blanks; one that is wider
 * than the column is broken at its soft hyphens, and nowhere else.
 */

/* Cells of the widest word; if they may be `broken`, of the widest part with
 * the hyphen behind it. */
size_t text_head_width(const char *head, bool broken);

/* Adds the head in lines of at most so many cells, if its parts fit. */
void text_head_lines(struct strs *lines, const char *head, size_t cells);

/* Adds the head on one line: without its soft hyphens. */
void text_head_whole(struct buf *out, const char *head);

#endif
