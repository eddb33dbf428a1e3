/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_SHEET_ROW_H
#define LARDER_EXCHANGE_SHEET_ROW_H

#include "exchange/sheet_draft.h"

/* Reads the row; 0, 1: it is refused, -1.  Release it in any case. */
int sheet_row_read(struct sheet_row *row, struct sheet_reader *reader,
                   const struct csv *csv, struct error *err);
void sheet_row_release(struct sheet_row *row);

#endif
