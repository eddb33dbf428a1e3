/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_SHEET_COLUMNS_H
#define LARDER_EXCHANGE_SHEET_COLUMNS_H

#include "exchange/sheet_draft.h"

/* The cells of a row, column by column: 0, 1 where it is refused, or -1. */

/* Fills in fields of the records that the row has. */
int sheet_fill(struct sheet_row *row, const struct sheet_column *c,
               struct error *err);

/* Makes a record of each item. */
int sheet_make(struct sheet_row *row, const struct sheet_column *c,
               struct error *err);

/* Places the words for a state that stood instead of items. */
void sheet_place_states(struct sheet_row *row);

#endif
