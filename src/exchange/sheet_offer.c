/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/sheet_offer.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "exchange/sheet_cell.h"
#include "model/check.h"

void sheet_taken_release(struct sheet_taken *t, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        strs_release(&t[i].given);
        strs_release(&t[i].from);
        free(t[i].rest);
    }
    free(t);
}

/* ---- what an item is ---------------------------------------------------- */

/* Text is stored as it is, unless it is longer than a field may be. */
static bool fits(enum field field, const char *text)
{
    return strlen(text) <= (field_info(field)->type == TYPE_PROSE
                                ? (size_t)CHECK_PROSE_MAX
                                : (size_t)CHECK_TEXT_MAX);
}

/* Adds the canonical item that a text stands for, exactly: 1, 0, -1. */
static int read_exact(struct sheet_row *row, const struct sheet_column *c,
                      const struct sheet_target *t, const char *text,
                      struct buf *out, struct error *err)
{
    const struct field_info *f = field_info(t->path[0]);
    struct sheet_words *words = row->reader->words;
    const char *found = NULL;
    int got;

    switch (f->type) {
    case TYPE_TEXT:
    case TYPE_PROSE:
        return 0;
    case TYPE_CODE:
    case TYPE_CODES:
        found = sheet_read_term(words, f->vocabulary, text, t->titles);
        break;
    case TYPE_YESNO:
        found = sheet_read_answer(text);
        break;
    case TYPE_COUNTRY:
    case TYPE_COUNTRIES:
        found = sheet_read_country(words, text);
        break;
    case TYPE_DURATION:
        return sheet_read_span(out, text);
    case TYPE_REF:
    case TYPE_REFS:
        got = sheet_party(&row->reader->parties, t, text, row->csv->line, out,
                          err);
        if (got == 2)
            sheet_unplaced(row, c, text);
        return got == 2 ? 1 : got;
    default:
        return check_item(out, t->path[0], text, NULL) == 0;
    }
    if (found)
        buf_adds(out, found);
    return found != NULL;
}

/* "TERM: rest", or without a term all of it as the rest. */
static int read_rest(struct sheet_row *row, const struct sheet_column *c,
                     const struct sheet_target *t, const char *text,
                     struct sheet_taken *out, struct buf *item,
                     struct error *err)
{
    char *head = NULL;
    const char *rest = sheet_behind_colon(text, &head);
    enum state state = STATE_BLANK;
    int got = 0;

    if (rest && fits(t->rest, rest)) {
        got = read_exact(row, c, t, head, item, err);
        if (got == 0 && sheet_read_state(head, &state) &&
            sheet_may_be(t->path[0], state) && !t->strict)
            got = 1;
    }
    if (got == 0 && !t->strict && fits(t->rest, text)) {
        state = STATE_BLANK;
        rest = text;
        got = 1;
    }
    if (got == 1) {
        out->state = state;
        free(out->rest);
        out->rest = xstrdup(rest);
    }
    free(head);
    return got;
}

/* Several codes of a record stand before its rest: "A / B: rest". */
static int read_codes(struct sheet_row *row, const struct sheet_column *c,
                      const struct sheet_target *t, const char *text,
                      struct sheet_taken *out, struct error *err)
{
    char *head = NULL;
    const char *rest = sheet_behind_colon(text, &head);
    struct strs codes = STRS_INIT, given = STRS_INIT;
    int got = rest && strchr(head, '/') && fits(t->rest, rest);

    if (got)
        strs_split(&codes, head, '/');
    for (size_t i = 0; i < codes.n && got == 1; i++) {
        struct buf item = BUF_INIT;

        got = read_exact(row, c, t, codes.v[i], &item, err);
        if (got == 1)
            strs_add(&given, item.s);
        buf_release(&item);
    }
    for (size_t i = 0; i < given.n && got == 1; i++)
        strs_add(&out->given, given.v[i]);
    if (got == 1) {
        out->rest = xstrdup(rest);
        strs_add(&out->from, text);
        out->n++;
    }
    strs_release(&given);
    strs_release(&codes);
    free(head);
    return got;
}

int sheet_offer(struct sheet_row *row, const struct sheet_column *c,
                const struct sheet_target *t, const char *text,
                const char *whole, struct sheet_taken *out, struct error *err)
{
    struct buf item = BUF_INIT;
    int got = 1;

    if (sheet_is_text(t->path[0])) {
        if (whole && field_info(t->path[0])->type == TYPE_PROSE)
            text = whole;
        got = fits(t->path[0], text);
        if (got)
            value_add_escaped(&item, text);
    } else {
        got = read_exact(row, c, t, t->contact && whole ? whole : text, &item,
                         err);
        /* A second rest would take the place of the first. */
        if (got == 0 && t->rest != FIELD_COUNT &&
            !(out->rest && field_repeats(t->path[0]))) {
            got = field_repeats(t->path[0])
                      ? read_codes(row, c, t, text, out, err)
                      : 0;
            if (got == 1)
                return got;
            got = read_rest(row, c, t, text, out, &item, err);
        }
    }
    if (got == 1) {
        if (item.len)
            strs_add(&out->given, item.s);
        strs_add(&out->from, text);
        out->n++;
    }
    buf_release(&item);
    return got;
}

/* ---- setting fields ----------------------------------------------------- */

int sheet_set_field(struct sheet_draft *d, const struct sheet_target *t,
                    const struct sheet_taken *k, struct error *err)
{
    struct value *v = record_value(&d->r, t->path[0]);
    int failed = 0;

    if (k->state != STATE_BLANK)
        value_set_state(v, k->state);
    else if (k->given.n)
        failed = value_parse(v, t->path[0], &k->given, err);
    if (!failed && (k->given.n || k->state != STATE_BLANK))
        sheet_note_set(d, t->path[0]);
    if (!failed && k->rest)
        failed = record_set_text(&d->r, t->rest, k->rest, err);
    if (!failed && k->rest && k->given.n == 0 && k->state == STATE_BLANK)
        sheet_note_blank(d, t->path[0]);
    return failed;
}

/* How many records a target of the column can go to. */
static size_t places_of(const struct sheet_row *row,
                        const struct sheet_column *c,
                        const struct sheet_target *t)
{
    size_t n = t->written ? 0 : row->drafts[t->kind].n;

    return c->one && n > 1 ? 0 : n;
}

/* The title is set by itself. */
static bool is_title(const struct sheet_target *t)
{
    return t->path[0] == ACTIVITY_TITLE || t->path[0] == DATASET_TITLE;
}

bool sheet_can_take(const struct sheet_row *row, const struct sheet_column *c,
                    const struct sheet_target *t)
{
    return !t->written && !is_title(t) && places_of(row, c, t) > 0;
}
