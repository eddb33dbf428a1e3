/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/sheet_columns.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/mem.h"
#include "exchange/sheet_cell.h"
#include "exchange/sheet_offer.h"

/* ---- columns that fill in fields ---------------------------------------- */

static bool is_same_label(const char *label, const char *head)
{
    return fold_same(label, head);
}

/* Offers to a target with a label, behind which a state may stand, too. */
static int offer_labelled(struct sheet_row *row, const struct sheet_column *c,
                          const struct sheet_target *t, const char *item,
                          struct sheet_taken *out, struct error *err)
{
    char *head = NULL;
    const char *rest = sheet_behind_colon(item, &head);
    enum state state;
    int got = 0;

    if (rest && is_same_label(t->label, head)) {
        if (sheet_read_state(rest, &state) && sheet_may_be(t->path[0], state)) {
            out->state = state;
            out->n++;
            strs_add(&out->from, item);
            got = 1;
        } else {
            got = sheet_offer(row, c, t, rest, NULL, out, err);
        }
    }
    free(head);
    return got;
}

static void note_all_blank(struct sheet_row *row, const struct sheet_target *t)
{
    struct sheet_drafts *l = &row->drafts[t->kind];

    for (size_t i = 0; i < l->n; i++)
        sheet_note_blank(&l->v[i], t->path[0]);
}

/* Those of the first n targets that could have taken a code stay blank. */
static void note_tried(struct sheet_row *row, const struct sheet_column *c,
                       size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (sheet_can_take(row, c, &c->targets[i]) && !c->targets[i].label)
            note_all_blank(row, &c->targets[i]);
}

/* Offers an item to one target after the other: 1, 0, -1. */
static int offer_item(struct sheet_row *row, const struct sheet_column *c,
                      const char *item, const char *whole,
                      struct sheet_taken *taken, struct error *err)
{
    int got = 0;
    size_t i;

    for (i = 0; i < c->n && got == 0; i++) {
        const struct sheet_target *t = &c->targets[i];

        if (sheet_can_take(row, c, t))
            got = t->label
                      ? offer_labelled(row, c, t, item, &taken[i], err)
                      : sheet_offer(row, c, t, item, whole, &taken[i], err);
    }
    if (got == 0 || (got == 1 && sheet_is_text(c->targets[i - 1].path[0])))
        note_tried(row, c, i);
    return got;
}

/* What our organisation holds is said by every row, and needs no place. */
static bool is_ours(struct sheet_row *row, const struct sheet_column *c,
                    const char *item)
{
    struct strs items = STRS_INIT;
    struct error err = ERROR_INIT;
    bool ours = false;

    if (sheet_view_items(&row->reader->view, c, &items, &err) == 0)
        for (size_t i = 0; i < items.n && !ours; i++)
            ours = fold_same(items.v[i], item);
    error_clear(&err);
    strs_release(&items);
    return ours;
}

/* A field of one value cannot take two: then it takes none. */
static int set_fields(struct sheet_row *row, const struct sheet_column *c,
                      struct sheet_taken *taken, struct error *err)
{
    for (size_t i = 0; i < c->n; i++) {
        const struct sheet_target *t = &c->targets[i];
        struct sheet_taken *k = &taken[i];
        struct sheet_drafts *l = &row->drafts[t->kind];

        if (k->n == 0)
            continue;
        if (k->n > 1 && !field_repeats(t->path[0])) {
            for (size_t n = 0; n < k->from.n; n++)
                sheet_unplaced(row, c, k->from.v[n]);
            note_all_blank(row, t);
            continue;
        }
        for (size_t n = 0; n < l->n; n++)
            if (sheet_set_field(&l->v[n], t, k, err) != 0)
                return 1;
    }
    return 0;
}

static int read_items(struct sheet_row *row, const struct sheet_column *c,
                      const struct strs *items, const char *whole,
                      struct error *err)
{
    struct sheet_taken *taken = xcalloc(c->n + 1, sizeof *taken);
    int got = 0;

    for (size_t i = 0; i < items->n && got >= 0; i++) {
        got = offer_item(row, c, items->v[i], whole, taken, err);
        if (got == 0 && !is_ours(row, c, items->v[i]))
            sheet_unplaced(row, c, items->v[i]);
    }
    if (got >= 0)
        got = set_fields(row, c, taken, err);
    sheet_taken_release(taken, c->n);
    return got < 0 ? -1 : got;
}

/* One word for a state is all that there is: it is of the first target. */
static void read_state(struct sheet_row *row, const struct sheet_column *c,
                       const char *cell, enum state state)
{
    for (size_t i = 0; i < c->n; i++) {
        const struct sheet_target *t = &c->targets[i];
        struct sheet_drafts *l = &row->drafts[t->kind];

        if (!sheet_can_take(row, c, t) || t->label)
            continue;
        if (!sheet_may_be(t->path[0], state))
            break;
        for (size_t n = 0; n < l->n; n++) {
            value_set_state(record_value(&l->v[n].r, t->path[0]), state);
            sheet_note_set(&l->v[n], t->path[0]);
        }
        return;
    }
    if (!is_ours(row, c, cell))
        sheet_unplaced(row, c, cell);
}

int sheet_fill(struct sheet_row *row, const struct sheet_column *c,
               struct error *err)
{
    const char *cell = sheet_row_cell(row, c);
    struct strs items = STRS_INIT;
    enum state state;
    int got = 0;

    sheet_split(&items, c, cell);
    if (items.n > SHEET_ITEMS_MAX)
        got = sheet_too_many(c, items.n, err);
    else if (sheet_is_state(&items, &state))
        read_state(row, c, items.v[0], state);
    else
        got = read_items(row, c, &items, c->split ? NULL : cell, err);
    strs_release(&items);
    if (got == 1)
        error_prefix(err, "%s", c->heading);
    return got;
}
