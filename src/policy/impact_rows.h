/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_POLICY_IMPACT_ROWS_H
#define LARDER_POLICY_IMPACT_ROWS_H

#include "model/record.h"
#include "policy/impact.h"
#include "policy/impact_reach.h"

/*
 * The rows of an impact: who is told of a dataset that is reached, of one who
 * gets its data, and of those to whom they may have passed them on.
 */
struct impact_rows {
    struct impact *out; /* borrowed, as all else                          */
    struct store *store;
    const char *day; /* "2026-11-23"                                   */
};

/* What a recipient is, by its category. */
enum impact_what rows_what(const struct record *recipient);

/* Adds a recipient as `what`, if it gets what is reached, and those behind
 * it. */
int rows_add_recipient(struct impact_rows *w, const struct record *r,
                       const struct reached *from, enum impact_what what,
                       struct error *err);

/* Adds the dataset, then all who got data from it. */
int rows_add_dataset(struct impact_rows *w, const struct reached *from,
                     struct error *err);

#endif
