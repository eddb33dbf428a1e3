/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_CHANGE_STATE_H
#define LARDER_STORE_CHANGE_STATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/uuid.h"
#include "store/change.h"
#include "store/entry.h"
#include "store/gate.h"
#include "store/place.h"
#include "store/rows.h"
#include "store/text_index.h"

/* What the parts of the gate (change.c, undo.c, redact.c) share. */

struct change_state {
    bool open;
    struct change_info info;
    char *operation;
    char uuid[UUID_TEXT];
    unsigned char id[ENTRY_CHANGE];
    unsigned char undone[ENTRY_CHANGE];
    bool undoes;
    int64_t time;
    int64_t first;     /* the seq of its first entry                       */
    int64_t announced; /* records that were announced and have not come    */
    char *parent_ref;  /* the parent that was asked for last, or NULL      */
    struct place parent;
    struct entry_end end;
    struct rows_targets targets;
    struct text_index index;
    struct gate gate;
};

bool change_is_open(const struct store *s);
void change_state_free(struct store *s);

/* The change with the first entry of a new register. */
int change_first(struct store *s, struct error *err);

/* Appends an entry of the open change that says which layout this is. */
int change_layout(struct store *s, struct error *err);

/* Appends an entry of the open change about a record (0: about none). */
int change_append(struct store *s, const struct buf *body, int64_t record,
                  struct error *err);

/*
 * Writes a record whose id, uid and place are settled, with its history.
 * `old` is what was there before, or NULL.  `redaction` (NULL: none) is added
 * to the body.
 */
int change_write(struct store *s, struct record *r, const struct record *old,
                 const struct buf *redaction, struct error *err);

/* Removes one record that nobody names, with its history. */
int change_write_removal(struct store *s, const struct record *old,
                         struct error *err);

/* Sets the error that somebody else changed, or removed, the record. */
int change_conflict(const struct record *r, bool gone, struct error *err);

/* Adds the refs of the record's children that are there, of every kind. */
int change_children(struct store *s, int64_t id, struct strs *out,
                    struct error *err);

/* The uid of the parent of a live or removed record, or "". */
int change_parent_uid(struct store *s, int64_t id, char out[UUID_TEXT],
                      struct error *err);

#endif
