/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_IMAGE_H
#define LARDER_STORE_IMAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/strs.h"
#include "model/record.h"

/*
 * The body of an entry of the history: who did it, and the whole record as it
 * was afterwards.  Its bytes are defined in larder-register(5):
 *
 *      1 actor            2 uid           3 kind         4 ref
 *      5 uid of the parent, if there is one
 *      6 version (8 bytes)                7 "live" or "removed"
 *      8 a field, once for each that is not blank, sorted by name:
 *             1 name   2 state   3 item, sorted, once for each
 *             4 words in a language, sorted:  1 lang  2 text  3 base digest
 *      9 seq of an entry that is redacted (8 bytes), once for each
 *     10 why; tags 9 and 10 again for each earlier redaction that this one
 *        would otherwise have erased
 *     11 uid of the register, in its first entry and those of migrations
 *     12 digest of the layout (32 bytes), in the same entries
 *
 * in this order.  The items of a field that names records are their uids.
 * Fields 3 and 8 are the *content*: what the record holds, apart from what it
 * is called and when it was written.
 */
enum image_tag {
    IMAGE_ACTOR = 1,
    IMAGE_UID,
    IMAGE_KIND,
    IMAGE_REF,
    IMAGE_PARENT,
    IMAGE_VERSION,
    IMAGE_STATE,
    IMAGE_FIELD,
    IMAGE_REDACTS,
    IMAGE_REASON,
    IMAGE_REGISTER,
    IMAGE_LAYOUT,
};

/* Adds the content.  Fields that name records hold uids in r. */
void image_add_content(struct buf *out, const struct record *r);

/*
 * Adds the body of an entry about a record: content only if it is live.
 * `parent` is the parent's uid or NULL.
 */
void image_add(struct buf *out, const char *actor, const struct record *r,
               const char *parent, bool live);

/* A body taken apart. */
struct image {
    char *actor;
    char *parent; /* uid, or NULL                                  */
    bool live;
    bool has_record;  /* r is set                                      */
    struct record r;  /* fields that name records hold uids            */
    int64_t *redacts; /* seqs                                          */
    size_t redacts_n;
    size_t redacts_room;
    char *reason;
};

/*
 * Reads a body; -1 where it is damaged or holds a kind that this program does
 * not know.  Fields that it does not know are left out.
 */
int image_read(struct image *out, const void *bytes, size_t len);
void image_release(struct image *i);

#endif
