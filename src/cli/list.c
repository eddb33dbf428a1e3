/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <stdlib.h>
#include <string.h>

#include "app/pager.h"
#include "base/columns.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/say.h"
#include "exchange/json.h"
#include "model/filter.h"
#include "store/list.h"
#include "store/read.h"

/* What is asked for, and where to put it. */
struct listing {
    struct list_query query;
    struct filter *filter;
    enum field *columns;
    size_t columns_n;
    size_t columns_room;
    struct list_page after; /* the row before the page, if one was named    */
    struct columns table;
    size_t rows;
};

static void listing_release(struct listing *l)
{
    filter_free(l->filter);
    free(l->columns);
    list_page_release(&l->after);
}

/* --- reading the options ------------------------------------------------- */

static void add_column(struct listing *l, enum field field)
{
    ARRAY_GROW(l->columns, l->columns_n, l->columns_room);
    l->columns[l->columns_n++] = field;
}

/* The ref is always there, and first. */
static int named_columns(struct listing *l, enum kind kind, const char *names,
                         struct error *err)
{
    struct strs list = STRS_INIT;
    enum field field;
    int failed = 0;

    strs_split(&list, names, ',');
    for (size_t i = 0; i < list.n && !failed; i++) {
        if (strcmp(list.v[i], "ref") == 0)
            continue;
        failed = field_parse(&field, kind, list.v[i], err);
        if (!failed)
            add_column(l, field);
    }
    strs_release(&list);
    return failed;
}

static void usual_columns(struct listing *l, enum kind kind)
{
    const struct kind_info *k = kind_info(kind);

    for (size_t i = 0; i < k->count; i++)
        if (field_info((enum field)(k->first + i))->flags & FIELD_SUM)
            add_column(l, (enum field)(k->first + i));
}

static int read_columns(struct listing *l, const struct call *c,
                        struct error *err)
{
    const char *names = options_text(&c->options, OPTION_COLUMNS);
    int failed = 0;

    if (names)
        failed = named_columns(l, l->query.kind, names, err);
    else
        usual_columns(l, l->query.kind);
    l->query.columns = l->columns;
    l->query.columns_n = l->columns_n;
    return failed;
}

static int read_sort(struct listing *l, const struct call *c, struct error *err)
{
    const char *name = options_text(&c->options, OPTION_SORT);

    l->query.sort = FIELD_COUNT;
    l->query.descending = *name == '-';
    if (*name == '-')
        name++;
    if (strcmp(name, "ref") == 0)
        return 0;
    if (field_parse(&l->query.sort, l->query.kind, name, err) != 0)
        return -1;
    if (field_repeats(l->query.sort))
        return error_set(err, ERROR_USAGE,
                         _("'%s' may hold several items, so nothing can be "
                           "sorted by it; name another field"),
                         name);
    return 0;
}

/* The row of a record, which knows its sort key. */
static int read_row(struct listing *l, struct store *s, const struct record *r,
                    struct error *err)
{
    struct list_query q = l->query;
    struct filter *only;
    char *words;
    int failed;

    if (r->kind != q.kind)
        return error_set(err, ERROR_USAGE,
                         _("'%s' is a record of the kind %s, which is not in "
                           "this list; name one that is"),
                         r->ref, kind_info(r->kind)->name);
    words = xasprintf("ref=\"%s\"", r->ref);
    failed = filter_parse(&only, q.kind, words, err);
    free(words);
    if (failed)
        return -1;
    q.filter = only;
    q.search = NULL;
    failed = list_read(s, &q, &l->after, err);
    filter_free(only);
    return failed;
}

static int read_after(struct listing *l, struct call *c, struct error *err)
{
    const char *ref = options_text(&c->options, OPTION_AFTER);
    struct record r;
    int failed;

    if (!ref)
        return 0;
    if (store_load(c->session.store, ref, &r, err) != 0)
        return -1;
    failed = read_row(l, c->session.store, &r, err);
    record_release(&r);
    if (!failed && l->after.n) {
        l->query.after_ref = l->after.rows[0].ref;
        l->query.after_key = l->after.rows[0].key;
    }
    return failed;
}

static int read_query(struct listing *l, struct call *c, struct error *err)
{
    const char *where = options_text(&c->options, OPTION_WHERE);

    l->query.kind = KIND_DATASET;
    if (c->n && kind_parse(&l->query.kind, c->args[0], err) != 0)
        return -1;
    if (where && filter_parse(&l->filter, l->query.kind, where, err) != 0)
        return -1;
    l->query.filter = l->filter;
    l->query.search = options_text(&c->options, OPTION_SEARCH);
    if (options_number(&c->options, OPTION_LIMIT, 1, 1000000000,
                       &l->query.limit, err) != 0 ||
        read_columns(l, c, err) != 0 || read_sort(l, c, err) != 0)
        return -1;
    return read_after(l, c, err);
}

/* --- printing ------------------------------------------------------------ */

/* Has the page as many rows as were wanted? */
static bool is_full(const struct listing *l)
{
    return l->query.limit && l->rows == l->query.limit;
}

/* A span of time in words, as a page shows it; all else as it is stored. */
static void add_text(struct listing *l, size_t column, const char *cell)
{
    enum field field = l->columns[column];
    struct duration span;
    struct buf words = BUF_INIT;

    if (field_info(field)->type == TYPE_DURATION && duration_parse(&span, cell))
        duration_words(&words, span);
    else
        buf_adds(&words, cell);
    columns_add(&l->table, words.s);
    buf_release(&words);
}

static int text_row(const struct list_row *row, void *data, struct error *err)
{
    struct listing *l = data;

    (void)err;
    if (is_full(l))
        return 1;
    columns_add(&l->table, row->ref);
    for (size_t i = 0; i < row->cells.n; i++)
        add_text(l, i, row->cells.v[i]);
    l->rows++;
    return 0;
}

enum { WIDE_ENOUGH = 30 };

/* The width of a column in full, but no more than is needed to read it. */
static size_t column_width(const struct columns *t, size_t column)
{
    size_t most = 0;

    for (size_t i = column; i < t->cells.n; i += t->per_row) {
        size_t width = utf8_width(t->cells.v[i]);

        if (width > most)
            most = width;
    }
    return most < WIDE_ENOUGH ? most : WIDE_ENOUGH;
}

/* How many columns can be read side by side: the ref and one more at least. */
static size_t columns_fitting(const struct columns *t)
{
    size_t used = column_width(t, 0);
    size_t n = 1;

    for (; n < t->per_row; n++) {
        used += 2 + column_width(t, n);
        if (used > t->width && n > 1)
            break;
    }
    return n;
}

/* Leaves the last columns out, if nobody asked for them, rather than cut all
 * of them short. */
static void print_table(const struct listing *l, bool asked)
{
    const struct columns *t = &l->table;
    size_t n = asked || !t->width ? t->per_row : columns_fitting(t);
    struct columns shown;

    columns_init(&shown, n, t->width);
    for (size_t i = 0; i < t->cells.n; i++)
        if (i % t->per_row < n)
            columns_add(&shown, t->cells.v[i]);
    columns_print(&shown, stdout);
    columns_release(&shown);
}

static int print_text(struct listing *l, struct call *c, struct error *err)
{
    struct store *s = c->session.store;
    int got;

    columns_init(&l->table, l->columns_n + 1, pager_width());
    columns_add(&l->table, _("Ref"));
    for (size_t i = 0; i < l->columns_n; i++)
        columns_add(&l->table, _(field_info(l->columns[i])->label));
    got = list_each(s, &l->query, text_row, l, err);
    if (got >= 0 && l->rows)
        print_table(l, options_has(&c->options, OPTION_COLUMNS));
    else if (got >= 0)
        talk_to_person(_("no such record of the kind %s"),
                       kind_info(l->query.kind)->name);
    columns_release(&l->table);
    return got;
}

static int csv_row(const struct list_row *row, void *data, struct error *err)
{
    struct listing *l = data;
    const char **cells;

    (void)err;
    if (is_full(l))
        return 1;
    cells = xcalloc(row->cells.n + 1, sizeof *cells);
    cells[0] = row->ref;
    for (size_t i = 0; i < row->cells.n; i++)
        cells[i + 1] = row->cells.v[i];
    say_csv(cells, row->cells.n + 1);
    free(cells);
    l->rows++;
    return 0;
}

static int print_csv(struct listing *l, struct store *s, struct error *err)
{
    const char **names = xcalloc(l->columns_n + 1, sizeof *names);

    names[0] = "ref";
    for (size_t i = 0; i < l->columns_n; i++)
        names[i + 1] = field_info(l->columns[i])->name;
    say_csv(names, l->columns_n + 1);
    free(names);
    return list_each(s, &l->query, csv_row, l, err);
}

/* A blank is null; a stated state is its token. */
static int json_row(const struct list_row *row, void *data, struct error *err)
{
    struct listing *l = data;
    json_t *o;

    (void)err;
    if (is_full(l))
        return 1;
    o = json_object();
    json_object_set_new(o, "ref", json_words(row->ref));
    for (size_t i = 0; i < row->cells.n; i++)
        json_object_set_new(o, field_info(l->columns[i])->name,
                            *row->cells.v[i] ? json_words(row->cells.v[i])
                                             : json_null());
    say_array(o, l->rows++);
    return 0;
}

static int print_json(struct listing *l, struct store *s, struct error *err)
{
    int got = list_each(s, &l->query, json_row, l, err);

    if (got >= 0)
        say_array_end(l->rows);
    return got;
}

static int print(struct listing *l, struct call *c, struct error *err)
{
    struct store *s = c->session.store;

    if (call_format_is(c, "json"))
        return print_json(l, s, err);
    if (call_format_is(c, "csv"))
        return print_csv(l, s, err);
    return print_text(l, c, err);
}

int cmd_list(struct call *c, struct error *err)
{
    struct listing l = { .after = LIST_PAGE_INIT };
    int got = read_query(&l, c, err);

    if (!got)
        got = print(&l, c, err);
    listing_release(&l);
    return got < 0 ? -1 : 0;
}
