/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/at.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/db.h"
#include "store/entry.h"
#include "store/image.h"
#include "store/own.h"
#include "store/rows.h"
#include "store/schema.h"
#include "store/text_index.h"
#include "store/tlv.h"

/* So many entries are read before progress() hears of it. */
enum { STRIDE = 4096 };

/* A replay under way. */
struct at {
    struct store *from;
    struct store *to;
    int64_t seq; /* the last entry that is replayed                        */
    struct entry_end end;
    struct rows_targets targets;
    struct text_index index;
    struct at_missing *missing;
};

/* Columns of the history as they are read. */
enum column {
    SEQ,
    TIME,
    CHANGE,
    OPERATION,
    UNDONE,
    COMMITMENT,
    PREVIOUS,
    HASH,
    SALT,
    BODY,
    RECORD,
    HISTORY_COLUMNS,
    UID = HISTORY_COLUMNS, /* what the row of the record says today        */
    KIND,
    REF,
    PARENT,
    NEWEST, /* is there no later entry about the record, up to `seq`?      */
};

static const char entries[] =
    "SELECT h.seq, h.time, h.change, h.operation, h.undone, h.commitment, "
    "h.previous, h.hash, h.salt, h.body, h.record, r.uid, r.kind, r.ref, "
    "r.parent, h.record IS NOT NULL AND NOT EXISTS (SELECT 1 FROM history n "
    "WHERE n.record = h.record AND n.seq > h.seq AND n.seq <= ?1) FROM history "
    "h LEFT JOIN record r ON r.id = h.record WHERE h.seq <= ?1 ORDER BY h.seq";

/* ---- is it what was written? -------------------------------------------- */

static int untrue(int64_t seq, struct error *err)
{
    return error_set(err, ERROR_UNTRUE,
                     _("entry %lld of the history is not what was written, so "
                       "the register cannot be shown as it stood; run 'larder "
                       "verify'"),
                     (long long)seq);
}

/* Columns that must be there in full length before anything is computed. */
static bool is_whole(sqlite3_stmt *q)
{
    int undone = sqlite3_column_bytes(q, UNDONE);

    return sqlite3_column_bytes(q, CHANGE) == ENTRY_CHANGE &&
           (undone == 0 || undone == ENTRY_CHANGE) &&
           sqlite3_column_bytes(q, COMMITMENT) == SHA256_LEN &&
           sqlite3_column_bytes(q, PREVIOUS) == SHA256_LEN &&
           sqlite3_column_bytes(q, HASH) == SHA256_LEN;
}

static bool is_erased(sqlite3_stmt *q)
{
    return sqlite3_column_type(q, BODY) == SQLITE_NULL &&
           sqlite3_column_type(q, SALT) == SQLITE_NULL;
}

static bool fits_commitment(sqlite3_stmt *q)
{
    unsigned char commitment[SHA256_LEN];

    if (is_erased(q))
        return true;
    entry_commit(sqlite3_column_blob(q, SALT),
                 (size_t)sqlite3_column_bytes(q, SALT),
                 sqlite3_column_blob(q, BODY),
                 (size_t)sqlite3_column_bytes(q, BODY), commitment);
    return memcmp(commitment, sqlite3_column_blob(q, COMMITMENT), SHA256_LEN) ==
           0;
}

/* Is the body about the record that the column names, which no hash covers? */
static bool fits_record(sqlite3_stmt *q)
{
    const unsigned char *at = sqlite3_column_blob(q, BODY), *end;
    const char *uid = db_text(q, UID);
    struct tlv t;

    if (is_erased(q))
        return true;
    if (!at)
        return false;
    end = at + sqlite3_column_bytes(q, BODY);
    while (tlv_next(&t, &at, end) && t.tag <= IMAGE_UID)
        if (t.tag == IMAGE_UID)
            return t.len == strlen(uid) && memcmp(t.bytes, uid, t.len) == 0;
    return sqlite3_column_type(q, RECORD) == SQLITE_NULL;
}

/* Proves an entry, and makes it the end of what was read. */
static int prove_entry(struct at *a, sqlite3_stmt *q, struct error *err)
{
    struct entry_end *end = &a->end;
    unsigned char hash[SHA256_LEN];
    struct entry e = { .seq = sqlite3_column_int64(q, SEQ),
                       .time = sqlite3_column_int64(q, TIME),
                       .operation = db_text(q, OPERATION) };

    if (e.seq != end->tree.size + 1 || !is_whole(q))
        return untrue(e.seq, err);
    if (sqlite3_column_bytes(q, UNDONE))
        e.undone = sqlite3_column_blob(q, UNDONE);
    memcpy(e.change, sqlite3_column_blob(q, CHANGE), ENTRY_CHANGE);
    memcpy(e.commitment, sqlite3_column_blob(q, COMMITMENT), SHA256_LEN);
    memcpy(e.previous, sqlite3_column_blob(q, PREVIOUS), SHA256_LEN);
    entry_hash(&e, hash);
    if (memcmp(e.previous, end->last, SHA256_LEN) != 0 ||
        memcmp(hash, sqlite3_column_blob(q, HASH), SHA256_LEN) != 0 ||
        !fits_commitment(q) || !fits_record(q))
        return untrue(e.seq, err);
    merkle_add(&end->tree, hash);
    memcpy(end->last, hash, SHA256_LEN);
    return 0;
}

/* What comes behind must go on from the last entry that was read. */
static int prove_end(struct at *a, struct error *err)
{
    sqlite3_stmt *q = db_query(
        a->from, err,
        "SELECT previous FROM history WHERE seq = ?1 UNION ALL SELECT last "
        "FROM head WHERE size = ?2",
        "ii", a->seq + 1, a->seq);
    int got = q ? db_step(a->from, q, err) : -1;
    bool fits = got == 1 && sqlite3_column_bytes(q, 0) == SHA256_LEN &&
                memcmp(sqlite3_column_blob(q, 0), a->end.last, SHA256_LEN) == 0;

    db_done(a->from, q);
    if (got < 0)
        return -1;
    return fits && a->end.tree.size == a->seq ? 0 : untrue(a->seq + 1, err);
}

/* ---- an image becomes rows ---------------------------------------------- */

/* The number of a record by its uid: 1, 0 or -1. */
static int number_of(struct at *a, const char *uid, int64_t *id,
                     struct error *err)
{
    return db_int(a->from, id, err, "SELECT id FROM record WHERE uid = ?1", "t",
                  uid);
}

static int add_target(struct at *a, enum field field, const char *uid,
                      int64_t seq, struct error *err)
{
    struct rows_targets *l = &a->targets;
    struct rows_target target = { .field = field };
    int got = number_of(a, uid, &target.id, err);

    if (got != 1)
        return got < 0 ? -1 : untrue(seq, err);
    ARRAY_GROW(l->v, l->n, l->room);
    l->v[l->n++] = target;
    return 0;
}

/* All that the record names. */
static int find_targets(struct at *a, const struct record *r, int64_t seq,
                        struct error *err)
{
    const struct kind_info *k = kind_info(r->kind);
    size_t i, n;

    a->targets.n = 0;
    for (i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);
        const struct strs *items = &r->values[i].items;

        for (n = 0; field_is_ref(field) && n < items->n; n++)
            if (add_target(a, field, items->v[n], seq, err) != 0)
                return -1;
    }
    return 0;
}

/* Makes the place of a record. */
static int add_place(struct at *a, const struct record *r, int64_t parent,
                     bool live, struct error *err)
{
    return db_run(a->to, err,
                  "INSERT INTO record VALUES (?1, ?2, ?3, ?4, nullif(?5, 0), "
                  "?6, ?7)",
                  "itttiii", r->id, r->uid, kind_info(r->kind)->name, r->ref,
                  parent, r->version, (int64_t)!live);
}

static int add_content(struct at *a, const struct record *r, int64_t seq,
                       struct error *err)
{
    if (find_targets(a, r, seq, err) != 0 ||
        rows_write(a->to, r, &a->targets, true, err) != 0)
        return -1;
    return text_index_put(a->to, &a->index, r, true, err);
}

static int replay_image(struct at *a, struct image *image, int64_t seq,
                        struct error *err)
{
    int64_t parent = 0;
    int got = image->parent ? number_of(a, image->parent, &parent, err) : 1;

    if (got != 1)
        return got < 0 ? -1 : untrue(seq, err);
    if (add_place(a, &image->r, parent, image->live, err) != 0)
        return -1;
    return image->live ? add_content(a, &image->r, seq, err) : 0;
}

/*
 * Nobody can know any more whether it was there, and what it held.  It keeps
 * its number and uid, so that others go on naming it.
 */
static int replay_erased(struct at *a, sqlite3_stmt *q, struct error *err)
{
    struct at_missing *m = a->missing;
    const char *ref = db_text(q, REF);

    if (m->n++ < AT_REFS)
        strs_add(&m->refs, ref);
    return db_run(a->to, err,
                  "INSERT INTO record VALUES (?1, ?2, ?3, ?4, nullif(?5, 0), "
                  "0, 1)",
                  "ittti", sqlite3_column_int64(q, RECORD), db_text(q, UID),
                  db_text(q, KIND), ref, sqlite3_column_int64(q, PARENT));
}

static int replay_record(struct at *a, sqlite3_stmt *q, struct error *err)
{
    int64_t seq = sqlite3_column_int64(q, SEQ);
    struct image image;
    int failed;

    if (is_erased(q))
        return replay_erased(a, q, err);
    if (image_read(&image, sqlite3_column_blob(q, BODY),
                   (size_t)sqlite3_column_bytes(q, BODY)) != 0)
        return untrue(seq, err);
    if (!image.has_record) {
        image_release(&image);
        return untrue(seq, err);
    }
    image.r.id = sqlite3_column_int64(q, RECORD);
    failed = strcmp(kind_info(image.r.kind)->name, db_text(q, KIND)) == 0
                 ? replay_image(a, &image, seq, err)
                 : untrue(seq, err);
    image_release(&image);
    return failed;
}

/* ---- the history up to then --------------------------------------------- */

static int copy_entry(struct at *a, sqlite3_stmt *q, struct error *err)
{
    sqlite3_stmt *w = db_query(a->to, err,
                               "INSERT INTO history VALUES (?1, ?2, ?3, ?4, "
                               "?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                               "");
    int i, got;

    if (!w)
        return -1;
    for (i = 0; i < HISTORY_COLUMNS; i++)
        sqlite3_bind_value(w, i + 1, sqlite3_column_value(q, i));
    got = db_step(a->to, w, err);
    db_done(a->to, w);
    return got < 0 ? -1 : 0;
}

static int replay_entry(struct at *a, sqlite3_stmt *q, struct error *err)
{
    if (prove_entry(a, q, err) != 0 || copy_entry(a, q, err) != 0)
        return -1;
    return sqlite3_column_int(q, NEWEST) ? replay_record(a, q, err) : 0;
}

static int replay_all(struct at *a, at_progress_fn *progress, void *data,
                      struct error *err)
{
    sqlite3_stmt *q = db_query(a->from, err, entries, "i", a->seq);
    int got = -1;

    while (q && (got = db_step(a->from, q, err)) == 1) {
        if (replay_entry(a, q, err) != 0) {
            got = -1;
            break;
        }
        if (progress && a->end.tree.size % STRIDE == 0)
            progress(a->end.tree.size, a->seq, data);
    }
    db_done(a->from, q);
    return got < 0 ? -1 : prove_end(a, err);
}

/* ---- names that records had before -------------------------------------- */

/* What an image up to then calls the record, and no record is called then. */
static int add_old_ref(struct at *a, sqlite3_stmt *q, struct error *err)
{
    struct image image;
    int failed = 0;

    if (image_read(&image, sqlite3_column_blob(q, 0),
                   (size_t)sqlite3_column_bytes(q, 0)) != 0)
        return untrue(sqlite3_column_int64(q, 1), err);
    if (image.has_record)
        failed = db_run(a->to, err,
                        "INSERT OR IGNORE INTO old_ref SELECT ?1, ?2 WHERE NOT "
                        "EXISTS (SELECT 1 FROM record WHERE ref = ?1)",
                        "ti", image.r.ref, sqlite3_column_int64(q, 2));
    image_release(&image);
    return failed;
}

/* Only those were ever renamed that have an old ref today. */
static int replay_old_refs(struct at *a, struct error *err)
{
    sqlite3_stmt *q = db_query(
        a->from, err,
        "SELECT body, seq, record FROM history WHERE record IN (SELECT "
        "record FROM old_ref) AND seq <= ?1 AND body IS NOT NULL",
        "i", a->seq);
    int got = -1;

    while (q && (got = db_step(a->from, q, err)) == 1)
        if (add_old_ref(a, q, err) != 0) {
            got = -1;
            break;
        }
    db_done(a->from, q);
    return got < 0 ? -1 : 0;
}

/* ---- the whole ---------------------------------------------------------- */

static int make_schema(struct store *s, struct error *err)
{
    struct buf sql = BUF_INIT;
    int failed;

    buf_adds(&sql, "BEGIN;");
    schema_sql(&sql);
    buf_addf(&sql,
             "INSERT INTO meta VALUES ('uid', '%s'); INSERT INTO head "
             "VALUES (1, 0, zeroblob(32), x'')",
             store_uid(s));
    failed = db_exec(s, sql.s, err);
    buf_release(&sql);
    return failed;
}

static int replay(struct at *a, at_progress_fn *progress, void *data,
                  struct error *err)
{
    merkle_init(&a->end.tree);
    if (make_schema(a->to, err) != 0 ||
        replay_all(a, progress, data, err) != 0 ||
        replay_old_refs(a, err) != 0 ||
        text_index_write(a->to, &a->index, err) != 0 ||
        entry_end_write(a->to, &a->end, err) != 0)
        return -1;
    return db_exec(a->to, "COMMIT", err);
}

/* It is not the disk of the register that is full or fails. */
static void explain_room(struct store *to, struct error *err)
{
    int code = sqlite3_errcode(to->db) & 0xff;

    if (code == SQLITE_FULL || code == SQLITE_IOERR || code == SQLITE_CANTOPEN)
        error_set(err, ERROR_FAILED,
                  _("there is no room for the register as it stood: it needs "
                    "about as much as '%s' itself in the folder for temporary "
                    "files; set TMPDIR to a folder that has it"),
                  to->path);
}

int at_open(struct store **out, struct store *from, int64_t seq,
            struct at_missing *missing, at_progress_fn *progress, void *data,
            struct error *err)
{
    struct at a = { .from = from, .seq = seq, .missing = missing };
    int failed;

    *out = NULL;
    *missing = (struct at_missing){ .n = 0 };
    if (db_private(&a.to, from, err) != 0)
        return -1;
    failed = store_read_begin(from, err);
    if (!failed) {
        failed = replay(&a, progress, data, err);
        store_read_end(from);
    }
    text_index_release(&a.index);
    free(a.targets.v);
    if (failed) {
        explain_room(a.to, err);
        store_close(a.to);
        at_missing_release(missing);
        return -1;
    }
    a.to->mode = STORE_READ;
    own_open(a.to);
    *out = a.to;
    return 0;
}

void at_missing_release(struct at_missing *m)
{
    strs_release(&m->refs);
    m->n = 0;
}

/* ---- which entry -------------------------------------------------------- */

int at_find_time(struct store *s, int64_t before, int64_t *seq, int64_t *later,
                 struct error *err)
{
    *seq = 0;
    *later = 0;
    if (db_int(s, seq, err,
               "SELECT coalesce(max(seq), 0) FROM history WHERE time < ?1", "i",
               before) < 0)
        return -1;
    return db_int(s, later, err,
                  "SELECT count(*) FROM history WHERE seq < ?1 AND time >= ?2",
                  "ii", *seq, before) < 0
               ? -1
               : 0;
}

int at_find_entry(struct store *s, int64_t entry, int64_t *seq, int64_t *time,
                  struct error *err)
{
    int got = db_int(s, time, err, "SELECT time FROM history WHERE seq = ?1",
                     "i", entry);

    if (got != 1)
        return got;
    return db_int(s, seq, err,
                  "SELECT max(seq) FROM history WHERE change = (SELECT change "
                  "FROM history WHERE seq = ?1)",
                  "i", entry);
}

int at_first_time(struct store *s, int64_t *time, struct error *err)
{
    return db_int(s, time, err, "SELECT time FROM history WHERE seq = 1", "");
}
