/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_READ_H
#define LARDER_STORE_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/strs.h"
#include "model/record.h"
#include "store/store.h"

/* Reading records. */

/* Records that it owns; after an error there are none. */
struct records {
    struct record *v;
    size_t n;
    size_t room;
};

#define RECORDS_INIT                                                           \
    {                                                                          \
        NULL, 0, 0                                                             \
    }

void records_release(struct records *l);

/*
 * The record of that ref; an old ref of a renamed record finds it, too.  The
 * error for one that is not there names the nearest ref that is.
 */
int store_load(struct store *s, const char *ref, struct record *out,
               struct error *err);

/* The record of that number (record.id). */
int store_load_id(struct store *s, int64_t id, struct record *out,
                  struct error *err);

/* Says that there is no record of that ref, and which may be meant; -1. */
int store_missing(struct store *s, const char *ref, struct error *err);

/* 1 and the number of the record, or 0 if there is none, or -1. */
int store_find(struct store *s, const char *ref, int64_t *id,
               struct error *err);

/* The number of the record of that ref, also of one that was removed: for its
 * history.  The error names the nearest ref that is there. */
int store_find_ever(struct store *s, const char *ref, int64_t *id,
                    struct error *err);

/*
 * Makes a ref one that no record has or ever had, by ".2", ".3" and so on at
 * its end; it is as it was if it is free.
 */
int store_free_ref(struct store *s, struct buf *ref, struct error *err);

/* Adds the refs that the record of that ref had before. */
int store_old_refs(struct store *s, const char *ref, struct strs *out,
                   struct error *err);

/* 1 and the number of the record of that uid, or 0 if there is none, or -1. */
int store_find_uid(struct store *s, const char *uid, int64_t *id,
                   struct error *err);

/* The children of one kind, in order of their refs. */
int store_children(struct store *s, const char *parent, enum kind kind,
                   struct records *out, struct error *err);

/*
 * What the children of a kind name in this field of theirs, which does not
 * repeat: pairs of refs, a child and what it names, in order of the children.
 */
int store_children_name(struct store *s, const char *parent, enum field field,
                        struct strs *pairs, struct error *err);

/* Of which kinds there are children: a bit for each, kind_bit(). */
int store_child_kinds(struct store *s, const char *parent, uint64_t *out,
                      struct error *err);
uint64_t kind_bit(enum kind kind);

/*
 * Calls `each` with every record of the kind in order of ref (bytes), one at
 * a time, so that memory stays flat.  `each` returns 0 to go on and must not
 * write.  Returns what `each` returned, or -1.
 */
typedef int store_each_fn(const struct record *r, void *data,
                          struct error *err);
int store_each(struct store *s, enum kind kind, store_each_fn *each, void *data,
               struct error *err);

/*
 * The records of a kind that are about this one or one of its children: those
 * whose field `about` names it.  In order of their refs.
 */
int store_about(struct store *s, const char *ref, enum kind kind,
                struct records *out, struct error *err);

/* The records whose field names this one, in order of their refs. */
int store_naming(struct store *s, enum field field, const char *ref,
                 struct records *out, struct error *err);

/* Refs of the records that name this one, by any field, in order. */
int store_referrers(struct store *s, const char *ref, struct strs *out,
                    struct error *err);

/*
 * The number that the next child of that kind gets for its slug: one more than
 * any that ever was, since refs of removed records stay reserved.
 */
int store_next_number(struct store *s, const char *parent, enum kind kind,
                      int64_t *out, struct error *err);

/* How many records of the kind there are. */
int store_count(struct store *s, enum kind kind, int64_t *out,
                struct error *err);

/*
 * The digest of what a record holds (history.h: the content of its image), 64
 * hexadecimal digits: the same content, the same digest, in every register
 * that has the same uids.  An export tells it, so that an import can see
 * whether the record has changed since.
 */
int store_digest(struct store *s, const struct record *r, char out[65],
                 struct error *err);

#endif
