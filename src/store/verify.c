/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base64.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/change_state.h"
#include "store/db.h"
#include "store/history_state.h"
#include "store/image.h"
#include "store/rows.h"
#include "store/schema.h"
#include "store/tlv.h"

/* After so many faults the rest is only counted: the point has been made. */
enum { FAULTS_SHOWN = 100 };

struct verify {
    struct store *s;
    struct history_verdict *out;
    struct entry_end end; /* as computed                               */
    int64_t *erased;      /* seqs without a body, not yet accounted for */
    size_t erased_n;
    size_t erased_room;
    int64_t since_size; /* -1: none                                  */
    char *since_root;
    bool since_met;
    bool named; /* has the first entry named the register?   */
};

static void fault(struct verify *v, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static void fault(struct verify *v, const char *fmt, ...)
{
    va_list args;
    char *s = NULL;

    if (v->out->faults.n >= FAULTS_SHOWN)
        return;
    va_start(args, fmt);
    if (vasprintf(&s, fmt, args) < 0)
        bug("vasprintf");
    va_end(args);
    strs_take(&v->out->faults, s);
}

/* ---- the chain ---------------------------------------------------------- */

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
            fault(v,
                  _("entry %lld: it is of the register %.*s, and this is %s"),
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
    fault(v,
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
        fault(v, _("entry %lld: its body cannot be read"), (long long)seq);
        return;
    }
    for (i = 0; i < image.redacts_n; i++)
        if (image.redacts[i] < seq)
            account_for(v, image.redacts[i]);
    if (strcmp(image.has_record ? image.r.uid : "", db_text(q, 10)) != 0)
        fault(v, _("entry %lld: it is about %s, and the table says %s"),
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
        fault(v, _("entry %lld (%s): its body is not what was written"),
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
        fault(v,
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
        fault(v, _("entry %lld: entries are missing before it"),
              (long long)seq);
    if (!lengths_fit(q)) {
        fault(v, _("entry %lld: a part of it has the wrong length"),
              (long long)seq);
        return;
    }
    memcpy(e.change, sqlite3_column_blob(q, 2), ENTRY_CHANGE);
    memcpy(e.commitment, sqlite3_column_blob(q, 5), SHA256_LEN);
    memcpy(e.previous, sqlite3_column_blob(q, 6), SHA256_LEN);
    if (memcmp(e.previous, v->end.last, SHA256_LEN) != 0)
        fault(v, _("entry %lld: the chain is broken before it"),
              (long long)seq);
    entry_hash(&e, hash);
    if (memcmp(hash, sqlite3_column_blob(q, 7), SHA256_LEN) != 0)
        fault(v, _("entry %lld (%s): its hash is not the one that was written"),
              (long long)seq, db_text(q, 11));
    check_commitment(v, q, seq);
    merkle_add(&v->end.tree, hash);
    memcpy(v->end.last, hash, SHA256_LEN);
    v->out->entries++;
    since_check(v);
}

static int check_chain(struct verify *v, struct error *err)
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
        fault(v,
              _("entry %lld: its body is gone, and no later redaction "
                "names it"),
              (long long)v->erased[i]);
    if (got >= 0 && !v->named)
        fault(v, _("the history does not begin with the first entry of this "
                   "register"));
    if (got >= 0 && v->since_size >= 0 && !v->since_met)
        fault(v,
              _("this register has %lld entries, and the checkpoint %lld: "
                "entries were taken away, or it is another register"),
              (long long)v->end.tree.size, (long long)v->since_size);
    return got < 0 ? -1 : 0;
}

static void check_end(struct verify *v)
{
    struct entry_end stored;
    struct error own = ERROR_INIT;
    int64_t size = v->end.tree.size;

    db_int(v->s, &size, NULL, "SELECT size FROM head", "");
    if (size != v->end.tree.size) {
        fault(v,
              _("the history should have %lld entries and has %lld: some were "
                "taken from its end"),
              (long long)size, (long long)v->end.tree.size);
        return;
    }
    if (entry_end_read(v->s, &stored, &own) != 0) {
        fault(v, "%s", own.text);
        error_clear(&own);
        return;
    }
    if (memcmp(stored.last, v->end.last, SHA256_LEN) != 0 ||
        stored.tree.peaks != v->end.tree.peaks ||
        memcmp(stored.tree.peak, v->end.tree.peak,
               stored.tree.peaks * SHA256_LEN) != 0)
        fault(v, _("the end of the history is not the one that was written"));
}

/* ---- the rows against the newest images --------------------------------- */

/* Names of the fields in which the rows and the image differ. */
static char *differing(const struct record *rows, const struct image *image)
{
    const struct kind_info *k = kind_info(rows->kind);
    struct buf names = BUF_INIT;
    size_t i;

    for (i = 0; i < k->count; i++)
        if (image->r.kind == rows->kind &&
            !value_equal(&rows->values[i], &image->r.values[i]))
            buf_addf(&names, "%s%s", names.len ? ", " : "",
                     field_info(k->first + i)->name);
    if (!names.len)
        buf_adds(&names, "ref, version, parent");
    return buf_detach(&names);
}

/* What may stand behind the image of the record: what it redacts, and why. */
static bool only_redaction(const unsigned char *at, const unsigned char *end)
{
    struct tlv t;

    while (tlv_next(&t, &at, end))
        if (t.tag != IMAGE_REDACTS && t.tag != IMAGE_REASON)
            return false;
    return at == end;
}

static void compare_bodies(struct verify *v, const struct record *rows,
                           const struct image *image, const void *body,
                           size_t len, const char *parent, bool live)
{
    struct buf should = BUF_INIT;
    char *names;

    image_add(&should, image->actor ? image->actor : "", rows,
              *parent ? parent : NULL, live);
    if (len < should.len || memcmp(body, should.s, should.len) != 0 ||
        !only_redaction((const unsigned char *)body + should.len,
                        (const unsigned char *)body + len)) {
        names = differing(rows, image);
        fault(v, _("'%s' is not what its history says; it differs in: %s"),
              rows->ref, names);
        free(names);
    }
    buf_release(&should);
}

/* Columns: id, uid, kind, ref, version, removed, parent's uid, body. */
static int record_from_rows(struct verify *v, sqlite3_stmt *q,
                            struct record *out, struct error *err)
{
    enum kind kind = kind_find(db_text(q, 2));
    int got;

    if (sqlite3_column_int(q, 5) == 0) {
        got = rows_read(v->s, sqlite3_column_int64(q, 0), ROWS_UIDS, out, err);
        if (got == 0)
            fault(v, _("'%s' has lost its row"), db_text(q, 3));
        return got;
    }
    if (kind == KIND_NONE) {
        fault(v, _("'%s' is of no kind that larder knows"), db_text(q, 3));
        return 0;
    }
    record_init(out, kind, db_text(q, 3));
    snprintf(out->uid, sizeof out->uid, "%s", db_text(q, 1));
    out->version = sqlite3_column_int64(q, 4);
    return 1;
}

static int check_record(struct verify *v, sqlite3_stmt *q, struct error *err)
{
    const void *body = sqlite3_column_blob(q, 7);
    size_t len = (size_t)sqlite3_column_bytes(q, 7);
    struct record rows;
    struct image image;
    int got;

    v->out->records += sqlite3_column_int(q, 5) == 0;
    if (!body || image_read(&image, body, len) != 0 || !image.has_record) {
        fault(v, _("'%s' has no history that could prove it"), db_text(q, 3));
        return 0;
    }
    got = record_from_rows(v, q, &rows, err);
    if (got == 1) {
        compare_bodies(v, &rows, &image, body, len, db_text(q, 6),
                       sqlite3_column_int(q, 5) == 0);
        record_release(&rows);
    }
    image_release(&image);
    return got < 0 ? -1 : 0;
}

static int check_records(struct verify *v, struct error *err)
{
    sqlite3_stmt *q =
        db_query(v->s, err,
                 "SELECT r.id, r.uid, r.kind, r.ref, r.version, r.removed, "
                 "p.uid, (SELECT body FROM history h WHERE h.record = r.id "
                 "ORDER BY seq DESC LIMIT 1) FROM record r LEFT JOIN record p "
                 "ON p.id = r.parent ORDER BY r.id",
                 "");
    int got = -1;

    while (q && (got = db_step(v->s, q, err)) == 1)
        if ((got = check_record(v, q, err)) != 0)
            break;
    db_done(v->s, q);
    return got < 0 ? -1 : 0;
}

/* Rows that belong to no record that is there. */
static int check_strays_of(struct verify *v, const char *table, const char *id,
                           enum kind kind, struct error *err)
{
    struct buf sql = BUF_INIT;
    sqlite3_stmt *q;
    int got = -1;

    buf_addf(&sql,
             "SELECT t.%s, r.ref FROM \"%s\" t LEFT JOIN record r ON r.id = "
             "t.%s WHERE r.id IS NULL OR r.removed = 1",
             id, table, id);
    if (kind != KIND_NONE)
        buf_addf(&sql, " OR r.kind <> '%s'", kind_info(kind)->name);
    q = db_query(v->s, err, sql.s, "");
    while (q && (got = db_step(v->s, q, err)) == 1)
        fault(v, _("table %s: row %lld belongs to no record that is there"),
              table, (long long)sqlite3_column_int64(q, 0));
    db_done(v->s, q);
    buf_release(&sql);
    return got < 0 ? -1 : 0;
}

/* Rows for fields that a kind does not have are in no image, either. */
static int check_fields_of(struct verify *v, const char *table,
                           struct error *err)
{
    struct buf sql = BUF_INIT;
    sqlite3_stmt *q;
    int got = -1;

    buf_addf(&sql,
             "SELECT DISTINCT r.kind, t.field FROM %s t JOIN record r ON r.id "
             "= t.record",
             table);
    q = db_query(v->s, err, sql.s, "");
    while (q && (got = db_step(v->s, q, err)) == 1) {
        enum kind kind = kind_find(db_text(q, 0));
        enum field f =
            kind == KIND_NONE ? FIELD_COUNT : field_find(kind, db_text(q, 1));
        bool fits = f != FIELD_COUNT;

        if (fits && strcmp(table, "words") == 0)
            fits = (field_info(f)->flags & FIELD_WORDS) != 0;
        else if (fits)
            fits = field_repeats(f) &&
                   field_is_ref(f) == (strcmp(table, "link") == 0);
        if (!fits)
            fault(v, _("table %s: a %s has no such field '%s'"), table,
                  db_text(q, 0), db_text(q, 1));
    }
    db_done(v->s, q);
    buf_release(&sql);
    return got < 0 ? -1 : 0;
}

static int check_strays(struct verify *v, struct error *err)
{
    static const char *const lists[] = { "term", "link", "words" };
    size_t i;
    int k;

    for (k = 0; k < KIND_COUNT; k++)
        if (check_strays_of(v, kind_info((enum kind)k)->name, "id",
                            (enum kind)k, err) != 0)
            return -1;
    for (i = 0; i < sizeof lists / sizeof *lists; i++)
        if (check_strays_of(v, lists[i], "record", KIND_NONE, err) != 0 ||
            check_fields_of(v, lists[i], err) != 0)
            return -1;
    return 0;
}

/* Does an image of the record hold that ref?  One that was erased may. */
static int held_before(struct verify *v, int64_t record, const char *ref,
                       struct error *err)
{
    sqlite3_stmt *q = db_query(
        v->s, err, "SELECT body FROM history WHERE record = ?1", "i", record);
    struct image image;
    bool held = false;
    int got = -1;

    while (q && !held && (got = db_step(v->s, q, err)) == 1) {
        held = sqlite3_column_type(q, 0) == SQLITE_NULL;
        if (held || image_read(&image, sqlite3_column_blob(q, 0),
                               (size_t)sqlite3_column_bytes(q, 0)) != 0)
            continue;
        held = image.has_record && strcmp(image.r.ref, ref) == 0;
        image_release(&image);
    }
    db_done(v->s, q);
    return got < 0 ? -1 : held;
}

/* Old refs that no record ever had. */
static int check_old_refs(struct verify *v, struct error *err)
{
    sqlite3_stmt *q =
        db_query(v->s, err, "SELECT ref, record FROM old_ref", "");
    int got = -1, held = 0;

    while (q && held >= 0 && (got = db_step(v->s, q, err)) == 1) {
        held = held_before(v, sqlite3_column_int64(q, 1), db_text(q, 0), err);
        if (held == 0)
            fault(v,
                  _("'%s' is kept as an old name of a record that never "
                    "had it"),
                  db_text(q, 0));
    }
    db_done(v->s, q);
    return got < 0 || held < 0 ? -1 : 0;
}

/* A text goes on behind a NUL where no reader sees it, but SQL does. */
static int check_nuls_of(struct verify *v, const char *table, const char *tests,
                         struct error *err)
{
    struct buf sql = BUF_INIT;
    int64_t n = 0;
    int got;

    buf_addf(&sql, "SELECT count(*) FROM \"%s\" WHERE 1 IN (%s)", table, tests);
    got = db_int(v->s, &n, err, sql.s, "");
    if (got == 1 && n)
        fault(v, _("table %s: %lld rows have a text with a NUL in it"), table,
              (long long)n);
    buf_release(&sql);
    return got < 0 ? -1 : 0;
}

static int check_nuls(struct verify *v, struct error *err)
{
    sqlite3_stmt *q =
        db_query(v->s, err,
                 "SELECT t.name, group_concat(printf('instr(\"%w\", char(0)) > "
                 "0', c.name), ', ') FROM pragma_table_list t JOIN "
                 "pragma_table_info(t.name) c WHERE t.schema = 'main' AND "
                 "t.strict AND c.type = 'TEXT' GROUP BY t.name",
                 "");
    int got = -1, failed = 0;

    while (q && !failed && (got = db_step(v->s, q, err)) == 1)
        failed = check_nuls_of(v, db_text(q, 0), db_text(q, 1), err);
    db_done(v->s, q);
    return got < 0 || failed ? -1 : 0;
}

/* The whole check: the quick one does not compare indexes with tables. */
static int check_pages(struct verify *v, struct error *err)
{
    sqlite3_stmt *q = db_query(v->s, err, "PRAGMA integrity_check(10)", "");
    int got = -1;

    while (q && (got = db_step(v->s, q, err)) == 1)
        if (strcmp(db_text(q, 0), "ok") != 0)
            fault(v, _("the file is damaged: %s"), db_text(q, 0));
    db_done(v->s, q);
    return got < 0 ? -1 : 0;
}

/* ---- a checkpoint from before ------------------------------------------- */

static int since_bad(struct error *err)
{
    return error_set(err, ERROR_USAGE,
                     _("this is not a checkpoint: it should be three lines, "
                       "as 'larder checkpoint' prints them"));
}

static int since_read(struct verify *v, const char *text, struct error *err)
{
    struct strs lines = STRS_INIT;
    char *origin;
    int failed = 0;

    v->since_size = -1;
    if (!text)
        return 0;
    strs_split(&lines, text, '\n');
    origin = xasprintf("larder.local/%s", store_uid(v->s));
    if (lines.n < 3 || strncmp(lines.v[0], "larder.local/", 13) != 0 ||
        !*lines.v[1] || lines.v[1][strspn(lines.v[1], "0123456789")]) {
        failed = since_bad(err);
    } else if (strcmp(lines.v[0], origin) != 0) {
        fault(v, _("the checkpoint is of another register: %s"), lines.v[0]);
    } else {
        v->since_size = strtoll(lines.v[1], NULL, 10);
        v->since_root = xstrdup(lines.v[2]);
    }
    free(origin);
    strs_release(&lines);
    return failed;
}

/* A file that SQLite cannot read is a fault, not a failure of verify; and so
 * is what cannot be done to a file of which faults are known already. */
static int damage(struct verify *v, struct error *err)
{
    int code = sqlite3_errcode(v->s->db) & 0xff;

    if (code != SQLITE_CORRUPT && code != SQLITE_NOTADB &&
        (err->code != ERROR_FAILED || !v->out->faults.n))
        return -1;
    fault(v, "%s", err->text);
    error_clear(err);
    return 0;
}

static int verify_all(struct verify *v, struct error *err)
{
    if (check_pages(v, err) != 0 ||
        schema_compare(v->s, &v->out->faults, err) != 0 ||
        check_chain(v, err) != 0 || check_records(v, err) != 0 ||
        check_old_refs(v, err) != 0 || check_nuls(v, err) != 0)
        return -1;
    check_end(v);
    return check_strays(v, err);
}

int history_verify(struct store *s, const char *since,
                   struct history_verdict *out, struct error *err)
{
    struct verify v = { .s = s, .out = out };
    struct error own = ERROR_INIT;
    int failed;

    *out = (struct history_verdict){ 0 };
    merkle_init(&v.end.tree);
    if (store_read_begin(s, err) != 0)
        return -1;
    if (!err)
        err = &own;
    failed = since_read(&v, since, err);
    if (!failed && verify_all(&v, err) != 0)
        failed = damage(&v, err);
    store_read_end(s);
    free(v.erased);
    free(v.since_root);
    error_clear(&own);
    return failed;
}

void history_verdict_release(struct history_verdict *v)
{
    strs_release(&v->faults);
}
