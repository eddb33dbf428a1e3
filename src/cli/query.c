/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <stdlib.h>
#include <string.h>

#include "base/columns.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "cli/command.h"
#include "cli/say.h"
#include "exchange/json.h"
#include "store/query.h"

/* So many rows are made one table; more would fill the memory. */
enum { TABLE_ROWS = 10000 };

/* Rows on their way out. */
struct rows {
    struct columns table; /* text only                                     */
    bool begun;
    size_t n;
};

static void table_add(struct rows *r, const struct query_row *row)
{
    for (size_t i = 0; i < row->n; i++)
        columns_add(&r->table, !row->cells ? row->names[i]
                               : row->cells[i].type == QUERY_NULL
                                   ? ""
                                   : row->cells[i].text);
}

static int text_row(const struct query_row *row, void *data, struct error *err)
{
    struct rows *r = data;

    (void)err;
    if (r->begun && r->n++ % TABLE_ROWS == 0 && r->n > 1) {
        columns_print(&r->table, stdout);
        columns_release(&r->table);
        r->begun = false;
    }
    if (!r->begun)
        columns_init(&r->table, row->n, 0);
    r->begun = true;
    table_add(r, row);
    return 0;
}

static int csv_row(const struct query_row *row, void *data, struct error *err)
{
    const char **cells = xcalloc(row->n, sizeof *cells);

    (void)data;
    (void)err;
    for (size_t i = 0; i < row->n; i++)
        cells[i] = !row->cells                        ? row->names[i]
                   : row->cells[i].type == QUERY_NULL ? ""
                                                      : row->cells[i].text;
    say_csv(cells, row->n);
    free(cells);
    return 0;
}

/* A column would be lost under the name of another. */
static int check_names(const struct query_row *row, struct error *err)
{
    for (size_t i = 0; i < row->n; i++)
        for (size_t j = 0; j < i; j++)
            if (strcmp(row->names[i], row->names[j]) == 0)
                return error_set(err, ERROR_USAGE,
                                 _("two columns are named '%s'; rename one "
                                   "with AS"),
                                 row->names[i]);
    return 0;
}

static json_t *json_cell(const struct query_cell *c)
{
    json_t *number = NULL;

    if (c->type == QUERY_NULL)
        return json_null();
    if (c->type == QUERY_INTEGER)
        return json_integer(c->integer);
    if (c->type == QUERY_REAL)
        number = json_real(c->real);
    return number ? number : json_words(c->text);
}

static int json_row(const struct query_row *row, void *data, struct error *err)
{
    struct rows *r = data;
    json_t *o;

    if (!row->cells)
        return check_names(row, err);
    o = json_object();
    for (size_t i = 0; i < row->n; i++)
        json_object_set_new(o, row->names[i], json_cell(&row->cells[i]));
    say_array(o, r->n++);
    return 0;
}

int cmd_query(struct call *c, struct error *err)
{
    bool json = call_format_is(c, "json");
    bool csv = call_format_is(c, "csv");
    struct rows r = { .begun = false };
    char as_of[DATE_TEXT];
    int failed;

    if (session_today(&c->session, as_of, err) != 0)
        return -1;
    failed = query_run(c->session.store, c->args[0], as_of, QUERY_STEPS, true,
                       json  ? json_row
                       : csv ? csv_row
                             : text_row,
                       &r, err);
    if (!failed && r.begun)
        columns_print(&r.table, stdout);
    if (r.begun)
        columns_release(&r.table);
    if (!failed && json)
        say_array_end(r.n);
    return failed;
}
