/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_POLICY_IMPACT_REACH_H
#define LARDER_POLICY_IMPACT_REACH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/hashes.h"
#include "base/strs.h"
#include "model/value.h"
#include "store/store.h"

/*
 * Which datasets are reached, and what of each: nearest first.  Over several
 * ways what is reached over each of them adds up.
 */
/* What of one dataset is reached. */
struct reached {
    char *dataset;
    char *over; /* the source over which it is reached, or ""    */
    size_t depth;
    bool perhaps; /* it may not hold the data that are meant               */
    bool all;     /* all of it; else ...                                   */
    bool all_elements;
    bool all_uses;
    struct strs elements; /* these, where it is not all                    */
    struct strs uses;     /* and for these uses, where it is not all       */
};

/* The dataset number `to` is made from the one number `from`. */
struct made {
    size_t from;
    size_t to;
};

struct reach {
    struct store *store; /* borrowed                                       */
    struct reached *v;
    size_t n;
    size_t room;
    struct hashes seen; /* refs of datasets: their number, from 1          */
    struct made *made;
    size_t made_n;
    size_t made_room;
};

/*
 * Adds these elements and uses of a dataset, and returns its number; NULL, or
 * a field that names none, stands for all.  `over`: see struct reached.
 */
size_t reach_add(struct reach *l, const char *dataset, const char *over,
                 size_t depth, const struct value *elements,
                 const struct value *uses);

/* Adds all that is made from those that are there. */
int reach_spread(struct reach *l, struct error *err);

void reach_release(struct reach *l);

#endif
