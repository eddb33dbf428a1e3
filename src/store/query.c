/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/query.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/db.h"
#include "store/schema.h"

/* What SQLite may hold while it runs a statement that has a limit. */
enum { MEMORY_MOST = 1 << 29 };

/*
 * SQL from outside may read, and call functions that SQLite itself brings;
 * nothing else.  load_extension() and the like are not on the way here: an
 * extension cannot be loaded on this connection at all.
 */
static int authorize(void *data, int action, const char *a, const char *b,
                     const char *c, const char *d)
{
    (void)data;
    (void)b;
    (void)c;
    (void)d;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_FUNCTION:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_PRAGMA:
        return a && (strcmp(a, "table_info") == 0 ||
                     strcmp(a, "table_xinfo") == 0)
                   ? SQLITE_OK
                   : SQLITE_DENY;
    default:
        return SQLITE_DENY;
    }
}

/* What went wrong with a statement that we did not write. */
static int statement_fail(struct store *s, struct error *err)
{
    int code = sqlite3_errcode(s->db) & 0xff;

    if (code == SQLITE_INTERRUPT && s->steps_left == 0)
        return error_set(err, ERROR_FAILED,
                         _("the statement takes too long and was stopped; ask "
                           "for less"));
    if (code == SQLITE_AUTH)
        return error_set(err, ERROR_FAILED,
                         _("the statement may only read: %s"),
                         sqlite3_errmsg(s->db));
    if (code == SQLITE_ERROR)
        return error_set(err, ERROR_USAGE,
                         _("SQLite does not accept the "
                           "statement: %s"),
                         sqlite3_errmsg(s->db));
    return db_fail(s, err);
}

/* Blanks, comments and semicolons are nothing. */
static bool more_follows(struct store *s, const char *rest)
{
    sqlite3_stmt *stmt = NULL;
    bool follows = false;

    while (!follows && *rest) {
        follows =
            sqlite3_prepare_v2(s->db, rest, -1, &stmt, &rest) != SQLITE_OK ||
            stmt;
        sqlite3_finalize(stmt);
    }
    return follows;
}

/* Compiles one statement that reads; NULL and the error set if it is not. */
static sqlite3_stmt *compile(struct store *s, const char *sql,
                             struct error *err)
{
    sqlite3_stmt *stmt = NULL;
    const char *rest;
    int rc;

    sqlite3_set_authorizer(s->db, authorize, NULL);
    rc = sqlite3_prepare_v2(s->db, sql, -1, &stmt, &rest);
    sqlite3_set_authorizer(s->db, NULL, NULL);
    if (rc != SQLITE_OK) {
        statement_fail(s, err);
    } else if (!stmt || more_follows(s, rest)) {
        error_set(err, ERROR_USAGE,
                  stmt ? _("only one statement at a time can be run")
                       : _("there is no statement"));
        sqlite3_finalize(stmt);
        stmt = NULL;
    } else if (!sqlite3_stmt_readonly(stmt)) {
        error_set(err, ERROR_FAILED,
                  _("the statement may only read; 'larder set' and "
                    "other commands change records"));
        sqlite3_finalize(stmt);
        stmt = NULL;
    }
    return stmt;
}

/* A parameter without a value would be NULL, and the answer a wrong one. */
static int bind_date(sqlite3_stmt *stmt, const char *as_of, struct error *err)
{
    int i, n = sqlite3_bind_parameter_count(stmt);

    for (i = 1; i <= n; i++) {
        const char *name = sqlite3_bind_parameter_name(stmt, i);

        if (!name || strcmp(name, ":as_of") != 0)
            return error_set(err, ERROR_USAGE,
                             _("the statement has a parameter '%s', and only "
                               ":as_of has a value; write the value itself"),
                             name ? name : "?");
        if (as_of)
            sqlite3_bind_text(stmt, i, as_of, -1, SQLITE_STATIC);
    }
    return 0;
}

static void cell_read(struct query_cell *cell, sqlite3_stmt *stmt, int i)
{
    *cell = (struct query_cell){ .type = QUERY_TEXT };
    switch (sqlite3_column_type(stmt, i)) {
    case SQLITE_NULL:
        cell->type = QUERY_NULL;
        return;
    case SQLITE_INTEGER:
        cell->type = QUERY_INTEGER;
        cell->integer = sqlite3_column_int64(stmt, i);
        break;
    case SQLITE_FLOAT:
        cell->type = QUERY_REAL;
        cell->real = sqlite3_column_double(stmt, i);
        break;
    default:
        break;
    }
    cell->text = db_text(stmt, i);
}

static int run(struct store *s, sqlite3_stmt *stmt, bool head,
               query_each_fn *each, void *data, struct error *err)
{
    size_t i, n = (size_t)sqlite3_column_count(stmt);
    const char **names = xcalloc(n, sizeof *names);
    struct query_cell *cells = xcalloc(n, sizeof *cells);
    struct query_row row = { n, names, NULL };
    int rc = SQLITE_DONE, answer = 0;

    for (i = 0; i < n; i++)
        names[i] = sqlite3_column_name(stmt, (int)i);
    if (head)
        answer = each(&row, data, err);
    row.cells = cells;
    while (answer == 0 && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        for (i = 0; i < n; i++)
            cell_read(&cells[i], stmt, (int)i);
        answer = each(&row, data, err);
    }
    if (answer == 0 && rc != SQLITE_DONE)
        answer = statement_fail(s, err);
    free(names);
    free(cells);
    return answer;
}

int query_run(struct store *s, const char *sql, const char *as_of,
              int64_t steps, bool head, query_each_fn *each, void *data,
              struct error *err)
{
    sqlite3_stmt *stmt = compile(s, sql, err);
    int answer = -1;

    if (!stmt)
        return -1;
    if (bind_date(stmt, as_of, err) == 0) {
        s->steps_left = steps > 0 ? steps : -1;
        sqlite3_hard_heap_limit64(steps > 0 ? MEMORY_MOST : 0);
        answer = run(s, stmt, head, each, data, err);
        sqlite3_hard_heap_limit64(0);
        s->steps_left = -1;
    }
    sqlite3_finalize(stmt);
    return answer;
}

int query_fact_table(struct store *s, const char *name, const char *columns,
                     struct error *err)
{
    struct buf sql = BUF_INIT;
    int failed;

    buf_addf(&sql,
             "CREATE TEMP TABLE IF NOT EXISTS %s(%s); DELETE FROM "
             "temp.%s",
             name, columns, name);
    failed = db_exec(s, sql.s, err);
    buf_release(&sql);
    return failed;
}

static void fact_bind(sqlite3_stmt *stmt, int at, const struct query_fact *f)
{
    if (f->type == QUERY_INTEGER)
        sqlite3_bind_int64(stmt, at, f->integer);
    else if (f->type == QUERY_TEXT && f->text)
        sqlite3_bind_text(stmt, at, f->text, -1, SQLITE_STATIC);
}

int query_fact_add(struct store *s, const char *name,
                   const struct query_fact *cells, size_t n, struct error *err)
{
    struct buf sql = BUF_INIT;
    sqlite3_stmt *stmt;
    size_t i;
    int got;

    buf_addf(&sql, "INSERT INTO temp.%s VALUES (", name);
    for (i = 0; i < n; i++)
        buf_adds(&sql, i ? ",?" : "?");
    buf_addc(&sql, ')');
    stmt = db_query(s, err, sql.s, "");
    buf_release(&sql);
    if (!stmt)
        return -1;
    for (i = 0; i < n; i++)
        fact_bind(stmt, (int)i + 1, &cells[i]);
    got = db_step(s, stmt, err);
    db_done(s, stmt);
    return got < 0 ? -1 : 0;
}

/* ---- what the views hold ------------------------------------------------ */

struct view_column {
    const char *view;
    const char *name;
    const char *type;
    const char *help;
};

/* Views that are not made from a kind. */
static const struct view_column common[] = {
    { "v1_record", "id", "INTEGER", N_("number of the record in this file") },
    { "v1_record", "uid", "TEXT", N_("what it is merged by; never changes") },
    { "v1_record", "kind", "TEXT", N_("its kind") },
    { "v1_record", "ref", "TEXT", N_("its ref") },
    { "v1_record", "version", "INTEGER", N_("counts its changes") },
    { "v1_record", "dataset_id", "INTEGER", N_("dataset it belongs to") },
    { "v1_record", "dataset", "TEXT", N_("ref of that dataset") },
    { "v1_term", "record_id", "INTEGER", N_("record") },
    { "v1_term", "field", "TEXT", N_("field that repeats") },
    { "v1_term", "code", "TEXT", N_("one code, country or language of it") },
    { "v1_link", "record_id", "INTEGER", N_("record") },
    { "v1_link", "field", "TEXT", N_("field that repeats") },
    { "v1_link", "target_id", "INTEGER", N_("one record that it names") },
    { "v1_link", "target", "TEXT", N_("ref of that record") },
    { "v1_words", "record_id", "INTEGER", N_("record") },
    { "v1_words", "field", "TEXT", N_("field") },
    { "v1_words", "lang", "TEXT", N_("language (BCP 47)") },
    { "v1_words", "text", "TEXT", N_("words in that language") },
    { "v1_words", "base_digest", "TEXT",
      N_("SHA-256 of the original that they translate") },
    { "v1_open", "record_id", "INTEGER", N_("record") },
    { "v1_open", "dataset_id", "INTEGER",
      N_("its dataset, or the record itself where it has none") },
    { "v1_open", "blank", "INTEGER",
      N_("how many of the fields that somebody should answer are blank") },
    { "v1_open", "unknown", "INTEGER", N_("how many are stated as unknown") },
    { "v1_open", "asked", "INTEGER", N_("how many there are") },
    { "v1_history", "seq", "INTEGER", N_("number of the entry") },
    { "v1_history", "time", "INTEGER", N_("seconds since 1970, UTC") },
    { "v1_history", "change", "TEXT", N_("UUID of the change, 32 digits") },
    { "v1_history", "operation", "TEXT", N_("what was done") },
    { "v1_history", "record_id", "INTEGER", N_("record") },
    { "v1_history", "ref", "TEXT", N_("its ref today") },
    { "v1_history", "redacted", "INTEGER", N_("1 where the body was erased") },
};

static void view_of_kind(enum kind kind, query_view_fn *each, void *data)
{
    const struct kind_info *k = kind_info(kind);
    struct buf view = BUF_INIT, name = BUF_INIT;
    size_t i;

    buf_addf(&view, "v1_%s", k->name);
    each(view.s, "id", "INTEGER", _("number of the record in this file"), data);
    each(view.s, "uid", "TEXT", _("what it is merged by; never changes"), data);
    each(view.s, "ref", "TEXT", _("its ref"), data);
    each(view.s, "version", "INTEGER", _("counts its changes"), data);
    if (k->parent != KIND_NONE) {
        each(view.s, "dataset_id", "INTEGER", _("dataset it belongs to"), data);
        each(view.s, "dataset", "TEXT", _("ref of that dataset"), data);
    }
    for (i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);
        const struct field_info *f = field_info(field);

        if (schema_has_column(field))
            each(view.s, f->name,
                 f->type == TYPE_REF ? "TEXT" : schema_column_type(field),
                 _(f->label), data);
        if (f->type == TYPE_REF) {
            buf_clear(&name);
            buf_addf(&name, "%s_id", f->name);
            each(view.s, name.s, "INTEGER", _("number of that record"), data);
        }
        buf_clear(&name);
        buf_addf(&name, "%s_is", f->name);
        each(view.s, name.s, "TEXT",
             _("its state: value, blank, none, na, unknown"), data);
    }
    buf_release(&view);
    buf_release(&name);
}

void query_views(query_view_fn *each, void *data)
{
    size_t i;
    int k;

    for (i = 0; i < sizeof common / sizeof *common; i++)
        each(common[i].view, common[i].name, common[i].type, _(common[i].help),
             data);
    for (k = 0; k < KIND_COUNT; k++)
        view_of_kind((enum kind)k, each, data);
}
