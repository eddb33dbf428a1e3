/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/coverage.h"

#include <stdlib.h>

#include "audit/coverage_parts.h"
#include "audit/coverage_stored.h"
#include "audit/coverage_units.h"
#include "audit/coverage_when.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "policy/today.h"

/* --- the verdict --------------------------------------------------------- */

static void add_condition(const struct record *r, enum field field, void *data)
{
    struct finds *f = data;

    finds_open(f, r->ref, KIND_NONE, field, record_get(r, field)->state);
}

/* Whether the question applies, and what leaves that open. */
static enum truth applies(struct unit *u, const struct profile_question *q,
                          struct finds *open)
{
    enum truth truth = TRUTH_TRUE;

    for (size_t i = 0; i < q->when.n; i++) {
        enum truth t = condition_of(u, q->when.v[i]);

        if (t == TRUTH_FALSE)
            return t;
        if (t == TRUTH_OPEN) {
            truth = t;
            condition_open(u, q->when.v[i], add_condition, open);
        }
    }
    return truth;
}

static enum coverage_verdict judge(const struct parts *p)
{
    const struct finds *f = &p->finds;
    bool unknown = false;

    for (size_t i = 0; i < f->n; i++)
        unknown |= f->open[i].state != STATE_BLANK;
    if (f->n == 0 && f->stated)
        return COVERAGE_ANSWERED;
    return f->stated || p->more || unknown ? COVERAGE_PARTLY : COVERAGE_NOT;
}

/* Asks one question whose answer is in fields. */
static int answer(struct coverage_answer *out, struct unit *u,
                  const struct profile_question *q, struct error *err)
{
    struct finds open = { 0 };
    enum truth truth = applies(u, q, &open);
    struct parts p;
    int failed;

    out->verdict = COVERAGE_NA;
    if (truth == TRUTH_FALSE) {
        finds_release(&open);
        return 0;
    }
    parts_init(&p, u, q);
    failed = parts_ask(&p, err);
    out->verdict = judge(&p);
    if (out->verdict != COVERAGE_ANSWERED)
        finds_take(&p.finds, &open);
    finds_tidy(&p.finds);
    out->open = p.finds.open;
    out->n = p.finds.n;
    p.finds = (struct finds){ 0 };
    parts_say(&p, &out->lines);
    finds_release(&open);
    parts_release(&p);
    return failed;
}

/* --- a unit -------------------------------------------------------------- */

struct run {
    const struct profile *profile;
    coverage_each_fn *each;
    void *data;
    struct coverage_totals *totals;
};

static void count(const struct coverage_unit *u, struct coverage_totals *t)
{
    t->units++;
    for (size_t i = 0; i < u->n; i++) {
        enum severity s = coverage_severity(&u->answers[i]);

        t->counts[u->answers[i].verdict]++;
        if (s < SEVERITY_COUNT)
            t->severities[s]++;
    }
}

static int do_unit(struct unit *u, void *data, struct error *err)
{
    struct run *run = data;
    const struct record *head = unit_head(u);
    struct coverage_unit out = { head->kind, head->ref,
                                 head->uid,  record_title(head, NULL),
                                 NULL,       0,
                                 { 0 } };
    int failed = 0;

    out.answers = xcalloc(run->profile->n, sizeof *out.answers);
    while (out.n < run->profile->n && !failed) {
        const struct profile_question *q = &run->profile->questions[out.n];
        struct coverage_answer *a = &out.answers[out.n];

        *a = (struct coverage_answer){ .question = q, .lines = STRS_INIT };
        failed = run->profile->unit == KIND_NONE ? stored_answer(a, u, q, err)
                                                 : answer(a, u, q, err);
        out.counts[out.answers[out.n++].verdict]++;
    }
    if (!failed) {
        count(&out, run->totals);
        failed = run->each(&out, run->data, err);
    }
    for (size_t i = 0; i < out.n; i++) {
        strs_release(&out.answers[i].lines);
        coverage_open_release(out.answers[i].open, out.answers[i].n);
    }
    free(out.answers);
    return failed;
}

int coverage_each(struct store *s, const struct profile *p,
                  const struct coverage_options *o, coverage_each_fn *each,
                  void *data, struct coverage_totals *totals, struct error *err)
{
    struct run run = { p, each, data, totals };
    char day[DATE_TEXT];
    int failed;

    *totals = (struct coverage_totals){ 0 };
    if (store_read_begin(s, err) != 0)
        return -1;
    failed = today_unless(s, o->as_of, day, err);
    if (!failed)
        failed = unit_each(s, p->unit == KIND_NONE ? p->asks : p->unit, o->refs,
                           o->refs_n, day, do_unit, &run, err);
    store_read_end(s);
    return failed;
}

/* --- what is counted ----------------------------------------------------- */

static const struct {
    const char *name;
    const char *words;
} verdicts[COVERAGE_VERDICTS] = {
    [COVERAGE_ANSWERED] = { "answered", N_("answered") },
    [COVERAGE_PARTLY] = { "partly", N_("partly answered") },
    [COVERAGE_NOT] = { "not", N_("NOT ANSWERED") },
    [COVERAGE_NA] = { "not_applicable", N_("does not apply") },
};

const char *coverage_name(enum coverage_verdict v)
{
    return verdicts[v].name;
}

const char *coverage_words(enum coverage_verdict v)
{
    return _(verdicts[v].words);
}

enum severity coverage_severity(const struct coverage_answer *a)
{
    if (a->verdict == COVERAGE_PARTLY)
        return SEVERITY_WARNING;
    if (a->verdict != COVERAGE_NOT)
        return SEVERITY_COUNT;
    return a->question->required ? SEVERITY_ERROR : SEVERITY_INFO;
}

size_t coverage_applies(const size_t counts[COVERAGE_VERDICTS])
{
    return counts[COVERAGE_ANSWERED] + counts[COVERAGE_PARTLY] +
           counts[COVERAGE_NOT];
}

bool coverage_fails(const struct coverage_totals *t, enum severity fail_on)
{
    for (int i = 0; i < SEVERITY_COUNT && i <= (int)fail_on; i++)
        if (fail_on < SEVERITY_COUNT && t->severities[i])
            return true;
    return false;
}

void coverage_add_open(struct buf *out, const struct coverage_open *o)
{
    if (o->field == FIELD_COUNT)
        buf_adds(out, _(kind_info(o->kind)->title));
    else
        buf_adds(out, _(field_info(o->field)->label));
    buf_addf(out, " (%s)", o->ref);
}
