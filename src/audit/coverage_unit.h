/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_COVERAGE_UNIT_H
#define LARDER_AUDIT_COVERAGE_UNIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/date.h"
#include "policy/flow.h"
#include "store/read.h"
#include "store/store.h"

/*
 * A unit: the records of which a profile asks its questions together, and
 * where the fields of the answers are found.
 *
 *   activity     one row of a record of processing: the activity, the uses
 *                that name it, their datasets and what belongs to those.  A
 *                dataset with uses that name no activity, or without uses,
 *                is a unit of its own, with these uses.
 *   dataset      the dataset and all that belongs to it
 *   consent      the choice, its uses, its dataset
 *   agreement    the agreement, its datasets
 *   use          the use alone, for questions that people answer
 *
 * audit/coverage_gather.h says how each kind is reached from there.
 *
 * Records of other kinds, parties above all, are reached only by a field that
 * names them (profile_way).
 */
struct unit_index {
    size_t *v; /* numbers of records of one kind                           */
    size_t n;
    size_t room;
};

struct unit {
    struct store *store;           /* borrowed                             */
    const struct flow_table *flow; /* of the day; borrowed                 */
    struct records records;        /* the head first; datasets in order of their
                                      refs, what belongs to each behind it        */
    struct unit_index kinds[KIND_COUNT];
    struct record **named; /* what fields name, in order of refs, read when
                              asked for                                    */
    size_t named_n;
    size_t named_room;
};

#define UNIT_INIT                                                              \
    {                                                                          \
        .records = RECORDS_INIT                                                \
    }

/* Takes over a record, behind all others. */
void unit_take(struct unit *u, struct record *r);

/* Takes the record of that ref, unless it is one of the unit. */
int unit_load(struct unit *u, const char *ref, struct error *err);

void unit_release(struct unit *u);

/* The one that the questions are about. */
const struct record *unit_head(const struct unit *u);

/* The record of that ref; NULL: it is none of the unit. */
const struct record *unit_find(const struct unit *u, const char *ref);

/* Record i of those of one kind; NULL past the end. */
const struct record *unit_record(const struct unit *u, enum kind kind,
                                 size_t i);

/* Record i of a kind among those of the dataset to which r belongs. */
const struct record *unit_beside(const struct unit *u, const struct record *r,
                                 enum kind kind, size_t i);

/* The dataset to which the record belongs; NULL: none of the unit. */
const struct record *unit_dataset(const struct unit *u, const struct record *r);

/* The record of that ref; it lives as long as the unit.  NULL and the error
 * if it cannot be read. */
const struct record *unit_named(struct unit *u, const char *ref,
                                struct error *err);

/*
 * What a field holds, or where that is blank what stands in for it: for a
 * dataset's data protection officer that of its controller.  NULL and the
 * error.
 */
const struct value *unit_value(struct unit *u, const struct record *r,
                               enum field field, struct error *err);

#endif
