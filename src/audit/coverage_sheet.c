/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/coverage_report.h"

#include "base/escape.h"
#include "base/i18n.h"

/* A line for each unit, and a column for each question. */

/* The cells of a line, which it owns. */
static void put(FILE *out, struct strs *cells)
{
    escape_csv_row(out, (const char *const *)cells->v, cells->n);
    strs_release(cells);
}

static void begin(struct coverage_page *p)
{
    struct strs cells = STRS_INIT;
    struct buf b = BUF_INIT;

    strs_add(&cells, "ref");
    strs_add(&cells, "title");
    for (size_t i = 0; i < p->profile->n; i++) {
        const struct profile_question *q = &p->profile->questions[i];

        buf_clear(&b);
        buf_addf(&b, "%s %s", q->number, _(q->words));
        strs_add(&cells, b.s);
    }
    put(p->out, &cells);
    buf_release(&b);
}

/* What nobody has answered is blank, and never a no. */
static void unit(struct coverage_page *p, const struct coverage_unit *u)
{
    struct strs cells = STRS_INIT;
    struct buf b = BUF_INIT;

    strs_add(&cells, u->ref);
    strs_add(&cells, u->title);
    for (size_t i = 0; i < u->n; i++) {
        const struct coverage_answer *a = &u->answers[i];

        buf_clear(&b);
        for (size_t j = 0; j < a->lines.n; j++)
            buf_addf(&b, "%s%s", j ? "\n" : "", a->lines.v[j]);
        if (a->verdict == COVERAGE_NA && !b.len)
            buf_adds(&b, state_words(STATE_NA));
        strs_add(&cells, b.s);
    }
    put(p->out, &cells);
    buf_release(&b);
}

static void end(struct coverage_page *p, const struct coverage_totals *t)
{
    (void)p;
    (void)t;
}

const struct coverage_format coverage_sheet = { "sheet", true, begin, unit,
                                                end };
