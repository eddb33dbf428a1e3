/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/label.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "label/language.h"
#include "label/paper.h"
#include "label/text_answers.h"
#include "label/text_grid.h"
#include "label/text_slip.h"
#include "label/tree.h"

/* Columns of the table; how far in a list stands. */
enum { NUMBER = 3, QUESTION = 21, SHORT = 11, INDENT = 2 };

/* Behind which rows a heavy rule stands. */
static const bool heavy[LABEL_ROWS] = { [5] = true, [12] = true, [14] = true };

/* What a row says in this layout, as lines. */
static void row_lines(const struct paper *p, struct strs *lines,
                      const struct label *l, size_t row, size_t cells)
{
    struct answers shown;

    layout_shown(&shown, p->layout, row, &l->rows[row]);
    text_answers(p, lines, &shown, cells);
    free(shown.v);
}

static void add_row_table(struct paper *p, const struct label *l, size_t row)
{
    struct strs left = STRS_INIT, right = STRS_INIT;
    char *question = paper_safe(p, l->questions[row]);
    char *number = xasprintf("%2zu ", row + 1);

    paper_hang(p, &left, number, question, QUESTION - 1);
    row_lines(p, &right, l, row, p->width - QUESTION);
    for (size_t i = 0; i < left.n || i < right.n; i++) {
        struct buf line = BUF_INIT;

        buf_adds(&line, i < left.n ? left.v[i] : "");
        if (i < right.n) {
            paper_pad(&line, QUESTION);
            buf_adds(&line, right.v[i]);
        }
        paper_line(p, 0, line.s);
        buf_release(&line);
    }
    strs_release(&left);
    strs_release(&right);
    free(question);
    free(number);
}

static void add_row_list(struct paper *p, const struct label *l, size_t row)
{
    struct strs lines = STRS_INIT;
    char *question = paper_safe(p, l->questions[row]);
    char *number = xasprintf("%zu ", row + 1);

    paper_hang(p, &lines, number, question, p->width);
    paper_lines(p, 0, &lines);
    strs_release(&lines);
    row_lines(p, &lines, l, row, p->width - INDENT);
    paper_lines(p, INDENT, &lines);
    strs_release(&lines);
    free(question);
    free(number);
}

static void add_draft(struct paper *p, bool top)
{
    const char *draft = words_of(&p->voice, SAY_DRAFT);
    const char *warning = words_of(&p->voice, SAY_DRAFT_WARNING);
    size_t used = 2 * utf8_width(draft) + utf8_width(warning);
    struct buf line = BUF_INIT;

    if (used + 4 <= p->width) {
        buf_adds(&line, draft);
        buf_addn(&line, ' ', (p->width - used + 1) / 2);
        buf_adds(&line, warning);
        paper_ends(p, line.s, draft);
        buf_release(&line);
        return;
    }
    if (top)
        paper_ends(p, draft, draft);
    paper_text(p, 0, warning);
    if (!top)
        paper_ends(p, draft, draft);
}

/* "Label bus-stops  version 5" */
static void add_name(struct paper *p, const struct label *l)
{
    struct buf refs = BUF_INIT;
    char *version = paper_safe(p, l->approved ? l->issue.version : "");
    char *id;

    for (size_t i = 0; i < l->refs.n; i++)
        buf_addf(&refs, "%s%s", i ? ", " : "", l->refs.v[i]);
    id = words_say(&p->voice, l->approved ? SAY_LABEL_VERSION : SAY_LABEL_DRAFT,
                   refs.s, version);
    paper_ends(p, words_of(&p->voice, SAY_HEADING), id);
    free(id);
    free(version);
    buf_release(&refs);
}

/* The day for which it was asked for. */
static void add_day(struct paper *p, const struct label *l)
{
    struct buf day = BUF_INIT;
    char *words;

    if (!l->day)
        return;
    words_date(&p->voice, &day, l->day);
    words = words_say(&p->voice, SAY_OF_DAY, day.s, NULL);
    paper_text(p, 0, words);
    free(words);
    buf_release(&day);
}

/* In which it is written, as those who speak it call it. */
static const char *language_of(const struct label *l)
{
    const struct language *language = language_find(l->lang);

    return (language ? language : language_number(0))->own;
}

static void add_head(struct paper *p, const struct label *l)
{
    struct strs names = STRS_INIT;
    struct buf list = BUF_INIT;
    char *by, *run_by, *language;

    add_name(p, l);
    for (size_t i = 0; i < l->titles.n; i++) {
        char *title = paper_safe(p, l->titles.v[i].text);

        paper_text(p, 0, title);
        free(title);
    }
    for (size_t i = 0; i < l->holders.n; i++)
        strs_add(&names, l->holders.v[i].text);
    words_list(&p->voice, &list, &names, LIST_NAMES);
    by = paper_safe(p, list.s);
    run_by = words_say(&p->voice, SAY_RUN_BY, by, NULL);
    language = words_say(&p->voice, SAY_LANGUAGE, language_of(l), NULL);
    paper_ends(p, run_by, language);
    add_day(p, l);
    free(by);
    free(run_by);
    free(language);
    strs_release(&names);
    buf_release(&list);
}

static void add_short(struct paper *p, const struct label *l)
{
    const char *heading = words_of(&p->voice, SAY_IN_SHORT);
    size_t column =
        paper_is_table(p) && utf8_width(heading) < SHORT ? SHORT : 0;
    struct strs lines = STRS_INIT;
    struct buf first = BUF_INIT;

    text_answers(p, &lines, &l->brief, p->width - column);
    if (!column)
        paper_text(p, 0, heading);
    for (size_t i = 0; i < lines.n; i++) {
        if (i == 0 && column) {
            buf_adds(&first, heading);
            paper_pad(&first, column);
            buf_adds(&first, lines.v[i]);
            paper_line(p, 0, first.s);
        } else {
            paper_line(p, column, lines.v[i]);
        }
    }
    strs_release(&lines);
    buf_release(&first);
}

static bool has_grid(const struct paper *p, const struct label *l)
{
    return p->layout == LAYOUT_GRID && l->grid.n_columns;
}

static void add_rows(struct paper *p, const struct label *l)
{
    for (size_t i = 0; i < LABEL_ROWS; i++) {
        if (paper_is_table(p))
            add_row_table(p, l, i);
        else
            add_row_list(p, l, i);
        paper_rule(p, heavy[i] ? '=' : '-');
    }
}

static void add_legend(struct paper *p, const struct label *l)
{
    struct strs lines = STRS_INIT;

    text_answers(p, &lines, &l->legend, p->width);
    paper_lines(p, 0, &lines);
    strs_release(&lines);
}

static void add_foot(struct paper *p, const struct label *l)
{
    char *where = paper_safe(p, l->record.n ? l->record.v[0].text : "");
    char *record = words_say(&p->voice, SAY_FULL_RECORD, where, NULL);
    char *code = words_say(&p->voice, SAY_CHECK_CODE, l->code, NULL);

    if (!has_grid(p, l))
        add_legend(p, l);
    if (layout_leaves_out(p->layout, l))
        paper_text(p, 0, words_of(&p->voice, SAY_MORE_IN_FULL));
    paper_ends(p, record, code);
    free(where);
    free(record);
    free(code);
}

void label_text(const struct label *l, enum layout layout, size_t width,
                struct buf *out)
{
    struct paper p;

    paper_init(&p, l->lang, layout, width, out);
    if (!l->approved)
        add_draft(&p, true);
    paper_rule(&p, '=');
    add_head(&p, l);
    paper_rule(&p, '=');
    add_short(&p, l);
    paper_rule(&p, '=');
    if (has_grid(&p, l)) {
        text_grid(&p, l);
        paper_rule(&p, '=');
    }
    add_rows(&p, l);
    add_foot(&p, l);
    text_slips(&p, l);
    if (!l->approved)
        add_draft(&p, false);
}
