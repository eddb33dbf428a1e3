/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_ROWS_H
#define LARDER_STORE_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/strs.h"
#include "model/record.h"
#include "store/store.h"

/*
 * Records to and from the rows of their tables.  No checks and no history
 * here: only change.c may write.
 */

/* How fields that name records are filled. */
enum rows_names { ROWS_REFS, ROWS_UIDS };

/* Reads the record of that number: 1, 0 if it is not there, or -1. */
int rows_read(struct store *s, int64_t id, enum rows_names names,
              struct record *out, struct error *err);

/* The same, where the kind is known. */
int rows_read_kind(struct store *s, enum kind kind, int64_t id,
                   enum rows_names names, struct record *out,
                   struct error *err);

/* One record that a field names. */
struct rows_target {
    enum field field;
    int64_t id;
    char uid[UUID_TEXT];
};

/* All that a record names, in the order of fields and items. */
struct rows_targets {
    struct rows_target *v;
    size_t n;
    size_t room;
};

/*
 * Writes the row of a live record, its terms, links and words; unless it is
 * fresh, in place of what is there.  The row of `record` is there already.
 */
int rows_write(struct store *s, const struct record *r,
               const struct rows_targets *targets, bool fresh,
               struct error *err);

/* Removes the row, terms, links and words. */
int rows_erase(struct store *s, enum kind kind, int64_t id, struct error *err);

/* Refs of the records that name the one of that number, by any field. */
int rows_referrers(struct store *s, int64_t id, struct strs *out,
                   struct error *err);

#endif
