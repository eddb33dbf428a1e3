/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_TESTS_REGISTER_H
#define LARDER_TESTS_REGISTER_H

#include <stdarg.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
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

static inline struct store *register_new(void)
{
    const char *tmp = getenv("TMPDIR");
    char *dir = xasprintf("%s/register.XXXXXX", tmp ? tmp : "/tmp");
    struct error err = ERROR_INIT;
    struct store *s;
    char *path;

    if (!mkdtemp(dir))
        bug("no folder '%s'", dir);
    path = xasprintf("%s/test.larder", dir);
    must(store_create(&s, path, "tester", &err), &err);
    free(path);
    free(dir);
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
