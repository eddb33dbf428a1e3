/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_POLICY_MOSAIC_PARTS_H
#define LARDER_POLICY_MOSAIC_PARTS_H

#include <stdbool.h>

#include "base/error.h"
#include "base/strs.h"
#include "model/vocabulary.h"
#include "policy/mosaic.h"

/* What is read to find mosaics; for the files of the mosaic alone. */

/* Sets of categories are rows of bits, one for each term. */
typedef uint64_t *mosaic_bits;

struct mosaic_dataset {
    char *ref;
    int64_t id;
    bool personal;
    size_t shared; /* with the worst partner so far                        */
    size_t partner;
    size_t party;
    mosaic_bits common;
};

struct mosaic_party {
    char *ref;
    int64_t id;
    char *part_of;
};

struct mosaic_element {
    char *ref;
    mosaic_bits told;
};

/* A party gets these categories of that dataset. */
struct mosaic_holding {
    size_t party;
    size_t dataset;
    mosaic_bits told;
};

#define MOSAIC_LIST(type)                                                      \
    struct {                                                                   \
        type *v;                                                               \
        size_t n;                                                              \
        size_t room;                                                           \
    }

struct mosaic_job {
    const char *as_of;
    const struct vocabulary *terms;
    size_t width; /* words of a set                                        */
    mosaic_bits match;  /* of each term: itself, all above it, all below it  */
    mosaic_bits above;  /* of each term  */
    mosaic_bits common; /* mosaic_common() */
    MOSAIC_LIST(struct mosaic_dataset)
    datasets; /* these three in order of refs         */
    MOSAIC_LIST(struct mosaic_party) parties;
    MOSAIC_LIST(struct mosaic_element) elements;
    MOSAIC_LIST(struct mosaic_holding) holdings;
    const struct strs *wanted; /* refs of datasets; sorted; NULL: all      */
};

/* Sets: mosaic_sets.c.  What they return is to be freed. */
mosaic_bits mosaic_set_new(const struct mosaic_job *j);
void mosaic_set_add(mosaic_bits set, size_t term);
bool mosaic_set_has(const uint64_t *set, size_t term);
void mosaic_set_join(const struct mosaic_job *j, mosaic_bits set,
                     const uint64_t *other);

/* Leaves in j->common what is in both, and says how many: a street and its
 * town are one thing, so where both stand, only the narrower. */
size_t mosaic_common(const struct mosaic_job *j, const uint64_t *a,
                     const uint64_t *b);

/* Makes j->match and j->above. */
void mosaic_make_match(struct mosaic_job *j);

/* Reads the datasets, parties, elements and holdings (mosaic_read.c): of the
 * whole register, or of those that are beside (store/beside.h). */
int mosaic_read(struct mosaic_job *j, struct store *s, bool beside,
                struct error *err);
void mosaic_job_release(struct mosaic_job *j);

#endif
