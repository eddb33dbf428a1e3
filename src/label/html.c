/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/label.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/base64.h"
#include "base/escape.h"
#include "base/mem.h"
#include "base/sha256.h"
#include "label/html_style.h"
#include "label/language.h"
#include "label/page.h"

/*
 * One file that asks for nothing: its policy lets in no script, no image and
 * no style but the one whose digest it names, whatever the register holds.
 *
 * On a narrow screen rows, heads and cells are drawn as blocks; for some
 * browsers they are no table then, so each says what it is (role).
 */
struct page {
    struct buf *out;
    const struct label *l;
    enum layout layout;
    struct voice voice;
};

/* --- text ---------------------------------------------------------------- */

static void html_text(struct buf *out, const char *s, size_t len)
{
    char *part = xstrndup(s, len);

    escape_html(out, part);
    free(part);
}

/* An empty tag says that nobody knows the language. */
static void html_lang_begin(struct buf *out, const char *lang, bool turns)
{
    (void)turns;
    if (strcmp(lang, "und") == 0) {
        buf_adds(out, "<bdi lang=\"\">");
        return;
    }
    buf_adds(out, "<bdi lang=\"");
    escape_html(out, lang);
    buf_addf(out, "\" dir=\"%s\">", direction_name(direction_of(lang)));
}

static void html_turn_begin(struct buf *out, enum direction d)
{
    buf_addf(out, "<bdi dir=\"%s\">", direction_name(d));
}

static void html_lang_end(struct buf *out, bool turns)
{
    (void)turns;
    buf_adds(out, "</bdi>");
}

static void html_turn_end(struct buf *out)
{
    buf_adds(out, "</bdi>");
}

static const struct markup html = {
    .text = html_text,
    .lang_begin = html_lang_begin,
    .lang_end = html_lang_end,
    .turn_begin = html_turn_begin,
    .turn_end = html_turn_end,
};

static void add(struct page *p, const char *markup)
{
    buf_adds(p->out, markup);
}

static void add_text(struct page *p, const char *text,
                     const struct facts *facts)
{
    page_text(&html, p->out, text, facts, p->l);
}

static void add_words(struct page *p, enum phrase words)
{
    add_text(p, words_of(&p->voice, words), NULL);
}

/* Text marked up, apart from the page. */
static char *marked(const struct page *p, const char *text,
                    const struct facts *facts)
{
    struct buf b = BUF_INIT;

    page_text(&html, &b, text, facts, p->l);
    return buf_detach(&b);
}

static void add_phrase(struct page *p, enum phrase words, const char *one,
                       const char *two)
{
    page_phrase(&html, p->out, &p->voice, words, one, two);
}

/* A phrase around one text. */
static void add_around(struct page *p, enum phrase words, const char *text,
                       const struct facts *facts)
{
    char *one = marked(p, text, facts);

    add_phrase(p, words, one, NULL);
    free(one);
}

/* --- answers ------------------------------------------------------------- */

/* The texts of a block, each an answer of its own. */
static void add_run(struct page *p, const struct answers *l,
                    const struct block *b)
{
    for (size_t i = b->from; i < b->to; i++) {
        add(p, i > b->from ? " " : "");
        add_text(p, l->v[i].text, &l->v[i].facts);
    }
}

static void add_about(struct page *p, const char *title)
{
    struct facts facts;

    page_facts(&facts, &p->l->titles);
    add(p, "<p class=\"about\">");
    add_around(p, SAY_TITLE, title, &facts);
    add(p, "</p>\n");
    free(facts.v);
}

static void add_pair(struct page *p, const struct answer *a)
{
    char *name = marked(p, a->name, &a->facts);
    char *text = marked(p, a->text, &a->facts);
    char *bold = xasprintf("<b>%s</b>", name);

    add(p, "<p class=\"pair\">");
    add_phrase(p, SAY_NAMED, bold, text);
    add(p, "</p>\n");
    free(name);
    free(text);
    free(bold);
}

static void add_block(struct page *p, const struct answers *l,
                      const struct block *b)
{
    const struct answer *a = &l->v[b->from];

    switch (b->kind) {
    case BLOCK_ABOUT:
        add_about(p, a->about);
        return;
    case BLOCK_PAIR:
        add_pair(p, a);
        return;
    case BLOCK_MARK:
        add(p, "<p class=\"mark\"><strong>");
        add_text(p, a->name, &a->facts);
        add(p, " </strong>");
        break;
    case BLOCK_TEXT:
        add(p, "<p>");
        break;
    }
    add_run(p, l, b);
    add(p, "</p>\n");
}

static void add_answers(struct page *p, const struct answers *l)
{
    struct blocks walk = BLOCKS_INIT(l);
    struct block b;

    while (blocks_next(&walk, &b))
        add_block(p, l, &b);
}

/* --- the parts of the page ----------------------------------------------- */

static void add_policy(struct page *p)
{
    unsigned char digest[SHA256_LEN];

    sha256_of(html_style, strlen(html_style), digest);
    add(p, "<meta http-equiv=\"Content-Security-Policy\" content=\""
           "default-src 'none'; style-src 'sha256-");
    base64_add(p->out, digest, sizeof digest);
    add(p, "'; base-uri 'none'; form-action 'none'\">\n");
}

/* "DATA FACTS: Phone counters at bus stops"; no tags are allowed there. */
static void add_title(struct page *p)
{
    add(p, "<title>");
    escape_html(p->out, words_of(&p->voice, SAY_HEADING));
    for (size_t i = 0; i < p->l->titles.n; i++) {
        add(p, i ? ", " : ": ");
        escape_html(p->out, p->l->titles.v[i].text);
    }
    add(p, "</title>\n");
}

static void add_document(struct page *p)
{
    add(p, "<!DOCTYPE html>\n<html lang=\"");
    escape_html(p->out, page_lang(p->l));
    buf_addf(p->out, "\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
             direction_name(direction_of(page_lang(p->l))));
    add_policy(p);
    add(p, "<meta name=\"viewport\" content=\"width=device-width, "
           "initial-scale=1\">\n"
           "<meta name=\"color-scheme\" content=\"light dark\">\n");
    add_title(p);
    buf_addf(p->out, "<style>%s</style>\n</head>\n<body>\n", html_style);
    add(p, "<div class=\"sheet\">\n");
}

/* The first and the last thing on each page. */
static void add_edge(struct page *p, const char *tag, bool top)
{
    bool remark = top && p->l->remark;

    if (p->l->approved && !remark)
        return;
    buf_addf(p->out, "<%s class=\"draft\">", tag);
    if (!p->l->approved) {
        add(p, "<p><strong>");
        add_words(p, SAY_DRAFT);
        add(p, "</strong> ");
        add_words(p, SAY_DRAFT_WARNING);
        add(p, "</p>");
    }
    if (remark) {
        add(p, "<p>");
        add_text(p, p->l->remark, NULL);
        add(p, "</p>");
    }
    buf_addf(p->out, "</%s>\n", tag);
}

/* "Label bus-stop-phones  version 2" */
static void add_id(struct page *p)
{
    struct buf refs = BUF_INIT;
    char *one, *two;

    for (size_t i = 0; i < p->l->refs.n; i++)
        buf_addf(&refs, "%s%s", i ? ", " : "", p->l->refs.v[i]);
    add(p, "<p class=\"id\">");
    one = marked(p, refs.s, NULL);
    two = marked(p, p->l->approved ? p->l->issue.version : "", NULL);
    add_phrase(p, p->l->approved ? SAY_LABEL_VERSION : SAY_LABEL_DRAFT, one,
               two);
    add(p, "</p>\n");
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
    add(p, "<p class=\"holder\">");
    add_around(p, SAY_RUN_BY, list.s, &facts);
    add(p, "</p>\n");
    free(facts.v);
    strs_release(&names);
    buf_release(&list);
}

/* The language as those who speak it call it, and the day if one was asked
 * for. */
static void add_language(struct page *p)
{
    char *day = page_day(p->l, &p->voice);

    add(p, "<p>");
    add_around(p, SAY_LANGUAGE, language_find(page_lang(p->l))->own, NULL);
    add(p, "</p>\n");
    if (day) {
        add(p, "<p>");
        add_text(p, day, NULL);
        add(p, "</p>\n");
    }
    free(day);
}

static void add_head(struct page *p)
{
    add(p, "<div class=\"head\">\n<h1><span class=\"heading\">");
    add_words(p, SAY_HEADING);
    add(p, "</span>");
    for (size_t i = 0; i < p->l->titles.n; i++) {
        const struct answer *a = &p->l->titles.v[i];

        add(p, "\n<span class=\"title\">");
        add_text(p, a->text, &a->facts);
        add(p, "</span>");
    }
    add(p, "</h1>\n<div class=\"who\">\n");
    add_holders(p);
    add_id(p);
    add_language(p);
    add(p, "</div>\n</div>\n");
}

static void add_short(struct page *p)
{
    add(p, "<div class=\"short\">\n<h2>");
    add_words(p, SAY_IN_SHORT);
    add(p, "</h2>\n");
    add_answers(p, &p->l->brief);
    add(p, "</div>\n");
}

/* --- the grid ------------------------------------------------------------ */

static size_t group_size(const struct grid *g, enum grid_group group)
{
    size_t n = 0;

    for (size_t i = 0; i < g->n_columns; i++)
        n += g->columns[i].group == group;
    return n;
}

static void add_grid_head(struct page *p)
{
    const struct grid *g = &p->l->grid;

    add(p, "<thead role=\"rowgroup\">\n<tr role=\"row\"><th scope=\"col\" "
           "role=\"columnheader\" rowspan=\"2\">");
    add_words(p, SAY_GRID_COLLECT);
    add(p, "</th>");
    for (enum grid_group i = GRID_USE; i < GRID_GROUP_COUNT; i++) {
        buf_addf(p->out,
                 "<th scope=\"colgroup\" role=\"columnheader\" "
                 "class=\"first\" colspan=\"%zu\">",
                 group_size(g, i));
        add_text(p, g->groups[i], NULL);
        add(p, "</th>");
    }
    add(p, "</tr>\n<tr role=\"row\">");
    for (size_t i = 0; i < g->n_columns; i++) {
        buf_addf(p->out, "<th scope=\"col\" role=\"columnheader\"%s>",
                 page_begins_group(g, i) ? " class=\"first\"" : "");
        add_text(p, g->columns[i].words, NULL);
        add(p, "</th>");
    }
    add(p, "</tr>\n</thead>\n");
}

/* One word; on a narrow screen the heads of its column stand beside it. */
static void add_cell(struct page *p, size_t column, const struct grid_cell *c)
{
    const struct grid *g = &p->l->grid;
    bool first = page_begins_group(g, column);

    buf_addf(p->out, "<td role=\"cell\"%s>", first ? " class=\"first\"" : "");
    if (first) {
        add(p, "<span class=\"group\" aria-hidden=\"true\">");
        add_text(p, g->groups[g->columns[column].group], NULL);
        add(p, "</span>");
    }
    add(p, "<span class=\"key\" aria-hidden=\"true\">");
    add_text(p, g->columns[column].words, NULL);
    add(p, "</span>");
    add(p, c->answer == GRID_NO ? "<span>" : "<strong>");
    add_text(p, c->text, &c->facts);
    add(p, c->answer == GRID_NO ? "</span></td>" : "</strong></td>");
}

static void add_line(struct page *p, const struct grid_line *line)
{
    struct facts facts;

    page_facts(&facts, &p->l->rows[0]);
    add(p, "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">");
    add_text(p, line->words, &facts);
    add(p, "</th>\n");
    for (size_t i = 0; i < p->l->grid.n_columns; i++)
        add_cell(p, i, &line->cells[i]);
    add(p, "</tr>\n");
    free(facts.v);
}

/* The lines, each dataset's in a body of its own below its title. */
static void add_lines(struct page *p)
{
    const struct grid *g = &p->l->grid;
    const char *about = NULL;

    for (size_t i = 0; i < g->n_lines; i++) {
        const char *title = g->lines[i].about;
        bool begins = title && (!about || strcmp(about, title) != 0);

        if (i == 0 || begins)
            buf_addf(p->out, "%s<tbody role=\"rowgroup\">\n",
                     i ? "</tbody>\n" : "");
        if (begins) {
            buf_addf(p->out,
                     "<tr role=\"row\"><th scope=\"rowgroup\" "
                     "role=\"rowheader\" colspan=\"%zu\">",
                     g->n_columns + 1);
            add_text(p, title, NULL);
            add(p, "</th></tr>\n");
        }
        about = title;
        add_line(p, &g->lines[i]);
    }
    add(p, g->n_lines ? "</tbody>\n" : "");
}

static void add_grid_legend(struct page *p)
{
    struct answers legend;

    page_legend(p->l, &p->voice, &legend);
    add(p, "<div class=\"legend key-of-grid\">\n");
    add_answers(p, &legend);
    add(p, "</div>\n");
    answers_release(&legend);
}

static void add_grid(struct page *p)
{
    const struct grid *g = &p->l->grid;

    if (!page_has_grid(p->l, p->layout))
        return;
    add(p, "<table class=\"grid\" role=\"table\">\n<caption class=\"aside\">");
    add_words(p, SAY_GRID_CAPTION);
    add(p, "</caption>\n<colgroup></colgroup>");
    for (enum grid_group i = GRID_USE; i < GRID_GROUP_COUNT; i++)
        buf_addf(p->out, "<colgroup span=\"%zu\"></colgroup>",
                 group_size(g, i));
    add(p, "\n");
    add_grid_head(p);
    add_lines(p);
    add(p, "</table>\n");
    add_grid_legend(p);
}

/* --- the rows ------------------------------------------------------------ */

static void add_row(struct page *p, size_t row)
{
    struct answers shown;

    buf_addf(p->out,
             "<tr role=\"row\"%s><th scope=\"row\" role=\"rowheader\">"
             "<div class=\"q\"><span class=\"n\">%zu </span><span>",
             page_heavy(row) ? " class=\"heavy\"" : "", row + 1);
    add_text(p, p->l->questions[row], NULL);
    add(p, "</span></div></th>\n<td role=\"cell\">\n");
    layout_shown(&shown, p->layout, row, &p->l->rows[row]);
    add_answers(p, &shown);
    free(shown.v);
    add(p, "</td></tr>\n");
}

static void add_rows(struct page *p)
{
    add(p, "<table class=\"rows\" role=\"table\">\n<caption class=\"aside\">");
    add_words(p, SAY_CAPTION);
    add(p, "</caption>\n<thead role=\"rowgroup\" class=\"aside\">"
           "<tr role=\"row\"><th scope=\"col\" role=\"columnheader\">");
    add_words(p, SAY_COLUMN_QUESTION);
    add(p, "</th><th scope=\"col\" role=\"columnheader\">");
    add_words(p, SAY_COLUMN_ANSWER);
    add(p, "</th></tr></thead>\n<tbody role=\"rowgroup\">\n");
    for (size_t i = 0; i < LABEL_ROWS; i++)
        add_row(p, i);
    add(p, "</tbody>\n</table>\n");
}

static bool is_web(const char *url)
{
    return strncasecmp(url, "https://", 8) == 0 ||
           strncasecmp(url, "http://", 7) == 0;
}

/* Where the full record is; a link only where it can do no harm. */
static void add_record(struct page *p, const struct answer *a)
{
    char *text = marked(p, a->text, &a->facts);
    struct buf link = BUF_INIT;

    if (is_web(a->text)) {
        buf_adds(&link, "<a rel=\"noreferrer\" href=\"");
        escape_html(&link, a->text);
        buf_addf(&link, "\">%s</a>", text);
    }
    add(p, "<p>");
    add_phrase(p, SAY_FULL_RECORD, link.len ? link.s : text, NULL);
    add(p, "</p>\n");
    buf_release(&link);
    free(text);
}

static void add_code(struct page *p)
{
    char *code = xasprintf("<b class=\"code\">%s</b>", p->l->code);

    add(p, "<p>");
    add_phrase(p, SAY_CHECK_CODE, code, NULL);
    add(p, "</p>\n");
    free(code);
}

/* What the marks of the rows mean, unless the grid has told it. */
static void add_legend(struct page *p)
{
    bool legend = p->l->legend.n && !page_has_grid(p->l, p->layout);
    bool more = layout_leaves_out(p->layout, p->l);

    if (!legend && !more)
        return;
    add(p, "<div class=\"legend\">\n");
    if (legend)
        add_answers(p, &p->l->legend);
    if (more) {
        add(p, "<p class=\"more\">");
        add_words(p, SAY_MORE_IN_FULL);
        add(p, "</p>\n");
    }
    add(p, "</div>\n");
}

static void add_foot(struct page *p)
{
    add_legend(p);
    add(p, "<div class=\"foot\">\n");
    for (size_t i = 0; i < p->l->record.n; i++)
        add_record(p, &p->l->record.v[i]);
    add_code(p);
    add(p, "</div>\n");
}

/* --- the slip ------------------------------------------------------------ */

/* A phrase whose boxes "[ ]" become squares to tick on paper. */
static void add_boxes(struct page *p, enum phrase words, const char *one)
{
    static const char square[] =
        "<span class=\"box\" aria-hidden=\"true\">[ ]</span>";
    struct page apart = *p;
    struct buf b = BUF_INIT;
    const char *s, *box;

    apart.out = &b;
    add_phrase(&apart, words, "\t", NULL);
    for (s = b.s; *s; s++) {
        box = strncmp(s, "[ ]", 3) == 0 ? square : NULL;
        if (*s == '\t')
            add(p, one);
        else if (box)
            add(p, box);
        else
            buf_addc(p->out, *s);
        s += box ? 2 : 0;
    }
    buf_release(&b);
}

static void add_choice(struct page *p, const struct slip *s)
{
    add(p, "<li class=\"choice\"><span class=\"what\">");
    add_around(p, SAY_SLIP_NAME, s->words, NULL);
    add(p, "</span>\n");
    for (size_t i = 0; i < s->names.n; i++) {
        char *signer = marked(p, s->names.v[i], NULL);

        add(p, "<span class=\"signer\">");
        add_boxes(p, SAY_SLIP_SIGNER, signer);
        add(p, "</span>\n");
        free(signer);
    }
    if (!s->names.n) {
        add(p, "<span class=\"signer\">");
        add_boxes(p, SAY_SLIP_ANYONE, "");
        add(p, "</span>\n");
    }
    add(p, "<span class=\"date\">");
    add_words(p, SAY_SLIP_DATE);
    add(p, "</span></li>\n");
}

static void add_slip(struct page *p)
{
    const struct slips *l = &p->l->slips;

    if (!l->n)
        return;
    add(p, "<div class=\"slip\">\n<h2>");
    add_words(p, SAY_SLIP_HEADING);
    add(p, "</h2>\n");
    add_id(p);
    add_code(p);
    add(p, "<ul>\n");
    for (size_t i = 0; i < l->n; i++)
        add_choice(p, &l->v[i]);
    add(p, "</ul>\n</div>\n");
}

void label_html(const struct label *l, enum layout layout, struct buf *out)
{
    struct page p = {
        .out = out, .l = l, .layout = layout, .voice = { .lang = l->lang }
    };

    add_document(&p);
    add_edge(&p, "header", true);
    add(&p, "<main>\n<div class=\"label\">\n");
    add_head(&p);
    add_short(&p);
    add_grid(&p);
    add_rows(&p);
    add_foot(&p);
    add(&p, "</div>\n");
    add_slip(&p);
    add(&p, "</main>\n");
    add_edge(&p, "footer", false);
    add(&p, "</div>\n</body>\n</html>\n");
}
