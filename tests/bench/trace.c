/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * To be preloaded: prints the SQL that a program runs, values and all, to the
 * file that SQL_TRACE names, so that the sqlite3 shell can be given the same.
 */

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

static int print(unsigned event, void *file, void *stmt, void *unused)
{
    char *sql = sqlite3_expanded_sql(stmt);

    (void)event;
    (void)unused;
    fprintf(file, "%s;\n", sql);
    sqlite3_free(sql);
    return 0;
}

static int watch(sqlite3 *db, char **error, const void *api)
{
    const char *name = getenv("SQL_TRACE");
    FILE *file = name ? fopen(name, "a") : NULL;

    (void)error;
    (void)api;
    if (file) {
        setvbuf(file, NULL, _IOLBF, 0);
        sqlite3_trace_v2(db, SQLITE_TRACE_STMT, print, file);
    }
    return SQLITE_OK;
}

__attribute__((constructor)) static void start(void)
{
    sqlite3_auto_extension((void (*)(void))watch);
}
