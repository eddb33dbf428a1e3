/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_PLACE_H
#define LARDER_STORE_PLACE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/uuid.h"
#include "model/kinds.h"
#include "store/store.h"

/*
 * The place of a record: what the table of records says about it, live or
 * removed.  Places keep refs reserved for ever.
 */
struct place {
    int64_t id;
    int64_t version; /* 0: announced, and not yet there                    */
    int64_t parent;
    enum kind kind;
    bool removed;
    char uid[UUID_TEXT];
};

/* By its present ref; by one that it had before; by either.  1, 0 if there is
 * none, or -1. */
int place_by_ref(struct store *s, const char *ref, struct place *out,
                 struct error *err);
int place_by_old_ref(struct store *s, const char *ref, struct place *out,
                     struct error *err);
int place_find(struct store *s, const char *ref, struct place *out,
               struct error *err);

/*
 * In a change: the parent that the ref of a record of that kind names, which
 * must be there; a place of zeros where the kind has no parent.
 */
int place_parent(struct store *s, const char *ref, enum kind kind,
                 struct place *out, struct error *err);

/* Forgets the parent that the open change remembers: something was removed or
 * renamed. */
void place_forget(struct store *s);

/* Sets the error that says why a ref is not free: `was` tells that it is one
 * that the record had before.  Returns -1. */
int place_taken(const char *ref, const struct place *p, bool was,
                struct error *err);

#endif
