/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/sheet_row.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "exchange/sheet_cell.h"
#include "exchange/sheet_columns.h"

/* ---- the row ------------------------------------------------------------ */

/* The title: the first item of the first column that gives one. */
static void add_title(const struct sheet_row *row, struct buf *out)
{
    const struct sheet_map *m = row->reader->map;
    enum state state;

    for (size_t i = 0; i < m->n && out->len == 0; i++) {
        struct strs items = STRS_INIT;

        if (m->columns[i].title)
            sheet_split(&items, &m->columns[i],
                        sheet_row_cell(row, &m->columns[i]));
        if (items.n && !sheet_read_state(items.v[0], &state))
            buf_adds(out, items.v[0]);
        strs_release(&items);
    }
    if (out->len == 0)
        buf_addf(out, "%s %ld", m->row, row->csv->line);
}

/* The kind that a column fills, as far as that is one of a row. */
static enum kind kind_of(const struct sheet_column *c)
{
    if (c->makes != KIND_NONE)
        return c->makes;
    for (size_t i = 0; i < c->n; i++)
        if (!c->targets[i].written)
            return c->targets[i].kind;
    return KIND_NONE;
}

/* Is there anything in the cell but words for states? */
static bool has_items(const struct sheet_column *c, const char *cell)
{
    struct strs items = STRS_INIT;
    enum state state;
    bool has = false;

    sheet_split(&items, c, cell);
    for (size_t i = 0; i < items.n; i++)
        has |= !sheet_read_state(items.v[i], &state);
    strs_release(&items);
    return has;
}

/* What the row tells something of. */
static void find_kinds(const struct sheet_row *row, bool *use, bool *dataset,
                       bool *activity)
{
    const struct sheet_map *m = row->reader->map;

    *use = *dataset = *activity = false;
    for (size_t i = 0; i < m->n; i++) {
        const struct sheet_column *c = &m->columns[i];
        const char *cell = sheet_row_cell(row, c);
        enum kind kind = kind_of(c);

        if (!*cell || (c->title && c->makes == KIND_NONE))
            continue;
        *activity |= kind == KIND_ACTIVITY;
        *dataset |= kind != KIND_ACTIVITY && kind != KIND_NONE;
        *use |= c->makes == KIND_USE && has_items(c, cell);
    }
}

/* Begins the record of a kind; its title is that of the row. */
static int begin(struct sheet_row *row, enum kind kind, const char *title,
                 const char *words, struct error *err)
{
    struct sheet_draft *d;
    struct record r;

    if (sheet_place(&row->reader->places, kind, words, false, &r, err) != 0)
        return -1;
    d = sheet_draft_add(&row->drafts[kind], &r, NULL);
    return record_set_text(&d->r, kind_title_field(kind), title, err) == 0 ? 0
                                                                           : 1;
}

static int begin_activity(struct sheet_row *row, const char *title,
                          struct error *err)
{
    const struct sheet_draft *dataset = sheet_row_only(row, KIND_DATASET);
    char *words = xasprintf("%s activity", dataset ? dataset->r.ref : title);
    int got = begin(row, KIND_ACTIVITY, title, words, err);

    free(words);
    return got;
}

/* Which records the row becomes; a purpose ties a dataset to an activity. */
static int begin_records(struct sheet_row *row, struct error *err)
{
    struct buf title = BUF_INIT;
    bool use, dataset, activity;
    int got = 0;

    find_kinds(row, &use, &dataset, &activity);
    add_title(row, &title);
    if (use || dataset || !activity) {
        got = begin(row, KIND_DATASET, title.s, title.s, err);
        buf_clear(&row->reader->import->ref);
        if (!got)
            buf_adds(&row->reader->import->ref,
                     sheet_row_only(row, KIND_DATASET)->r.ref);
    }
    if (!got && (use || !row->drafts[KIND_DATASET].n))
        got = begin_activity(row, title.s, err);
    buf_release(&title);
    return got;
}

/* What must never be stored is refused, and what stands under no heading. */
static int check_cell(const struct sheet_row *row, size_t i, struct error *err)
{
    const struct sheet_reader *reader = row->reader;
    const char *cell = csv_cell(row->csv, i), *heading = reader->headings.v[i];
    struct buf text = BUF_INIT;
    int failed;

    if (*cell && !*heading)
        return error_set(err, ERROR_FAILED,
                         _("field %zu has no heading; put one over it, or take "
                           "it out"),
                         i + 1);
    if (!*cell || !reader->columns[i])
        return 0;
    utf8_add_nfc(&text, cell, strlen(cell));
    failed = utf8_check(text.s, text.len, true, err);
    buf_release(&text);
    return failed ? error_prefix(err, "%s", heading) : 0;
}

static int check_cells(const struct sheet_row *row, struct error *err)
{
    for (size_t i = 0; i < row->reader->columns_n; i++)
        if (check_cell(row, i, err) != 0)
            return 1;
    return csv_check_width(row->csv, row->reader->columns_n, err);
}

/* Elements first, for others name them; recipients before sources, which may
 * be parties that were made for these. */
static int make_all(struct sheet_row *row, struct error *err)
{
    const struct sheet_map *m = row->reader->map;
    static const enum kind order[] = { KIND_ELEMENT,   KIND_USE,
                                       KIND_RECIPIENT, KIND_SOURCE,
                                       KIND_RETENTION, KIND_MEASURE };
    int got = 0;

    for (size_t k = 0; k < sizeof order / sizeof *order; k++)
        for (size_t i = 0; i < m->n && !got; i++)
            if (m->columns[i].makes == order[k])
                got = sheet_make(row, &m->columns[i], err);
    return got;
}

static int fill_all(struct sheet_row *row, struct error *err)
{
    const struct sheet_map *m = row->reader->map;
    struct sheet_draft *activity = sheet_row_only(row, KIND_ACTIVITY);
    struct sheet_drafts *uses = &row->drafts[KIND_USE];
    int got = 0;

    for (size_t i = 0; i < m->n && !got; i++)
        if (m->columns[i].makes == KIND_NONE && !(m->columns[i].title))
            got = sheet_fill(row, &m->columns[i], err);
    for (size_t i = 0; i < uses->n && activity && !got; i++)
        got = record_set_text(&uses->v[i].r, USE_ACTIVITY, activity->r.ref,
                              err) != 0;
    return got;
}

int sheet_row_read(struct sheet_row *row, struct sheet_reader *reader,
                   const struct csv *csv, struct error *err)
{
    int got;

    *row = (struct sheet_row){ .reader = reader, .csv = csv };
    got = check_cells(row, err);
    if (!got)
        got = begin_records(row, err);
    if (!got && row->drafts[KIND_DATASET].n)
        got = make_all(row, err);
    if (!got) {
        sheet_place_states(row);
        got = fill_all(row, err);
    }
    return got;
}

void sheet_row_release(struct sheet_row *row)
{
    for (int k = 0; k < KIND_COUNT; k++) {
        struct sheet_drafts *l = &row->drafts[k];

        for (size_t i = 0; i < l->n; i++)
            sheet_draft_release(&l->v[i]);
        free(l->v);
    }
    strs_release(&row->unplaced);
    free(row->stated);
    free(row->states);
}
