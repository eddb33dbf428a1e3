/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_CHANGE_H
#define LARDER_STORE_CHANGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/uuid.h"
#include "model/record.h"
#include "store/store.h"

/*
 * The one gate.  Everything that changes the register goes
 *
 *     change_begin -> change_put, change_remove, ... -> change_commit
 *
 * in one IMMEDIATE transaction: all of it is there afterwards, or nothing.
 * Each record changed gets one entry in the history, with its full
 * after-image, behind the chain (history.h); before the commit every entry is
 * read back and its hash computed again.
 *
 * A change has a UUID.  A change with a UUID that the history holds already
 * is not applied again: change_begin says so, and there is nothing to do.
 *
 * What no single record can tell (gate.h) is looked at before the commit:
 * records come in any order within a change.
 *
 * A record that somebody else changed since it was loaded is ERROR_CONFLICT:
 * nothing is overwritten.  After an error the change must be rolled back.
 */

struct change_info {
    const char *operation; /* "add", "set", "edit", "import", ...          */
    char uuid[UUID_TEXT];  /* "": one is made                              */
    bool dry_run;          /* do all of it, then roll back                 */
};

/* 0: go on; 1: this change is in the register already; -1: error. */
int change_begin(struct store *s, const struct change_info *info,
                 struct error *err);

/*
 * Stores a record: a new one (version 0) or a changed one (the version that
 * was loaded).  Checks it, its refs and its place; fills in r->id, r->uid and
 * the new r->version.  A record that is as it was is left alone.
 */
enum change_outcome { CHANGE_SAME, CHANGE_ADDED, CHANGE_CHANGED };
int change_put(struct store *s, struct record *r, enum change_outcome *out,
               struct error *err);

/*
 * Says that a record of this ref and uid will come later in this change, so
 * that others may name it before.  Does nothing if it is there.
 */
int change_announce(struct store *s, enum kind kind, const char *ref,
                    const char *uid, struct error *err);

/*
 * Removes a record with its children.  Refused, naming them, while other
 * records name it.  Its ref stays reserved.
 */
int change_remove(struct store *s, const char *ref, int64_t version,
                  struct error *err);

/* Gives a record another ref, and its children theirs; old refs stay reserved
 * and still find it. */
int change_rename(struct store *s, const char *ref, const char *new_ref,
                  struct error *err);

/*
 * Undoes a change as a new change: each record of it is as before.  Refused
 * where a record was changed since, where an earlier image was redacted, or
 * where the change is a redaction, or gave a label out.  To undo an undo is to
 * redo.
 */
int change_undo(struct store *s, const char *uuid, struct error *err);

/*
 * Makes it last.  ERROR_FAILED with the words "it is not known" means just
 * that: the disk failed during the commit; reopen and look.  In a dry run it
 * rolls back and returns 0.
 */
int change_commit(struct store *s, struct error *err);
void change_rollback(struct store *s);

/* One record, one change: begin, put, commit, or roll back. */
int change_save(struct store *s, const char *operation, struct record *r,
                enum change_outcome *out, struct error *err);

#endif
