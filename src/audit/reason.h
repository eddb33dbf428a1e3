/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_REASON_H
#define LARDER_AUDIT_REASON_H

#include <stdbool.h>
#include <stddef.h>

#include "audit/rule.h"
#include "label/tree.h"
#include "store/read.h"
#include "store/store.h"

/*
 * Why a field of a record matters: a row of the label says WE DO NOT KNOW for
 * it, or a rule finds something in it.
 *
 * Which row that is, the label itself tells: an answer names the facts that
 * it is made from.  Of those that are open the ones count that are asked
 * (policy/asked.h); the others stand beside them, as "what a no costs, in
 * words" beside "what a no costs".
 */
struct reason {
    char *ref;
    enum field field;
    size_t row;              /* from 0; LABEL_ROWS: it is a rule           */
    const struct rule *rule; /* NULL: it is a row                          */
};

struct reasons {
    struct reason *v; /* sorted by ref and field                           */
    size_t n;
    size_t room;
};

#define REASONS_INIT                                                           \
    {                                                                          \
        NULL, 0, 0                                                             \
    }

/*
 * Asks the label of a dataset, which is the first of these records, and the
 * rules about all of them, as of that day.
 */
int reasons_read(struct reasons *out, struct store *s,
                 const struct records *records, const char *as_of,
                 struct error *err);
void reasons_release(struct reasons *l);

/*
 * The reasons of one field of one record are those from reasons_find() on for
 * which reasons_is() is true.
 */
size_t reasons_find(const struct reasons *l, const char *ref, enum field field);
bool reasons_is(const struct reasons *l, size_t i, const char *ref,
                enum field field);

/* The record of that ref among these, or NULL. */
const struct record *reason_record(const struct records *l, const char *ref);

/* Is there a record of that kind among these? */
bool reason_has_kind(const struct records *l, enum kind kind);

#endif
