/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_DB_H
#define LARDER_STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sqlite3.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/sha256.h"
#include "model/kinds.h"
#include "store/own.h"
#include "store/store.h"

/*
 * SQLite for the rest of this folder: statements that are prepared once, and
 * errors in words.  Nothing outside src/store includes this header.
 */

struct change_state; /* change.c */

enum { DB_CACHE = 256 };

/* A statement that was prepared before. */
struct db_cached {
    const char *sql; /* where its text stood last: only to find it         */
    uint64_t hash;   /* of its text                                        */
    sqlite3_stmt *stmt;
    bool taken;
};

struct store {
    sqlite3 *db;
    char *path;
    char *actor;
    char uid[UUID_TEXT];
    enum store_mode mode;
    int layout;         /* the older one that it had when opened, or 0     */
    int reading;        /* depth of store_read_begin             */
    bool (*stop)(void); /* NULL: nobody stops it                 */
    int64_t steps_left; /* query.c; -1: no limit                 */
    struct db_cached cache[DB_CACHE];
    size_t cached;
    struct change_state *change; /* the change that is open, or was last  */
    char *sql[KIND_COUNT][2];    /* rows.c; made when first needed        */
    struct own_cache own;
    struct store *next_opened; /* own.c                                   */
};

/*
 * An empty database of our own, open for writing, in the name of that register
 * (its path, uid and actor).  It is a file without a name that nobody else can
 * read, and gone when it is closed.  Nothing is checked that only a file with
 * a name needs; foreign keys are off, so that rows may come in any order.
 */
int db_private(struct store **out, const struct store *like, struct error *err);

/*
 * A statement with these bindings, ready to step; NULL and the error set if
 * it cannot be.  Bindings: one character each in `types` for an argument:
 * i int64_t, t const char * (NULL: NULL), b const void * and size_t (NULL:
 * NULL), n nothing (NULL).  Texts and blobs must live until db_done().
 */
sqlite3_stmt *db_query(struct store *s, struct error *err, const char *sql,
                       const char *types, ...);

/* The next row: 1, 0 at the end, -1 on error. */
int db_step(struct store *s, sqlite3_stmt *stmt, struct error *err);

/* Gives the statement back. */
void db_done(struct store *s, sqlite3_stmt *stmt);

/* Runs a statement that gives no rows. */
int db_run(struct store *s, struct error *err, const char *sql,
           const char *types, ...);

/* The same for several statements in one text, without bindings. */
int db_exec(struct store *s, const char *sql, struct error *err);

/* The integer in the first column of the first row: 1, 0 if none, or -1. */
int db_int(struct store *s, int64_t *out, struct error *err, const char *sql,
           const char *types, ...);

/* See store_data_version(). */
int64_t db_data_version(struct store *s);

/* Sets the error from what SQLite said last. */
int db_fail(struct store *s, struct error *err);

/* A column that holds a UUID; "" where a damaged register holds another. */
void db_uid(sqlite3_stmt *stmt, int column, char out[UUID_TEXT]);

/* A column as text, never NULL. */
const char *db_text(sqlite3_stmt *stmt, int column);

#endif
