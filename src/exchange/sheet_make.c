/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/sheet_columns.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/mem.h"
#include "exchange/sheet_cell.h"
#include "exchange/sheet_offer.h"

/* ---- columns that make records ------------------------------------------ */

static struct sheet_draft *find_draft(struct sheet_row *row, enum kind kind,
                                      const char *words)
{
    struct sheet_drafts *l = &row->drafts[kind];
    struct sheet_draft *found = NULL;
    struct buf key = BUF_INIT;

    fold_add(&key, words);
    for (size_t i = 0; i < l->n && !found; i++)
        if (strcmp(l->v[i].key, key.s) == 0)
            found = &l->v[i];
    buf_release(&key);
    return found;
}

/* The draft of these words, made where the row has none yet. */
static int draft_of(struct sheet_row *row, enum kind kind, const char *words,
                    struct sheet_draft **out, struct error *err)
{
    struct sheet_drafts *l = &row->drafts[kind];
    const struct sheet_draft *dataset = sheet_row_only(row, KIND_DATASET);
    struct strs taken = STRS_INIT;
    struct buf key = BUF_INIT;
    struct record r;
    int failed;

    *out = find_draft(row, kind, words);
    if (*out)
        return 0;
    for (size_t i = 0; i < l->n; i++)
        strs_add(&taken, l->v[i].r.ref);
    failed = sheet_place_child(&row->reader->places, dataset->r.ref,
                               dataset->old.ref != NULL, kind, words, &taken,
                               &r, err);
    if (!failed) {
        fold_add(&key, words);
        *out = sheet_draft_add(l, &r, key.s);
    }
    strs_release(&taken);
    buf_release(&key);
    return failed;
}

/* The records that "A / B: text" names, and the text; the item, if none. */
static const char *read_prefix(struct sheet_row *row,
                               const struct sheet_target *t, const char *item,
                               struct strs *refs)
{
    enum kind kind = field_info(t->path[0])->target;
    struct strs names = STRS_INIT;
    char *head = NULL;
    const char *rest = sheet_behind_colon(item, &head);
    bool all = rest != NULL;

    if (all)
        strs_split(&names, head, '/');
    for (size_t i = 0; i < names.n && all; i++) {
        const struct sheet_draft *d = find_draft(row, kind, names.v[i]);

        all = d != NULL;
        if (d)
            sheet_add_once(refs, d->r.ref);
    }
    if (!all)
        strs_release(refs);
    strs_release(&names);
    free(head);
    return all ? rest : item;
}

/* An item that is made on the way. */
struct item {
    const char *text;
    struct sheet_taken *taken; /* one for each target */
    const struct sheet_target *prefix;
    struct strs refs; /* that the prefix names                             */
};

/* The first target for a code, a span and so on. */
static size_t first_exact(const struct sheet_column *c)
{
    size_t i = 0;

    while (i < c->n &&
           (sheet_is_text(c->targets[i].path[0]) || c->targets[i].prefix))
        i++;
    return i;
}

/* A word for a state, for which there must be a field: 1 or 0. */
static int item_state(const struct sheet_column *c, struct item *x)
{
    size_t i = first_exact(c);
    enum state state;

    if (!sheet_read_state(x->text, &state) || i == c->n ||
        !sheet_may_be(c->targets[i].path[0], state) || c->targets[i].strict ||
        kind_title_field(c->makes) != c->targets[i].path[0])
        return 0;
    x->taken[i].state = state;
    return 1;
}

/* Offers a part to those targets that have nothing yet. */
static int offer_part(struct sheet_row *row, const struct sheet_column *c,
                      const char *part, struct sheet_taken *taken,
                      struct error *err)
{
    for (size_t i = 0; i < c->n; i++) {
        const struct sheet_target *t = &c->targets[i];
        int got;

        if (t->written || t->prefix || sheet_is_text(t->path[0]) || taken[i].n)
            continue;
        got = sheet_offer(row, c, t, part, NULL, &taken[i], err);
        if (got)
            return got;
    }
    return 0;
}

static bool has_title(const struct sheet_column *c,
                      const struct sheet_taken *taken)
{
    enum field title = kind_title_field(c->makes);

    for (size_t i = 0; i < c->n; i++)
        if (c->targets[i].path[0] == title && taken[i].n)
            return true;
    return false;
}

/* Every part must be for a field, and one for that by which the record is
 * known, or there are none: 1, 0, -1. */
static int item_parts(struct sheet_row *row, const struct sheet_column *c,
                      struct item *x, struct error *err)
{
    struct sheet_taken *taken = xcalloc(c->n + 1, sizeof *taken);
    struct strs parts = STRS_INIT;
    int got = 1;

    strs_split(&parts, x->text, ',');
    for (size_t i = 0; i < parts.n && got == 1; i++)
        got = offer_part(row, c, parts.v[i], taken, err);
    strs_release(&parts);
    if (got == 1 && !has_title(c, taken))
        got = 0;
    if (got == 1) {
        sheet_taken_release(x->taken, c->n);
        x->taken = taken;
    } else {
        sheet_taken_release(taken, c->n);
    }
    return got;
}

/* Its words, and then the first of the others that takes it; where its parts
 * were not for codes, one for text.  1, 0, -1. */
static int item_targets(struct sheet_row *row, const struct sheet_column *c,
                        struct item *x, struct error *err)
{
    int any = 0;

    for (size_t i = 0; i < c->n; i++) {
        const struct sheet_target *t = &c->targets[i];
        int got;

        if (t->written || t->prefix || (c->parts && !sheet_is_text(t->path[0])))
            continue;
        got = sheet_offer(row, c, t, x->text, NULL, &x->taken[i], err);
        if (got < 0)
            return -1;
        any |= got;
        if (got && t->path[0] != kind_title_field(c->makes))
            break;
    }
    return any;
}

/* What the record is called: its words, else the item. */
static const char *words_of(const struct sheet_column *c, const struct item *x)
{
    enum field title = kind_title_field(c->makes);

    for (size_t i = 0; i < c->n; i++)
        if (x->taken[i].rest && c->targets[i].rest == title)
            return x->taken[i].rest;
    return x->text;
}

static int fill_draft(const struct sheet_column *c, const struct item *x,
                      const char *item, struct sheet_draft *d,
                      struct error *err)
{
    enum field title = kind_title_field(c->makes);
    bool took = false; /* by a code; then no other is missed */

    for (size_t i = 0; i < c->n; i++) {
        if (sheet_set_field(d, &c->targets[i], &x->taken[i], err) != 0)
            return 1;
        took |= x->taken[i].n && !sheet_is_text(c->targets[i].path[0]);
    }
    for (size_t i = 0; i < c->n; i++)
        if (!took && !c->targets[i].written && !c->targets[i].prefix &&
            x->taken[i].n == 0 && x->taken[i].state == STATE_BLANK)
            sheet_note_blank(d, c->targets[i].path[0]);
    if (sheet_is_text(title) && !record_text(&d->r, title) &&
        record_set_text(&d->r, title, item, err) != 0)
        return 1;
    if (x->refs.n && value_parse(record_value(&d->r, x->prefix->path[0]),
                                 x->prefix->path[0], &x->refs, err) != 0)
        return 1;
    return 0;
}

static int make_item(struct sheet_row *row, const struct sheet_column *c,
                     const char *item, struct item *x, struct error *err)
{
    struct sheet_draft *d;
    enum state state;
    int got;

    x->text = item;
    for (size_t i = 0; i < c->n; i++)
        if (c->targets[i].prefix) {
            x->prefix = &c->targets[i];
            x->text = read_prefix(row, x->prefix, item, &x->refs);
        }
    got = item_state(c, x);
    if (!got && sheet_read_state(x->text, &state)) {
        sheet_unplaced(row, c, item); /* "none" is the name of nothing */
        return 0;
    }
    if (!got && c->parts)
        got = item_parts(row, c, x, err);
    if (!got)
        got = item_targets(row, c, x, err);
    if (got < 0)
        return -1;
    if (got == 0) {
        sheet_unplaced(row, c, item);
        return 0;
    }
    if (draft_of(row, c->makes,
                 words_of(c, x) == x->text ? item : words_of(c, x), &d,
                 err) != 0)
        return -1;
    return fill_draft(c, x, x->text, d, err);
}

static int make_record(struct sheet_row *row, const struct sheet_column *c,
                       const char *item, struct error *err)
{
    struct item x = { .taken = xcalloc(c->n + 1, sizeof *x.taken) };
    int got = make_item(row, c, item, &x, err);

    sheet_taken_release(x.taken, c->n);
    strs_release(&x.refs);
    return got;
}

static void keep_state(struct sheet_row *row, const struct sheet_column *c,
                       enum state state)
{
    size_t n = row->stated_n++;

    row->stated = xrealloc(row->stated, (n + 1) * sizeof *row->stated);
    row->states = xrealloc(row->states, (n + 1) * sizeof *row->states);
    row->stated[n] = c;
    row->states[n] = state;
}

int sheet_make(struct sheet_row *row, const struct sheet_column *c,
               struct error *err)
{
    struct strs items = STRS_INIT;
    enum state state;
    int got = 0;

    sheet_split(&items, c, sheet_row_cell(row, c));
    if (items.n > SHEET_ITEMS_MAX)
        got = sheet_too_many(c, items.n, err);
    else if (sheet_is_state(&items, &state))
        keep_state(row, c, state);
    else
        for (size_t i = 0; i < items.n && !got; i++)
            got = make_record(row, c, items.v[i], err);
    strs_release(&items);
    if (got == 1)
        error_prefix(err, "%s", c->heading);
    return got;
}

/* ---- words for a state in a column that makes records ------------------- */

/* The field of each record that a strict column is about. */
static enum field strict_field(const struct sheet_column *c)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->targets[i].strict)
            return c->targets[i].path[0];
    return FIELD_COUNT;
}

/* "none" among special data: none of the elements is special. */
static bool state_each(struct sheet_row *row, const struct sheet_column *c,
                       enum field field, enum state state)
{
    struct sheet_drafts *l = &row->drafts[c->makes];

    if (l->n == 0 || !sheet_may_be(field, state))
        return false;
    for (size_t i = 0; i < l->n; i++)
        if (record_get(&l->v[i].r, field)->state == STATE_VALUE)
            return false;
    for (size_t i = 0; i < l->n; i++) {
        value_set_state(record_value(&l->v[i].r, field), state);
        sheet_note_set(&l->v[i], field);
    }
    return true;
}

/* A list that is stated to have nothing. */
static bool state_list(struct sheet_row *row, const struct sheet_column *c,
                       enum state state)
{
    struct sheet_draft *d = sheet_row_only(row, KIND_DATASET);
    enum field field = kind_list_state(c->makes);

    if (!d || row->drafts[c->makes].n || !sheet_may_be(field, state))
        return false;
    value_set_state(record_value(&d->r, field), state);
    sheet_note_set(d, field);
    return true;
}

void sheet_place_states(struct sheet_row *row)
{
    for (size_t i = 0; i < row->stated_n; i++) {
        const struct sheet_column *c = row->stated[i];
        enum field strict = strict_field(c);
        enum state state = row->states[i];
        struct buf line = BUF_INIT;

        if (strict != FIELD_COUNT && row->drafts[c->makes].n
                ? state_each(row, c, strict, state)
                : state_list(row, c, state))
            continue;
        fold_line(&line, sheet_row_cell(row, c));
        sheet_unplaced(row, c, line.s);
        buf_release(&line);
    }
}
