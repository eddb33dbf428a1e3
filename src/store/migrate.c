/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/migrate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/change_state.h"
#include "store/db.h"
#include "store/schema.h"

#define ASIDE "before_"

static int vacuum_into(struct store *s, const char *path, struct error *err)
{
    int failed;

    sqlite3_limit(s->db, SQLITE_LIMIT_ATTACHED, 1); /* VACUUM INTO needs it */
    failed = db_run(s, err, "VACUUM INTO ?1", "t", path);
    sqlite3_limit(s->db, SQLITE_LIMIT_ATTACHED, 0);
    return failed;
}

/* Keeps the register as it is in a file beside it, which has its name only
 * once it is whole and on the disk. */
static int keep_copy(struct store *s, const char *path, struct error *err)
{
    struct file_out f;
    int failed;

    if (access(path, F_OK) == 0)
        return error_set(err, ERROR_FAILED,
                         _("'%s' is there already, so the register as it is "
                           "now cannot be kept there before its layout is "
                           "changed; move that file away"),
                         path);
    if (file_begin_new(&f, path, err) != 0)
        return -1;
    failed = vacuum_into(s, f.temp, err);
    if (!failed)
        failed = file_settle(&f, err);
    if (!failed)
        failed = file_commit(&f, err);
    file_abandon(&f);
    return failed;
}

/* The first column of all rows. */
static int names(struct store *s, struct strs *out, struct error *err,
                 const char *sql, const char *name)
{
    sqlite3_stmt *q = db_query(s, err, sql, name ? "t" : "", name);
    int got = -1;

    while (q && (got = db_step(s, q, err)) == 1)
        strs_add(out, db_text(q, 0));
    db_done(s, q);
    return got < 0 ? -1 : 0;
}

/* Runs "WORDS "name"" for each name; a forged one may hold anything. */
static int each(struct store *s, const struct strs *of, const char *words,
                struct error *err)
{
    size_t i;
    int failed = 0;

    for (i = 0; !failed && i < of->n; i++) {
        char *sql = sqlite3_mprintf("%s \"%w\"", words, of->v[i]);

        if (!sql)
            bug("no memory for a statement");
        failed = db_exec(s, sql, err);
        sqlite3_free(sql);
    }
    return failed;
}

static int drop_views(struct store *s, struct error *err)
{
    struct strs views = STRS_INIT;
    int failed =
        names(s, &views, err,
              "SELECT name FROM sqlite_schema WHERE type = 'view'", NULL);

    if (!failed)
        failed = each(s, &views, "DROP VIEW", err);
    strs_release(&views);
    return failed;
}

/* Puts the table of a kind aside, if there is one; its indexes go. */
static int put_aside(struct store *s, const char *kind, struct strs *moved,
                     struct error *err)
{
    struct strs there = STRS_INIT, indexes = STRS_INIT;
    char *sql =
        xasprintf("ALTER TABLE \"%s\" RENAME TO \"" ASIDE "%s\"", kind, kind);
    int failed = names(s, &there, err,
                       "SELECT name FROM sqlite_schema WHERE type = 'table' "
                       "AND name = ?1",
                       kind);

    if (!failed && there.n > 0) {
        strs_add(moved, kind);
        failed = names(s, &indexes, err,
                       "SELECT name FROM sqlite_schema WHERE type = 'index' "
                       "AND sql IS NOT NULL AND tbl_name = ?1",
                       kind);
        if (!failed)
            failed = each(s, &indexes, "DROP INDEX", err);
        if (!failed)
            failed = db_exec(s, sql, err);
    }
    free(sql);
    strs_release(&indexes);
    strs_release(&there);
    return failed;
}

/* Makes what the new layout has and this register has not. */
static int make_missing(struct store *s, struct error *err)
{
    struct strs wanted = STRS_INIT, there = STRS_INIT;
    size_t i;
    int failed =
        names(s, &there, err,
              "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL", NULL);

    schema_statements(&wanted);
    for (i = 0; !failed && i < wanted.n; i++)
        if (!strs_has(&there, wanted.v[i]))
            failed = db_exec(s, wanted.v[i], err);
    strs_release(&there);
    strs_release(&wanted);
    return failed;
}

/* Carries the rows across: the columns that both layouts have. */
static int carry_across(struct store *s, const char *kind, struct error *err)
{
    struct strs columns = STRS_INIT;
    struct buf list = BUF_INIT, sql = BUF_INIT;
    size_t i;
    int failed = names(s, &columns, err,
                       "SELECT o.name FROM pragma_table_info('" ASIDE
                       "' || ?1) o JOIN pragma_table_info(?1) n ON n.name = "
                       "o.name",
                       kind);

    for (i = 0; i < columns.n; i++)
        buf_addf(&list, "%s\"%s\"", i ? ", " : "", columns.v[i]);
    buf_addf(&sql,
             "INSERT INTO \"%s\"(%s) SELECT %s FROM \"" ASIDE
             "%s\"; DROP TABLE \"" ASIDE "%s\"",
             kind, list.s, list.s, kind, kind);
    if (!failed)
        failed = db_exec(s, sql.s, err);
    buf_release(&sql);
    buf_release(&list);
    strs_release(&columns);
    return failed;
}

/*
 * Makes the tables of all kinds anew, with the rows that they have.  A field
 * that is new is blank in all of them; what is not of a kind must be as it
 * was.
 */
static int remake_kinds(struct store *s, struct error *err)
{
    struct strs moved = STRS_INIT;
    size_t i;
    int k, failed = drop_views(s, err);

    for (k = 0; !failed && k < KIND_COUNT; k++)
        failed = put_aside(s, kind_info((enum kind)k)->name, &moved, err);
    if (!failed)
        failed = make_missing(s, err);
    for (i = 0; !failed && i < moved.n; i++)
        failed = carry_across(s, moved.v[i], err);
    strs_release(&moved);
    return failed;
}

static int set_version(struct store *s, struct error *err)
{
    char *sql = xasprintf("PRAGMA user_version = %d", STORE_VERSION);
    int failed = db_exec(s, sql, err);

    free(sql);
    return failed;
}

/* Another program may have done it while this one waited for its turn. */
static int still_from(struct store *s, int from, struct error *err)
{
    int64_t version = 0;

    if (db_int(s, &version, err, "PRAGMA user_version", "") < 0)
        return -1;
    return version == from;
}

static int migrate_now(struct store *s, int from, struct error *err)
{
    struct change_info info = { .operation = "migrate" };
    int got;

    if (change_begin(s, &info, err) != 0)
        return -1;
    got = still_from(s, from, err);
    if (got == 1 && (remake_kinds(s, err) != 0 || set_version(s, err) != 0 ||
                     change_layout(s, err) != 0))
        got = -1;
    if (got == 1)
        return change_commit(s, err);
    change_rollback(s);
    return got;
}

/* The copy is not left where nothing was changed: it would bar the way. */
static int copy_and_migrate(struct store *s, int from, struct error *err)
{
    char *path = xasprintf("%s.v%d", s->path, from);
    int failed = keep_copy(s, path, err);

    if (!failed) {
        failed = migrate_now(s, from, err);
        if (failed && still_from(s, from, NULL) == 1)
            unlink(path);
    }
    free(path);
    return failed;
}

int migrate(struct store *s, int from, struct error *err)
{
    if (from < 1)
        return error_set(err, ERROR_FAILED,
                         _("'%s' says that it has layout %d, which no larder "
                           "ever wrote; go back to the last backup"),
                         s->path, from);
    if (!store_writable(s))
        return error_set(err, ERROR_FAILED,
                         _("'%s' was written by an older larder (layout %d; "
                           "this one needs %d), and it is open for reading "
                           "only; open it once on the screen, where you may "
                           "write to it (a copy of it will do), and it is "
                           "brought up to date"),
                         s->path, from, STORE_VERSION);
    return copy_and_migrate(s, from, err);
}
