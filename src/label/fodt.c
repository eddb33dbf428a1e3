/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/label.h"

#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/mem.h"
#include "label/fodt_style.h"
#include "label/language.h"
#include "label/page.h"

struct page {
    struct buf *out;
    const struct label *l;
    enum layout layout;
    struct voice voice;
};

/* --- text ---------------------------------------------------------------- */

/* Escaped as for a terminal, so that nothing in it is hidden. */
static void odf_text(struct buf *out, const char *s, size_t len)
{
    struct buf safe = BUF_INIT;

    escape_terminal_len(&safe, s, len, false);
    escape_xml(out, safe.s);
    buf_release(&safe);
}

/* Isolates: LRI, RLI, and PDI, which ends both. */
static void odf_turn_begin(struct buf *out, enum direction d)
{
    buf_adds(out, d == DIRECTION_RTL ? "\u2067" : "\u2066");
}

static void odf_turn_end(struct buf *out)
{
    buf_adds(out, "\u2069");
}

static void odf_lang_begin(struct buf *out, const char *lang, bool turns)
{
    if (turns)
        odf_turn_begin(out, direction_of(lang));
    buf_adds(out, "<text:span text:style-name=\"");
    fodt_style_lang(out, lang);
    buf_adds(out, "\">");
}

static void odf_lang_end(struct buf *out, bool turns)
{
    buf_adds(out, "</text:span>");
    if (turns)
        odf_turn_end(out);
}

static const struct markup odf = {
    .text = odf_text,
    .lang_begin = odf_lang_begin,
    .lang_end = odf_lang_end,
    .turn_begin = odf_turn_begin,
    .turn_end = odf_turn_end,
};

static void add(struct page *p, const char *markup)
{
    buf_adds(p->out, markup);
}

static void add_text(struct page *p, const char *text,
                     const struct facts *facts)
{
    page_text(&odf, p->out, text, facts, p->l);
}

static char *marked(const struct page *p, const char *text,
                    const struct facts *facts)
{
    struct buf b = BUF_INIT;

    page_text(&odf, &b, text, facts, p->l);
    return buf_detach(&b);
}

static void begin(struct page *p, const char *style)
{
    buf_addf(p->out, "<text:p text:style-name=\"Label_%s\">", style);
}

static void end(struct page *p)
{
    add(p, "</text:p>\n");
}

/* A heading that shows in the outline. */
static void add_heading(struct page *p, int level, const char *style,
                        enum phrase words)
{
    buf_addf(p->out,
             "<text:h text:style-name=\"Label_%s\" text:outline-level=\"%d\">",
             style, level);
    add_text(p, words_of(&p->voice, words), NULL);
    add(p, "</text:h>\n");
}

/* A paragraph of a phrase around one text. */
static void add_around(struct page *p, const char *style, enum phrase words,
                       const char *text, const struct facts *facts)
{
    char *one = marked(p, text, facts);

    begin(p, style);
    page_phrase(&odf, p->out, &p->voice, words, one, NULL);
    end(p);
    free(one);
}

static char *strong(const struct page *p, const char *text,
                    const struct facts *facts)
{
    char *inner = marked(p, text, facts);
    char *all = xasprintf("<text:span text:style-name=\"Label_Strong\">%s"
                          "</text:span>",
                          inner);

    free(inner);
    return all;
}

/* --- answers ------------------------------------------------------------- */

static void add_pair(struct page *p, const char *style, const struct answer *a)
{
    char *name = strong(p, a->name, &a->facts);
    char *text = marked(p, a->text, &a->facts);

    begin(p, style);
    page_phrase(&odf, p->out, &p->voice, SAY_NAMED, name, text);
    end(p);
    free(name);
    free(text);
}

static void add_about(struct page *p, const char *style, const char *title)
{
    struct facts facts;

    page_facts(&facts, &p->l->titles);
    add_around(p, strcmp(style, "Text") == 0 ? "About" : "Head_About",
               SAY_TITLE, title, &facts);
    free(facts.v);
}

static void add_run(struct page *p, const struct answers *l,
                    const struct block *b)
{
    for (size_t i = b->from; i < b->to; i++) {
        add(p, i > b->from ? " " : "");
        add_text(p, l->v[i].text, &l->v[i].facts);
    }
}

/* `style`: of plain paragraphs, Text in a cell and Head in the box. */
static void add_block(struct page *p, const char *style,
                      const struct answers *l, const struct block *b)
{
    const struct answer *a = &l->v[b->from];
    char *mark;

    switch (b->kind) {
    case BLOCK_ABOUT:
        add_about(p, style, a->about);
        return;
    case BLOCK_PAIR:
        add_pair(p, style, a);
        return;
    case BLOCK_MARK:
        mark = strong(p, a->name, &a->facts);
        begin(p, strcmp(style, "Text") == 0 ? "Mark" : style);
        add(p, mark);
        add(p, "<text:tab/>");
        free(mark);
        break;
    case BLOCK_TEXT:
        begin(p, style);
        break;
    }
    add_run(p, l, b);
    end(p);
}

static void add_answers(struct page *p, const char *style,
                        const struct answers *l)
{
    struct blocks walk = BLOCKS_INIT(l);
    struct block b;

    while (blocks_next(&walk, &b))
        add_block(p, style, l, &b);
}

/* --- the parts of the page ----------------------------------------------- */

/* The head or the foot of each page. */
static void add_edge(const struct page *p, struct buf *out, bool top)
{
    struct page apart = *p;

    apart.out = out;
    begin(&apart, "Draft");
    if (!p->l->approved) {
        add_text(&apart, words_of(&p->voice, SAY_DRAFT), NULL);
        add(&apart, "<text:s text:c=\"4\"/>");
        add_text(&apart, words_of(&p->voice, SAY_DRAFT_WARNING), NULL);
    }
    if (!top)
        add(&apart, "<text:s text:c=\"4\"/><text:page-number/> / "
                    "<text:page-count/>");
    end(&apart);
    if (!top || !p->l->remark)
        return;
    begin(&apart, "Draft");
    add_text(&apart, p->l->remark, NULL);
    end(&apart);
}

static void add_head_styles(struct page *p)
{
    struct buf title = BUF_INIT, head = BUF_INIT, foot = BUF_INIT;

    odf_text(&title, words_of(&p->voice, SAY_HEADING),
             strlen(words_of(&p->voice, SAY_HEADING)));
    for (size_t i = 0; i < p->l->titles.n; i++) {
        const char *text = p->l->titles.v[i].text;

        buf_adds(&title, i ? ", " : ": ");
        odf_text(&title, text, strlen(text));
    }
    add_edge(p, &head, true);
    add_edge(p, &foot, false);
    fodt_style(p->out, p->l, title.s, head.s, foot.s);
    buf_release(&title);
    buf_release(&head);
    buf_release(&foot);
}

/* "Label bus-stop-phones  version 2" */
static void add_id(struct page *p, const char *style)
{
    struct buf refs = BUF_INIT;
    char *one, *two;

    for (size_t i = 0; i < p->l->refs.n; i++)
        buf_addf(&refs, "%s%s", i ? ", " : "", p->l->refs.v[i]);
    one = marked(p, refs.s, NULL);
    two = marked(p, p->l->approved ? p->l->issue.version : "", NULL);
    begin(p, style);
    page_phrase(&odf, p->out, &p->voice,
                p->l->approved ? SAY_LABEL_VERSION : SAY_LABEL_DRAFT, one, two);
    end(p);
    free(one);
    free(two);
    buf_release(&refs);
}

static void add_holders(struct page *p)
{
    struct facts facts;
    struct strs names = STRS_INIT;
    struct buf list = BUF_INIT;

    page_facts(&facts, &p->l->holders);
    for (size_t i = 0; i < p->l->holders.n; i++)
        strs_add(&names, p->l->holders.v[i].text);
    words_list(&p->voice, &list, &names, LIST_NAMES);
    add_around(p, "Head", SAY_RUN_BY, list.s, &facts);
    free(facts.v);
    strs_release(&names);
    buf_release(&list);
}

/* The language as those who speak it call it, and the day if one was asked
 * for. */
static void add_language(struct page *p)
{
    char *day = page_day(p->l, &p->voice);

    add_around(p, "Head", SAY_LANGUAGE, language_find(page_lang(p->l))->own,
               NULL);
    if (day) {
        begin(p, "Head");
        add_text(p, day, NULL);
        end(p);
    }
    free(day);
}

static void add_head(struct page *p)
{
    add_heading(p, 1, "Heading", SAY_HEADING);
    for (size_t i = 0; i < p->l->titles.n; i++) {
        begin(p, "Title");
        add_text(p, p->l->titles.v[i].text, &p->l->titles.v[i].facts);
        end(p);
    }
    add_holders(p);
    add_language(p);
    add_id(p, "Head");
    add_heading(p, 2, "Short_Heading", SAY_IN_SHORT);
    add_answers(p, "Head", &p->l->brief);
}

/* --- tables -------------------------------------------------------------- */

static void begin_cell(struct page *p, const char *rule, const char *column)
{
    buf_addf(p->out,
             "<table:table-cell table:style-name=\"%s_%s\" "
             "office:value-type=\"string\">\n",
             rule, column);
}

static void end_cell(struct page *p)
{
    add(p, "</table:table-cell>\n");
}

/* --- the grid ------------------------------------------------------------ */

/* A cell of the grid with one paragraph, over `columns` and `rows`. */
static void begin_grid_cell(struct page *p, const char *cell, size_t columns,
                            size_t rows, const char *style)
{
    buf_addf(p->out, "<table:table-cell table:style-name=\"Grid_%s\"", cell);
    if (columns > 1)
        buf_addf(p->out, " table:number-columns-spanned=\"%zu\"", columns);
    if (rows > 1)
        buf_addf(p->out, " table:number-rows-spanned=\"%zu\"", rows);
    add(p, " office:value-type=\"string\">");
    begin(p, style);
}

static void end_grid_cell(struct page *p, size_t covered)
{
    add(p, "</text:p></table:table-cell>\n");
    for (size_t i = 1; i < covered; i++)
        add(p, "<table:covered-table-cell/>\n");
}

static const char *cell_of(const struct grid *g, size_t column)
{
    return column + 1 == g->n_columns     ? "Last"
           : page_begins_group(g, column) ? "First"
                                          : "Cell";
}

/* Two rows of heads, which stand on each page. */
static void add_grid_head(struct page *p)
{
    const struct grid *g = &p->l->grid;

    add(p, "<table:table-header-rows>"
           "<table:table-row table:style-name=\"Row\">\n");
    begin_grid_cell(p, "Top_Words", 1, 2, "About");
    add_text(p, words_of(&p->voice, SAY_GRID_COLLECT), NULL);
    end_grid_cell(p, 1);
    for (size_t i = 0, n; i < g->n_columns; i += n) {
        for (n = 1; i + n < g->n_columns && !page_begins_group(g, i + n); n++)
            ;
        begin_grid_cell(p, i + n == g->n_columns ? "Top_Last" : "Top_First", n,
                        1, "Grid_Head");
        add_text(p, g->groups[g->columns[i].group], NULL);
        end_grid_cell(p, n);
    }
    add(p, "</table:table-row>\n"
           "<table:table-row table:style-name=\"Row\">\n"
           "<table:covered-table-cell/>\n");
    for (size_t i = 0; i < g->n_columns; i++) {
        begin_grid_cell(p, cell_of(g, i), 1, 1, "Grid_Head");
        add_text(p, g->columns[i].words, NULL);
        end_grid_cell(p, 1);
    }
    add(p, "</table:table-row></table:table-header-rows>\n");
}

static void add_grid_title(struct page *p, const char *title)
{
    add(p, "<table:table-row table:style-name=\"Row\">\n");
    begin_grid_cell(p, "Only", p->l->grid.n_columns + 1, 1, "About");
    add_text(p, title, NULL);
    end_grid_cell(p, p->l->grid.n_columns + 1);
    add(p, "</table:table-row>\n");
}

static void add_line(struct page *p, const struct grid_line *line)
{
    const struct grid *g = &p->l->grid;
    struct facts facts;

    page_facts(&facts, &p->l->rows[0]);
    add(p, "<table:table-row table:style-name=\"Row\">\n");
    begin_grid_cell(p, "Words", 1, 1, "Text");
    add_text(p, line->words, &facts);
    end_grid_cell(p, 1);
    for (size_t i = 0; i < g->n_columns; i++) {
        const struct grid_cell *c = &line->cells[i];

        begin_grid_cell(p, cell_of(g, i), 1, 1,
                        c->answer == GRID_NO ? "Grid_No" : "Grid_Yes");
        add_text(p, c->text, &c->facts);
        end_grid_cell(p, 1);
    }
    add(p, "</table:table-row>\n");
    free(facts.v);
}

static void add_grid(struct page *p)
{
    const struct grid *g = &p->l->grid;
    const char *about = NULL;
    struct answers legend;

    if (!page_has_grid(p->l, p->layout))
        return;
    add(p, "<table:table table:name=\"");
    add_text(p, words_of(&p->voice, SAY_GRID_CAPTION), NULL);
    buf_addf(p->out,
             "\" table:style-name=\"Rows\">\n"
             "<table:table-column table:style-name=\"Grid_Words\"/>"
             "<table:table-column table:style-name=\"Grid_Cells\" "
             "table:number-columns-repeated=\"%zu\"/>\n",
             g->n_columns);
    add_grid_head(p);
    for (size_t i = 0; i < g->n_lines; i++) {
        const char *title = g->lines[i].about;

        if (title && (!about || strcmp(about, title) != 0))
            add_grid_title(p, title);
        about = title;
        add_line(p, &g->lines[i]);
    }
    add(p, "</table:table>\n");
    page_legend(p->l, &p->voice, &legend);
    add_answers(p, "Head", &legend);
    answers_release(&legend);
}

/* --- the rows ------------------------------------------------------------ */

/* The head of the table, which stands on each page. */
static void add_columns(struct page *p)
{
    add(p, "<table:table-column table:style-name=\"Question\"/>"
           "<table:table-column table:style-name=\"Answer\"/>\n"
           "<table:table-header-rows>"
           "<table:table-row table:style-name=\"Row\">\n");
    begin_cell(p, "First", "Question");
    begin(p, "About");
    add_text(p, words_of(&p->voice, SAY_COLUMN_QUESTION), NULL);
    end(p);
    end_cell(p);
    begin_cell(p, "First", "Answer");
    begin(p, "About");
    add_text(p, words_of(&p->voice, SAY_COLUMN_ANSWER), NULL);
    end(p);
    end_cell(p);
    add(p, "</table:table-row></table:table-header-rows>\n");
}

static void add_row(struct page *p, size_t row)
{
    struct answers shown;
    const char *rule = page_heavy(row) ? "Heavy" : "Light";

    add(p, "<table:table-row table:style-name=\"Row\">\n");
    begin_cell(p, rule, "Question");
    begin(p, "Row_Heading");
    buf_addf(p->out, "%zu<text:tab/>", row + 1);
    add_text(p, p->l->questions[row], NULL);
    end(p);
    end_cell(p);
    begin_cell(p, rule, "Answer");
    layout_shown(&shown, p->layout, row, &p->l->rows[row]);
    add_answers(p, "Text", &shown);
    free(shown.v);
    end_cell(p);
    add(p, "</table:table-row>\n");
}

static void add_rows(struct page *p)
{
    add(p, "<table:table table:name=\"");
    add_text(p, words_of(&p->voice, SAY_CAPTION), NULL);
    add(p, "\" table:style-name=\"Rows\">\n");
    add_columns(p);
    for (size_t i = 0; i < LABEL_ROWS; i++)
        add_row(p, i);
    add(p, "</table:table>\n");
}

static void add_code(struct page *p, const char *style)
{
    add_around(p, style, SAY_CHECK_CODE, p->l->code, NULL);
}

static void add_foot(struct page *p)
{
    if (!page_has_grid(p->l, p->layout))
        add_answers(p, "Head", &p->l->legend);
    if (layout_leaves_out(p->layout, p->l)) {
        begin(p, "Head");
        add_text(p, words_of(&p->voice, SAY_MORE_IN_FULL), NULL);
        end(p);
    }
    for (size_t i = 0; i < p->l->record.n; i++)
        add_around(p, "Head", SAY_FULL_RECORD, p->l->record.v[i].text,
                   &p->l->record.v[i].facts);
    add_code(p, "Foot");
}

/* --- the slip ------------------------------------------------------------ */

/* A phrase whose boxes "[ ]" become one character: U+2610. */
static void add_boxes(struct page *p, enum phrase words, const char *one)
{
    struct buf b = BUF_INIT;

    page_phrase(&odf, &b, &p->voice, words, "\t", NULL);
    for (const char *s = b.s; *s; s++)
        if (*s == '\t') {
            add(p, one);
        } else if (strncmp(s, "[ ]", 3) == 0) {
            add(p, "\u2610");
            s += 2;
        } else {
            buf_addc(p->out, *s);
        }
    buf_release(&b);
}

static void add_choice(struct page *p, const struct slip *s)
{
    add_around(p, "Choice", SAY_SLIP_NAME, s->words, NULL);
    begin(p, "Signer");
    for (size_t i = 0; i < s->names.n; i++) {
        char *signer = marked(p, s->names.v[i], NULL);

        add_boxes(p, SAY_SLIP_SIGNER, signer);
        add(p, "<text:s text:c=\"4\"/>");
        free(signer);
    }
    if (!s->names.n) {
        add_boxes(p, SAY_SLIP_ANYONE, "");
        add(p, "<text:s text:c=\"4\"/>");
    }
    add_text(p, words_of(&p->voice, SAY_SLIP_DATE), NULL);
    end(p);
}

static void add_slip(struct page *p)
{
    const struct slips *l = &p->l->slips;

    if (!l->n)
        return;
    add_heading(p, 2, "Slip_Heading", SAY_SLIP_HEADING);
    add_id(p, "Text");
    add_code(p, "Text");
    for (size_t i = 0; i < l->n; i++)
        add_choice(p, &l->v[i]);
}

void label_fodt(const struct label *l, enum layout layout, struct buf *out)
{
    struct page p = {
        .out = out, .l = l, .layout = layout, .voice = { .lang = l->lang }
    };

    add_head_styles(&p);
    add(&p, "<office:body><office:text>\n");
    add_head(&p);
    add_grid(&p);
    add_rows(&p);
    add_foot(&p);
    add_slip(&p);
    add(&p, "</office:text></office:body>\n</office:document>\n");
}
