/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/label.h"

#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/wrap.h"
#include "label/tree.h"

/* From here on there is room for a table: question left, answer right. */
enum { TABLE_WIDTH = 60, NARROWEST = 20 };

/* Columns of the table. */
enum { NUMBER = 3, QUESTION = 21, SHORT = 11 };

/* Behind which rows a heavy rule stands. */
static const bool heavy[LABEL_ROWS] = { [5] = true, [12] = true, [14] = true };

/* A page of text in the making.  Lines that are done are in `out`. */
struct page {
    struct buf *out;
    size_t width;
    enum layout layout;
    struct voice voice;
};

static bool is_table(const struct page *p)
{
    return p->width >= TABLE_WIDTH;
}

static void add_rule(struct page *p, char c)
{
    buf_addn(p->out, c, p->width);
    buf_addc(p->out, '\n');
}

/* A line with its text at a column; no blanks at its end. */
static void add_line(struct page *p, size_t column, const char *text)
{
    if (*text)
        buf_addn(p->out, ' ', column);
    buf_adds(p->out, text);
    buf_addc(p->out, '\n');
}

/* Text of the register, as a terminal can be trusted with it. */
static char *escaped(const char *text)
{
    struct buf b = BUF_INIT;

    escape_terminal(&b, text, false);
    return buf_detach(&b);
}

/* Lines at a column, wrapped. */
static void add_text(struct page *p, size_t column, const char *text)
{
    struct strs lines = STRS_INIT;

    wrap_text(&lines, text, p->width - column);
    for (size_t i = 0; i < lines.n; i++)
        add_line(p, column, lines.v[i]);
    strs_release(&lines);
}

/* Two texts at the ends of a line, or on lines of their own. */
static void add_ends(struct page *p, const char *left, const char *right)
{
    size_t used = utf8_width(left) + utf8_width(right);

    if (used + 2 > p->width) {
        add_text(p, 0, left);
        add_text(p, 0, right);
        return;
    }
    buf_adds(p->out, left);
    buf_addn(p->out, ' ', p->width - used);
    add_line(p, 0, right);
}

/* --- answers into lines -------------------------------------------------- */

/* Wraps text; the first line begins with `first`, others with its width. */
static void hang(struct strs *lines, const char *first, const char *text,
                 size_t cells)
{
    size_t indent = utf8_width(first);
    struct strs wrapped = STRS_INIT;

    if (indent + 8 > cells)
        indent = 0;
    if (!indent && *first)
        wrap_text(lines, first, cells);
    wrap_text(&wrapped, text, cells - indent);
    for (size_t i = 0; i < wrapped.n; i++) {
        struct buf b = BUF_INIT;

        if (i == 0 && indent)
            buf_adds(&b, first);
        else
            buf_addn(&b, ' ', indent);
        buf_adds(&b, wrapped.v[i]);
        strs_take(lines, buf_detach(&b));
    }
    strs_release(&wrapped);
}

/* Adds an answer's text, and all that flow behind it, to the paragraph. */
static size_t gather(const struct answers *l, size_t i, struct buf *text)
{
    char *more = escaped(l->v[i].text);

    buf_adds(text, more);
    free(more);
    while (i + 1 < l->n && l->v[i + 1].form == FORM_FLOW &&
           !l->v[i + 1].about == !l->v[i].about &&
           (!l->v[i].about || strcmp(l->v[i].about, l->v[i + 1].about) == 0)) {
        more = escaped(l->v[++i].text);
        buf_addf(text, " %s", more);
        free(more);
    }
    return i;
}

/* Where the pairs end that begin with number i. */
static size_t pairs_end(const struct answers *l, size_t i)
{
    while (i < l->n && l->v[i].form == FORM_PAIR)
        i++;
    return i;
}

/* The column of the texts of these pairs, or 0 where they do not fit. */
static size_t pairs_column(const struct answers *l, size_t from, size_t to,
                           size_t cells)
{
    size_t names = 0, texts = 0;

    for (size_t i = from; i < to; i++) {
        char *name = escaped(l->v[i].name), *text = escaped(l->v[i].text);
        size_t n = utf8_width(name), t = utf8_width(text);

        names = n > names ? n : names;
        texts = t > texts ? t : texts;
        free(name);
        free(text);
    }
    return names + 4 + texts <= cells ? names + 4 : 0;
}

/* Pairs, in columns where they fit; else one after the other. */
static size_t add_pairs(const struct voice *v, struct strs *lines,
                        const struct answers *l, size_t from, size_t cells)
{
    size_t to = pairs_end(l, from);
    size_t column = pairs_column(l, from, to, cells);

    for (size_t i = from; i < to; i++) {
        char *name = escaped(l->v[i].name), *text = escaped(l->v[i].text);
        struct buf line = BUF_INIT;

        if (column) {
            buf_addf(&line, "%s:", name);
            buf_addn(&line, ' ', column - utf8_width(line.s));
            buf_adds(&line, text);
            strs_take(lines, buf_detach(&line));
        } else {
            char *both = words_say(v, SAY_NAMED, name, text);

            wrap_text(lines, both, cells);
            free(both);
        }
        free(name);
        free(text);
    }
    return to;
}

/* How wide the widest mark is. */
static size_t mark_width(const struct answers *l)
{
    size_t width = 0;

    for (size_t i = 0; i < l->n; i++)
        if (l->v[i].form == FORM_MARK && utf8_width(l->v[i].name) > width)
            width = utf8_width(l->v[i].name);
    return width;
}

/* One paragraph, or a mark with the paragraph beside it. */
static size_t add_paragraph(struct strs *lines, const struct answers *l,
                            size_t i, size_t cells)
{
    struct buf text = BUF_INIT, mark = BUF_INIT;

    if (l->v[i].form == FORM_MARK) {
        escape_terminal(&mark, l->v[i].name, false);
        for (size_t w = utf8_width(mark.s); w < mark_width(l) + 2; w++)
            buf_addc(&mark, ' ');
    }
    i = gather(l, i, &text);
    hang(lines, mark.s, text.s, cells);
    buf_release(&text);
    buf_release(&mark);
    return i + 1;
}

/* All answers as lines; a dataset's title where the dataset changes. */
static void answer_lines(const struct voice *v, struct strs *lines,
                         const struct answers *l, size_t cells)
{
    const char *about = NULL;
    size_t i = 0;

    while (i < l->n) {
        const struct answer *a = &l->v[i];

        if (a->about && (!about || strcmp(about, a->about) != 0)) {
            char *title = escaped(a->about);
            char *line = words_say(v, SAY_TITLE, title, NULL);

            wrap_text(lines, line, cells);
            free(line);
            free(title);
        }
        about = a->about;
        if (a->form == FORM_PAIR)
            i = add_pairs(v, lines, l, i, cells);
        else
            i = add_paragraph(lines, l, i, cells);
    }
}

/* --- the parts of the page ----------------------------------------------- */

/* What a row says in this layout, as lines. */
static void row_lines(const struct page *p, struct strs *lines,
                      const struct label *l, size_t row, size_t cells)
{
    struct answers shown;

    layout_shown(&shown, p->layout, row, &l->rows[row]);
    answer_lines(&p->voice, lines, &shown, cells);
    free(shown.v);
}

static void add_row_table(struct page *p, const struct label *l, size_t row)
{
    struct strs left = STRS_INIT, right = STRS_INIT;
    char *question = escaped(l->questions[row]);
    size_t n;

    wrap_text(&left, question, QUESTION - NUMBER - 1);
    row_lines(p, &right, l, row, p->width - QUESTION);
    n = left.n > right.n ? left.n : right.n;
    for (size_t i = 0; i < n; i++) {
        struct buf line = BUF_INIT;

        if (i == 0)
            buf_addf(&line, "%2zu ", row + 1);
        else if (i < left.n)
            buf_addn(&line, ' ', NUMBER);
        if (i < left.n)
            buf_adds(&line, left.v[i]);
        if (i < right.n && *right.v[i]) {
            buf_addn(&line, ' ', QUESTION - utf8_width(line.s));
            buf_adds(&line, right.v[i]);
        }
        add_line(p, 0, line.s);
        buf_release(&line);
    }
    strs_release(&left);
    strs_release(&right);
    free(question);
}

static void add_row_list(struct page *p, const struct label *l, size_t row)
{
    struct strs lines = STRS_INIT;
    char *question = escaped(l->questions[row]);
    char *number = xasprintf("%zu ", row + 1);

    hang(&lines, number, question, p->width);
    for (size_t i = 0; i < lines.n; i++)
        add_line(p, 0, lines.v[i]);
    strs_release(&lines);
    row_lines(p, &lines, l, row, p->width - 2);
    for (size_t i = 0; i < lines.n; i++)
        add_line(p, 2, lines.v[i]);
    strs_release(&lines);
    free(question);
    free(number);
}

static void add_draft(struct page *p, bool top)
{
    const char *draft = words_of(&p->voice, SAY_DRAFT);
    const char *warning = words_of(&p->voice, SAY_DRAFT_WARNING);
    size_t used = 2 * utf8_width(draft) + utf8_width(warning);

    if (used + 4 <= p->width) {
        size_t gap = (p->width - used + 1) / 2;

        buf_adds(p->out, draft);
        buf_addn(p->out, ' ', gap);
        buf_adds(p->out, warning);
        buf_addn(p->out, ' ', p->width - used - gap);
        add_line(p, 0, draft);
        return;
    }
    if (top)
        add_ends(p, draft, draft);
    add_text(p, 0, warning);
    if (!top)
        add_ends(p, draft, draft);
}

static void add_head(struct page *p, const struct label *l)
{
    struct strs names = STRS_INIT;
    struct buf list = BUF_INIT, refs = BUF_INIT;
    char *id, *by, *run_by, *version = escaped(l->approved ? l->issue.version
                                                           : "");

    for (size_t i = 0; i < l->refs.n; i++)
        buf_addf(&refs, "%s%s", i ? ", " : "", l->refs.v[i]);
    id = l->approved ? words_say(&p->voice, SAY_LABEL_VERSION, refs.s, version)
                     : words_say(&p->voice, SAY_LABEL_DRAFT, refs.s, NULL);
    add_ends(p, words_of(&p->voice, SAY_HEADING), id);
    for (size_t i = 0; i < l->titles.n; i++) {
        char *title = escaped(l->titles.v[i].text);

        add_text(p, 0, title);
        free(title);
    }
    for (size_t i = 0; i < l->holders.n; i++)
        strs_add(&names, l->holders.v[i].text);
    words_list(&p->voice, &list, &names, LIST_NAMES);
    by = escaped(list.s);
    run_by = words_say(&p->voice, SAY_RUN_BY, by, NULL);
    add_text(p, 0, run_by);
    free(id);
    free(by);
    free(run_by);
    free(version);
    strs_release(&names);
    buf_release(&list);
    buf_release(&refs);
}

/* The day for which it was asked for. */
static void add_day(struct page *p, const struct label *l)
{
    struct buf day = BUF_INIT;
    char *words;

    if (!l->day)
        return;
    words_date(&p->voice, &day, l->day);
    words = words_say(&p->voice, SAY_OF_DAY, day.s, NULL);
    add_text(p, 0, words);
    free(words);
    buf_release(&day);
}

static void add_short(struct page *p, const struct label *l)
{
    const char *heading = words_of(&p->voice, SAY_IN_SHORT);
    size_t column = is_table(p) && utf8_width(heading) < SHORT ? SHORT : 0;
    struct strs lines = STRS_INIT;

    answer_lines(&p->voice, &lines, &l->brief, p->width - column);
    if (!column)
        add_text(p, 0, heading);
    for (size_t i = 0; i < lines.n; i++) {
        if (i == 0 && column) {
            buf_adds(p->out, heading);
            buf_addn(p->out, ' ', column - utf8_width(heading));
            add_line(p, 0, lines.v[i]);
        } else {
            add_line(p, column, lines.v[i]);
        }
    }
    strs_release(&lines);
}

static void add_rows(struct page *p, const struct label *l)
{
    for (size_t i = 0; i < LABEL_ROWS; i++) {
        if (is_table(p))
            add_row_table(p, l, i);
        else
            add_row_list(p, l, i);
        add_rule(p, heavy[i] ? '=' : '-');
    }
}

static void add_foot(struct page *p, const struct label *l)
{
    struct strs lines = STRS_INIT;
    char *where = escaped(l->record.n ? l->record.v[0].text : "");
    char *record = words_say(&p->voice, SAY_FULL_RECORD, where, NULL);
    char *code = words_say(&p->voice, SAY_CHECK_CODE, l->code, NULL);

    answer_lines(&p->voice, &lines, &l->legend, p->width);
    for (size_t i = 0; i < lines.n; i++)
        add_line(p, 0, lines.v[i]);
    if (layout_leaves_out(p->layout, l))
        add_text(p, 0, words_of(&p->voice, SAY_MORE_IN_FULL));
    add_ends(p, record, code);
    strs_release(&lines);
    free(where);
    free(record);
    free(code);
}

/* --- the slip ------------------------------------------------------------ */

/* Puts parts on lines, each whole where it fits; later lines stand in. */
static void add_parts(struct page *p, const struct strs *parts)
{
    enum { GAP = 2 };
    struct buf line = BUF_INIT;
    size_t column = 0;

    for (size_t i = 0; i < parts->n; i++) {
        struct strs wrapped = STRS_INIT;
        size_t gap = i == 1 ? GAP : GAP + 1;

        if (line.len &&
            column + utf8_width(line.s) + gap + utf8_width(parts->v[i]) <=
                p->width) {
            buf_addn(&line, ' ', gap);
            buf_adds(&line, parts->v[i]);
            continue;
        }
        if (line.len)
            add_line(p, column, line.s);
        buf_clear(&line);
        column = i ? GAP : 0;
        wrap_text(&wrapped, parts->v[i], p->width - column);
        for (size_t j = 0; j + 1 < wrapped.n; j++)
            add_line(p, column, wrapped.v[j]);
        buf_adds(&line, wrapped.v[wrapped.n - 1]);
        strs_release(&wrapped);
    }
    if (line.len)
        add_line(p, column, line.s);
    buf_release(&line);
}

/* "Meals:  pupil [ ] yes [ ] no   parent [ ] yes [ ] no   Date:" */
static void add_slip(struct page *p, const struct slip *s)
{
    struct strs parts = STRS_INIT;
    char *words = escaped(s->words);

    strs_take(&parts, words_say(&p->voice, SAY_SLIP_NAME, words, NULL));
    for (size_t i = 0; i < s->names.n; i++) {
        char *signer = escaped(s->names.v[i]);

        strs_take(&parts, words_say(&p->voice, SAY_SLIP_SIGNER, signer, NULL));
        free(signer);
    }
    if (s->names.n == 0)
        strs_add(&parts, words_of(&p->voice, SAY_SLIP_ANYONE));
    strs_add(&parts, words_of(&p->voice, SAY_SLIP_DATE));
    add_parts(p, &parts);
    strs_release(&parts);
    free(words);
}

void label_text(const struct label *l, enum layout layout, size_t width,
                struct buf *out)
{
    struct page p = { .out = out,
                      .width = width < NARROWEST ? NARROWEST : width,
                      .layout = layout,
                      .voice = { l->lang } };

    if (!l->approved)
        add_draft(&p, true);
    add_rule(&p, '=');
    add_head(&p, l);
    add_day(&p, l);
    add_rule(&p, '=');
    add_short(&p, l);
    add_rule(&p, '=');
    add_rows(&p, l);
    add_foot(&p, l);
    for (size_t i = 0; i < l->slips.n; i++)
        add_slip(&p, &l->slips.v[i]);
    if (!l->approved)
        add_draft(&p, false);
}
