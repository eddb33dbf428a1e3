/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_SHEET_CELL_H
#define LARDER_EXCHANGE_SHEET_CELL_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/strs.h"
#include "exchange/sheet_map.h"

/*
 * The items of a cell of a sheet, one text each, on one line.
 *
 * Written, they are joined by "; "; where the column parts items, a semicolon
 * within one is written as a comma.  What was written is read as the same
 * items.
 */

/* Adds the items of a cell; one text where the column does not part them. */
void sheet_split(struct strs *out, const struct sheet_column *c,
                 const char *cell);

/* Adds an item as it is written, unless it is blank, or the same is there but
 * for capitals and accents. */
void sheet_add_item(struct strs *items, const struct sheet_column *c,
                    const char *text);

/* Sorts them as people do: capitals and accents make no difference. */
void sheet_sort_items(struct strs *items);

void sheet_join(struct buf *out, const struct sheet_column *c,
                const struct strs *items);

/*
 * Behind "HEAD: ", the rest of an item, and the head, which is yours to free;
 * NULL where there are not both.
 */
const char *sheet_behind_colon(const char *item, char **head);

#endif
