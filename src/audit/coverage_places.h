/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_COVERAGE_PLACES_H
#define LARDER_AUDIT_COVERAGE_PLACES_H

#include <stddef.h>

#include "base/error.h"
#include "base/strs.h"
#include "store/store.h"

/*
 * Which use names which activity, and which datasets are strays: those with
 * uses that name no activity, or without uses.
 */
struct place {
    char *use;
    char *activity; /* "": none                                            */
};

struct places {
    struct place *v; /* in order of the activities, then of the uses       */
    size_t n;
    size_t room;
    struct strs strays; /* refs, in order                                  */
};

#define PLACES_INIT                                                            \
    {                                                                          \
        .strays = STRS_INIT                                                    \
    }

/* *l must be empty, and is to be released. */
int places_read(struct places *l, struct store *s, struct error *err);

/* Adds the datasets with uses that name the activity, and sorts them. */
void places_datasets(const struct places *l, const char *activity,
                     struct strs *out);

void places_release(struct places *l);

#endif
