/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/coverage_report.h"

#include <stdlib.h>

#include "base/escape.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/wrap.h"

/* Where the text of a question begins. */
enum { INDENT = 12 };

static void put_blanks(FILE *out, size_t n)
{
    while (n--)
        fputc(' ', out);
}

/* `head` in front, and behind it the text in lines that begin `indent` cells
 * to the right. */
static void put(const struct coverage_page *p, const char *head, size_t indent,
                const char *text)
{
    struct buf safe = BUF_INIT;
    struct strs lines = STRS_INIT;
    size_t width = utf8_width(head);

    escape_terminal(&safe, text, false);
    if (p->width > indent + 20)
        wrap_text(&lines, safe.s, p->width - indent);
    else
        strs_add(&lines, safe.s);
    fputs(head, p->out);
    if (indent)
        put_blanks(p->out, width < indent ? indent - width : 1);
    for (size_t i = 0; i < lines.n; i++) {
        if (i)
            put_blanks(p->out, indent);
        fprintf(p->out, "%s\n", lines.v[i]);
    }
    strs_release(&lines);
    buf_release(&safe);
}

static void put_line(const struct coverage_page *p, const char *text)
{
    put(p, "", 0, text);
}

static void add_day(struct buf *out, const char *day)
{
    struct date d;

    if (date_parse(&d, day))
        date_words(out, d);
}

static void begin(struct coverage_page *p)
{
    struct buf b = BUF_INIT;
    char *title = xasprintf("%s: %s", p->profile->id, _(p->profile->title));

    put_line(p, title);
    add_day(&b, p->as_of);
    free(title);
    title = xasprintf(_("As of %s. The regulator or the law wants an answer "
                        "where there is a *."),
                      b.s);
    put_line(p, title);
    free(title);
    buf_release(&b);
}

/* "38 of 40 answered, 1 in part, 1 not; not applicable: 2" */
static char *say_counts(const size_t counts[COVERAGE_VERDICTS])
{
    return xasprintf(
        _("%zu of %zu answered, %zu in part, %zu not; not applicable: %zu"),
        counts[COVERAGE_ANSWERED], coverage_applies(counts),
        counts[COVERAGE_PARTLY], counts[COVERAGE_NOT], counts[COVERAGE_NA]);
}

static void put_open(const struct coverage_page *p,
                     const struct coverage_answer *a)
{
    struct buf b = BUF_INIT;
    char *text;

    for (size_t i = 0; i < a->n; i++) {
        buf_adds(&b, i ? ", " : "");
        coverage_add_open(&b, &a->open[i]);
    }
    text = xasprintf(_("Missing: %s"), b.s);
    put(p, "", INDENT, text);
    free(text);
    buf_release(&b);
}

static void put_answer(const struct coverage_page *p,
                       const struct coverage_answer *a)
{
    const struct profile_question *q = a->question;
    char *number = xasprintf("  %s%s", q->number, q->required ? "*" : "");
    char *words = xasprintf("%s [%s]", _(q->words), coverage_words(a->verdict));

    put(p, number, INDENT, words);
    for (size_t i = 0; i < a->lines.n; i++)
        put(p, "", INDENT, a->lines.v[i]);
    if (a->n)
        put_open(p, a);
    free(words);
    free(number);
}

static void unit(struct coverage_page *p, const struct coverage_unit *u)
{
    char *counts = say_counts(u->counts);
    char *title =
        xasprintf("%s (%s %s)", u->title, _(kind_info(u->kind)->title), u->ref);

    fputc('\n', p->out);
    put_line(p, title);
    put_line(p, counts);
    for (size_t i = 0; i < u->n; i++)
        put_answer(p, &u->answers[i]);
    strs_take(&p->summary, xasprintf("%s: %s", u->ref, counts));
    free(title);
    free(counts);
}

static void end(struct coverage_page *p, const struct coverage_totals *t)
{
    char *counts = say_counts(t->counts);
    char *all = xasprintf(_("In all: %s"), counts);

    fputc('\n', p->out);
    if (t->units == 0)
        put_line(p, _("There is nothing of which it could be asked."));
    for (size_t i = 0; t->units > 1 && i < p->summary.n; i++)
        put_line(p, p->summary.v[i]);
    if (t->units)
        put_line(p, all);
    free(all);
    free(counts);
}

const struct coverage_format coverage_text = { "text", false, begin, unit,
                                               end };
