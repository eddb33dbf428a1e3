/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_POLICY_BROADER_H
#define LARDER_POLICY_BROADER_H

#include <stdint.h>

#include "policy/scope.h"
#include "store/store.h"

/*
 * What is done with datasets that were made from others beyond what those
 * permit (policy/scope.h): each of their uses in force whose purpose is not
 * permitted above, each of their recipients who gets, may sell, or takes
 * abroad what must not be shared, sold, or taken there.
 *
 * Nothing is told where all that is above says yes.  The dataset that limits
 * is the nearest of those that are strictest.
 */
enum broader_what {
    BROADER_PURPOSE, /* of a use; says: as scope_says_name()               */
    BROADER_SHARING, /* with a recipient; says: as scope_leave_name()      */
    BROADER_SALE,    /* by a recipient; the same                           */
    BROADER_REGION,  /* of a recipient; "no"                               */
    BROADER_WHAT_COUNT
};

/* Texts are borrowed for the call. */
struct broader {
    enum broader_what what;
    const char *says;
    int64_t record;  /* number of the use or the recipient                 */
    int64_t dataset; /* and of its dataset                                 */
    int64_t limit;   /* number of the dataset above that limits it         */
};

/*
 * Calls each() for all of them, until it returns something else than 0, which
 * is then returned.  Time and memory grow with the datasets that are made from
 * others and those they are made from: each is read once.
 */
typedef int broader_each_fn(const struct broader *b, void *data,
                            struct error *err);
int broader_each(struct store *s, const char *day, broader_each_fn *each,
                 void *data, struct error *err);

/* "purpose"; for tables. */
const char *broader_what_name(enum broader_what what);

#endif
