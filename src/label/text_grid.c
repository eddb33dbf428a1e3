/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/text_grid.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "label/isolate.h"
#include "label/page.h"
#include "label/text_answers.h"
#include "label/text_head.h"

/*
 * Blanks between columns; how narrow the elements may become, before words of
 * heads are broken and before the table is given up; how far in what belongs
 * to a title stands.
 */
enum { GAP = 2, COMFORT = 22, LEAST = 12, INDENT = 2 };

/* A table in the making, with the columns of the grid that are in it. */
struct table {
    struct paper *p;
    const struct grid *g;
    size_t from, to;
    size_t left;   /* cells of the elements                                */
    size_t *width; /* of each column                                       */
    size_t *at;    /* where each begins                                    */
};

/* --- widths -------------------------------------------------------------- */

static char *column_words(const struct table *t, size_t i)
{
    return paper_safe(t->p, t->g->columns[i].words);
}

static void measure_columns(struct table *t, bool broken)
{
    for (size_t i = t->from; i < t->to; i++) {
        char *head = column_words(t, i);

        t->width[i] = text_head_width(head, broken);
        free(head);
        for (size_t j = 0; j < t->g->n_lines; j++) {
            size_t w = utf8_width(t->g->lines[j].cells[i].text);

            t->width[i] = w > t->width[i] ? w : t->width[i];
        }
    }
}

/* Cells from the first column of a group to its last; 0: it has none. */
static size_t group_span(const struct table *t, enum grid_group group,
                         size_t *first, size_t *last)
{
    size_t span = 0;

    for (size_t i = t->from; i < t->to; i++)
        if (t->g->columns[i].group == group) {
            *first = span ? *first : i;
            span += t->width[i] + (span ? GAP : 0);
            *last = i;
        }
    return span;
}

/* A group that is narrower than a word of its heading gets wider. */
static void measure_groups(struct table *t)
{
    for (enum grid_group g = GRID_USE; g < GRID_GROUP_COUNT; g++) {
        size_t first = 0, last = 0, span = group_span(t, g, &first, &last);
        char *head = paper_safe(t->p, t->g->groups[g]);
        size_t w = text_head_width(head, false);

        if (span && w > span)
            t->width[last] += w - span;
        free(head);
    }
}

/* The words of an element; those that run the other way stay together. */
static char *element_words(const struct paper *p, const struct grid_line *l)
{
    char *safe = paper_safe(p, l->words), *whole;

    if (!p->rtl || !isolate_wanted(safe))
        return safe;
    whole = xasprintf(ISOLATE_BEGIN "%s" ISOLATE_END, safe);
    free(safe);
    return whole;
}

/* The widest element, and the heading above them. */
static size_t left_width(const struct table *t)
{
    size_t width = utf8_width(words_of(&t->p->voice, SAY_GRID_COLLECT));

    for (size_t i = 0; i < t->g->n_lines; i++) {
        const struct grid_line *line = &t->g->lines[i];
        char *words = element_words(t->p, line);
        size_t w = utf8_width(words) + (line->about ? INDENT : 0);

        width = w > width ? w : width;
        free(words);
    }
    return width;
}

/* Gives the elements what the columns leave; false: it is too little. */
static bool measure(struct table *t, bool broken)
{
    size_t taken = 0, wanted = left_width(t);
    size_t enough = broken ? LEAST : COMFORT;

    measure_columns(t, broken);
    measure_groups(t);
    for (size_t i = t->from; i < t->to; i++)
        taken += GAP + t->width[i];
    enough = wanted < enough ? wanted : enough;
    if (taken + enough > t->p->width)
        return false;
    t->left = t->p->width - taken;
    t->left = t->left > wanted ? wanted : t->left;
    for (size_t i = t->from, at = t->left; i < t->to; i++) {
        t->at[i] = at + GAP;
        at += GAP + t->width[i];
    }
    return true;
}

/* --- the table ----------------------------------------------------------- */

/* Puts texts side by side, each at its column and all on the lowest lines. */
static void put_row(struct table *t, const struct strs *cells, const size_t *at,
                    size_t n)
{
    size_t height = 0;

    for (size_t i = 0; i < n; i++)
        height = cells[i].n > height ? cells[i].n : height;
    for (size_t row = 0; row < height; row++) {
        struct buf line = BUF_INIT;

        for (size_t i = 0; i < n; i++) {
            size_t above = height - cells[i].n;

            if (row < above)
                continue;
            paper_pad(&line, at[i]);
            buf_adds(&line, cells[i].v[row - above]);
        }
        paper_line(t->p, 0, line.s);
        buf_release(&line);
    }
}

static void release_all(struct strs *cells, size_t n)
{
    for (size_t i = 0; i < n; i++)
        strs_release(&cells[i]);
}

/* "How we use it   Who gets it", each above its columns. */
static void put_groups(struct table *t)
{
    struct strs cells[GRID_GROUP_COUNT] = { STRS_INIT, STRS_INIT };
    size_t at[GRID_GROUP_COUNT] = { 0, 0 };

    for (enum grid_group g = GRID_USE; g < GRID_GROUP_COUNT; g++) {
        size_t first = 0, last = 0, span = group_span(t, g, &first, &last);
        char *head = paper_safe(t->p, t->g->groups[g]);

        if (span) {
            paper_wrap(t->p, &cells[g], head, span);
            at[g] = t->at[first];
        }
        free(head);
    }
    put_row(t, cells, at, GRID_GROUP_COUNT);
    release_all(cells, GRID_GROUP_COUNT);
}

static void put_heads(struct table *t)
{
    size_t n = t->to - t->from + 1;
    struct strs *cells = xcalloc(n, sizeof *cells);
    size_t *at = xcalloc(n, sizeof *at);

    paper_wrap(t->p, &cells[0], words_of(&t->p->voice, SAY_GRID_COLLECT),
               t->left);
    for (size_t i = 1; i < n; i++) {
        size_t column = t->from + i - 1;
        char *head = column_words(t, column);

        text_head_lines(&cells[i], head, t->width[column]);
        at[i] = t->at[column];
        free(head);
    }
    put_row(t, cells, at, n);
    release_all(cells, n);
    free(cells);
    free(at);
}

/* The element, and on its first line what is answered of it. */
static void put_element(struct table *t, const struct grid_line *l)
{
    size_t indent = l->about ? INDENT : 0;
    char *words = element_words(t->p, l);
    struct strs lines = STRS_INIT;

    paper_wrap(t->p, &lines, words, t->left - indent);
    for (size_t i = 0; i < lines.n; i++) {
        struct buf line = BUF_INIT;

        buf_addn(&line, ' ', indent);
        buf_adds(&line, lines.v[i]);
        for (size_t j = t->from; i == 0 && j < t->to; j++) {
            char *text = paper_safe(t->p, l->cells[j].text);

            paper_pad(&line, t->at[j]);
            buf_adds(&line, text);
            free(text);
        }
        paper_line(t->p, 0, line.s);
        buf_release(&line);
    }
    strs_release(&lines);
    free(words);
}

/* The dataset's title, where the dataset changes. */
static void put_about(struct paper *p, const struct grid *g, size_t i)
{
    const char *about = g->lines[i].about;
    char *title, *line;

    if (!about || (i && g->lines[i - 1].about &&
                   strcmp(g->lines[i - 1].about, about) == 0))
        return;
    title = paper_safe(p, about);
    line = words_say(&p->voice, SAY_TITLE, title, NULL);
    paper_text(p, 0, line);
    free(line);
    free(title);
}

static void put_table(struct table *t)
{
    put_groups(t);
    put_heads(t);
    paper_rule(t->p, '-');
    for (size_t i = 0; i < t->g->n_lines; i++) {
        put_about(t->p, t->g, i);
        put_element(t, &t->g->lines[i]);
    }
}

/* --- the list ------------------------------------------------------------ */

/* "YES: Give help; Check fraud", of one group of columns. */
static void put_answers(struct paper *p, const struct grid *g,
                        const struct grid_line *l, enum grid_group group,
                        enum grid_answer answer, size_t column)
{
    struct strs heads = STRS_INIT, lines = STRS_INIT;
    struct buf list = BUF_INIT;
    char *first = NULL;

    for (size_t i = 0; i < g->n_columns; i++) {
        struct buf whole = BUF_INIT;
        char *head;

        if (g->columns[i].group != group || l->cells[i].answer != answer)
            continue;
        head = paper_safe(p, g->columns[i].words);
        text_head_whole(&whole, head);
        strs_take(&heads, buf_detach(&whole));
        free(head);
        if (!first)
            first = paper_safe(p, l->cells[i].text);
    }
    if (first) {
        char *both;

        words_list(&p->voice, &list, &heads, LIST_AS_IS);
        both = words_say(&p->voice, SAY_NAMED, first, list.s);
        paper_wrap_in(p, &lines, both, INDENT, p->width - column);
        paper_lines(p, column, &lines);
        free(both);
    }
    free(first);
    strs_release(&heads);
    strs_release(&lines);
    buf_release(&list);
}

static void put_list_line(struct paper *p, const struct grid *g,
                          const struct grid_line *l)
{
    size_t indent = l->about ? INDENT : 0;
    char *words = element_words(p, l);

    paper_text(p, indent, words);
    free(words);
    for (enum grid_group group = GRID_USE; group < GRID_GROUP_COUNT; group++) {
        char *head = paper_safe(p, g->groups[group]);
        char *line = words_say(&p->voice, SAY_TITLE, head, NULL);

        paper_text(p, indent + INDENT, line);
        for (size_t a = 0; a < GRID_ANSWER_COUNT; a++)
            put_answers(p, g, l, group, grid_order(a), indent + 2 * INDENT);
        free(line);
        free(head);
    }
}

static void put_list(struct paper *p, const struct grid *g)
{
    paper_text(p, 0, words_of(&p->voice, SAY_GRID_COLLECT));
    for (size_t i = 0; i < g->n_lines; i++) {
        paper_rule(p, '-');
        put_about(p, g, i);
        put_list_line(p, g, &g->lines[i]);
    }
}

/* The number of the first column that tells who gets it. */
static size_t first_shared(const struct grid *g)
{
    size_t i = 0;

    while (i < g->n_columns && g->columns[i].group == GRID_USE)
        i++;
    return i;
}

/*
 * One table, else one for what we do and one for who gets it; false: not even
 * these fit.
 */
static bool put_tables(struct paper *p, const struct grid *g)
{
    size_t n = g->n_columns, cut = first_shared(g);
    size_t *room = xcalloc(4 * n, sizeof *room);
    struct table all = { p, g, 0, n, 0, room, room + n };
    struct table use = { p, g, 0, cut, 0, room, room + n };
    struct table share = { p, g, cut, n, 0, room + 2 * n, room + 3 * n };
    bool fits = measure(&all, false) || measure(&all, true);

    if (fits) {
        put_table(&all);
    } else if (measure(&use, false) && measure(&share, false)) {
        fits = true;
        put_table(&use);
        paper_rule(p, '-');
        put_table(&share);
    }
    free(room);
    return fits;
}

void text_grid(struct paper *p, const struct label *l)
{
    struct answers legend;
    struct strs lines = STRS_INIT;

    if (!paper_is_table(p) || !put_tables(p, &l->grid))
        put_list(p, &l->grid);
    paper_rule(p, '-');
    page_legend(l, &p->voice, &legend);
    text_answers(p, &lines, &legend, p->width);
    paper_lines(p, 0, &lines);
    strs_release(&lines);
    answers_release(&legend);
}
