/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "model/scan.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

/* ---- where something can begin and end ---------------------------------- */

bool scan_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool scan_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool scan_word(char c)
{
    return scan_digit(c) || scan_upper(c) || (c >= 'a' && c <= 'z') || c & 0x80;
}

/* The character that ends before `at`, which must not begin the text. */
static uint32_t before(const char *text, const char *at)
{
    const char *s = at - 1;
    uint32_t c = 0;

    while (s > text && ((unsigned char)*s & 0xc0) == 0x80)
        s--;
    return utf8_decode(s, (size_t)(at - s), &c) ? c : 0xfffd;
}

/* Blanks, dashes and quotes of Unicode, which no word goes on with. */
static bool is_mark(uint32_t c)
{
    return (c >= 0xa0 && c <= 0xbf && c != 0xa7 && c != 0xaa && c != 0xba) ||
           (c >= 0x2000 && c <= 0x206f);
}

static bool is_money(const char *s)
{
    static const char *const signs[] = { "$",   "€",   "£",   "¥",   "%",
                                         "EUR", "USD", "GBP", "KES", "CHF" };

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(s, signs[i], strlen(signs[i])) == 0)
            return true;
    return false;
}

/* Money is named before the number, or behind it. */
static bool money_before(const struct scan *p)
{
    const char *s = p->at;

    while (s > p->floor && s[-1] == ' ')
        s--;
    for (size_t n = 1; n <= 3 && n <= (size_t)(s - p->floor); n++)
        if (is_money(s - n) && !(n == 1 && s[-1] == '%'))
            return true;
    return false;
}

size_t scan_blank(const char *s)
{
    static const char *const blanks[] = { " ", "\u00a0", "\u202f" };

    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
        if (strncmp(s, blanks[i], strlen(blanks[i])) == 0)
            return strlen(blanks[i]);
    return 0;
}

bool scan_ends(const struct scan *p, const char *end)
{
    const char *s = end + scan_blank(end);
    uint32_t c = 0;

    if (is_money(s) || money_before(p))
        return false;
    if (*end & 0x80)
        return utf8_decode(end, strnlen(end, 4), &c) && is_mark(c);
    if (scan_word(*end) || *end == '_' || *end == '@')
        return false;
    return !(*end && strchr(",.:-/'", *end) && scan_word(end[1]));
}

bool scan_starts(const struct scan *p)
{
    char c = p->at == p->floor ? ' ' : p->at[-1];

    if (c & 0x80)
        return is_mark(before(p->floor, p->at));
    if (scan_word(c) || strchr("-/_#=@&+\\", c))
        return false;
    return !strchr(".,:'", c) || p->at - 1 == p->floor ||
           !scan_digit(p->at[-2]);
}

bool scan_inside(const struct scan *p)
{
    const char *s = p->at;

    if (s == p->floor)
        return false;
    if (s[-1] == '(')
        s--;
    for (size_t n = 1; n <= 3 && n < (size_t)(s - p->floor); n++)
        if (scan_blank(s - n) == n)
            return scan_digit(s[-(long)n - 1]);
    return false;
}

/* ---- the word before ---------------------------------------------------- */

static bool is_letter(char c)
{
    return scan_word(c) && !scan_digit(c);
}

static char lower(char c)
{
    return scan_upper(c) ? (char)(c - 'A' + 'a') : c;
}

/* The letters that end before *end, in lower case; *end is then before them,
 * and what stood between is skipped. */
static void take_word(const char *text, const char **end, char *out,
                      size_t room)
{
    const char *s = *end, *from;
    size_t n = 0;

    while (s > text && strchr(" .:#(-", s[-1]))
        s--;
    for (from = s; from > text && is_letter(from[-1]);)
        from--;
    *end = from;
    for (; from < s && n + 1 < room; from++)
        out[n++] = lower(*from);
    out[n] = '\0';
}

static bool is_one_of(const char *word, const char *const *words)
{
    for (; *words; words++)
        if (strcmp(word, *words) == 0)
            return true;
    return false;
}

bool scan_follows(const struct scan *p, const char *const *words)
{
    /* "Call him on", "phone number:" */
    static const char *const between[] = { "at", "her",  "him",    "is",
                                           "me", "no",   "number", "nr",
                                           "on", "them", "us",     NULL };
    const char *end = p->at;
    char word[24];

    for (int i = 0; i < 3; i++) {
        take_word(p->floor, &end, word, sizeof word);
        if (is_one_of(word, words))
            return true;
        if (!is_one_of(word, between))
            return false;
    }
    return false;
}

/* ---- digits in groups --------------------------------------------------- */

/* What can stand between two groups. */
static const struct {
    const char *text;
    char as;
} gaps[] = {
    { " ", ' ' },        { "-", '-' },      { ".", '.' },
    { "/", '/' },        { "\u00a0", ' ' }, { "\u202f", ' ' },
    { "\u2010", '-' },   { "\u2011", '-' }, { " (", '(' },
    { "(", '(' },        { ") ", '(' },     { ")", '(' },
    { ")-", '(' },       { " / ", '/' },    { " - ", '-' },
    { " \u2013 ", '-' },
};

/* Bytes of the gap at s, which ends before a digit, or 0. */
static size_t gap_at(const char *s, char *as)
{
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++) {
        size_t len = strlen(gaps[i].text);

        if (strncmp(s, gaps[i].text, len) == 0 && scan_digit(s[len])) {
            *as = gaps[i].as;
            return len;
        }
    }
    return 0;
}

void scan_run_read(struct scan_run *r, const char *at)
{
    size_t gap = 0;
    char as = 0;

    *r = (struct scan_run){ .end = at };
    while (r->groups < SCAN_GROUPS && scan_digit(at[gap])) {
        const char *s = at + gap;

        r->begin[r->groups] = s;
        r->before[r->groups] = as;
        for (; scan_digit(*s) && r->n < SCAN_DIGITS; s++) {
            r->digits[r->n++] = *s;
            r->size[r->groups]++;
        }
        r->groups++;
        r->end = at = s;
        if ((gap = gap_at(at, &as)) == 0)
            return;
    }
}

void scan_run_cut(struct scan_run *r, size_t n)
{
    while (r->groups > n) {
        r->groups--;
        r->n -= r->size[r->groups];
        r->end = r->begin[r->groups - 1] + r->size[r->groups - 1];
    }
    r->digits[r->n] = '\0';
}

bool scan_run_is(const struct scan_run *r, const char *sizes)
{
    size_t i;

    for (i = 0; i < r->groups && sizes[i]; i++)
        if (r->size[i] != (size_t)(sizes[i] - '0'))
            return false;
    return i == r->groups && !sizes[i];
}

/* Cuts off what follows a blank behind the first n groups. */
static struct scan_run first_groups(const struct scan_run *r, size_t n)
{
    struct scan_run first = *r;

    if (r->groups > n && r->before[n] == ' ')
        scan_run_cut(&first, n);
    return first;
}

bool scan_run_take_one(struct scan_run *r, size_t digits)
{
    struct scan_run first = first_groups(r, 1);

    if (first.groups != 1 || first.n != digits)
        return false;
    *r = first;
    return true;
}

bool scan_run_take(struct scan_run *r, const char *sizes)
{
    struct scan_run first = first_groups(r, strlen(sizes));

    if (!scan_run_is(&first, sizes))
        return false;
    *r = first;
    return true;
}

bool scan_run_parted_by(const struct scan_run *r, char sep)
{
    for (size_t i = 1; i < r->groups; i++)
        if (r->before[i] != sep)
            return false;
    return true;
}

static int number(const char *digits, size_t n)
{
    int value = 0;

    while (n--)
        value = 10 * value + (*digits++ - '0');
    return value;
}

static bool is_day(int year, int month, int day)
{
    return year >= 1900 && year < 2100 && month >= 1 && month <= 12 &&
           day >= 1 && day <= 31;
}

/* 2026-11-23 and 23.11.2026, and 11/23/2026 as in the United States. */
static bool is_date(const char *d)
{
    return is_day(number(d, 4), number(d + 4, 2), number(d + 6, 2)) ||
           is_day(number(d + 4, 4), number(d + 2, 2), number(d, 2)) ||
           is_day(number(d + 4, 4), number(d, 2), number(d + 2, 2));
}

size_t scan_run_date(const struct scan_run *r)
{
    struct scan_run first = *r;

    if (r->groups >= 3 && r->before[1] == r->before[2] && r->before[1] != '(') {
        scan_run_cut(&first, 3);
        if ((scan_run_is(&first, "422") || scan_run_is(&first, "224")) &&
            is_date(first.digits))
            return 3;
    }
    return r->size[0] == 8 && is_date(r->digits) ? 1 : 0;
}
