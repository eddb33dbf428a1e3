/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/page.h"

#include <stdint.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>

#include "base/mem.h"
#include "base/utf8.h"

bool page_heavy(size_t row)
{
    return row == 5 || row == 12 || row == LABEL_ROWS - 1;
}

bool page_begins_group(const struct grid *g, size_t column)
{
    return column == 0 ||
           g->columns[column].group != g->columns[column - 1].group;
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
static size_t foreign_at(const char *text, size_t at, const struct facts *facts,
                         const char **lang)
{
    size_t longest = 0;

    for (size_t i = 0; facts && i < facts->n; i++) {
        const struct fact *f = &facts->v[i];
        size_t len;

        if (!f->lang || !f->words || !*f->words)
            continue;
        len = match_at(text, at, f->words);
        if (len > longest) {
            longest = len;
            *lang = f->lang;
        }
    }
    return longest;
}

void page_text(const struct markup *m, struct buf *out, const char *text,
               const struct facts *facts, const char *lang)
{
    enum direction d = direction_of(lang), inside;
    const char *other = NULL;
    size_t done = 0, at = 0;

    while (text[at]) {
        size_t len = foreign_at(text, at, facts, &other);

        if (!len) {
            at++;
            continue;
        }
        inside = strcmp(other, "und") == 0 ? d : direction_of(other);
        add_turns(m, out, text + done, at - done, d);
        m->lang_begin(out, other, inside != d);
        add_turns(m, out, text + at, len, inside);
        m->lang_end(out, inside != d);
        at += len;
        done = at;
    }
    add_turns(m, out, text + done, at - done, d);
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
