/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_QUERY_H
#define LARDER_STORE_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/store.h"

/*
 * SQL from outside: what a user asks, and the rules of an audit.  It works on
 * the documented views (v1_dataset, ...), and TEMP fact tables that were filled
 * before; the tables behind the views can be read, too, but change from one
 * layout to the next.  An authorizer lets it read and nothing else; a limit of
 * steps, and with it one of memory, ends it if it runs for ever.
 */

enum query_type { QUERY_NULL, QUERY_INTEGER, QUERY_REAL, QUERY_TEXT };

struct query_cell {
    enum query_type type;
    int64_t integer;
    double real;
    const char *text; /* of every type but NULL; borrowed                  */
};

struct query_row {
    size_t n;
    const char *const *names;
    const struct query_cell *cells;
};

/* Steps for about a minute on a common machine. */
enum { QUERY_STEPS = 4000000 };

typedef int query_each_fn(const struct query_row *row, void *data,
                          struct error *err);

/*
 * Runs one statement; names and cells are borrowed for the call.  `as_of`
 * (NULL: none) is bound to :as_of.  steps 0: no limit; else about that many
 * thousand instructions of SQLite's machine.  each() is also called before
 * the first row if `head` is true, with cells NULL, so that a table with no
 * rows still has its heading.  The error of a wrong statement is SQLite's
 * own, with its place.  Returns what each() returned if that was not 0,
 * which ends it, else 0, or -1.
 */
int query_run(struct store *s, const char *sql, const char *as_of,
              int64_t steps, bool head, query_each_fn *each, void *data,
              struct error *err);

/*
 * A TEMP table named `name` with these columns (SQL; fixed text of ours),
 * emptied if it is there.  Works on a register opened for reading.
 */
int query_fact_table(struct store *s, const char *name, const char *columns,
                     struct error *err);

/* Adds a row; a NULL text is NULL. */
struct query_fact {
    enum query_type type;
    int64_t integer;
    const char *text;
};
int query_fact_add(struct store *s, const char *name,
                   const struct query_fact *cells, size_t n, struct error *err);

/* The documentation of the views, one column a call; translated. */
typedef void query_view_fn(const char *view, const char *column,
                           const char *type, const char *help, void *data);
void query_views(query_view_fn *each, void *data);

#endif
