/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_SHEET_H
#define LARDER_EXCHANGE_SHEET_H

#include <stdio.h>

#include "base/error.h"
#include "exchange/csv_import.h"
#include "exchange/sheet_map.h"
#include "store/store.h"

/*
 * The register as a sheet with a row for each activity, as a regulator
 * publishes it (CSV), both ways by one map (sheet_map.h).
 */

/*
 * Writes the headings of the map in order, and a row for each use of each
 * dataset with the activity of that use; then a row for each dataset without
 * uses, where it stands, and at the end for each activity that no use names.
 * Rows are in the order in which their records were made (that of their uids),
 * which an import keeps.  `day` is that on which countries have their standing.
 * Of each dataset a few bytes are in memory.
 */
int sheet_export(struct store *s, const struct sheet_map *map, const char *day,
                 FILE *out, struct error *err);

/*
 * Reads such sheets into the register (csv_import.h).
 *
 * Each row becomes an activity and a dataset, which get their ref from the
 * title of the row, with what belongs to the dataset: a use for each purpose,
 * an element for each category of data, and so on, as the map says.  A row
 * without a purpose becomes a dataset alone, or an activity alone where it
 * tells nothing of a dataset.  Parties are found by their names, or made.
 *
 * A code is set only where the text is exactly a term (sheet_words.h); else it
 * stays blank, and the text goes where the map has a field for it.  What has
 * none goes into the notes of the dataset, under its heading.  A blank cell
 * says nothing.
 *
 * Where the register has a record of that ref, the row changes that; what is
 * not in the sheet stays as it is.  The same sheet twice changes nothing but
 * that a cell may now name a party which a later row has made.
 *
 * What was exported by a map, and is imported by it into an empty register, is
 * exported as the same sheet.
 */
int sheet_import(struct store *s, const struct sheet_map *map,
                 const char *const *files, size_t n,
                 const struct csv_options *o, outcome_fn *row, void *data,
                 struct import_totals *totals, struct strs *ignored,
                 struct error *err);

#endif
