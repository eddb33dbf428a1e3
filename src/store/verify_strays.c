/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/verify.h"

#include <string.h>

#include "base/i18n.h"
#include "store/db.h"

/* ---- rows --------------------------------------------------------------- */

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
        verify_fault(v,
                     _("table %s: row %lld belongs to no record that is there"),
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
            verify_fault(v, _("table %s: a %s has no such field '%s'"), table,
                         db_text(q, 0), db_text(q, 1));
    }
    db_done(v->s, q);
    buf_release(&sql);
    return got < 0 ? -1 : 0;
}

int verify_strays(struct verify *v, struct error *err)
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

/* ---- texts -------------------------------------------------------------- */

static int check_nuls_of(struct verify *v, const char *table, const char *tests,
                         struct error *err)
{
    struct buf sql = BUF_INIT;
    int64_t n = 0;
    int got;

    buf_addf(&sql, "SELECT count(*) FROM \"%s\" WHERE 1 IN (%s)", table, tests);
    got = db_int(v->s, &n, err, sql.s, "");
    if (got == 1 && n)
        verify_fault(v, _("table %s: %lld rows have a text with a NUL in it"),
                     table, (long long)n);
    buf_release(&sql);
    return got < 0 ? -1 : 0;
}

int verify_nuls(struct verify *v, struct error *err)
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
