/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Phone numbers: the least certain of the marks, for every country writes them
 * in its own way. */

#include <string.h>

#include "model/personal_match.h"

/* E.164: how many digits there are at most, with the code of the country; and
 * how many with the 0 in front that is dialled at home. */
enum { DIGITS_MIN = 7, DIGITS_MAX = 15, HOME_MIN = 9, HOME_MAX = 12 };

/* Words before a number that is to be called. */
static const char *const calls[] = {
    "call",      "cell",      "fax",      "gsm",      "handy",
    "mob",       "mobiel",    "mobil",    "mobile",   "móvil",
    "phone",     "portable",  "ring",     "signal",   "simu",
    "tel",       "telefon",   "telefono", "telefoon", "teléfono",
    "telephone", "téléphone", "tél",      "whatsapp", NULL,
};

/* Groups by which a number is known without anything before it. */
static const struct {
    const char *sizes;
    size_t a; /* these two digits ...                                      */
    size_t b;
    const char *these; /* ... are among these                              */
} shapes[] = {
    { "334", 0, 3, "23456789" },  /* North America                         */
    { "1334", 1, 4, "23456789" }, /* the same, with its long distance 1    */
    { "3222", 0, 0, "6789" },     /* Spain                                 */
};

/* The same sign between all groups, but for an area code by itself. */
static bool has_signs(const struct scan_run *r)
{
    size_t i = r->size[0] == 1 ? 2 : 1;
    char first = r->before[i], then = r->before[i + 1];

    return first != '/' && then != '/' && then != '(' &&
           (first == then || first == '(' || (first == ' ' && then == '-'));
}

static bool has_shape(const struct scan_run *r)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (scan_run_is(r, shapes[i].sizes))
            return strchr(shapes[i].these, r->digits[shapes[i].a]) &&
                   strchr(shapes[i].these, r->digits[shapes[i].b]) &&
                   (r->size[0] > 1 || r->digits[0] == '1') && has_signs(r);
    return false;
}

/* "1 234 567": thousands. */
static bool is_thousands(const struct scan_run *r)
{
    for (size_t i = 1; i < r->groups; i++)
        if (r->size[i] != 3 || r->before[i] != r->before[1])
            return false;
    return r->groups > 1 && r->size[0] <= 3;
}

/* +44 20 7946 0958; neither an amount nor a place on the globe. */
static bool is_international(const struct scan_run *r)
{
    if (r->digits[0] == '0' || (r->groups == 1 && r->n == DIGITS_MIN) ||
        (r->groups == 2 && r->before[1] == '.') ||
        (is_thousands(r) && r->n < 10))
        return false;
    return r->n >= DIGITS_MIN && r->n <= DIGITS_MAX;
}

/* 0044 20 7946 0958 */
static bool is_dialled(const struct scan_run *r)
{
    return r->size[0] > 1 && strncmp(r->digits, "00", 2) == 0 &&
           r->digits[2] > '0' && r->n >= 11 && r->n <= 2 + DIGITS_MAX;
}

/* 020 7946 0958; 02110-1301 is a post code of Boston. */
static bool is_home(const struct scan_run *r)
{
    if (scan_run_is(r, "54") && r->before[1] == '-')
        return false;
    return r->size[0] > 1 && r->digits[0] == '0' && r->digits[1] > '0' &&
           r->n >= HOME_MIN && r->n <= HOME_MAX;
}

static bool is_phone(const struct scan_run *r, bool plus, bool called)
{
    if (plus)
        return is_international(r);
    return is_dialled(r) || is_home(r) || has_shape(r) ||
           (called && r->n >= DIGITS_MIN && r->n <= DIGITS_MAX);
}

/*
 * Two numbers with nothing but a blank or a slash between them look like one
 * that is too long: the first ends before a group that begins with 0.
 */
static bool cut_first(struct scan_run *r, bool plus, bool called)
{
    struct scan_run first;

    for (size_t n = 1; n < r->groups; n++) {
        if (*r->begin[n] != '0' || r->size[n] < 2)
            continue;
        first = *r;
        scan_run_cut(&first, n);
        if (first.n >= HOME_MIN && is_phone(&first, plus, called)) {
            *r = first;
            return true;
        }
    }
    return false;
}

size_t personal_match_phone(const struct scan *p)
{
    const char *s = p->at;
    bool plus, called;
    struct scan_run r;

    s += *s == '(';
    plus = *s == '+';
    s += plus;
    if (!scan_digit(*s))
        return 0;
    scan_run_read(&r, s);
    if ((!plus && scan_inside(p)) || scan_run_date(&r) || personal_is_other(p))
        return 0;
    called = scan_follows(p, calls);
    if (!is_phone(&r, plus, called) && !cut_first(&r, plus, called))
        return 0;
    return scan_ends(p, r.end) ? (size_t)(r.end - p->at) : 0;
}
