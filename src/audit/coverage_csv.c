/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/coverage_report.h"

#include "base/escape.h"
#include "base/i18n.h"

/* A row for each question of each unit. */

static void begin(struct coverage_page *p)
{
    static const char *const headings[] = { "profile",  "kind",    "ref",
                                            "title",    "number",  "required",
                                            "question", "verdict", "answer",
                                            "open" };

    escape_csv_row(p->out, headings, sizeof headings / sizeof *headings);
}

static void unit(struct coverage_page *p, const struct coverage_unit *u)
{
    for (size_t i = 0; i < u->n; i++) {
        const struct coverage_answer *a = &u->answers[i];
        struct buf lines = BUF_INIT, open = BUF_INIT;

        for (size_t j = 0; j < a->lines.n; j++)
            buf_addf(&lines, "%s%s", j ? "\n" : "", a->lines.v[j]);
        for (size_t j = 0; j < a->n; j++) {
            buf_adds(&open, j ? "\n" : "");
            coverage_add_open(&open, &a->open[j]);
        }
        const char *const cells[] = {
            p->profile->id,
            kind_info(u->kind)->name,
            u->ref,
            u->title,
            a->question->number,
            a->question->required ? "yes" : "no",
            _(a->question->words),
            coverage_name(a->verdict),
            lines.s,
            open.s,
        };
        escape_csv_row(p->out, cells, sizeof cells / sizeof *cells);
        buf_release(&lines);
        buf_release(&open);
    }
}

static void end(struct coverage_page *p, const struct coverage_totals *t)
{
    (void)p;
    (void)t;
}

const struct coverage_format coverage_csv = { "csv", true, begin, unit, end };
