/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/db.h"

#include <stdarg.h>
#include <string.h>

#include "base/i18n.h"

/* What SQLite's answer means to a person. */
struct failure {
    int code;
    enum error_code as;
    const char *words; /* %s: the path                                     */
};

static const struct failure failures[] = {
    { SQLITE_BUSY, ERROR_BUSY,
      N_("the register '%s' is busy: another program is writing to it; try "
         "again in a moment") },
    { SQLITE_LOCKED, ERROR_BUSY,
      N_("the register '%s' is busy: another program is writing to it; try "
         "again in a moment") },
    { SQLITE_FULL, ERROR_FAILED,
      N_("the disk that holds '%s' is full: nothing was saved; make room and "
         "try again") },
    { SQLITE_TOOBIG, ERROR_FAILED,
      N_("this is too long for the register '%s'; ask for less") },
    { SQLITE_NOMEM, ERROR_FAILED,
      N_("there is not enough memory to do this with '%s'; ask for less") },
    { SQLITE_READONLY, ERROR_FAILED,
      N_("the register '%s' cannot be written: it, or its folder, is "
         "read-only; copy it to a place where you may write") },
    { SQLITE_INTERRUPT, ERROR_INTERRUPTED, N_("stopped; '%s' is unchanged") },
    { SQLITE_CORRUPT, ERROR_FAILED,
      N_("the register '%s' is damaged; do not write to it: make a copy, and "
         "go back to the last backup that 'larder verify' accepts") },
    { SQLITE_NOTADB, ERROR_FAILED,
      N_("'%s' is not a register of larder; -r FILE names another") },
    { SQLITE_CANTOPEN, ERROR_FAILED,
      N_("the register '%s' cannot be opened; may you read it, and its "
         "folder?") },
    { SQLITE_IOERR, ERROR_FAILED,
      N_("the disk that holds '%s' fails; look at it before you go on") },
};

int64_t db_data_version(struct store *s)
{
    int64_t version = -1;

    return db_int(s, &version, NULL, "PRAGMA data_version", "") < 0 ? -1
                                                                    : version;
}

int db_fail(struct store *s, struct error *err)
{
    int code = sqlite3_errcode(s->db) & 0xff;
    size_t i;

    for (i = 0; i < sizeof failures / sizeof *failures; i++)
        if (failures[i].code == code) {
            const char *words = _(failures[i].words);
            char *text = sqlite3_mprintf(words, s->path);

            error_set(err, failures[i].as, "%s", text ? text : words);
            sqlite3_free(text);
            return -1;
        }
    return error_set(err, ERROR_FAILED, _("the register '%s': SQLite says: %s"),
                     s->path, sqlite3_errmsg(s->db));
}

static uint64_t hash_of(const char *sql)
{
    uint64_t h = 1469598103934665603u; /* FNV-1a, 64 bits */

    for (; *sql; sql++)
        h = (h ^ (unsigned char)*sql) * 1099511628211u;
    return h;
}

static bool is_free(const struct db_cached *c, const char *sql)
{
    return !c->taken && strcmp(sqlite3_sql(c->stmt), sql) == 0;
}

/* Most texts stay where they are, and are found faster so than by a hash. */
static struct db_cached *find(struct store *s, const char *sql, uint64_t *hash)
{
    size_t i;

    for (i = 0; i < s->cached; i++)
        if (s->cache[i].sql == sql && is_free(&s->cache[i], sql))
            return &s->cache[i];
    *hash = hash_of(sql);
    for (i = 0; i < s->cached; i++)
        if (s->cache[i].hash == *hash && is_free(&s->cache[i], sql))
            return &s->cache[i];
    return NULL;
}

/* A statement from the cache, or a new one, which the cache may keep. */
static sqlite3_stmt *take(struct store *s, const char *sql, struct error *err)
{
    sqlite3_stmt *stmt;
    uint64_t hash;
    struct db_cached *c = find(s, sql, &hash);

    if (c) {
        c->sql = sql;
        c->taken = true;
        return c->stmt;
    }
    if (sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt,
                           NULL) != SQLITE_OK) {
        db_fail(s, err);
        return NULL;
    }
    if (s->cached < DB_CACHE)
        s->cache[s->cached++] = (struct db_cached){ sql, hash, stmt, true };
    return stmt;
}

void db_done(struct store *s, sqlite3_stmt *stmt)
{
    size_t i;

    if (!stmt)
        return;
    for (i = 0; i < s->cached; i++)
        if (s->cache[i].stmt == stmt) {
            sqlite3_reset(stmt);
            sqlite3_clear_bindings(stmt);
            s->cache[i].taken = false;
            return;
        }
    sqlite3_finalize(stmt);
}

static void bind_blob(sqlite3_stmt *stmt, int at, const void *bytes, size_t len)
{
    if (bytes)
        sqlite3_bind_blob64(stmt, at, len ? bytes : "", len, SQLITE_STATIC);
}

static void bind_all(sqlite3_stmt *stmt, const char *types, va_list args)
{
    int at;

    for (at = 1; types[at - 1]; at++) {
        const void *bytes;

        switch (types[at - 1]) {
        case 'i':
            sqlite3_bind_int64(stmt, at, va_arg(args, int64_t));
            break;
        case 't':
            sqlite3_bind_text(stmt, at, va_arg(args, const char *), -1,
                              SQLITE_STATIC);
            break;
        case 'b':
            bytes = va_arg(args, const void *);
            bind_blob(stmt, at, bytes, va_arg(args, size_t));
            break;
        case 'n':
            break;
        default:
            bug("no binding '%c'", types[at - 1]);
        }
    }
}

static sqlite3_stmt *query(struct store *s, struct error *err, const char *sql,
                           const char *types, va_list args)
{
    sqlite3_stmt *stmt = take(s, sql, err);

    if (stmt)
        bind_all(stmt, types, args);
    return stmt;
}

sqlite3_stmt *db_query(struct store *s, struct error *err, const char *sql,
                       const char *types, ...)
{
    sqlite3_stmt *stmt;
    va_list args;

    va_start(args, types);
    stmt = query(s, err, sql, types, args);
    va_end(args);
    return stmt;
}

int db_step(struct store *s, sqlite3_stmt *stmt, struct error *err)
{
    switch (sqlite3_step(stmt)) {
    case SQLITE_ROW:
        return 1;
    case SQLITE_DONE:
        return 0;
    default:
        return db_fail(s, err);
    }
}

/* The first row of a statement, and unless `out` is NULL its integer. */
static int first_row(struct store *s, sqlite3_stmt *stmt, int64_t *out,
                     struct error *err)
{
    int got = stmt ? db_step(s, stmt, err) : -1;

    if (got == 1 && out)
        *out = sqlite3_column_int64(stmt, 0);
    db_done(s, stmt);
    return got;
}

int db_run(struct store *s, struct error *err, const char *sql,
           const char *types, ...)
{
    va_list args;
    int got;

    va_start(args, types);
    got = first_row(s, query(s, err, sql, types, args), NULL, err);
    va_end(args);
    return got < 0 ? -1 : 0;
}

int db_exec(struct store *s, const char *sql, struct error *err)
{
    if (sqlite3_exec(s->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        return db_fail(s, err);
    return 0;
}

int db_int(struct store *s, int64_t *out, struct error *err, const char *sql,
           const char *types, ...)
{
    va_list args;
    int got;

    va_start(args, types);
    got = first_row(s, query(s, err, sql, types, args), out, err);
    va_end(args);
    return got;
}

void db_uid(sqlite3_stmt *stmt, int column, char out[UUID_TEXT])
{
    const char *text = db_text(stmt, column);

    out[0] = '\0';
    if (uuid_valid(text))
        memcpy(out, text, UUID_TEXT);
}

const char *db_text(sqlite3_stmt *stmt, int column)
{
    const unsigned char *text = sqlite3_column_text(stmt, column);

    return text ? (const char *)text : "";
}
