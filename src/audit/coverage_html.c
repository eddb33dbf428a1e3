/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/coverage_report.h"

#include "base/escape.h"
#include "base/i18n.h"

/*
 * A section of a page: a table for each unit, with links to the records of
 * the page (ids "r-REF").
 */
static void put(FILE *out, const char *text)
{
    struct buf b = BUF_INIT;

    escape_html(&b, text);
    fputs(b.s, out);
    buf_release(&b);
}

static void put_counts(FILE *out, const size_t counts[COVERAGE_VERDICTS])
{
    struct buf b = BUF_INIT;

    buf_addf(
        &b, _("%zu of %zu answered, %zu in part, %zu not; not applicable: %zu"),
        counts[COVERAGE_ANSWERED], coverage_applies(counts),
        counts[COVERAGE_PARTLY], counts[COVERAGE_NOT], counts[COVERAGE_NA]);
    put(out, b.s);
    buf_release(&b);
}

static void begin(struct coverage_page *p)
{
    fputs("<section id=\"profile-", p->out);
    put(p->out, p->profile->id);
    fputs("\">\n<h2>", p->out);
    put(p->out, _(p->profile->title));
    fputs("</h2>\n<p>", p->out);
    put(p->out, _("The regulator or the law wants an answer where there is a "
                  "*."));
    fputs("</p>\n", p->out);
}

static void put_open(FILE *out, const struct coverage_answer *a)
{
    fputs("<p class=\"open\">", out);
    put(out, _("Missing:"));
    for (size_t i = 0; i < a->n; i++) {
        struct buf b = BUF_INIT;

        coverage_add_open(&b, &a->open[i]);
        fputs(i ? ", <a href=\"#r-" : " <a href=\"#r-", out);
        put(out, a->open[i].ref);
        fputs("\">", out);
        put(out, b.s);
        fputs("</a>", out);
        buf_release(&b);
    }
    fputs("</p>", out);
}

static void put_answer(FILE *out, const struct coverage_answer *a)
{
    fprintf(out, "<tr class=\"%s\"><th scope=\"row\">",
            coverage_name(a->verdict));
    put(out, a->question->number);
    fputs(a->question->required ? "*</th><td>" : "</th><td>", out);
    put(out, _(a->question->words));
    fputs("</td><td>", out);
    put(out, coverage_words(a->verdict));
    fputs("</td><td>", out);
    for (size_t i = 0; i < a->lines.n; i++) {
        fputs("<p>", out);
        put(out, a->lines.v[i]);
        fputs("</p>", out);
    }
    if (a->n)
        put_open(out, a);
    fputs("</td></tr>\n", out);
}

static void unit(struct coverage_page *p, const struct coverage_unit *u)
{
    const char *const headings[] = { _("Number"), _("Question"), _("Verdict"),
                                     _("What the register answers") };

    fputs("<table class=\"c\">\n<caption><a href=\"#r-", p->out);
    put(p->out, u->ref);
    fputs("\">", p->out);
    put(p->out, u->title);
    fputs("</a>: ", p->out);
    put_counts(p->out, u->counts);
    fputs("</caption>\n<thead><tr>", p->out);
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) {
        fputs("<th scope=\"col\">", p->out);
        put(p->out, headings[i]);
        fputs("</th>", p->out);
    }
    fputs("</tr></thead>\n<tbody>\n", p->out);
    for (size_t i = 0; i < u->n; i++)
        put_answer(p->out, &u->answers[i]);
    fputs("</tbody>\n</table>\n", p->out);
}

static void end(struct coverage_page *p, const struct coverage_totals *t)
{
    fputs("<p>", p->out);
    put(p->out, _("In all:"));
    fputc(' ', p->out);
    put_counts(p->out, t->counts);
    fputs("</p>\n</section>\n", p->out);
}

const struct coverage_format coverage_html = { "html", false, begin, unit,
                                               end };
