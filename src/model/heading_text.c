/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "model/heading.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "model/heading_table.h"
#include "model/ref.h"

/* ---- the words of a heading --------------------------------------------- */

enum sort { SORT_OTHER, SORT_LOWER, SORT_UPPER, SORT_DIGIT };

/* A mark is what it stands on: `before`. */
static enum sort sort_of(uint32_t c, enum sort before)
{
    if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M))
        return before;
    if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Nd))
        return SORT_DIGIT;
    if (uc_is_upper(c))
        return SORT_UPPER;
    return uc_is_alpha(c) ? SORT_LOWER : SORT_OTHER;
}

/* The sort of the character at byte *at, which moves behind it. */
static enum sort next_sort(const char *s, size_t *at, enum sort before)
{
    uint32_t c = 0;
    size_t n = utf8_decode(s + *at, strnlen(s + *at, 4), &c);

    *at += n ? n : 1;
    return n ? sort_of(c, before) : SORT_OTHER;
}

/* Does a word begin between a and b, behind which comes the sort of s? */
static bool is_cut(enum sort a, enum sort b, const char *s)
{
    size_t at = 0;

    if (a == SORT_LOWER && b == SORT_UPPER)
        return true;
    if (a == SORT_UPPER && b == SORT_UPPER) /* IPAddress */
        return *s && next_sort(s, &at, SORT_UPPER) == SORT_LOWER;
    return (a == SORT_DIGIT) != (b == SORT_DIGIT);
}

struct word {
    size_t start, end;
    enum sort first;  /* of its characters                                 */
    enum sort second; /* SORT_OTHER: there is none                         */
};

/* The next word from byte `at` on; false if there is none. */
static bool next_word(const char *s, size_t at, struct word *w)
{
    enum sort sort = SORT_OTHER, before;

    for (w->start = at; s[at]; w->start = at) {
        sort = next_sort(s, &at, SORT_OTHER);
        if (sort != SORT_OTHER)
            break;
    }
    if (sort == SORT_OTHER)
        return false;
    w->first = sort;
    w->second = SORT_OTHER;
    for (w->end = at; s[at]; w->end = at) {
        before = sort;
        sort = next_sort(s, &at, before);
        if (sort == SORT_OTHER || is_cut(before, sort, s + at))
            break;
        if (w->second == SORT_OTHER)
            w->second = sort;
    }
    return true;
}

static void add_slug(struct strs *out, const char *s, size_t len)
{
    struct buf slug = BUF_INIT;
    char *word = xstrndup(s, len);

    ref_from_words(&slug, word);
    strs_take(out, buf_detach(&slug));
    free(word);
}

void heading_add_slugs(struct strs *out, const char *s, size_t max)
{
    struct word w = { 0, 0, SORT_OTHER, SORT_OTHER };
    size_t end = 0;
    bool more = true;

    while (max-- && more) {
        more = next_word(s, end, &w);
        if (memchr(s + end, '#', more ? w.start - end : strlen(s + end)))
            strs_add(out, "number");
        if (more)
            add_slug(out, s + w.start, w.end - w.start);
        end = w.end;
    }
}

/* ---- the heading as words ----------------------------------------------- */

static bool is_blank_char(const char *s, size_t *len)
{
    uint32_t c = 0;
    size_t n = utf8_decode(s, strnlen(s, 4), &c);

    *len = n ? n : 1;
    return n && uc_is_property_white_space(c);
}

static bool has_blanks(const char *s)
{
    for (size_t i = 0, n; s[i]; i += n)
        if (is_blank_char(s + i, &n))
            return true;
    return false;
}

/* Adds a blank, unless there is one or nothing before it. */
static void add_blank(struct buf *b, size_t start)
{
    if (b->len > start && b->s[b->len - 1] != ' ')
        buf_addc(b, ' ');
}

static void cut_end(struct buf *b, size_t start)
{
    while (b->len > start && b->s[b->len - 1] == ' ')
        buf_truncate(b, b->len - 1);
}

void heading_line(struct buf *out, const char *heading)
{
    size_t start = out->len;

    for (size_t i = 0, n; heading[i]; i += n)
        if (is_blank_char(heading + i, &n))
            add_blank(out, start);
        else
            buf_add(out, heading + i, n);
    cut_end(out, start);
}

/* Copies what is between words: signs, and blanks for what stands for one. */
static void add_gap(struct buf *b, size_t start, const char *s, size_t len,
                    bool dots)
{
    for (size_t i = 0, n; i < len; i += n) {
        if (is_blank_char(s + i, &n) || s[i] == '_' || (dots && s[i] == '.'))
            add_blank(b, start);
        else
            buf_add(b, s + i, n);
    }
}

/* Adds s with its first letter made upper case, or all of it lower. */
static void add_case(struct buf *b, const char *s, size_t len, bool raise)
{
    size_t n = 0;
    uint8_t *out =
        raise ? u8_totitle((const uint8_t *)s, len, NULL, NULL, NULL, &n)
              : u8_tolower((const uint8_t *)s, len, NULL, NULL, NULL, &n);

    if (out)
        buf_add(b, out, n);
    else
        buf_add(b, s, len);
    free(out);
}

/* The first word begins with a capital letter. */
static void add_first(struct buf *b, const char *s, const struct word *w)
{
    size_t len = w->end - w->start;

    if (w->first == SORT_LOWER)
        add_case(b, s + w->start, len, true);
    else
        buf_add(b, s + w->start, len);
}

void heading_words(struct buf *out, const char *heading)
{
    const char *h = heading;
    bool machine = !has_blanks(h);
    size_t start = out->len;
    struct word w = { 0, 0, SORT_OTHER, SORT_OTHER };
    size_t end = 0;

    while (next_word(h, w.end, &w)) {
        size_t len = w.end - w.start;
        bool name = w.first == SORT_UPPER && w.second == SORT_LOWER;
        bool joined = w.start == end && end > 0;

        add_gap(out, start, h + end, w.start - end, machine);
        if (joined && w.first == SORT_UPPER && machine)
            add_blank(out, start);
        if (out->len == start)
            add_first(out, h, &w);
        else if (machine && name)
            add_case(out, h + w.start, len, false);
        else
            buf_add(out, h + w.start, len);
        end = w.end;
    }
    add_gap(out, start, h + end, strlen(h + end), machine);
    cut_end(out, start);
}

/* ---- values ------------------------------------------------------------- */

/* One @ with something before it, and a full stop behind it. */
static bool is_email(const char *s)
{
    const char *at = strchr(s, '@');

    return at && at > s && !strchr(at + 1, '@') && !strpbrk(s, " \t\n") &&
           strchr(at + 1, '.') && at[1] != '.';
}

enum { DIGITS_MIN = 6 };

bool heading_is_value(const char *heading)
{
    size_t digits = 0;

    if (is_email(heading))
        return true;
    for (const char *s = heading; *s; s++)
        if (*s >= '0' && *s <= '9')
            digits++;
        else if (!strchr(" \t+-.,:/()TZ", *s))
            return false;
    return digits >= DIGITS_MIN;
}
