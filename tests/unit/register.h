/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_TESTS_REGISTER_H
#define LARDER_TESTS_REGISTER_H

#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/mem.h"
#include "model/record.h"
#include "store/change.h"
#include "store/store.h"

/*
 * Registers for unit tests, in a folder of their own.  What cannot be done
 * ends the test.
 */

static inline void must(int rc, const struct error *err)
{
    if (rc < 0)
        bug("%s", err->text);
}

/* A path in a new folder of its own. */
static inline char *register_path(void)
{
    const char *tmp = getenv("TMPDIR");
    char *dir = xasprintf("%s/register.XXXXXX", tmp ? tmp : "/tmp"), *path;

    if (!mkdtemp(dir))
        bug("no folder '%s'", dir);
    path = xasprintf("%s/test.larder", dir);
    free(dir);
    return path;
}

/* What a new register holds: making one costs ten times what copying does. */
static inline void register_copy(const char *path)
{
    static char *bytes;
    static size_t len;
    struct error err = ERROR_INIT;
    FILE *f;

    if (!bytes) {
        char *first = register_path(), *slash = strrchr(first, '/');
        struct store *s;
        struct buf b = BUF_INIT;

        must(store_create(&s, first, "tester", &err), &err);
        store_close(s);
        must(file_read(&b, first, 1 << 24, &err), &err);
        len = b.len;
        bytes = buf_detach(&b);
        unlink(first);
        *slash = 0;
        rmdir(first);
        free(first);
    }
    f = fopen(path, "wb");
    if (!f || fwrite(bytes, 1, len, f) != len || fclose(f) != 0)
        bug("no copy '%s'", path);
    chmod(path, 0600);
}

/* One that is made now, by the clock and with a uid of its own. */
static inline struct store *register_begin(void)
{
    char *path = register_path();
    struct error err = ERROR_INIT;
    struct store *s;

    must(store_create(&s, path, "tester", &err), &err);
    free(path);
    return s;
}

static inline struct store *register_new(void)
{
    char *path = register_path();
    struct error err = ERROR_INIT;
    struct store *s;

    register_copy(path);
    must(store_open(&s, path, STORE_WRITE, "tester", &err), &err);
    free(path);
    return s;
}

static inline void register_free(struct store *s)
{
    static const char *const ends[] = { "", "-wal", "-shm" };
    char *path = xstrdup(store_path(s)), *slash;
    size_t i;

    store_close(s);
    for (i = 0; i < sizeof ends / sizeof *ends; i++) {
        char *file = xasprintf("%s%s", path, ends[i]);

        unlink(file);
        free(file);
    }
    slash = strrchr(path, '/');
    *slash = 0;
    rmdir(path);
    free(path);
}

/* One field, as on a command line; another state or value replaces it. */
static inline void register_set(struct record *r, enum field field,
                                const char *text)
{
    struct error err = ERROR_INIT;

    must(value_parse_text(record_value(r, field), field, text, &err), &err);
}

/* Adds a record: names of fields and their texts in turn, then NULL. */
static inline void register_add(struct store *s, enum kind kind,
                                const char *ref, ...)
{
    struct error err = ERROR_INIT;
    enum change_outcome outcome;
    struct record r;
    const char *name;
    va_list args;

    record_init(&r, kind, ref);
    va_start(args, ref);
    while ((name = va_arg(args, const char *)))
        register_set(&r, field_find(kind, name), va_arg(args, const char *));
    va_end(args);
    must(change_save(s, "add", &r, &outcome, &err), &err);
    record_release(&r);
}

/* Makes a field name a record behind the back of the gate, as somebody with
 * another program would. */
static inline void register_damage(struct store *s, const char *ref,
                                   enum field field, const char *target)
{
    const struct field_info *f = field_info(field);
    char *sql = sqlite3_mprintf(
        "UPDATE \"%w\" SET \"%w\" = (SELECT id FROM record WHERE ref = %Q), "
        "\"%w_is\" = NULL WHERE id = (SELECT id FROM record WHERE ref = %Q)",
        kind_info(f->kind)->name, f->name, target, f->name, ref);
    sqlite3 *db;

    if (sqlite3_open(store_path(s), &db) != SQLITE_OK ||
        sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_changes(db) != 1)
        bug("%s: %s", sql, sqlite3_errmsg(db));
    sqlite3_close(db);
    sqlite3_free(sql);
}

#endif
