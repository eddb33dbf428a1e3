/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/text_answers.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

/* Blanks between a pair's name and its text. */
enum { GAP = 2 };

static bool same_about(const struct answer *a, const struct answer *b)
{
    return !a->about == !b->about &&
           (!a->about || strcmp(a->about, b->about) == 0);
}

const char *text_about(const struct answers *l, size_t i)
{
    return i && same_about(&l->v[i - 1], &l->v[i]) ? NULL : l->v[i].about;
}

size_t text_gather(const struct paper *p, const struct answers *l, size_t i,
                   struct buf *text)
{
    do {
        char *more = paper_safe(p, l->v[i].text);

        buf_addf(text, "%s%s", text->len ? " " : "", more);
        free(more);
        i++;
    } while (i < l->n && l->v[i].form == FORM_FLOW &&
             same_about(&l->v[i - 1], &l->v[i]));
    return i;
}

/* --- pairs --------------------------------------------------------------- */

/* Where the pairs end that begin with number i. */
static size_t pairs_end(const struct answers *l, size_t i)
{
    size_t from = i;

    while (i < l->n && l->v[i].form == FORM_PAIR &&
           same_about(&l->v[from], &l->v[i]))
        i++;
    return i;
}

/* The column of the texts of these pairs, or 0 where they do not fit. */
static size_t pairs_column(const struct paper *p, const struct answers *l,
                           size_t from, size_t to, size_t cells)
{
    size_t names = 0, texts = 0;

    for (size_t i = from; i < to; i++) {
        char *name = paper_safe(p, l->v[i].name);
        char *text = paper_safe(p, l->v[i].text);
        size_t n = utf8_width(name), t = utf8_width(text);

        names = n > names ? n : names;
        texts = t > texts ? t : texts;
        free(name);
        free(text);
    }
    return names + 4 + texts <= cells ? names + 4 : 0;
}

/* "Name: text", on as many lines as it takes. */
static void add_named(const struct paper *p, struct strs *lines,
                      const char *name, const char *text, size_t cells)
{
    char *both = words_say(&p->voice, SAY_NAMED, name, text);

    paper_wrap_in(p, lines, both, paper_is_table(p) ? 0 : GAP, cells);
    free(both);
}

/* A text at the right edge of a line; what stands left on it already. */
static void add_right(struct strs *lines, const char *left, const char *text,
                      size_t edge)
{
    struct buf line = BUF_INIT;

    buf_adds(&line, left);
    paper_pad(&line, edge - utf8_width(text));
    buf_adds(&line, text);
    strs_take(lines, buf_detach(&line));
}

/*
 * Below the width of a table the text stands at the right edge: beside its
 * name, or else beneath it where it is short.  That edge is as far from the
 * paper's as names are.
 */
static void add_narrow_pair(const struct paper *p, struct strs *lines,
                            const char *name, const char *text, size_t cells)
{
    size_t edge = cells - GAP, w = utf8_width(text);

    if (utf8_width(name) + GAP + w <= edge) {
        add_right(lines, name, text, edge);
    } else if (w <= edge * 5 / 6) {
        paper_wrap(p, lines, name, cells);
        add_right(lines, "", text, edge);
    } else {
        add_named(p, lines, name, text, cells);
    }
}

static void add_pair(const struct paper *p, struct strs *lines,
                     const struct answer *a, size_t column, size_t cells)
{
    char *name = paper_safe(p, a->name), *text = paper_safe(p, a->text);
    struct buf line = BUF_INIT;

    if (!paper_is_table(p)) {
        add_narrow_pair(p, lines, name, text, cells);
    } else if (column) {
        buf_addf(&line, "%s:", name);
        paper_pad(&line, column);
        buf_adds(&line, text);
        strs_take(lines, buf_detach(&line));
    } else {
        add_named(p, lines, name, text, cells);
    }
    free(name);
    free(text);
}

static size_t add_pairs(const struct paper *p, struct strs *lines,
                        const struct answers *l, size_t from, size_t cells)
{
    size_t to = pairs_end(l, from);
    size_t column = pairs_column(p, l, from, to, cells);

    for (size_t i = from; i < to; i++)
        add_pair(p, lines, &l->v[i], column, cells);
    return to;
}

/* --- all else ------------------------------------------------------------ */

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
static size_t add_paragraph(const struct paper *p, struct strs *lines,
                            const struct answers *l, size_t i, size_t cells)
{
    struct buf text = BUF_INIT, mark = BUF_INIT;

    if (l->v[i].form == FORM_MARK) {
        char *name = paper_safe(p, l->v[i].name);

        buf_adds(&mark, name);
        paper_pad(&mark, mark_width(l) + GAP);
        free(name);
    }
    i = text_gather(p, l, i, &text);
    paper_hang(p, lines, mark.s, text.s, cells);
    buf_release(&text);
    buf_release(&mark);
    return i;
}

static void add_title(const struct paper *p, struct strs *lines,
                      const char *about, size_t cells)
{
    char *title = paper_safe(p, about);
    char *line = words_say(&p->voice, SAY_TITLE, title, NULL);

    paper_wrap(p, lines, line, cells);
    free(line);
    free(title);
}

void text_answers(const struct paper *p, struct strs *lines,
                  const struct answers *l, size_t cells)
{
    size_t i = 0;

    while (i < l->n) {
        const char *about = text_about(l, i);

        if (about)
            add_title(p, lines, about, cells);
        if (l->v[i].form == FORM_PAIR)
            i = add_pairs(p, lines, l, i, cells);
        else
            i = add_paragraph(p, lines, l, i, cells);
    }
}
