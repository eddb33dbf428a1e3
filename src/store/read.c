/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/read.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "model/ref.h"
#include "store/db.h"
#include "store/rows.h"

void records_release(struct records *l)
{
    size_t i;

    for (i = 0; i < l->n; i++)
        record_release(&l->v[i]);
    free(l->v);
    *l = (struct records)RECORDS_INIT;
}

/* Also of records that were removed, and by refs that they had. */
static int find_ever(struct store *s, const char *ref, int64_t *id,
                     struct error *err)
{
    return db_int(s, id, err,
                  "SELECT id FROM record WHERE ref = ?1 UNION ALL SELECT "
                  "record FROM old_ref WHERE ref = ?1",
                  "t", ref);
}

int store_find(struct store *s, const char *ref, int64_t *id, struct error *err)
{
    int got = db_int(s, id, err,
                     "SELECT id FROM record WHERE ref = ?1 AND removed = 0",
                     "t", ref);

    if (got != 0)
        return got;
    return db_int(s, id, err,
                  "SELECT r.id FROM old_ref o JOIN record r ON r.id = "
                  "o.record WHERE o.ref = ?1 AND r.removed = 0",
                  "t", ref);
}

int store_free_ref(struct store *s, struct buf *ref, struct error *err)
{
    size_t len = ref->len;
    int64_t id;
    int n, got;

    for (n = 2; (got = find_ever(s, ref->s, &id, err)) == 1; n++) {
        buf_truncate(ref, len);
        buf_addf(ref, ".%d", n);
    }
    return got;
}

int store_old_refs(struct store *s, const char *ref, struct strs *out,
                   struct error *err)
{
    int64_t id;
    int got = store_find(s, ref, &id, err);
    sqlite3_stmt *q =
        got == 1 ? db_query(s, err, "SELECT ref FROM old_ref WHERE record = ?1",
                            "i", id)
                 : NULL;

    while (q && (got = db_step(s, q, err)) == 1)
        strs_add(out, db_text(q, 0));
    db_done(s, q);
    return got < 0 ? -1 : 0;
}

int store_find_uid(struct store *s, const char *uid, int64_t *id,
                   struct error *err)
{
    return db_int(s, id, err,
                  "SELECT id FROM record WHERE uid = ?1 AND removed = 0", "t",
                  uid);
}

/* Looking for what was meant must not take long in a large register. */
enum { NEAREST_REFS = 20000 };

/* The refs that could have been meant: of the same parent, else the tops. */
static char *nearest_ref(struct store *s, const char *ref)
{
    size_t parent = ref_parent_len(ref);
    char *from = xstrndup(ref, parent);
    sqlite3_stmt *q = db_query(
        s, NULL,
        "SELECT ref FROM record WHERE removed = 0 AND ref >= ?1 AND (?1 = '' "
        "AND parent IS NULL OR ?1 <> '' AND ref < ?1 || '0') LIMIT ?2",
        "ti", from, (int64_t)NEAREST_REFS);
    struct strs refs = STRS_INIT;
    struct nearest near;
    char *best;
    size_t i;

    while (q && db_step(s, q, NULL) == 1)
        strs_add(&refs, db_text(q, 0));
    db_done(s, q);
    nearest_init(&near, ref);
    for (i = 0; i < refs.n; i++)
        nearest_offer(&near, refs.v[i]);
    best = near.best ? xstrdup(near.best) : NULL;
    strs_release(&refs);
    free(from);
    return best;
}

int store_missing(struct store *s, const char *ref, struct error *err)
{
    char *near = nearest_ref(s, ref);

    if (near)
        error_set(err, ERROR_FAILED,
                  _("there is no record '%s'; did you mean '%s'?"), ref, near);
    else
        error_set(err, ERROR_FAILED,
                  _("there is no record '%s'; 'larder list' shows what there "
                    "is"),
                  ref);
    free(near);
    return -1;
}

int store_find_ever(struct store *s, const char *ref, int64_t *id,
                    struct error *err)
{
    int got = find_ever(s, ref, id, err);

    return got == 0 ? store_missing(s, ref, err) : got == 1 ? 0 : -1;
}

int store_load(struct store *s, const char *ref, struct record *out,
               struct error *err)
{
    int64_t id;
    int got = store_find(s, ref, &id, err);

    if (got == 1)
        return store_load_id(s, id, out, err);
    return got < 0 ? -1 : store_missing(s, ref, err);
}

int store_load_id(struct store *s, int64_t id, struct record *out,
                  struct error *err)
{
    int got = rows_read(s, id, ROWS_REFS, out, err);

    if (got == 0)
        return error_set(err, ERROR_FAILED,
                         _("the record was removed meanwhile; 'larder history' "
                           "tells by whom"));
    return got < 0 ? -1 : 0;
}

/* Reads the records of the numbers that a query gives. */
static int load_all(struct store *s, sqlite3_stmt *q, struct records *out,
                    struct error *err)
{
    int got = -1;

    while (q && (got = db_step(s, q, err)) == 1) {
        ARRAY_GROW(out->v, out->n, out->room);
        got = rows_read(s, sqlite3_column_int64(q, 0), ROWS_REFS,
                        &out->v[out->n], err);
        if (got < 0)
            break;
        out->n += (size_t)got;
    }
    db_done(s, q);
    if (got >= 0)
        return 0;
    records_release(out);
    return -1;
}

int store_children(struct store *s, const char *parent, enum kind kind,
                   struct records *out, struct error *err)
{
    return load_all(s,
                    db_query(s, err,
                             "SELECT c.id FROM record p JOIN record c ON "
                             "c.parent = p.id WHERE p.ref = ?1 AND c.kind = "
                             "?2 AND c.removed = 0 ORDER BY c.ref",
                             "tt", parent, kind_info(kind)->name),
                    out, err);
}

/* The records that name what they must not say so best themselves. */
static int refuse_names(struct store *s, const char *parent, enum kind kind,
                        struct error *err)
{
    struct records l = RECORDS_INIT;
    int failed = store_children(s, parent, kind, &l, err);

    records_release(&l);
    return failed ? -1 : 0;
}

int store_children_name(struct store *s, const char *parent, enum field field,
                        struct strs *pairs, struct error *err)
{
    const struct field_info *f = field_info(field);
    const char *kind = kind_info(f->kind)->name;
    char *sql = xasprintf("SELECT c.ref, u.ref, u.kind FROM record p JOIN "
                          "record c ON c.parent = p.id AND c.kind = ?2 JOIN "
                          "\"%s\" t ON t.id = c.id JOIN record u ON u.id = "
                          "t.\"%s\" WHERE p.ref = ?1 AND c.removed = 0 "
                          "ORDER BY c.ref",
                          kind, f->name);
    sqlite3_stmt *q = db_query(s, err, sql, "tt", parent, kind);
    int got = -1;

    while (q && (got = db_step(s, q, err)) == 1) {
        if (f->target != KIND_ANY && kind_find(db_text(q, 2)) != f->target &&
            refuse_names(s, parent, f->kind, err) != 0) {
            got = -1;
            break;
        }
        strs_add(pairs, db_text(q, 0));
        strs_add(pairs, db_text(q, 1));
    }
    db_done(s, q);
    free(sql);
    return got < 0 ? -1 : 0;
}

uint64_t kind_bit(enum kind kind)
{
    _Static_assert(KIND_COUNT <= 64, "a bit for each kind");
    return (uint64_t)1 << kind;
}

int store_child_kinds(struct store *s, const char *parent, uint64_t *out,
                      struct error *err)
{
    sqlite3_stmt *q = db_query(s, err,
                               "SELECT c.kind FROM record p JOIN record c ON "
                               "c.parent = p.id WHERE p.ref = ?1 AND "
                               "c.removed = 0",
                               "t", parent);
    int got = -1;

    *out = 0;
    while (q && (got = db_step(s, q, err)) == 1)
        *out |= kind_bit(kind_find(db_text(q, 0)));
    db_done(s, q);
    return got < 0 ? -1 : 0;
}

int store_about(struct store *s, const char *ref, enum kind kind,
                struct records *out, struct error *err)
{
    struct buf sql = BUF_INIT;
    int failed;

    buf_addf(&sql,
             "SELECT t.id FROM \"%s\" t JOIN record r ON r.id = t.id WHERE "
             "t.about IN (SELECT id FROM record WHERE ref = ?1 UNION ALL "
             "SELECT c.id FROM record p JOIN record c ON c.parent = p.id "
             "WHERE p.ref = ?1) ORDER BY r.ref",
             kind_info(kind)->name);
    failed = load_all(s, db_query(s, err, sql.s, "t", ref), out, err);
    buf_release(&sql);
    return failed;
}

int store_each(struct store *s, enum kind kind, store_each_fn *each, void *data,
               struct error *err)
{
    sqlite3_stmt *q;
    int got = -1, answer = 0;

    if (store_read_begin(s, err) != 0)
        return -1;
    q = db_query(s, err,
                 "SELECT id FROM record WHERE kind = ?1 AND removed = 0 ORDER "
                 "BY ref",
                 "t", kind_info(kind)->name);
    while (q && answer == 0 && (got = db_step(s, q, err)) == 1) {
        struct record r;

        got = rows_read_kind(s, kind, sqlite3_column_int64(q, 0), ROWS_REFS, &r,
                             err);
        if (got < 0)
            break;
        if (got == 1) {
            answer = each(&r, data, err);
            record_release(&r);
        }
    }
    db_done(s, q);
    store_read_end(s);
    return got < 0 ? -1 : answer;
}

int store_naming(struct store *s, enum field field, const char *ref,
                 struct records *out, struct error *err)
{
    const struct field_info *f = field_info(field);
    struct buf sql = BUF_INIT;
    int failed;

    if (field_repeats(field))
        buf_addf(&sql,
                 "SELECT r.id FROM link l JOIN record r ON r.id = l.record "
                 "WHERE l.target = (SELECT id FROM record WHERE ref = ?1) AND "
                 "l.field = '%s' AND r.kind = '%s' AND r.removed = 0 ORDER BY "
                 "r.ref",
                 f->name, kind_info(f->kind)->name);
    else
        buf_addf(&sql,
                 "SELECT t.id FROM \"%s\" t JOIN record r ON r.id = t.id WHERE "
                 "t.\"%s\" = (SELECT id FROM record WHERE ref = ?1) ORDER BY "
                 "r.ref",
                 kind_info(f->kind)->name, f->name);
    failed = load_all(s, db_query(s, err, sql.s, "t", ref), out, err);
    buf_release(&sql);
    return failed;
}

int store_referrers(struct store *s, const char *ref, struct strs *out,
                    struct error *err)
{
    int64_t id;
    int got = store_find(s, ref, &id, err);

    if (got != 1)
        return got < 0 ? -1 : store_missing(s, ref, err);
    if (rows_referrers(s, id, out, err) != 0)
        return -1;
    strs_sort_unique(out);
    return 0;
}

int store_next_number(struct store *s, const char *parent, enum kind kind,
                      int64_t *out, struct error *err)
{
    struct buf prefix = BUF_INIT;
    int got;

    buf_addf(&prefix, "%s/%s/", parent, kind_info(kind)->name);
    got = db_int(s, out, err,
                 "SELECT coalesce(max(CAST(slug AS INTEGER)), 0) + 1 FROM "
                 "(SELECT substr(ref, ?2) AS slug FROM record WHERE ref > ?1 "
                 "AND ref < ?1 || ':' UNION ALL SELECT substr(ref, ?2) FROM "
                 "old_ref WHERE ref > ?1 AND ref < ?1 || ':') WHERE length("
                 "slug) < 10 AND slug NOT GLOB '*[^0-9]*'",
                 "ti", prefix.s, (int64_t)prefix.len + 1);
    buf_release(&prefix);
    return got < 0 ? -1 : 0;
}

int store_count(struct store *s, enum kind kind, int64_t *out,
                struct error *err)
{
    return db_int(s, out, err,
                  "SELECT count(*) FROM record WHERE kind = ?1 AND removed = "
                  "0",
                  "t", kind_info(kind)->name) < 0
               ? -1
               : 0;
}
