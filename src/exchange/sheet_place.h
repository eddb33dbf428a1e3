/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_SHEET_PLACE_H
#define LARDER_EXCHANGE_SHEET_PLACE_H

#include <stdbool.h>

#include "base/bits.h"
#include "base/hashes.h"
#include "exchange/csv_import.h"
#include "model/record.h"

/*
 * The refs of what a sheet holds: made from its words, so that the same sheet
 * finds the same records again.  Where one is taken it gets a number behind
 * it: by another record of the same sheet, by one of another kind, or by one
 * that was removed, since refs stay reserved.
 */
struct sheet_places {
    struct csv_import *import;
    struct hashes numbers; /* the last one that a slug got                 */
    struct bits announced; /* numbers of records that are not stored yet   */
};

void sheet_places_release(struct sheet_places *p);

/*
 * Finds the record of the words that the sheet has not held before, or begins
 * a new one (version 0); of a kind without a parent.  `fresh`: a new one only.
 */
int sheet_place(struct sheet_places *p, enum kind kind, const char *words,
                bool fresh, struct record *out, struct error *err);

/*
 * The same for a child of that parent, whose ref is not among those taken.
 * `known`: the parent was in the register before.
 */
int sheet_place_child(struct sheet_places *p, const char *parent, bool known,
                      enum kind kind, const char *words,
                      const struct strs *taken, struct record *out,
                      struct error *err);

#endif
