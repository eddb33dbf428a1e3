/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_TARGETS_H
#define LARDER_STORE_TARGETS_H

#include <stdint.h>

#include "model/record.h"
#include "store/rows.h"
#include "store/store.h"

/*
 * What a record names, and the record as the history sees it: with uids in
 * the place of refs.
 */

/*
 * Finds all records that r names, into the targets of the open change; each
 * must be there, of a kind that the field may name, and where the field says
 * so a child of the same parent.
 */
int targets_find(struct store *s, const struct record *r, int64_t parent,
                 struct error *err);

/* Borrows all values from r that name nothing; wire_release() frees the rest.
 * Uids are sorted. */
void wire_init(struct record *wire, const struct record *r,
               const struct rows_targets *targets);
void wire_release(struct record *wire);

#endif
