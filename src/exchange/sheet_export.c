/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/sheet.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/bits.h"
#include "base/escape.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "exchange/sheet_view.h"

/* A record of which nothing but its place is kept. */
struct row {
    int64_t id;
    char uid[UUID_TEXT];
};

struct rows {
    struct row *v;
    size_t n;
    size_t room;
};

struct sheet {
    struct sheet_view view;
    FILE *out;
    struct bits activities; /* those that a use names                      */
    struct buf line;
    struct buf cell;
};

static void add_cell(struct sheet *x, const char *s, bool first)
{
    if (!first)
        buf_addc(&x->line, ',');
    escape_csv(&x->line, s, true);
}

static int write_line(struct sheet *x, struct error *err)
{
    buf_addc(&x->line, '\n');
    if (fwrite(x->line.s, 1, x->line.len, x->out) == x->line.len) {
        buf_clear(&x->line);
        return 0;
    }
    return error_set(err, ERROR_FAILED,
                     _("the export could not be written: %s"), strerror(errno));
}

static int write_headings(struct sheet *x, struct error *err)
{
    const struct sheet_map *m = x->view.map;

    for (size_t i = 0; i < m->n; i++)
        add_cell(x, m->columns[i].heading, i == 0);
    return write_line(x, err);
}

/* The ref of what the row is about, for errors. */
static const char *row_ref(const struct sheet_view *v)
{
    return v->use       ? v->use->ref
           : v->dataset ? v->dataset->ref
                        : v->activity->ref;
}

static int write_row(struct sheet *x, struct error *err)
{
    const struct sheet_map *m = x->view.map;

    for (size_t i = 0; i < m->n; i++) {
        buf_clear(&x->cell);
        if (sheet_view_cell(&x->view, &m->columns[i], &x->cell, err) != 0)
            return -1;
        if (utf8_check(x->cell.s, x->cell.len, false, err) != 0)
            return error_prefix(err, "%s, %s", row_ref(&x->view),
                                m->columns[i].heading);
        add_cell(x, x->cell.s, i == 0);
    }
    return write_line(x, err);
}

/* A row with the activity of the use, if it names one. */
static int write_use(struct sheet *x, const struct record *use,
                     struct error *err)
{
    const char *ref = record_text(use, USE_ACTIVITY);
    struct record activity;
    int failed;

    x->view.use = use;
    x->view.activity = NULL;
    if (!ref)
        return write_row(x, err);
    if (store_load(x->view.store, ref, &activity, err) != 0)
        return -1;
    bits_add(&x->activities, activity.id);
    x->view.activity = &activity;
    failed = write_row(x, err);
    x->view.activity = NULL;
    record_release(&activity);
    return failed;
}

static int by_uid(const void *a, const void *b)
{
    const struct record *x = a, *y = b;

    return strcmp(x->uid, y->uid);
}

static int write_dataset(struct sheet *x, const struct record *r,
                         struct error *err)
{
    struct records *uses = &x->view.children[KIND_USE];

    if (sheet_view_dataset(&x->view, r, err) != 0)
        return -1;
    if (uses->n == 0)
        return write_row(x, err);
    qsort(uses->v, uses->n, sizeof *uses->v, by_uid);
    for (size_t i = 0; i < uses->n; i++)
        if (write_use(x, &uses->v[i], err) != 0)
            return -1;
    return 0;
}

/* ---- the order of rows -------------------------------------------------- */

static int add_row(const struct record *r, void *data, struct error *err)
{
    struct rows *l = data;

    (void)err;
    ARRAY_GROW(l->v, l->n, l->room);
    l->v[l->n].id = r->id;
    memcpy(l->v[l->n++].uid, r->uid, UUID_TEXT);
    return 0;
}

static int by_age(const void *a, const void *b)
{
    const struct row *x = a, *y = b;

    return strcmp(x->uid, y->uid);
}

/* Calls it for all records of the kind, the oldest first. */
static int each_by_age(struct sheet *x, enum kind kind,
                       int (*each)(struct sheet *, const struct record *,
                                   struct error *),
                       struct error *err)
{
    struct rows l = { NULL, 0, 0 };
    int failed = store_each(x->view.store, kind, add_row, &l, err);

    if (l.n)
        qsort(l.v, l.n, sizeof *l.v, by_age);
    for (size_t i = 0; i < l.n && !failed; i++) {
        struct record r;

        failed = store_load_id(x->view.store, l.v[i].id, &r, err);
        if (failed)
            break;
        failed = each(x, &r, err);
        record_release(&r);
    }
    free(l.v);
    return failed;
}

static int write_activity(struct sheet *x, const struct record *r,
                          struct error *err)
{
    int failed;

    if (bits_has(&x->activities, r->id))
        return 0;
    x->view.activity = r;
    failed = write_row(x, err);
    x->view.activity = NULL;
    return failed;
}

static int write_all(struct sheet *x, struct error *err)
{
    if (write_headings(x, err) != 0 ||
        each_by_age(x, KIND_DATASET, write_dataset, err) != 0 ||
        sheet_view_dataset(&x->view, NULL, err) != 0)
        return -1;
    return each_by_age(x, KIND_ACTIVITY, write_activity, err);
}

int sheet_export(struct store *s, const struct sheet_map *map, const char *day,
                 FILE *out, struct error *err)
{
    struct sheet x = { .out = out, .line = BUF_INIT, .cell = BUF_INIT };
    struct sheet_words *words;
    int failed;

    if (store_read_begin(s, err) != 0)
        return -1;
    words = sheet_words_new(map);
    failed = sheet_view_init(&x.view, s, map, words, day, err);
    if (!failed) {
        failed = write_all(&x, err);
        sheet_view_release(&x.view);
    }
    store_read_end(s);
    sheet_words_free(words);
    bits_release(&x.activities);
    buf_release(&x.line);
    buf_release(&x.cell);
    return failed;
}
