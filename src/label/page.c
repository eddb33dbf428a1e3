/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/page.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "label/language.h"

bool page_heavy(size_t row)
{
    return row == 5 || row == 12 || row == LABEL_ROWS - 1;
}

bool page_has_grid(const struct label *l, enum layout layout)
{
    return layout == LAYOUT_GRID && l->grid.n_columns;
}

static bool has_mark(const struct answers *l, const char *mark)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->v[i].name && strcmp(l->v[i].name, mark) == 0)
            return true;
    return false;
}

void page_legend(const struct label *l, const struct voice *v,
                 struct answers *out)
{
    *out = (struct answers){ NULL, 0, 0 };
    for (size_t i = 0; i < GRID_ANSWER_COUNT; i++) {
        enum grid_answer a = grid_order(i);

        if (grid_has(&l->grid, a))
            answers_add(out, FORM_MARK, words_of(v, grid_answer_word(a)),
                        words_of(v, grid_answer_legend(a)));
    }
    for (size_t i = 0; i < l->legend.n; i++) {
        const struct answer *a = &l->legend.v[i];

        if (!a->name || !has_mark(out, a->name))
            answers_add(out, a->form, a->name, a->text);
    }
}

bool page_begins_group(const struct grid *g, size_t column)
{
    return column == 0 ||
           g->columns[column].group != g->columns[column - 1].group;
}

char *page_day(const struct label *l, const struct voice *v)
{
    struct buf day = BUF_INIT;
    char *words;

    if (!l->day)
        return NULL;
    words_date(v, &day, l->day);
    words = words_say(v, SAY_OF_DAY, day.s, NULL);
    buf_release(&day);
    return words;
}

/* --- paragraphs ---------------------------------------------------------- */

static bool same_about(const struct answer *a, const struct answer *b)
{
    return a->about && b->about ? strcmp(a->about, b->about) == 0
                                : a->about == b->about;
}

static enum block_kind kind_of(const struct answer *a)
{
    return a->form == FORM_PAIR   ? BLOCK_PAIR
           : a->form == FORM_MARK ? BLOCK_MARK
                                  : BLOCK_TEXT;
}

bool blocks_next(struct blocks *w, struct block *out)
{
    const struct answers *l = w->list;
    size_t i = w->next;

    if (i >= l->n)
        return false;
    if (l->v[i].about && (!w->about || strcmp(w->about, l->v[i].about) != 0)) {
        w->about = l->v[i].about;
        *out = (struct block){ BLOCK_ABOUT, i, i + 1 };
        return true;
    }
    *out = (struct block){ kind_of(&l->v[i]), i, i + 1 };
    if (out->kind != BLOCK_PAIR)
        while (out->to < l->n && l->v[out->to].form == FORM_FLOW &&
               same_about(&l->v[i], &l->v[out->to]))
            out->to++;
    w->next = out->to;
    return true;
}

/* --- text ---------------------------------------------------------------- */

const char *page_lang(const struct label *l)
{
    return language_find(l->lang) ? l->lang : "en";
}

struct writer {
    const struct markup *m;
    struct buf *out;
    const struct facts *facts; /* NULL: no words are looked for            */
    const struct label *l;
};

/* The language of a fact's words, where it is not that of the page; NULL. */
static const char *lang_of(const struct writer *w, const struct fact *f)
{
    if (f->lang || f->code || language_find(w->l->lang))
        return f->lang;
    return w->l->lang;
}

/* Text in one language, with its turns; direction as around it. */
static void add_turns(const struct markup *m, struct buf *out, const char *s,
                      size_t len, enum direction d)
{
    struct buf part = BUF_INIT;
    size_t at = 0, turn, n;

    buf_add(&part, s, len);
    while (at < part.len) {
        turn = direction_run(part.s, at, d, &n);
        if (!n)
            break;
        if (turn > at)
            m->text(out, part.s + at, turn - at);
        m->turn_begin(out, d == DIRECTION_LTR ? DIRECTION_RTL : DIRECTION_LTR);
        m->text(out, part.s + turn, n);
        m->turn_end(out);
        at = turn + n;
    }
    if (at < part.len)
        m->text(out, part.s + at, part.len - at);
    buf_release(&part);
}

/* Would a and b beside each other be one word? */
static bool is_inside_word(uint32_t a, uint32_t b)
{
    return uc_is_property_alphabetic(a) && uc_is_property_alphabetic(b) &&
           !uc_is_property_ideographic(a) && uc_script(a) == uc_script(b);
}

/* The character that ends before byte number `at`, or 0. */
static uint32_t char_before(const char *s, size_t at)
{
    size_t i = at;
    uint32_t c = 0;

    while (i > 0 && ((unsigned char)s[--i] & 0xc0) == 0x80)
        ;
    return i < at && utf8_decode(s + i, at - i, &c) ? c : 0;
}

/* Bytes of `words` at byte number `at` of the text, or 0.  The first letter
 * may be a capital there; a full stop at the end may have been left out. */
static size_t match_at(const char *text, size_t at, const char *words)
{
    const char *s = text + at;
    size_t left = strlen(s), len = strlen(words);
    size_t first_s, first_w;
    uint32_t a, b, end;

    first_s = utf8_decode(s, left, &a);
    first_w = utf8_decode(words, len, &b);
    if (!first_s || !first_w || uc_tolower(a) != uc_tolower(b))
        return 0;
    words += first_w;
    len -= first_w;
    if (strncmp(s + first_s, words, len) != 0) {
        if (!len || words[--len] != '.' || strncmp(s + first_s, words, len))
            return 0;
    }
    len += first_s;
    if (is_inside_word(char_before(text, at), a))
        return 0;
    if (utf8_decode(s + len, left - len, &end) &&
        is_inside_word(char_before(text, at + len), end))
        return 0;
    return len;
}

/* The longest words in another language that stand at this place. */
static size_t foreign_at(const struct writer *w, const char *text, size_t at,
                         const char **lang)
{
    size_t longest = 0;

    for (size_t i = 0; w->facts && i < w->facts->n; i++) {
        const struct fact *f = &w->facts->v[i];
        const char *other = lang_of(w, f);
        size_t len;

        if (!other || !f->words || !*f->words)
            continue;
        len = match_at(text, at, f->words);
        if (len > longest) {
            longest = len;
            *lang = other;
        }
    }
    return longest;
}

/* --- isolates ------------------------------------------------------------ */

/* Bytes of an isolate's sign at s; *c tells which (U+2066 to U+2069), or 0. */
static size_t isolate_at(const char *s, uint32_t *c)
{
    size_t n = utf8_decode(s, strlen(s), c);

    if (n && *c >= 0x2066 && *c <= 0x2069)
        return n;
    *c = 0;
    return 0;
}

/* Where that ends which begins at s with an isolate's sign: the sign that
 * closes it, or NULL. */
static const char *isolate_end(const char *s)
{
    size_t depth = 0;
    uint32_t c;

    for (; *s; s++) {
        if (!isolate_at(s, &c))
            continue;
        if (c != 0x2069)
            depth++;
        else if (--depth == 0)
            return s;
    }
    return NULL;
}

static bool is_balanced(const char *s, size_t len)
{
    const char *end = s + len;
    uint32_t c;

    for (; s < end; s++) {
        if (!isolate_at(s, &c))
            continue;
        s = c == 0x2069 ? NULL : isolate_end(s);
        if (!s || s >= end)
            return false;
    }
    return true;
}

/* --- texts --------------------------------------------------------------- */

static void add_part(const struct writer *w, const char *s, size_t len,
                     enum direction d);

/* The words of a fact, in their language. */
static void add_foreign(const struct writer *w, const char *s, size_t len,
                        const char *lang, enum direction d)
{
    struct writer inner = { w->m, w->out, NULL, w->l };
    enum direction inside = strcmp(lang, "und") == 0 ? d : direction_of(lang);

    w->m->lang_begin(w->out, lang, inside != d);
    add_part(&inner, s, len, inside);
    w->m->lang_end(w->out, inside != d);
}

/* What an isolate holds, which c begins. */
static void add_isolate(const struct writer *w, uint32_t c, const char *s,
                        size_t len, enum direction d)
{
    if (c == 0x2068)
        d = direction_first(s, len, d);
    else
        d = c == 0x2067 ? DIRECTION_RTL : DIRECTION_LTR;
    w->m->turn_begin(w->out, d);
    add_part(w, s, len, d);
    w->m->turn_end(w->out);
}

/* What stands at byte number `at` and is marked; how many bytes, or 0. */
static size_t add_marked(const struct writer *w, const char *text, size_t done,
                         size_t at, enum direction d)
{
    const char *lang = NULL, *end;
    size_t len = foreign_at(w, text, at, &lang);
    uint32_t c;

    if (len && is_balanced(text + at, len)) {
        add_turns(w->m, w->out, text + done, at - done, d);
        add_foreign(w, text + at, len, lang, d);
        return len;
    }
    len = isolate_at(text + at, &c);
    end = len && c != 0x2069 ? isolate_end(text + at) : NULL;
    if (!end)
        return 0;
    add_turns(w->m, w->out, text + done, at - done, d);
    add_isolate(w, c, text + at + len, (size_t)(end - text) - at - len, d);
    return (size_t)(end - text) - at + isolate_at(end, &c);
}

static void add_part(const struct writer *w, const char *s, size_t len,
                     enum direction d)
{
    char *text = xstrndup(s, len);
    size_t done = 0, at = 0, n;

    while (text[at]) {
        n = add_marked(w, text, done, at, d);
        at += n ? n : 1;
        done = n ? at : done;
    }
    add_turns(w->m, w->out, text + done, at - done, d);
    free(text);
}

void page_text(const struct markup *m, struct buf *out, const char *text,
               const struct facts *facts, const struct label *l)
{
    struct writer w = { m, out, facts, l };

    add_part(&w, text, strlen(text), direction_of(page_lang(l)));
}

void page_facts(struct facts *out, const struct answers *l)
{
    *out = (struct facts)FACTS_INIT;
    for (size_t i = 0; i < l->n; i++)
        for (size_t j = 0; j < l->v[i].facts.n; j++) {
            ARRAY_GROW(out->v, out->n, out->room);
            out->v[out->n++] = l->v[i].facts.v[j];
        }
}

void page_phrase(const struct markup *m, struct buf *out, const struct voice *v,
                 enum phrase p, const char *one, const char *two)
{
    const char *s = words_of(v, p);

    while (*s) {
        const char *place = strstr(s, "{1}"), *second = strstr(s, "{2}");

        if (!place || (second && second < place))
            place = second;
        if (!place) {
            m->text(out, s, strlen(s));
            return;
        }
        m->text(out, s, (size_t)(place - s));
        s = place + 3;
        if (place[1] == '1')
            buf_adds(out, one ? one : "");
        else
            buf_adds(out, two ? two : "");
    }
}
