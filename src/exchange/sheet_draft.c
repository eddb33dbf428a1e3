/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/sheet_draft.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/i18n.h"
#include "base/mem.h"

bool sheet_is_text(enum field field)
{
    enum field_type type = field_info(field)->type;

    return type == TYPE_TEXT || type == TYPE_PROSE;
}

struct sheet_draft *sheet_draft_add(struct sheet_drafts *l, struct record *r,
                                    const char *key)
{
    struct sheet_draft *d;

    ARRAY_GROW(l->v, l->n, l->room);
    d = &l->v[l->n++];
    *d = (struct sheet_draft){ .r = *r, .key = key ? xstrdup(key) : NULL };
    if (r->version)
        record_copy(&d->old, r);
    return d;
}

void sheet_draft_release(struct sheet_draft *d)
{
    record_release(&d->r);
    if (d->old.ref)
        record_release(&d->old);
    free(d->key);
    strs_release(&d->set);
    strs_release(&d->blank);
}

struct sheet_draft *sheet_row_only(struct sheet_row *row, enum kind kind)
{
    return row->drafts[kind].n ? row->drafts[kind].v : NULL;
}

void sheet_add_once(struct strs *l, const char *s)
{
    if (!strs_has(l, s))
        strs_add(l, s);
}

void sheet_note_set(struct sheet_draft *d, enum field field)
{
    const char *name = field_info(field)->name;
    long at = strs_find(&d->blank, name);

    if (at >= 0)
        strs_remove(&d->blank, (size_t)at);
    if (!sheet_is_text(field))
        sheet_add_once(&d->set, name);
}

void sheet_note_blank(struct sheet_draft *d, enum field field)
{
    const char *name = field_info(field)->name;

    if (!sheet_is_text(field) && record_get(&d->r, field)->state == STATE_BLANK)
        sheet_add_once(&d->blank, name);
}

void sheet_unplaced(struct sheet_row *row, const struct sheet_column *c,
                    const char *text)
{
    struct buf line = BUF_INIT;

    fold_line(&line, text);
    for (size_t i = 0; i + 1 < row->unplaced.n; i += 2)
        if (strcmp(row->unplaced.v[i], c->heading) == 0) {
            char *all = xasprintf("%s; %s", row->unplaced.v[i + 1], line.s);

            free(row->unplaced.v[i + 1]);
            row->unplaced.v[i + 1] = all;
            buf_release(&line);
            return;
        }
    strs_add(&row->unplaced, c->heading);
    strs_take(&row->unplaced, buf_detach(&line));
}

static unsigned flag_of(enum state state)
{
    return state == STATE_NONE ? FIELD_NOT
           : state == STATE_NA ? FIELD_NA
                               : FIELD_UNK;
}

bool sheet_may_be(enum field field, enum state state)
{
    return field_info(field)->flags & flag_of(state);
}

bool sheet_is_state(const struct strs *items, enum state *state)
{
    enum state other;

    for (size_t i = 0; i < items->n; i++) {
        if (!sheet_read_state(items->v[i], i ? &other : state) ||
            (i && other != *state))
            return false;
    }
    return items->n > 0;
}

int sheet_too_many(const struct sheet_column *c, size_t n, struct error *err)
{
    error_set(err, ERROR_FAILED,
              _("'%s' has %zu items, and %d are allowed; part them among "
                "several rows"),
              c->heading, n, SHEET_ITEMS_MAX);
    return 1;
}

const char *sheet_row_cell(const struct sheet_row *row,
                           const struct sheet_column *c)
{
    const struct sheet_reader *reader = row->reader;

    for (size_t i = 0; i < reader->columns_n; i++)
        if (reader->columns[i] == c)
            return csv_cell(row->csv, i);
    return "";
}
