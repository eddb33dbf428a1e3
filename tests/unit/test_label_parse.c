/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * Each rendering in lines is read back, by its rules and numbers alone, and
 * has the same words as the tree: no fact more and none less.
 */

#include "label_example.h"

#include <ctype.h>
#include <locale.h>

#include "base/escape.h"
#include "base/utf8.h"
#include "label/language.h"

enum { QUESTION = 21, TABLE = 60 };

/* What is read, and how. */
struct page {
    const struct label *l;
    enum layout layout;
    size_t width;
    struct strs lines;
    size_t at; /* the line that is read next                               */
};

static void fail_at(const struct page *p, const char *what, const char *got,
                    const char *expected)
{
    print_error("%s, %s, width %zu, line %zu: %s\n got: %s\nwant: %s\n",
                p->l->refs.v[0], layout_name(p->layout), p->width, p->at, what,
                got, expected);
    fail();
}

/* --- texts --------------------------------------------------------------- */

/*
 * What tells the direction of text says nothing: isolates and marks, which a
 * label that is written from right to left has.
 */
static bool rtl;

static char *undirected(const char *s)
{
    struct buf b = BUF_INIT;

    for (; *s; s++)
        if (rtl && (strncmp(s, "\u200f", 3) == 0 ||
                    (strncmp(s, "\xe2\x81", 2) == 0 &&
                     strchr("\xa6\xa7\xa8\xa9", s[2]))))
            s += 2;
        else
            buf_addc(&b, *s);
    return buf_detach(&b);
}

/* Without white space, and what is between a name and its text: a colon, no
 * colon in columns, and no full stop before a colon. */
static char *squeezed(const char *s)
{
    struct buf b = BUF_INIT;

    for (; *s; s++)
        if (strncmp(s, "\u00a0", 2) == 0)
            s++;
        else if (strncmp(s, "\u0964", 3) == 0) /* a full stop, too          */
            s += 2;
        else if (!strchr(" \n:.", *s))
            buf_addc(&b, *s);
    return buf_detach(&b);
}

/* Letters and digits only, small: a name that begins a sentence has a capital;
 * and what is not ASCII but U+00A0. */
static char *skeleton(const char *s)
{
    struct buf b = BUF_INIT;

    for (; *s; s++)
        if (strncmp(s, "\u00a0", 2) == 0)
            s++;
        else if (strncmp(s, "\u0964", 3) == 0)
            s += 2;
        else if (isalnum((unsigned char)*s) || (unsigned char)*s >= 0x80)
            buf_addc(&b, (char)tolower((unsigned char)*s));
    return buf_detach(&b);
}

static void assert_same(const struct page *p, const char *what,
                        const struct buf *got, const struct buf *expected,
                        char *reduce(const char *))
{
    char *a = reduce(got->s), *b = reduce(expected->s);

    if (strcmp(a, b) != 0)
        fail_at(p, what, a, b);
    free(a);
    free(b);
}

static void add_safe(struct buf *b, const char *text)
{
    char *plain = undirected(text);

    escape_terminal(b, plain, false);
    buf_addc(b, ' ');
    free(plain);
}

static struct voice voice; /* of the label that is read                    */

static void add_words(struct buf *b, enum phrase phrase, const char *one,
                      const char *two)
{
    char *words = words_say(&voice, phrase, one, two);

    add_safe(b, words);
    free(words);
}

/* What the answers say, in their order. */
static void add_answers(struct buf *b, const struct answers *l)
{
    const char *about = NULL;

    for (size_t i = 0; i < l->n; i++) {
        const struct answer *a = &l->v[i];

        if (a->about && (!about || strcmp(about, a->about) != 0))
            add_safe(b, a->about);
        about = a->about;
        if (a->name)
            add_safe(b, a->name);
        add_safe(b, a->text);
    }
}

/* --- lines --------------------------------------------------------------- */

static bool is_rule(const struct page *p, const char *line, char c)
{
    size_t n = 0;

    while (line[n] == c)
        n++;
    return n == p->width && line[n] == '\0';
}

static const char *next_line(struct page *p)
{
    if (p->at == p->lines.n)
        fail_at(p, "the page ends", "", "");
    return p->lines.v[p->at++];
}

/* All lines to the next rule of c, which is passed. */
static void read_to(struct page *p, char c, struct buf *out)
{
    const char *line;

    buf_clear(out);
    while (!is_rule(p, line = next_line(p), c))
        buf_addf(out, "%s\n", line);
}

static size_t indent_of(const char *line)
{
    return strspn(line, " ");
}

/* --- the parts ----------------------------------------------------------- */

/* A draft says so in one line, or above the warning. */
static void read_draft(struct page *p)
{
    struct buf got = BUF_INIT, expected = BUF_INIT;
    bool one;

    read_to(p, '=', &got);
    one = strchr(got.s, '\n') == got.s + got.len - 1;
    if (!p->l->approved) {
        add_words(&expected, SAY_DRAFT, NULL, NULL);
        if (!one)
            add_words(&expected, SAY_DRAFT, NULL, NULL);
        add_words(&expected, SAY_DRAFT_WARNING, NULL, NULL);
        if (one)
            add_words(&expected, SAY_DRAFT, NULL, NULL);
    }
    assert_same(p, "draft", &got, &expected, squeezed);
    buf_release(&got);
    buf_release(&expected);
}

static void add_holders(struct buf *b, const struct label *l)
{
    struct strs names = STRS_INIT;
    struct buf list = BUF_INIT;

    for (size_t i = 0; i < l->holders.n; i++)
        strs_add(&names, l->holders.v[i].text);
    words_list(&voice, &list, &names, LIST_NAMES);
    add_words(b, SAY_RUN_BY, list.s, NULL);
    strs_release(&names);
    buf_release(&list);
}

static void read_head(struct page *p)
{
    struct buf got = BUF_INIT, expected = BUF_INIT, refs = BUF_INIT;
    const struct label *l = p->l;
    const struct language *language = language_find(l->lang);

    read_draft(p);
    read_to(p, '=', &got);
    add_words(&expected, SAY_HEADING, NULL, NULL);
    for (size_t i = 0; i < l->refs.n; i++)
        buf_addf(&refs, "%s%s", i ? ", " : "", l->refs.v[i]);
    if (l->approved)
        add_words(&expected, SAY_LABEL_VERSION, refs.s, l->issue.version);
    else
        add_words(&expected, SAY_LABEL_DRAFT, refs.s, NULL);
    for (size_t i = 0; i < l->titles.n; i++)
        add_safe(&expected, l->titles.v[i].text);
    add_holders(&expected, l);
    add_words(&expected, SAY_LANGUAGE, language->own, NULL);
    assert_same(p, "head", &got, &expected, squeezed);
    buf_release(&got);
    buf_release(&expected);
    buf_release(&refs);
}

static void read_short(struct page *p)
{
    struct buf got = BUF_INIT, expected = BUF_INIT;

    read_to(p, '=', &got);
    add_words(&expected, SAY_IN_SHORT, NULL, NULL);
    add_answers(&expected, &p->l->brief);
    assert_same(p, "in short", &got, &expected, squeezed);
    buf_release(&got);
    buf_release(&expected);
}

static void read_row_table(struct page *p, size_t row, char rule)
{
    struct buf question = BUF_INIT, answer = BUF_INIT, expected = BUF_INIT,
               named = BUF_INIT;
    struct answers shown;
    const char *line;

    while (!is_rule(p, line = next_line(p), rule)) {
        size_t cut = utf8_fit(line, QUESTION);

        buf_add(&question, line, cut);
        buf_addc(&question, ' ');
        buf_addf(&answer, "%s ", line + cut);
    }
    buf_addf(&named, "%zu ", row + 1);
    add_safe(&named, p->l->questions[row]);
    assert_same(p, "question", &question, &named, squeezed);
    layout_shown(&shown, p->layout, row, &p->l->rows[row]);
    add_answers(&expected, &shown);
    assert_same(p, "answer", &answer, &expected, squeezed);
    free(shown.v);
    buf_release(&question);
    buf_release(&answer);
    buf_release(&expected);
    buf_release(&named);
}

static void read_row_list(struct page *p, size_t row, char rule)
{
    struct buf got = BUF_INIT, expected = BUF_INIT;
    struct answers shown;
    const char *line = next_line(p);
    char *number = xasprintf("%zu ", row + 1);

    if (strncmp(line, number, strlen(number)) != 0)
        fail_at(p, "number", line, number);
    do {
        if (p->lines.v[p->at - 1] != line && indent_of(line) == 0)
            fail_at(p, "not set in", line, "");
        buf_addf(&got, "%s ", line);
        line = next_line(p);
        if (!is_rule(p, line, rule) && indent_of(line) < 2)
            fail_at(p, "not set in", line, "");
    } while (!is_rule(p, line, rule));
    buf_adds(&expected, number);
    add_safe(&expected, p->l->questions[row]);
    layout_shown(&shown, p->layout, row, &p->l->rows[row]);
    add_answers(&expected, &shown);
    assert_same(p, "row", &got, &expected, squeezed);
    free(shown.v);
    free(number);
    buf_release(&got);
    buf_release(&expected);
}

static void read_rows(struct page *p)
{
    for (size_t row = 0; row < LABEL_ROWS; row++) {
        char rule = row == 5 || row == 12 || row == 14 ? '=' : '-';

        if (p->width >= TABLE)
            read_row_table(p, row, rule);
        else
            read_row_list(p, row, rule);
    }
}

/* --- the grid ------------------------------------------------------------ */

static bool has_grid(const struct page *p)
{
    return p->layout == LAYOUT_GRID && p->l->grid.n_columns;
}

/* Fields of a line, which two blanks or more part. */
static void split_fields(struct strs *out, const char *line)
{
    while (*(line += indent_of(line))) {
        const char *end = strstr(line, "  ");
        size_t len = end ? (size_t)(end - line) : strlen(line);

        strs_add_len(out, line, len);
        line += len;
    }
}

/* The words of a column without its soft hyphens. */
static char *head_of(const struct grid_column *c)
{
    struct buf b = BUF_INIT;

    for (const char *s = c->words; *s; s++)
        if (strncmp(s, GRID_SOFT_HYPHEN, 2) == 0)
            s++;
        else
            buf_addc(&b, *s);
    return buf_detach(&b);
}

/* The heads of columns from..to, read by where their cells stand. */
static void read_heads(struct page *p, const struct strs *heads,
                       const char *cells, size_t from, size_t to)
{
    size_t x = indent_of(cells);

    for (size_t i = from; i < to; i++) {
        struct buf got = BUF_INIT, expected = BUF_INIT;
        char *head = head_of(&p->l->grid.columns[i]), *a, *b;
        const char *gap = strstr(cells + x, "  ");
        size_t end;

        x = (size_t)(gap - cells) + indent_of(gap);
        gap = strstr(cells + x, "  ");
        end = gap && i + 1 < to ? (size_t)(gap - cells) + indent_of(gap)
                                : p->width + 1;
        for (size_t j = 0; j < heads->n; j++)
            if (strlen(heads->v[j]) > x) {
                buf_addf(&got, "%.*s ", (int)(end - x), heads->v[j] + x);
                while (got.len > 1 && got.s[got.len - 2] == ' ')
                    buf_truncate(&got, got.len - 1);
                if (got.len > 1 && got.s[got.len - 2] == '-')
                    buf_truncate(&got, got.len - 2);
            }
        buf_adds(&expected, head);
        a = squeezed(got.s);
        b = squeezed(expected.s);
        if (strlen(a) < strlen(b) || strcmp(a + strlen(a) - strlen(b), b) != 0)
            fail_at(p, "head", a, b);
        free(a);
        free(b);
        free(head);
        buf_release(&got);
        buf_release(&expected);
    }
}

/* Is a byte a cell? */
static bool is_ascii(const struct strs *heads, const char *line)
{
    for (size_t i = 0; i < heads->n; i++)
        if (utf8_width(heads->v[i]) != strlen(heads->v[i]))
            return false;
    return utf8_width(line) == strlen(line);
}

/* One table with columns from..to; its last rule is passed. */
static void read_table(struct page *p, size_t from, size_t to)
{
    const struct grid *g = &p->l->grid;
    struct strs heads = STRS_INIT;
    struct buf words = BUF_INIT, expected = BUF_INIT;
    const char *line, *about = NULL;
    size_t n = 0;

    while (!is_rule(p, line = next_line(p), '-'))
        strs_add(&heads, line);
    while (!is_rule(p, line = next_line(p), '-')) {
        struct strs fields = STRS_INIT;

        split_fields(&fields, line);
        if (fields.n == to - from + 1) {
            for (size_t i = from; i < to; i++)
                if (strcmp(fields.v[i - from + 1], g->lines[n].cells[i].text))
                    fail_at(p, "cell", line, g->lines[n].cells[i].text);
            if (n == 0 && is_ascii(&heads, line))
                read_heads(p, &heads, line, from, to);
            if (g->lines[n].about &&
                (!about || strcmp(about, g->lines[n].about) != 0))
                add_safe(&expected, g->lines[n].about);
            about = g->lines[n].about;
            add_safe(&expected, g->lines[n].words);
            n++;
        } else if (fields.n != 1) {
            fail_at(p, "cells", line, "");
        }
        buf_addf(&words, "%s ", fields.v[0]);
        strs_release(&fields);
    }
    assert_int_equal(n, g->n_lines);
    assert_same(p, "elements", &words, &expected, squeezed);
    strs_release(&heads);
    buf_release(&words);
    buf_release(&expected);
}

/* One element of the list, to its rule, by how far in its lines stand. */
static void read_element(struct page *p, const struct grid_line *l,
                         const char *about)
{
    const struct grid *g = &p->l->grid;
    static const enum grid_answer order[] = { GRID_YES,        GRID_STOP,
                                              GRID_ASK,        GRID_NO,
                                              GRID_NO_PROMISE, GRID_UNKNOWN };
    struct buf got = BUF_INIT, expected = BUF_INIT;
    size_t in = l->about ? 2 : 0;
    const char *line;

    while (!is_rule(p, line = next_line(p), '-')) {
        if (*line && indent_of(line) > in + 6)
            fail_at(p, "too far in", line, "");
        buf_addf(&got, "%s ", line);
    }
    if (l->about && (!about || strcmp(about, l->about) != 0))
        add_safe(&expected, l->about);
    add_safe(&expected, l->words);
    for (enum grid_group group = GRID_USE; group < GRID_GROUP_COUNT; group++) {
        add_safe(&expected, g->groups[group]);
        for (size_t a = 0; a < GRID_ANSWER_COUNT; a++) {
            struct strs heads = STRS_INIT;

            for (size_t i = 0; i < g->n_columns; i++)
                if (g->columns[i].group == group &&
                    l->cells[i].answer == order[a]) {
                    if (!heads.n)
                        add_safe(&expected, l->cells[i].text);
                    strs_take(&heads, head_of(&g->columns[i]));
                }
            words_list(&voice, &expected, &heads, LIST_AS_IS);
            buf_addc(&expected, ' ');
            strs_release(&heads);
        }
    }
    assert_same(p, "element", &got, &expected, squeezed);
    buf_release(&got);
    buf_release(&expected);
}

static void read_list(struct page *p)
{
    const struct grid *g = &p->l->grid;
    struct buf got = BUF_INIT, expected = BUF_INIT;

    read_to(p, '-', &got);
    add_words(&expected, SAY_GRID_COLLECT, NULL, NULL);
    assert_same(p, "heading", &got, &expected, squeezed);
    for (size_t i = 0; i < g->n_lines; i++)
        read_element(p, &g->lines[i], i ? g->lines[i - 1].about : NULL);
    buf_release(&got);
    buf_release(&expected);
}

static void read_legend(struct page *p)
{
    static const enum grid_answer order[] = { GRID_YES,        GRID_STOP,
                                              GRID_ASK,        GRID_NO,
                                              GRID_NO_PROMISE, GRID_UNKNOWN };
    struct buf got = BUF_INIT, expected = BUF_INIT, marks = BUF_INIT;

    for (size_t i = 0; i < GRID_ANSWER_COUNT; i++)
        if (grid_has(&p->l->grid, order[i])) {
            buf_addf(&marks, "%s ",
                     words_of(&voice, grid_answer_word(order[i])));
            add_words(&expected, grid_answer_word(order[i]), NULL, NULL);
            add_words(&expected, grid_answer_legend(order[i]), NULL, NULL);
        }
    for (size_t i = 0; i < p->l->legend.n; i++) {
        const struct answer *a = &p->l->legend.v[i];

        if (a->name && strstr(marks.s, a->name))
            continue;
        add_safe(&expected, a->name ? a->name : "");
        add_safe(&expected, a->text);
    }
    read_to(p, '=', &got);
    assert_same(p, "legend", &got, &expected, squeezed);
    buf_release(&got);
    buf_release(&expected);
    buf_release(&marks);
}

/* How many columns the first line with cells has. */
static size_t count_columns(const struct page *p)
{
    size_t at = p->at;

    while (!is_rule(p, p->lines.v[at], '-'))
        at++;
    for (at++; !is_rule(p, p->lines.v[at], '-'); at++) {
        struct strs fields = STRS_INIT;
        size_t n;

        split_fields(&fields, p->lines.v[at]);
        n = fields.n;
        strs_release(&fields);
        if (n > 1)
            return n - 1;
    }
    return 0;
}

static void read_grid(struct page *p)
{
    size_t all = p->l->grid.n_columns, n;

    if (!has_grid(p))
        return;
    n = count_columns(p);
    if (n == 0) {
        read_list(p);
    } else {
        assert_true(p->width >= TABLE);
        read_table(p, 0, n);
        if (n < all)
            read_table(p, n, all);
    }
    read_legend(p);
}

/* --- the foot ------------------------------------------------------------ */

static void add_slips(struct buf *b, const struct label *l)
{
    for (size_t i = 0; i < l->slips.n; i++) {
        const struct slip *s = &l->slips.v[i];

        add_safe(b, s->words);
        for (size_t j = 0; j < s->names.n; j++)
            add_words(b, SAY_SLIP_SIGNER, s->names.v[j], NULL);
        if (s->names.n == 0)
            add_words(b, SAY_SLIP_ANYONE, NULL, NULL);
        add_words(b, SAY_SLIP_DATE, NULL, NULL);
    }
}

static void read_foot(struct page *p)
{
    struct buf got = BUF_INIT, expected = BUF_INIT;
    char *all, *facts;

    while (p->at < p->lines.n)
        buf_addf(&got, "%s\n", next_line(p));
    if (!has_grid(p))
        add_answers(&expected, &p->l->legend);
    if (layout_leaves_out(p->layout, p->l))
        add_words(&expected, SAY_MORE_IN_FULL, NULL, NULL);
    add_words(&expected, SAY_FULL_RECORD, p->l->record.v[0].text, NULL);
    add_words(&expected, SAY_CHECK_CODE, p->l->code, NULL);
    add_slips(&expected, p->l);
    all = squeezed(got.s);
    facts = squeezed(expected.s);
    if (strncmp(all, facts, strlen(facts)) != 0)
        fail_at(p, "foot", all, facts);
    assert_int_equal(strstr(all + strlen(facts), words_of(&voice, SAY_DRAFT)) !=
                         NULL,
                     !p->l->approved);
    free(all);
    free(facts);
    buf_release(&got);
    buf_release(&expected);
}

/* Lines without what tells their direction, and the blanks that fill them. */
static void split_lines(struct page *p, const char *text)
{
    voice = (struct voice){ .lang = p->l->lang };
    rtl = language_find(p->l->lang) && language_find(p->l->lang)->rtl;
    while (*text) {
        size_t len = strcspn(text, "\n");
        char *line = xstrndup(text, len), *plain = undirected(line);

        assert_true(utf8_width(line) <= p->width);
        if (rtl && *line && *line != '=' && *line != '-') {
            assert_int_equal(utf8_width(line), p->width);
            assert_int_equal(strncmp(line, "\u2067", 3), 0);
        }
        len = strlen(plain);
        while (rtl && len && plain[len - 1] == ' ')
            plain[--len] = '\0';
        strs_take(&p->lines, plain);
        free(line);
        text += strcspn(text, "\n") + 1;
    }
}

static void read_text(const struct label *l, enum layout layout, size_t width)
{
    struct page p = { .l = l, .layout = layout, .width = width };
    struct buf out = BUF_INIT;

    label_text(l, layout, width, &out);
    split_lines(&p, out.s);
    read_head(&p);
    read_short(&p);
    read_grid(&p);
    read_rows(&p);
    read_foot(&p);
    strs_release(&p.lines);
    buf_release(&out);
}

/* --- the script that is read aloud --------------------------------------- */

/* The words that are said to the next head, or all notes up to there. */
static void read_block(struct page *p, struct buf *said, struct buf *notes)
{
    struct buf *last = NULL;

    for (; p->at < p->lines.n; p->at++) {
        const char *line = p->lines.v[p->at];
        size_t in = indent_of(line);

        if (!*line)
            continue;
        if (in == 0 && *line != '[')
            return;
        if (in == 0)
            last = notes;
        else if (in == 2)
            last = said;
        else if (in != 4)
            fail_at(p, "indent", line, "");
        assert_non_null(last);
        buf_addf(last, "%s ", line + in);
    }
}

static const char *legend_of(const struct label *l, const char *mark)
{
    for (size_t i = 0; i < l->legend.n; i++)
        if (l->legend.v[i].name && strcmp(l->legend.v[i].name, mark) == 0)
            return l->legend.v[i].text;
    return strcmp(mark, words_of(&voice, SAY_YES)) == 0
               ? words_of(&voice, SAY_LEGEND_YES)
               : mark;
}

/* The meanings of the marks that a pair, or a part of it, begins with. */
static void add_meaning(struct buf *b, const struct label *l, const char *text)
{
    char *plain = undirected(text);
    char *between = words_say(&voice, SAY_LIST_LONG, "", "");

    for (size_t i = 0; i < l->legend.n; i++) {
        const char *mark = l->legend.v[i].name;
        size_t len = mark ? strlen(mark) : 0;
        bool has = false;

        for (const char *at = mark ? plain : NULL; at && !has;
             at = strstr(at, between)) {
            at += at > plain ? strlen(between) : 0;
            has =
                strncmp(at, mark, len) == 0 &&
                (strchr(", .", at[len]) || strncmp(at + len, "\u00a0", 2) == 0);
        }
        if (!has)
            continue;
        add_safe(b, mark);
        add_safe(b, l->legend.v[i].text);
    }
    free(between);
    free(plain);
}

/* What is said of the answers: marks by what they mean. */
static void add_said(struct buf *b, const struct label *l,
                     const struct answers *all)
{
    const char *about = NULL;

    for (size_t i = 0; i < all->n; i++) {
        const struct answer *a = &all->v[i];

        if (a->about && (!about || strcmp(about, a->about) != 0))
            add_safe(b, a->about);
        about = a->about;
        if (a->form == FORM_PAIR)
            add_safe(b, a->name);
        add_safe(b, a->text);
        if (a->form == FORM_MARK)
            add_safe(b, legend_of(l, a->name));
        if (a->form == FORM_PAIR)
            add_meaning(b, l, a->text);
    }
}

/* Is the helper told to do that? */
static void assert_note(const struct buf *notes, enum phrase phrase, bool told)
{
    char *all = squeezed(notes->s), *one = squeezed(words_of(&voice, phrase));

    assert_int_equal(strstr(all, one) != NULL, told);
    free(all);
    free(one);
}

static void read_spoken_row(struct page *p, size_t row)
{
    struct buf said = BUF_INIT, notes = BUF_INIT, expected = BUF_INIT,
               head = BUF_INIT, named = BUF_INIT;
    struct answers shown;
    char *number = xasprintf("%zu", row + 1);

    buf_adds(&head, next_line(p));
    while (p->at < p->lines.n && indent_of(p->lines.v[p->at]) == 4)
        buf_addf(&head, " %s", next_line(p));
    add_words(&named, SAY_ORAL_ROW, number, p->l->questions[row]);
    assert_same(p, "question", &head, &named, squeezed);
    read_block(p, &said, &notes);
    layout_shown(&shown, p->layout, row, &p->l->rows[row]);
    add_said(&expected, p->l, &shown);
    if (row < LABEL_ROWS - 1)
        assert_same(p, "said", &said, &expected, skeleton);
    else { /* and behind it the foot                                       */
        char *all = skeleton(said.s), *facts = skeleton(expected.s);

        if (strncmp(all, facts, strlen(facts)) != 0)
            fail_at(p, "said", all, facts);
        buf_clear(&expected);
        for (size_t i = 0; i < p->l->legend.n; i++)
            if (!p->l->legend.v[i].name)
                add_safe(&expected, p->l->legend.v[i].text);
        if (layout_leaves_out(p->layout, p->l))
            add_words(&expected, SAY_MORE_IN_FULL, NULL, NULL);
        add_words(&expected, SAY_FULL_RECORD, p->l->record.v[0].text, NULL);
        add_words(&expected, SAY_CHECK_CODE, p->l->code, NULL);
        free(facts);
        facts = skeleton(expected.s);
        if (!strstr(all, facts))
            fail_at(p, "foot", all, facts);
        free(all);
        free(facts);
    }
    assert_note(&notes, SAY_ORAL_PAUSE, true);
    assert_note(&notes, SAY_ORAL_AGAIN, row == 5 || row == 12);
    free(shown.v);
    free(number);
    buf_release(&said);
    buf_release(&notes);
    buf_release(&expected);
    buf_release(&head);
    buf_release(&named);
}

/* Each choice is asked of each who signs, and has a place for the tick. */
static void read_choices(struct page *p, const char *text)
{
    char *plain = undirected(text), *all = squeezed(plain);
    size_t n = 0, boxes = 0;

    for (size_t i = 0; i < p->l->slips.n; i++)
        n += p->l->slips.v[i].names.n ? p->l->slips.v[i].names.n : 1;
    for (const char *s = all; (s = strstr(s, "[]")); s++)
        boxes++;
    assert_int_equal(boxes, 2 * n);
    free(plain);
    free(all);
}

static void read_oral(const struct label *l, enum layout layout, size_t width)
{
    struct page p = { .l = l, .layout = layout, .width = width };
    struct buf out = BUF_INIT, said = BUF_INIT, notes = BUF_INIT,
               expected = BUF_INIT;

    if (layout == LAYOUT_GRID)
        p.layout = LAYOUT_STANDARD;
    label_oral(l, layout, width, &out);
    split_lines(&p, out.s);
    read_block(&p, &said, &notes);
    add_words(&expected, SAY_ORAL_INTRO, NULL, NULL);
    for (size_t i = 0; i < l->titles.n; i++)
        add_words(&expected, SAY_ORAL_ABOUT, l->titles.v[i].text, NULL);
    for (size_t i = 0; i < l->holders.n; i++)
        add_words(&expected, SAY_ORAL_RUN_BY, l->holders.v[i].text, NULL);
    assert_same(&p, "head", &said, &expected, skeleton);
    assert_note(&notes, SAY_DRAFT_WARNING, !l->approved);
    buf_clear(&said);
    buf_clear(&expected);
    buf_adds(&said, next_line(&p));
    while (indent_of(p.lines.v[p.at]) == 4)
        buf_adds(&said, next_line(&p));
    add_words(&expected, SAY_ORAL_SHORT, NULL, NULL);
    assert_same(&p, "in short", &said, &expected, squeezed);
    buf_clear(&said);
    buf_clear(&expected);
    read_block(&p, &said, &notes);
    add_said(&expected, l, &l->brief);
    assert_same(&p, "in short", &said, &expected, skeleton);
    for (size_t row = 0; row < LABEL_ROWS; row++)
        read_spoken_row(&p, row);
    read_choices(&p, out.s);
    strs_release(&p.lines);
    buf_release(&out);
    buf_release(&said);
    buf_release(&notes);
    buf_release(&expected);
}

/* --- tests --------------------------------------------------------------- */

static const size_t widths[] = { 72, 60, 59, 40, 32, 20, 132 };

static void read_all(const struct label *l)
{
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        for (enum layout layout = 0; layout < LAYOUT_COUNT; layout++) {
            read_text(l, layout, widths[i]);
            read_oral(l, layout, widths[i]);
        }
}

static void the_example_reads_back(void **state)
{
    static const char *const profiles[] = { NULL, "city", "humanitarian",
                                            "school", "health" };
    struct store *s = example_register();
    struct strs refs = STRS_INIT;

    (void)state;
    example_datasets(s, &refs);
    for (size_t i = 0; i < refs.n; i++) {
        const char *one[] = { refs.v[i] };
        struct label *l = example_label(s, one, 1, profiles[i % 5]);

        read_all(l);
        label_free(l);
    }
    strs_release(&refs);
    register_free(s);
}

static void several_datasets_read_back(void **state)
{
    static const char *const refs[][3] = {
        { "bus-stop-phones", "street-cameras", "street-life" },
        { "school-laptops", "school-meals", NULL },
    };
    struct store *s = example_register();

    (void)state;
    for (size_t i = 0; i < sizeof refs / sizeof *refs; i++) {
        struct label *l = example_label(s, refs[i], refs[i][2] ? 3 : 2, NULL);

        read_all(l);
        label_free(l);
    }
    register_free(s);
}

static void an_approved_label_reads_back(void **state)
{
    const char *refs[] = { "residents-list" };
    struct store *s = example_register();
    struct label *l = example_label(s, refs, 1, NULL);

    (void)state;
    l->approved = true;
    l->issue.version = xstrdup("3");
    read_all(l);
    label_free(l);
    register_free(s);
}

static void other_languages_read_back(void **state)
{
    static const char *const langs[] = { "fr", "ar", "bn", "sw" };
    const char *refs[] = { "refugee-registration" };
    struct store *s = example_register();

    (void)state;
    for (size_t i = 0; i < sizeof langs / sizeof *langs; i++) {
        struct label_options o = { .lang = langs[i], .as_of = "2026-11-23" };
        struct error err = ERROR_INIT;
        struct label *l;

        must(label_build(&l, s, refs, 1, &o, &err), &err);
        read_all(l);
        label_free(l);
    }
    register_free(s);
}

/* Texts that look like the frame, and those that are hard to lay out. */
static const char *const hostile[] = {
    "=",
    "-",
    "12 NO. ",
    "12 ",
    "[Pause.] ",
    "Question 6. NO. ",
    "YES ",
    "no  ?  ",
    "x",
    "\u8a9e",
    "e\u0301\u0302",
    "\u0e2a\u0e27\u0e31",
    "a-b/c.d@e ",
    "DRAFT ",
    ": ",
    "WE DO NOT KNOW. ",
    "\u2068x\u2069 ",
    "\u0645\u0631 ",
};

static void put_hostile(struct store *s, size_t number, size_t letters)
{
    char *ref = xasprintf("d%zu-%zu", number, letters), *line;
    struct buf words = BUF_INIT;

    while (words.len < letters)
        buf_adds(&words, hostile[number]);
    line = xasprintf("party|p-%s|name=%s", ref, words.s);
    put_line(s, "", line);
    free(line);
    line = xasprintf("dataset|title=%s|summary=%s|controller=p-%s|harm=%s|"
                     "page=https://a.example/%s",
                     words.s, words.s, ref, words.s, ref);
    put_line(s, ref, line);
    free(line);
    for (size_t i = 0; i < 3; i++) {
        static const char *const lines[] = {
            "element|1|words=%s",
            "use|1|words=%s|choice=opt-in|elements=%%/element/1",
            "recipient|1|words=%s|choice=opt-out",
        };
        struct buf b = BUF_INIT;

        for (const char *at = lines[i]; *at; at++)
            if (strncmp(at, "%s", 2) == 0) {
                buf_adds(&b, words.s);
                at++;
            } else if (strncmp(at, "%%", 2) == 0) {
                buf_addc(&b, '%');
                at++;
            } else {
                buf_addc(&b, *at);
            }
        put_line(s, ref, b.s);
        buf_release(&b);
    }
    line = xasprintf("consent|1|words=%s|given_by=person", words.s);
    put_line(s, ref, line);
    free(line);
    free(ref);
    buf_release(&words);
}

static void hostile_texts_read_back(void **state)
{
    static const size_t letters[] = { 1, 20, 32, 40, 59, 72, 300 };
    enum { KINDS = sizeof hostile / sizeof *hostile };
    enum { LENGTHS = sizeof letters / sizeof *letters };
    struct store *s = cases_begin();

    (void)state;
    for (size_t i = 0; i < KINDS; i++)
        for (size_t j = 0; j < LENGTHS; j++)
            put_hostile(s, i, letters[j]);
    cases_end(s);
    for (size_t i = 0; i < KINDS; i++)
        for (size_t j = 0; j < LENGTHS; j++) {
            char *ref = xasprintf("d%zu-%zu", i, letters[j]);
            struct label *l = label_of(s, ref, NULL);

            read_all(l);
            label_free(l);
            free(ref);
        }
    register_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_example_reads_back),
        cmocka_unit_test(several_datasets_read_back),
        cmocka_unit_test(an_approved_label_reads_back),
        cmocka_unit_test(other_languages_read_back),
        cmocka_unit_test(hostile_texts_read_back),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
