/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/words.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "model/date.h"
#include "model/region.h"
#include "model/vocabulary.h"

static const char *const phrases[SAY_COUNT] = {
    [SAY_NOTHING] = "",
    [SAY_MAIN] = "",
#define PHRASE(ident, words) [SAY_##ident] = words,
#include "label/phrases.def"
#undef PHRASE
};

const char *words_source(enum phrase p)
{
    return phrases[p];
}

const char *words_of(const struct voice *v, enum phrase p)
{
    (void)v;
    return *phrases[p] ? _(phrases[p]) : "";
}

/* Where a sentence that ends in the last character of s ends already. */
static bool is_ended(const char *s, size_t len)
{
    static const char *const marks[] = { ".",      "!",      "?",
                                         "\u2026", "\u3002", "\u061f",
                                         "\u0964", "\uff01", "\uff1f" };

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t n = strlen(marks[i]);

        if (len >= n && memcmp(s + len - n, marks[i], n) == 0)
            return true;
    }
    return false;
}

/* What one place takes; before a stop a stop is left out. */
static size_t add_place(struct buf *b, const char *words, const char *rest)
{
    size_t len = strlen(words);

    if (*rest == '.' && is_ended(words, len)) {
        buf_add(b, words, len);
        return 1;
    }
    if (*rest && *rest != ' ' && len && words[len - 1] == '.')
        len--;
    buf_add(b, words, len);
    return 0;
}

/*
 * Is the first word one that a capital does no harm to?  Not "iPhone", nor
 * "www.example.org".
 */
static bool takes_capital(const char *s)
{
    size_t len = strcspn(s, " ");
    uint32_t c;

    while (len && strchr(",;:.!?", s[len - 1]))
        len--;
    for (size_t i = 0, n; i < len; i += n) {
        n = utf8_decode(s + i, len - i, &c);
        if (!n || (!uc_is_lower(c) && c != '-' && c != '\''))
            return false;
    }
    return len > 0;
}

/* Does a sentence begin behind what is in b? */
static bool begins_sentence(const struct buf *b)
{
    return b->len == 0 || (b->len > 1 && b->s[b->len - 1] == ' ' &&
                           is_ended(b->s, b->len - 1));
}

char *words_say(const struct voice *v, enum phrase p, const char *one,
                const char *two)
{
    const char *s = words_of(v, p);
    bool sentence = is_ended(s, strlen(s));
    struct buf b = BUF_INIT;

    while (*s) {
        const char *place = NULL;
        struct buf capital = BUF_INIT;

        if (strncmp(s, "{1}", 3) == 0)
            place = one ? one : "";
        else if (strncmp(s, "{2}", 3) == 0)
            place = two ? two : "";
        if (!place) {
            buf_addc(&b, *s++);
            continue;
        }
        if (sentence && begins_sentence(&b) && takes_capital(place)) {
            words_capital(&capital, place);
            place = capital.s;
        }
        s += 3;
        s += add_place(&b, place, s);
        buf_release(&capital);
    }
    return buf_detach(&b);
}

const char *words_term(const struct voice *v, const char *vocabulary,
                       const char *code)
{
    return vocabulary_words_in(vocabulary, code, v->lang);
}

const char *words_country(const struct voice *v, const char *code)
{
    (void)v;
    return country_words(code);
}

void words_date(const struct voice *v, struct buf *out, const char *day)
{
    struct date d;

    (void)v;
    if (date_parse(&d, day))
        date_words(out, d);
    else
        buf_adds(out, day);
}

void words_span(const struct voice *v, struct buf *out, const char *duration)
{
    struct duration d;

    (void)v;
    if (duration_parse(&d, duration))
        duration_words(out, d);
    else
        buf_adds(out, duration);
}

/* The first letter by `change`, the rest as it is. */
static void add_first(struct buf *out, const char *s, ucs4_t change(ucs4_t))
{
    uint32_t c;
    size_t n = utf8_decode(s, strlen(s), &c);

    if (n)
        utf8_add(out, change(c));
    buf_adds(out, s + n);
}

void words_capital(struct buf *out, const char *s)
{
    add_first(out, s, uc_toupper);
}

/* Is the second letter, or the second word's first, a capital: a name? */
static bool is_name(const char *s)
{
    const char *word = strchr(s, ' ');
    uint32_t c;
    size_t n = utf8_decode(s, strlen(s), &c);

    if (n && utf8_decode(s + n, strlen(s + n), &c) && uc_is_upper(c))
        return true;
    return word && utf8_decode(word + 1, strlen(word + 1), &c) &&
           uc_is_upper(c);
}

void words_small(const struct voice *v, struct buf *out, const char *s)
{
    if (strcmp(words_of(v, SAY_CASE), "lower") == 0 && !is_name(s))
        add_first(out, s, uc_tolower);
    else
        buf_adds(out, s);
}

/* One item without the stop at its end, in the case that its place wants. */
static char *list_item(const struct voice *v, const char *s, bool small)
{
    struct buf b = BUF_INIT;

    if (small)
        words_small(v, &b, s);
    else
        buf_adds(&b, s);
    if (b.len && b.s[b.len - 1] == '.')
        buf_truncate(&b, b.len - 1);
    return buf_detach(&b);
}

static bool list_has_commas(const struct strs *items)
{
    for (size_t i = 0; i < items->n; i++)
        if (strpbrk(items->v[i], ",;"))
            return true;
    return false;
}

void words_list(const struct voice *v, struct buf *out,
                const struct strs *items, enum list_place place)
{
    bool is_long = place == LIST_AS_IS || list_has_commas(items);
    enum phrase comma = is_long ? SAY_LIST_LONG : SAY_LIST_MORE;
    enum phrase last = place == LIST_OR ? SAY_LIST_OR : SAY_LIST_LAST;
    char *so_far = NULL;

    for (size_t i = 0; i < items->n; i++) {
        bool small = place == LIST_INSIDE || place == LIST_OR ||
                     (place == LIST_START && i);
        char *item = list_item(v, items->v[i], small), *longer;
        enum phrase p = i + 1 < items->n || is_long ? comma : last;

        longer = so_far ? words_say(v, p, so_far, item) : xstrdup(item);
        free(so_far);
        free(item);
        so_far = longer;
    }
    buf_adds(out, so_far ? so_far : "");
    free(so_far);
}
