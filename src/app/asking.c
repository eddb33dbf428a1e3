/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "app/asking.h"

#include "app/display.h"
#include "base/i18n.h"
#include "label/words.h"
#include "model/ref.h"

/* So many records are named; the others are counted. */
enum { NAMED_MOST = 6 };

static const char *const marks[QUESTION_STATES] = {
    [QUESTION_OPEN] = "[ ]",
    [QUESTION_UNKNOWN] = "[?]",
    [QUESTION_ANSWERED] = "[x]",
};

const char *asking_mark(enum question_state state)
{
    return marks[state];
}

/* What a field holds; what is not known in the words of the label. */
static void add_value(struct buf *out, enum field field, const struct value *v)
{
    if (v->state == STATE_UNKNOWN)
        buf_adds(out, _(words_source(SAY_UNKNOWN)));
    else
        display_value(out, field, v);
}

/* Which records hold it: children by the last part of their ref. */
static void add_refs(struct buf *out, const struct strs *refs)
{
    size_t shown = refs->n < NAMED_MOST ? refs->n : NAMED_MOST;

    buf_adds(out, " (");
    for (size_t i = 0; i < shown; i++)
        buf_addf(out, "%s%s", i ? ", " : "", ref_slug(refs->v[i]));
    if (refs->n > shown)
        buf_addf(out,
                 ngettext(" and %zu more", " and %zu more", refs->n - shown),
                 refs->n - shown);
    buf_addc(out, ')');
}

static void add_field(struct buf *out, const struct evidence_line *l)
{
    const struct kind_info *k = kind_info(l->kind);

    if (l->kind != KIND_DATASET)
        buf_addf(out, "%s - ", _(k->title));
    buf_addf(out, "%s: ", _(field_info(l->field)->label));
    add_value(out, l->field, l->value);
    if (l->kind != KIND_DATASET && l->kind != KIND_ORGANISATION)
        add_refs(out, &l->refs);
}

static void add_missing(struct buf *out, const struct evidence_line *l)
{
    buf_addf(out, _("%s: none is recorded"), _(kind_info(l->kind)->titles));
    if (!l->value)
        return;
    buf_addf(out, " - %s: ", _(field_info(l->field)->label));
    add_value(out, l->field, l->value);
}

static void add_history(struct buf *out, const struct evidence_line *l)
{
    buf_addf(out,
             ngettext("History: %zu change, the last on ",
                      "History: %zu changes, the last on ", l->n),
             l->n);
    display_item(out, ANSWER_ANSWERED_ON, l->day);
}

static void add_open(struct buf *out, const struct evidence_line *l)
{
    buf_addf(out,
             ngettext("Not answered in this record: %zu of %zu field",
                      "Not answered in this record: %zu of %zu fields", l->of),
             l->n, l->of);
}

void asking_add_evidence(struct buf *out, const struct evidence_line *line)
{
    static void (*const adds[])(struct buf *, const struct evidence_line *) = {
        [EVIDENCE_FIELD] = add_field,
        [EVIDENCE_MISSING] = add_missing,
        [EVIDENCE_HISTORY] = add_history,
        [EVIDENCE_OPEN] = add_open,
    };

    adds[line->what](out, line);
}

void asking_add_verdict(struct buf *out, const struct question_item *item)
{
    static const struct value blank = VALUE_INIT;
    const struct value *v = item->answer.kind == KIND_NONE
                                ? &blank
                                : record_get(&item->answer, ANSWER_VERDICT);

    add_value(out, ANSWER_VERDICT, v);
}

void asking_add_by(struct buf *out, const struct question_item *item)
{
    const char *by = NULL, *on = NULL;

    if (item->answer.kind != KIND_NONE) {
        by = record_text(&item->answer, ANSWER_ANSWERED_BY);
        on = record_text(&item->answer, ANSWER_ANSWERED_ON);
    }
    if (!by)
        by = item->actor;
    if (by)
        buf_adds(out, by);
    if (by && on)
        buf_adds(out, ", ");
    if (on)
        display_item(out, ANSWER_ANSWERED_ON, on);
}

void asking_add_count(struct buf *out, const struct questions *l)
{
    buf_addf(out,
             ngettext("%zu of %zu question is answered",
                      "%zu of %zu questions are answered", l->n),
             l->answered, l->n);
}
