/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_MATERIAL_H
#define LARDER_LABEL_MATERIAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/record.h"
#include "store/read.h"
#include "store/store.h"

/*
 * All records that a label is made from, read at one moment, so that making
 * it cannot fail afterwards.
 */

/* One dataset with what belongs to it, as of a day. */
struct subject {
    struct record dataset;
    struct records elements;
    struct records uses;       /* those of that day                        */
    struct records recipients; /* all: who had it once may have it still   */
    struct records consents;
    struct records sources;
    struct records retentions;
    struct records measures;
    struct records scans;
    struct records claims; /* about it or what belongs to it               */
};

struct material {
    const char *as_of;
    struct record organisation; /* values NULL: there is none              */
    struct subject *subjects;
    size_t n;
    struct records parties;
    struct records notices;
    struct records labels;    /* those issued before, about these datasets    */
    struct records upstreams; /* our datasets that these were made from    */
};

int material_read(struct material *out, struct store *s,
                  const char *const *refs, size_t n, const char *as_of,
                  struct error *err);
void material_release(struct material *src);

/*
 * Puts a label behind all that were issued before its day, as if it were the
 * last one, and reads the party that approved it.
 */
int material_issue(struct material *src, struct store *s,
                   const struct record *label, struct error *err);

/*
 * Calls `each` with every record that was read but earlier labels.  `each`
 * returns 0 to go on; returns what it returned last.
 */
typedef int material_each_fn(const struct record *r, void *data,
                             struct error *err);
int material_each(const struct material *src, material_each_fn *each,
                  void *data, struct error *err);

/* The party of that ref, or NULL where no record named it. */
const struct record *material_party(const struct material *src,
                                    const char *ref);

/* The dataset of that ref that one of these was made from, or NULL. */
const struct record *material_upstream(const struct material *src,
                                       const char *ref);

/* The language in which the register's words are written, or NULL. */
const char *material_lang(const struct material *src);

/* The children of a kind that is not dataset itself. */
const struct records *subject_children(const struct subject *d, enum kind kind);

#endif
