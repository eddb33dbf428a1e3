/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_POLICY_MOSAIC_H
#define LARDER_POLICY_MOSAIC_H

#include <stddef.h>
#include <stdint.h>

#include "base/strs.h"
#include "store/store.h"

/*
 * The mosaic: two datasets of which each alone may point at nobody, and which
 * together do, because somebody gets both and can join them by what they have
 * in common.
 *
 * In common is a category of data that both tell of people: the same one, or
 * one that is narrower in the tree of categories.  Only elements count that
 * help to find a person (identifying_role quasi or direct), and of what is
 * given only what the recipient gets (recipient.elements; a blank: all).
 *
 * Somebody is a party, with all that is part of it (party.part_of).  Those
 * inside our organisation and the people themselves do not count, nor who no
 * longer gets the data, nor datasets that are not about persons (natures
 * not-personal, synthetic).
 */

/* From so many on it is a mosaic: postcode, sex and day of birth were enough
 * for 87 % of the people of one country (L. Sweeney, 2000). */
enum { MOSAIC_SHARED = 3 };

struct mosaic {
    int64_t dataset;
    int64_t partner; /* the dataset with which it has most in common       */
    int64_t party;   /* who gets both                                      */
    size_t shared;   /* how many categories; MOSAIC_SHARED or more         */
    const char *categories; /* those of `dataset`, parted by ", "; borrowed
                             * for the call                                */
};

/*
 * Calls each() once for every dataset that is part of a mosaic, in order of
 * refs, with the worst partner: of several the first by party, then by ref;
 * until it returns something else than 0, which is then returned.
 */
typedef int mosaic_each_fn(const struct mosaic *m, void *data,
                           struct error *err);
int mosaic_each(struct store *s, const char *as_of, mosaic_each_fn *each,
                void *data, struct error *err);

/*
 * Adds the refs of the worst partners of these datasets.  It costs in
 * proportion to what those get who get these, and not to the square of that.
 * The caller holds store_read_begin().
 */
int mosaic_partners(struct strs *out, struct store *s, const char *as_of,
                    const struct strs *datasets, struct error *err);

#endif
