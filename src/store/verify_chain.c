/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/verify.h"

#include <string.h>

#include "base/base64.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/db.h"
#include "store/image.h"
#include "store/tlv.h"

static void account_for(struct verify *v, int64_t seq)
{
    size_t i;

    for (i = 0; i < v->erased_n; i++)
        if (v->erased[i] == seq) {
            v->erased[i] = v->erased[--v->erased_n];
            v->out->redacted++;
            return;
        }
}

/* The first entry says whose history this is; a later one may repeat it. */
static void check_register(struct verify *v, sqlite3_stmt *q, int64_t seq)
{
    const unsigned char *at = sqlite3_column_blob(q, 9);
    const unsigned char *end = at + sqlite3_column_bytes(q, 9);
    const char *uid = store_uid(v->s);
    struct tlv t;

    while (tlv_next(&t, &at, end)) {
        if (t.tag != IMAGE_REGISTER)
            continue;
        if (t.len != strlen(uid) || memcmp(t.bytes, uid, t.len) != 0)
            verify_fault(
                v, _("entry %lld: it is of the register %.*s, and this is %s"),
                (long long)seq, (int)t.len, (const char *)t.bytes, uid);
        else if (seq == 1)
            v->named = true;
    }
}

/* A name that the record had before is kept for it. */
static void check_reserved(struct verify *v, sqlite3_stmt *q,
                           const struct image *image, int64_t seq)
{
    int64_t one;

    if (strcmp(image->r.ref, db_text(q, 11)) == 0 ||
        db_int(v->s, &one, NULL,
               "SELECT 1 FROM old_ref o JOIN record r ON r.id = o.record WHERE "
               "o.ref = ?1 AND r.uid = ?2",
               "tt", image->r.ref, image->r.uid) == 1)
        return;
    verify_fault(
        v,
        _("entry %lld: '%s' was called '%s', and does not have that name "
          "among its old ones"),
        (long long)seq, db_text(q, 11), image->r.ref);
}

/* Checks the body, and takes from it which earlier ones it erased. */
static void check_body(struct verify *v, sqlite3_stmt *q, int64_t seq)
{
    struct image image;
    size_t i;

    if (image_read(&image, sqlite3_column_blob(q, 9),
                   (size_t)sqlite3_column_bytes(q, 9)) != 0) {
        verify_fault(v, _("entry %lld: its body cannot be read"),
                     (long long)seq);
        return;
    }
    for (i = 0; i < image.redacts_n; i++)
        if (image.redacts[i] < seq)
            account_for(v, image.redacts[i]);
    if (strcmp(image.has_record ? image.r.uid : "", db_text(q, 10)) != 0)
        verify_fault(v, _("entry %lld: it is about %s, and the table says %s"),
                     (long long)seq, image.has_record ? image.r.uid : "-",
                     db_text(q, 10));
    else if (image.has_record)
        check_reserved(v, q, &image, seq);
    check_register(v, q, seq);
    image_release(&image);
}

static void check_commitment(struct verify *v, sqlite3_stmt *q, int64_t seq)
{
    unsigned char commitment[SHA256_LEN];

    if (sqlite3_column_type(q, 9) == SQLITE_NULL &&
        sqlite3_column_type(q, 8) == SQLITE_NULL) {
        ARRAY_GROW(v->erased, v->erased_n, v->erased_room);
        v->erased[v->erased_n++] = seq;
        return;
    }
    entry_commit(sqlite3_column_blob(q, 8), (size_t)sqlite3_column_bytes(q, 8),
                 sqlite3_column_blob(q, 9), (size_t)sqlite3_column_bytes(q, 9),
                 commitment);
    if (memcmp(commitment, sqlite3_column_blob(q, 5), SHA256_LEN) != 0)
        verify_fault(v, _("entry %lld (%s): its body is not what was written"),
                     (long long)seq, db_text(q, 11));
    else
        check_body(v, q, seq);
}

/* Columns that must be there in full length before anything is computed. */
static bool lengths_fit(sqlite3_stmt *q)
{
    int undone = sqlite3_column_bytes(q, 4);

    return sqlite3_column_bytes(q, 2) == ENTRY_CHANGE &&
           (undone == 0 || undone == ENTRY_CHANGE) &&
           sqlite3_column_bytes(q, 5) == SHA256_LEN &&
           sqlite3_column_bytes(q, 6) == SHA256_LEN &&
           sqlite3_column_bytes(q, 7) == SHA256_LEN;
}

static void since_check(struct verify *v)
{
    unsigned char root[SHA256_LEN];
    struct buf text = BUF_INIT;

    if (v->since_size != v->end.tree.size)
        return;
    v->since_met = true;
    merkle_root(&v->end.tree, root);
    base64_add(&text, root, sizeof root);
    if (strcmp(text.s, v->since_root) != 0)
        verify_fault(v,
                     _("this register does not extend the checkpoint of %lld "
                       "entries: its root then was %s"),
                     (long long)v->since_size, text.s);
    buf_release(&text);
}

static void check_entry(struct verify *v, sqlite3_stmt *q)
{
    int64_t seq = sqlite3_column_int64(q, 0);
    unsigned char hash[SHA256_LEN];
    struct entry e = { .seq = seq,
                       .time = sqlite3_column_int64(q, 1),
                       .operation = db_text(q, 3),
                       .undone = sqlite3_column_bytes(q, 4)
                                     ? sqlite3_column_blob(q, 4)
                                     : NULL };

    if (seq != v->end.tree.size + 1)
        verify_fault(v, _("entry %lld: entries are missing before it"),
                     (long long)seq);
    if (!lengths_fit(q)) {
        verify_fault(v, _("entry %lld: a part of it has the wrong length"),
                     (long long)seq);
        return;
    }
    memcpy(e.change, sqlite3_column_blob(q, 2), ENTRY_CHANGE);
    memcpy(e.commitment, sqlite3_column_blob(q, 5), SHA256_LEN);
    memcpy(e.previous, sqlite3_column_blob(q, 6), SHA256_LEN);
    if (memcmp(e.previous, v->end.last, SHA256_LEN) != 0)
        verify_fault(v, _("entry %lld: the chain is broken before it"),
                     (long long)seq);
    entry_hash(&e, hash);
    if (memcmp(hash, sqlite3_column_blob(q, 7), SHA256_LEN) != 0)
        verify_fault(
            v, _("entry %lld (%s): its hash is not the one that was written"),
            (long long)seq, db_text(q, 11));
    check_commitment(v, q, seq);
    merkle_add(&v->end.tree, hash);
    memcpy(v->end.last, hash, SHA256_LEN);
    v->out->entries++;
    since_check(v);
}

int verify_chain(struct verify *v, struct error *err)
{
    sqlite3_stmt *q =
        db_query(v->s, err,
                 "SELECT h.seq, h.time, h.change, h.operation, h.undone, "
                 "h.commitment, h.previous, h.hash, h.salt, h.body, r.uid, "
                 "r.ref FROM history h LEFT JOIN record r ON r.id = h.record "
                 "ORDER BY h.seq",
                 "");
    int got = -1;
    size_t i;

    since_check(v);
    while (q && (got = db_step(v->s, q, err)) == 1)
        check_entry(v, q);
    db_done(v->s, q);
    for (i = 0; i < v->erased_n; i++)
        verify_fault(v,
                     _("entry %lld: its body is gone, and no later redaction "
                       "names it"),
                     (long long)v->erased[i]);
    if (got >= 0 && !v->named)
        verify_fault(
            v, _("the history does not begin with the first entry of this "
                 "register"));
    if (got >= 0 && v->since_size >= 0 && !v->since_met)
        verify_fault(
            v,
            _("this register has %lld entries, and the checkpoint %lld: "
              "entries were taken away, or it is another register"),
            (long long)v->end.tree.size, (long long)v->since_size);
    return got < 0 ? -1 : 0;
}

void verify_end(struct verify *v)
{
    struct entry_end stored;
    struct error own = ERROR_INIT;
    int64_t size = v->end.tree.size;

    db_int(v->s, &size, NULL, "SELECT size FROM head", "");
    if (size != v->end.tree.size) {
        verify_fault(
            v,
            _("the history should have %lld entries and has %lld: some were "
              "taken from its end"),
            (long long)size, (long long)v->end.tree.size);
        return;
    }
    if (entry_end_read(v->s, &stored, &own) != 0) {
        verify_fault(v, "%s", own.text);
        error_clear(&own);
        return;
    }
    if (memcmp(stored.last, v->end.last, SHA256_LEN) != 0 ||
        stored.tree.peaks != v->end.tree.peaks ||
        memcmp(stored.tree.peak, v->end.tree.peak,
               stored.tree.peaks * SHA256_LEN) != 0)
        verify_fault(
            v, _("the end of the history is not the one that was written"));
}
