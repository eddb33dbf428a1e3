/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_POLICY_TRAIL_H
#define LARDER_POLICY_TRAIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/record.h"
#include "store/store.h"

/*
 * Where data come from in the end: each source of each dataset, followed
 * through our own datasets from which others were made (source.upstream).
 *
 * The trail of a source has a gap where nobody knows where the data come from:
 *
 *   - the kind of a source is blank or unknown, and it names no dataset;
 *   - a source is somebody else, and who first collected the data from people
 *     is blank or unknown: a data broker whose own source is not known;
 *   - a dataset on the way has no source, and its list of sources is not
 *     stated as none.
 */

/* Strings are borrowed for the call. */
struct trail {
    int64_t source;  /* number of the source                               */
    int64_t dataset; /* and of the dataset that it belongs to              */
    bool third;      /* it comes from somebody else: neither from the people
                      * themselves nor from data that we have (GDPR Art. 14) */
    int64_t gap;     /* number of the nearest source or dataset at which
                      * nobody knows; 0: there is no gap                   */
    size_t steps;    /* over how many datasets; 0: the source itself       */
    bool loop;       /* is the dataset made from itself this way?          */
};

/*
 * Calls each() for every source in order of refs, until it returns something
 * else than 0, which is then returned.  Memory grows with the number of
 * datasets that are made from others, and of those they are made from.
 */
typedef int trail_each_fn(const struct trail *t, void *data, struct error *err);
int trail_each(struct store *s, trail_each_fn *each, void *data,
               struct error *err);

/* Is there a gap at this source, whatever lies above it? */
bool trail_source_is_gap(const struct record *source);

/* Does a source of that kind (source-kinds) come from somebody else? */
bool trail_is_third(const char *source_kind);

#endif
