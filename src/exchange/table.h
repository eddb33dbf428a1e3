/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_TABLE_H
#define LARDER_EXCHANGE_TABLE_H

#include <stdio.h>

#include "base/error.h"
#include "exchange/csv_import.h"
#include "model/kinds.h"
#include "store/store.h"

/*
 * All records of one kind as a table (CSV), a row for each, there and back.
 *
 *     ref,name,name@fr,party_kind,...,was
 *     city,City of Harbour,Ville du Port,public-authority,...,5f2a...
 *
 * The headings are `ref` and names of fields.  A cell holds what the command
 * line takes (value_parse_text): items parted by commas, tokens for states, a
 * text that begins with @ with it doubled.  Beside that there may be
 *
 *   FIELD@LANG     the words in a language
 *   FIELD@LANG@of  the digest of the text that they translate, where that is
 *                  not the text of the same row: they are stale
 *   was            what the record held when it was exported (store_digest);
 *                  one that the register holds with other content since then,
 *                  and that the row would change, is a conflict
 *   dataset        of what belongs to a dataset: the ref of that; where `ref`
 *                  tells another one, the row is refused
 *
 * Cells that a spreadsheet would take for formulas are made safe, and read as
 * what they were (base/escape.h).
 */

/*
 * Writes all fields of all records, in the order of their refs; memory grows
 * only with the number of languages.  One register has one such table, byte
 * for byte.
 */
int table_export(struct store *s, enum kind kind, FILE *out, struct error *err);

/*
 * Reads such tables, or others with some of these columns (`list KIND --format
 * csv` writes one), into the register (csv_import.h).
 *
 * A row with the ref of a record changes that: each cell that is not blank
 * takes the place of what the field holds; a blank one leaves it as it is.
 * Other rows add records.  What belongs to a dataset gets the next number
 * where its row has no ref but that of the dataset, in `ref` or in `dataset`.
 * Rows may name records of later rows.  Unknown headings are refused.
 */
int table_import(struct store *s, enum kind kind, const char *const *files,
                 size_t n, const struct csv_options *o, outcome_fn *row,
                 void *data, struct import_totals *totals, struct strs *ignored,
                 struct error *err);

#endif
