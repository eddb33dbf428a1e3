/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_SLICE_H
#define LARDER_STORE_SLICE_H

#include "base/strs.h"
#include "store/store.h"

/*
 * A part of a register as if it were the whole: what only asks about some
 * datasets need not read all of them.  While there is a slice, everything that
 * reads the register through this folder sees the slice alone, the views that
 * rules see, too:
 *
 *   - these datasets, those that an issued label tells together with them, and
 *     all that they are made from, with all their records;
 *   - what names one of those: notices, agreements, labels, answers, ...;
 *   - what all of these name, and what that names in turn, but no other
 *     dataset: parties, activities, agreements, notices;
 *   - our organisation, own terms and country rules;
 *   - and of those datasets beside them that are named, no more than their own
 *     record, elements and recipients, and who these are.
 *
 * A record in it holds what it holds in the register, but of a list of
 * datasets or of parts of them (agreement.datasets) only what is in the slice,
 * or one of it if nothing is, so that its state is the same.  What is not in
 * it, such as a dataset that is made from these, must be asked before.
 *
 * It is made of TEMP tables and views with the names of those that they stand
 * for, which SQLite finds first.  Searching and the history are not cut.
 * Nothing can be written meanwhile: the caller holds store_read_begin().
 */

/* Refs of datasets that are there.  On error there is no slice. */
int slice_begin(struct store *s, const struct strs *datasets,
                const struct strs *beside, struct error *err);

/* Whoever reads sees the whole again. */
void slice_end(struct store *s);

#endif
