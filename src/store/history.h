/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_HISTORY_H
#define LARDER_STORE_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/sha256.h"
#include "base/strs.h"
#include "base/uuid.h"
#include "model/kinds.h"
#include "store/store.h"

/*
 * The history: append-only, and provable.  larder-register(5) is the
 * definition of every byte; this is its summary.
 *
 * An entry is a format version byte 1 and fields, each
 *
 *     tag (1 byte)  length (4 bytes, big endian)  bytes
 *
 *     1 seq (8 bytes)     2 time (8 bytes, seconds UTC)  3 change (16 bytes)
 *     4 operation         5 undone change (0 or 16 bytes)
 *     6 commitment (32)   7 previous hash (32, zeros before the first)
 *
 * in that order.  Its hash is SHA-256(0x00 || entry): the leaf hash of RFC
 * 6962.  The commitment is SHA-256("larder/1 body\0" || salt field || body
 * field), a field being length (4 bytes) and bytes, so that salt and body can
 * be erased lawfully while the chain still verifies.
 *
 * The body of an entry holds, in fields of the same form, who did it and the
 * full image of the record afterwards (image.h).
 */

enum { HISTORY_FORMAT = 1, HISTORY_SALT = 16 };

struct history_entry {
    int64_t seq;
    int64_t time; /* seconds since 1970, UTC                    */
    char change[UUID_TEXT];
    char undone[UUID_TEXT]; /* "": it undoes none                         */
    char *operation;
    char *actor; /* NULL where the body was redacted           */
    char *kind;  /* NULL where there is no record or body      */
    char *ref;
    char *uid;
    bool redacted;
    struct strs fields; /* names of the fields that it changed        */
};

/*
 * Calls each() for the entries, newest first; of one record (its ref, with
 * its children) or all (ref NULL); at most `limit` (0: all), before seq
 * `before` (0: from the newest).  The entry is borrowed.
 */
typedef int history_each_fn(const struct history_entry *e, void *data,
                            struct error *err);
int history_each(struct store *s, const char *ref, int64_t before, size_t limit,
                 history_each_fn *each, void *data, struct error *err);

/* What one entry changed: field, before, after, as people read it. */
typedef int history_diff_fn(enum field field, const char *before,
                            const char *after, void *data);
int history_diff(struct store *s, int64_t seq, history_diff_fn *each,
                 void *data, struct error *err);

/*
 * The newest change that undo would undo (that redo would redo): 1, its UUID
 * and, unless `refs` is NULL, the refs of its records; 0 if there is none, or
 * -1.  `ref` NULL: of any record.
 */
int history_last(struct store *s, const char *ref, bool redo,
                 char uuid[UUID_TEXT], struct strs *refs, struct error *err);

/*
 * Erases what the history holds of a record (or of one field of it: then the
 * record's present value of that field, too, becomes blank) from every entry,
 * for the reason given, which is recorded.  Afterwards the words are gone
 * from the file, not only from the tables.  It cannot be undone.  `erased`
 * counts the entries.
 */
int history_redact(struct store *s, const char *ref, const char *field,
                   const char *reason, int64_t *erased, struct error *err);

/* The state of the whole: how many entries, and the Merkle root over them. */
struct history_head {
    int64_t size;
    unsigned char root[SHA256_LEN]; /* RFC 6962, section 2.1               */
};

int history_head(struct store *s, struct history_head *out, struct error *err);

/*
 * A checkpoint: three lines, as C2SP tlog-checkpoint has them: origin
 * ("larder.local/" and the register's UUID), size, root in base64.
 */
int history_checkpoint(struct store *s, struct buf *out, struct error *err);

/* What verify found. */
struct history_verdict {
    int64_t entries;
    int64_t records;
    int64_t redacted;
    struct strs faults; /* sentences; empty: all is well                   */
};

/*
 * Proves, or says where it cannot: the chain from the first entry to the
 * last; the root against the stored one; that each erased body is named by a
 * later redaction; that every record's row, links, terms and words are what
 * its newest image says, and that there is no record without history; that
 * the layout of the database is the one that this program makes; and, with
 * `since` (the text of a checkpoint), that this register extends that one.
 * Returns -1 only where it could not be done; faults are in the verdict.
 */
int history_verify(struct store *s, const char *since,
                   struct history_verdict *out, struct error *err);

void history_verdict_release(struct history_verdict *v);

#endif
