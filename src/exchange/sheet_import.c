/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "exchange/sheet_row.h"
#include "store/change.h"

/* ---- headings ----------------------------------------------------------- */

static int unknown(struct sheet_reader *s, const char *heading,
                   struct error *err)
{
    struct nearest near;

    nearest_init(&near, heading);
    for (size_t i = 0; i < s->map->n; i++)
        nearest_offer(&near, s->map->columns[i].heading);
    if (near.best)
        return error_set(err, ERROR_FAILED,
                         _("the map '%s' has no heading '%s'; did you mean "
                           "'%s'?"),
                         s->map->id, heading, near.best);
    return error_set(err, ERROR_FAILED,
                     _("the map '%s' has no heading '%s'; write a map that has "
                       "it, or leave the column out with --ignore-unknown"),
                     s->map->id, heading);
}

static int add_heading(struct sheet_reader *s, const char *given,
                       struct error *err)
{
    struct buf heading = BUF_INIT;
    const struct sheet_column *c;
    int failed = 0;

    fold_line(&heading, given);
    c = sheet_map_find(s->map, heading.s);
    for (size_t i = 0; c && i < s->columns_n && !failed; i++)
        if (s->columns[i] == c)
            failed = error_set(err, ERROR_FAILED,
                               _("there are two columns '%s'; take one of "
                                 "them out"),
                               heading.s);
    if (!c && heading.len && !s->import->options->ignore_unknown)
        failed = unknown(s, heading.s, err);
    else if (!c && heading.len && !strs_has(&s->import->ignored, heading.s))
        strs_add(&s->import->ignored, heading.s);
    s->columns[s->columns_n++] = c;
    strs_take(&s->headings, buf_detach(&heading));
    return failed;
}

static bool any_known(const struct sheet_reader *s)
{
    for (size_t i = 0; i < s->columns_n; i++)
        if (s->columns[i])
            return true;
    return false;
}

static int read_headings(struct csv_import *m, const struct csv *row,
                         void *data, struct error *err)
{
    struct sheet_reader *s = data;

    s->import = m;
    free(s->columns);
    strs_release(&s->headings);
    s->columns = xcalloc(row->n + 1, sizeof *s->columns);
    s->columns_n = 0;
    for (size_t i = 0; i < row->n; i++)
        if (add_heading(s, csv_cell(row, i), err) != 0)
            return -1;
    if (any_known(s))
        return 0;
    return error_set(err, ERROR_FAILED,
                     _("the map '%s' knows none of the headings; is it the "
                       "right one, and are they in the first line?"),
                     s->map->id);
}

/* ---- notes -------------------------------------------------------------- */

static const struct sheet_column *column_of(const struct sheet_map *m,
                                            const char *heading)
{
    for (size_t i = 0; i < m->n; i++)
        if (strcmp(m->columns[i].heading, heading) == 0)
            return &m->columns[i];
    bug("no column '%s'", heading);
}

/* Is the line about a cell that this row fills in anew? */
static bool is_old_note(const struct sheet_row *row, const char *line)
{
    const struct sheet_map *m = row->reader->map;

    for (size_t i = 0; i < m->n; i++)
        if (sheet_note_text(m, &m->columns[i], line))
            return *sheet_row_cell(row, &m->columns[i]) != '\0';
    return false;
}

static void add_line(struct buf *notes, const char *line)
{
    if (notes->len)
        buf_addc(notes, '\n');
    buf_adds(notes, line);
}

static void keep_notes(const struct sheet_row *row, const char *old,
                       struct buf *notes)
{
    char *all = xstrdup(old), *rest = all, *line;
    bool first = true;

    while ((line = strsep(&rest, "\n"))) {
        if (is_old_note(row, line))
            continue;
        if (!first)
            buf_addc(notes, '\n');
        buf_adds(notes, line);
        first = false;
    }
    free(all);
}

/* What was not placed is a line of the notes of the dataset, or activity. */
static int set_notes(struct sheet_row *row, struct sheet_draft *d,
                     struct error *err)
{
    const struct sheet_map *m = row->reader->map;
    enum field field =
        d->r.kind == KIND_DATASET ? DATASET_NOTES : ACTIVITY_NOTES;
    const char *old = record_text(&d->r, field);
    struct buf notes = BUF_INIT;
    int failed;

    keep_notes(row, old ? old : "", &notes);
    for (size_t i = 0; i + 1 < row->unplaced.n; i += 2) {
        const struct sheet_column *c = column_of(m, row->unplaced.v[i]);
        const char *text = row->unplaced.v[i + 1];
        /* One item whose commas part nothing, as sheet_join() has it. */
        bool one =
            c->split & SHEET_COMMAS && !strchr(text, ';') && strchr(text, ',');
        char *line = xasprintf("%s: %s: %s%s", m->unplaced, c->heading, text,
                               one ? ";" : "");

        add_line(&notes, line);
        free(line);
    }
    failed = record_set_text(&d->r, field, notes.s, err);
    buf_release(&notes);
    return failed ? 1 : 0;
}

/* ---- storing ------------------------------------------------------------ */

/* Pairs of a field and what it holds now. */
static void add_matched(const struct sheet_draft *d, struct strs *out)
{
    for (size_t i = 0; i < d->set.n; i++) {
        struct buf text = BUF_INIT;

        value_format(&text,
                     record_get(&d->r, field_find(d->r.kind, d->set.v[i])));
        strs_add(out, d->set.v[i]);
        strs_take(out, buf_detach(&text));
    }
}

static void add_changed(const struct sheet_draft *d, struct strs *out)
{
    const struct kind_info *k = kind_info(d->r.kind);

    for (size_t i = 0; d->old.ref && i < k->count; i++)
        if (!value_equal(&d->old.values[i], &d->r.values[i]))
            strs_add(out, field_info((enum field)(k->first + i))->name);
}

static int tell(struct sheet_row *row, const struct sheet_draft *d,
                enum change_outcome change, bool notes, struct error *err)
{
    static const enum import_outcome whats[] = {
        [CHANGE_SAME] = IMPORT_SAME,
        [CHANGE_ADDED] = IMPORT_ADDED,
        [CHANGE_CHANGED] = IMPORT_CHANGED,
    };
    struct csv_import *m = row->reader->import;
    struct strs matched = STRS_INIT, fields = STRS_INIT;
    struct outcome x = { .file = m->file,
                         .line = row->csv->line,
                         .what = whats[change],
                         .kind = kind_info(d->r.kind)->name,
                         .ref = d->r.ref,
                         .why = "",
                         .fields = &fields,
                         .matched = &matched,
                         .blank = &d->blank,
                         .unplaced = notes ? &row->unplaced : NULL };
    int failed;

    add_matched(d, &matched);
    add_changed(d, &fields);
    failed = outcomes_add(&m->outcomes, &x, err);
    strs_release(&matched);
    strs_release(&fields);
    return failed;
}

static int put(struct sheet_row *row, struct sheet_draft *d, bool notes,
               struct error *err)
{
    struct csv_import *m = row->reader->import;
    enum change_outcome change;

    if (record_check(&d->r, err) != 0)
        return 1;
    if (change_put(m->store, &d->r, &change, err) != 0)
        return -1;
    bits_add(&m->seen, d->r.id);
    return tell(row, d, change, notes, err);
}

/* The notes are with the dataset, or with the activity where there is none. */
static int put_all(struct sheet_row *row, struct error *err)
{
    static const enum kind order[] = { KIND_ACTIVITY,  KIND_DATASET,
                                       KIND_ELEMENT,   KIND_SOURCE,
                                       KIND_USE,       KIND_RECIPIENT,
                                       KIND_RETENTION, KIND_MEASURE };
    enum kind keeper =
        row->drafts[KIND_DATASET].n ? KIND_DATASET : KIND_ACTIVITY;
    int got = set_notes(row, row->drafts[keeper].v, err);

    for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
        struct sheet_drafts *l = &row->drafts[order[k]];

        for (size_t i = 0; i < l->n && !got; i++)
            got = put(row, &l->v[i], order[k] == keeper, err);
    }
    return got;
}

static bool is_blank(const struct csv *row)
{
    for (size_t i = 0; i < row->n; i++)
        if (*csv_cell(row, i))
            return false;
    return true;
}

static int take(struct csv_import *m, const struct csv *csv, void *data,
                struct error *err)
{
    struct sheet_reader *s = data;
    struct sheet_row row;
    int got;

    if (is_blank(csv))
        return 0;
    if (!s->parties.import &&
        (sheet_parties_init(&s->parties, m, &s->places, err) != 0 ||
         sheet_view_init(&s->view, m->store, s->map, s->words, "", err) != 0))
        return -1;
    s->places.import = m;
    got = sheet_row_read(&row, s, csv, err);
    if (!got)
        got = put_all(&row, err);
    sheet_row_release(&row);
    return got;
}

int sheet_import(struct store *s, const struct sheet_map *map,
                 const char *const *files, size_t n,
                 const struct csv_options *o, outcome_fn *row, void *data,
                 struct import_totals *totals, struct strs *ignored,
                 struct error *err)
{
    struct sheet_reader r = { .map = map, .words = sheet_words_new(map) };
    const struct csv_taker taker = { .headings = read_headings,
                                     .take = take,
                                     .data = &r };
    int failed =
        csv_import(s, files, n, o, &taker, row, data, totals, ignored, err);

    if (r.parties.import)
        sheet_view_release(&r.view);
    sheet_parties_release(&r.parties);
    sheet_places_release(&r.places);
    sheet_words_free(r.words);
    strs_release(&r.headings);
    free(r.columns);
    return failed;
}
