/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/facts.h"

#include "audit/facts_policy.h"
#include "audit/facts_stale.h"
#include "audit/questions.h"
#include "base/buf.h"
#include "label/language.h"
#include "model/kinds.h"
#include "model/personal.h"
#include "model/vocabulary.h"
#include "policy/due.h"
#include "store/query.h"
#include "store/texts.h"

static struct query_fact fact_text(const char *s)
{
    return (struct query_fact){ QUERY_TEXT, 0, s };
}

static struct query_fact fact_integer(int64_t n)
{
    return (struct query_fact){ QUERY_INTEGER, n, NULL };
}

static const struct query_fact fact_null = { QUERY_NULL, 0, NULL };

/* --- fact_due ------------------------------------------------------------ */

static int add_due(const struct due *d, void *data, struct error *err)
{
    const struct query_fact row[] = {
        fact_integer(d->record),
        d->dataset ? fact_integer(d->dataset) : fact_null,
        fact_text(due_name(d->what)),
        d->date ? fact_text(d->date) : fact_null,
        d->date ? fact_integer(d->overdue) : fact_null,
        fact_text(due_state_name(d->state)),
        d->oldest ? fact_text(d->oldest) : fact_null,
        d->gone ? fact_text(d->gone) : fact_null,
    };

    return query_fact_add(data, "fact_due", row, sizeof row / sizeof *row, err);
}

static int fill_due(struct store *s, const char *as_of, struct error *err)
{
    if (query_fact_table(s, "fact_due",
                         "record_id INTEGER, dataset_id INTEGER, what TEXT, "
                         "due TEXT, overdue INTEGER, state TEXT, "
                         "oldest TEXT, gone TEXT, "
                         "PRIMARY KEY (record_id, what)",
                         err))
        return -1;
    return due_each(s, as_of, add_due, s, err);
}

/* --- fact_personal ------------------------------------------------------- */

static int add_marks(const struct stored_text *t, void *data, struct error *err)
{
    struct personal found;
    size_t from = 0;
    int failed = 0;

    while (!failed && personal_find(t->text, &from, &found)) {
        struct buf masked = BUF_INIT;

        personal_mask(&masked, t->text, &found);
        failed = query_fact_add(
            data, "fact_personal",
            (const struct query_fact[]){
                fact_integer(t->record), fact_text(field_info(t->field)->name),
                fact_text(personal_code(found.kind)), fact_text(masked.s) },
            4, err);
        buf_release(&masked);
    }
    return failed;
}

static int fill_personal(struct store *s, const char *as_of, struct error *err)
{
    (void)as_of;
    if (query_fact_table(s, "fact_personal",
                         "record_id INTEGER, field TEXT, kind TEXT, found TEXT",
                         err))
        return -1;
    return texts_each(s, personal_has_no_place, add_marks, s, err);
}

/* --- fact_unasked -------------------------------------------------------- */

static bool is_question(enum field field)
{
    return field == ANSWER_QUESTION;
}

static int add_unasked(const struct stored_text *t, void *data,
                       struct error *err)
{
    const char *near;

    if (question_find(t->text, NULL))
        return 0;
    near = question_nearest(t->text);
    return query_fact_add(
        data, "fact_unasked",
        (const struct query_fact[]){ fact_integer(t->record),
                                     near ? fact_text(near) : fact_null },
        2, err);
}

static int fill_unasked(struct store *s, const char *as_of, struct error *err)
{
    (void)as_of;
    if (query_fact_table(s, "fact_unasked",
                         "record_id INTEGER PRIMARY KEY, nearest TEXT", err))
        return -1;
    return texts_each(s, is_question, add_unasked, s, err);
}

/* --- fact_within --------------------------------------------------------- */

static int add_term(struct store *s, const struct vocabulary *v,
                    const struct term *t, struct error *err)
{
    const struct term *up = t;

    for (;;) {
        const struct query_fact row[] = { fact_text(v->id), fact_text(t->code),
                                          fact_text(up->code) };

        if (query_fact_add(s, "fact_within", row, sizeof row / sizeof *row,
                           err))
            return -1;
        if (up->broader < 0)
            return 0;
        up = &v->terms[up->broader];
    }
}

static int fill_within(struct store *s, const char *as_of, struct error *err)
{
    const struct vocabulary *v;
    const char *id;
    size_t i, j;

    (void)as_of;
    if (query_fact_table(s, "fact_within",
                         "vocabulary TEXT, code TEXT, broader TEXT, "
                         "PRIMARY KEY (vocabulary, code, broader)",
                         err))
        return -1;
    for (i = 0; (id = vocabulary_id(i)); i++) {
        v = vocabulary_find(id);
        for (j = 0; j < v->count; j++)
            if (add_term(s, v, &v->terms[j], err))
                return -1;
    }
    return 0;
}

/* --- fact_rule ----------------------------------------------------------- */

static int fill_rules(struct store *s, const struct rules *rules,
                      struct error *err)
{
    size_t i;

    if (query_fact_table(s, "fact_rule", "id TEXT PRIMARY KEY", err))
        return -1;
    for (i = 0; i < rules->n; i++) {
        const struct query_fact row[] = { fact_text(rules->v[i].id) };

        if (query_fact_add(s, "fact_rule", row, 1, err))
            return -1;
    }
    return 0;
}

/* --- fact_waiver --------------------------------------------------------- */

/* Who asks the rules fills it behind them. */
static int make_waivers(struct store *s, const char *as_of, struct error *err)
{
    (void)as_of;
    return query_fact_table(
        s, "fact_waiver", "record_id INTEGER PRIMARY KEY, found INTEGER", err);
}

/* --- fact_language ------------------------------------------------------- */

static int fill_languages(struct store *s, const char *as_of, struct error *err)
{
    const struct language *l;

    (void)as_of;
    if (query_fact_table(s, "fact_language", "lang TEXT PRIMARY KEY", err))
        return -1;
    for (size_t i = 0; (l = language_number(i)); i++) {
        const struct query_fact row[] = { fact_text(l->tag) };

        if (query_fact_add(s, "fact_language", row, 1, err))
            return -1;
    }
    return 0;
}

static const struct {
    const char *name;
    int (*fill)(struct store *s, const char *as_of, struct error *err);
} facts[] = {
    { "fact_drift", facts_fill_drift },
    { "fact_due", fill_due },
    { "fact_flow", facts_fill_flow },
    { "fact_language", fill_languages },
    { "fact_mosaic", facts_fill_mosaic },
    { "fact_onward", facts_fill_onward },
    { "fact_personal", fill_personal },
    { "fact_reading", facts_fill_reading },
    { "fact_scope", facts_fill_scope },
    { "fact_source", facts_fill_source },
    { "fact_stale", facts_fill_stale },
    { "fact_unasked", fill_unasked },
    { "fact_vague", facts_fill_vague },
    { "fact_waiver", make_waivers },
    { "fact_within", fill_within },
    { "fact_wording", facts_fill_wording },
};

int facts_fill(struct store *s, const char *as_of, const struct rules *rules,
               facts_needed_fn *needed, void *data, struct error *err)
{
    size_t i;

    for (i = 0; i < sizeof facts / sizeof *facts; i++)
        if ((!needed || needed(facts[i].name, data)) &&
            facts[i].fill(s, as_of, err))
            return -1;
    if (!needed || needed("fact_rule", data))
        return fill_rules(s, rules, err);
    return 0;
}
