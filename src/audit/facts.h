/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_FACTS_H
#define LARDER_AUDIT_FACTS_H

#include <stdbool.h>

#include "base/error.h"
#include "store/store.h"

/*
 * What rules need and SQL should not work out: TEMP tables, filled once for
 * each audit from policy and model, so that meaning is written once, in C.
 *
 *   fact_due(record_id, dataset_id, what, due, overdue)
 *       what ends or is due (policy/due.h); due and overdue are NULL where
 *       something ends but nobody knows when
 *   fact_personal(record_id, field, kind, found)
 *       what in a text looks like the mark of a person (model/personal.h), in
 *       fields where it has no place: a row for each; `found` is masked, so
 *       that no report says it again
 *   fact_within(vocabulary, code, broader)
 *       each term, with itself and every term above it
 */

/* Does anybody look into the table of that name? */
typedef bool facts_needed_fn(const char *name, void *data);

/*
 * Fills those of the tables whose names are needed; `needed` NULL: all.
 */
int facts_fill(struct store *s, const char *as_of, facts_needed_fn *needed,
               void *data, struct error *err);

#endif
