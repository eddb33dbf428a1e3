/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_POLICY_LINEAGE_H
#define LARDER_POLICY_LINEAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/hashes.h"
#include "store/read.h"
#include "store/store.h"

/*
 * Datasets that one dataset was made from, or that were made from it
 * (source.upstream), each once, the nearest first; number 0 is the dataset
 * itself.  It costs in proportion to what is found, however large the
 * register is.
 *
 * The gate refuses circles (store/circle.h), but a file can be damaged by
 * hand: then each is still there once, and `circle` says so.
 */
struct lineage_step {
    char *dataset;  /* ref                                                  */
    char *source;   /* ref of the source over which it was found; number 0:
                       NULL                                                 */
    size_t from;    /* number of the step from which it was found           */
    size_t depth;   /* over how many sources                                */
    uint64_t kinds; /* which it may have children of (kind_bit()): all, or
                       by lineage_up() those that there are                */
};

/* One dataset of it was made from another one; numbers of steps. */
struct lineage_edge {
    size_t made;
    size_t from;
};

struct lineage {
    struct lineage_step *v;
    size_t n;
    size_t room;
    struct lineage_edge *edges; /* by lineage_up(): all, in order of `made` */
    size_t edges_n;
    size_t edges_room;
    bool circle; /* the dataset itself was found again                     */
    struct hashes seen;
};

#define LINEAGE_INIT                                                           \
    {                                                                          \
        NULL, 0, 0, NULL, 0, 0, false,                                         \
        {                                                                      \
            NULL, 0, 0                                                         \
        }                                                                      \
    }

/* What it was made from; there must be a dataset of that ref. */
int lineage_up(struct lineage *out, struct store *s, const char *ref,
               struct error *err);

/* What was made from it. */
int lineage_down(struct lineage *out, struct store *s, const char *ref,
                 struct error *err);

/* The dataset alone. */
void lineage_start(struct lineage *out, const char *ref);

/* May the dataset of that step have children of that kind? */
bool lineage_has(const struct lineage *l, size_t step, enum kind kind);

void lineage_release(struct lineage *l);

#endif
