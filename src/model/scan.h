/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_MODEL_SCAN_H
#define LARDER_MODEL_SCAN_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Looking through a text for numbers: where one can begin and end, what stands
 * before it, and digits in groups.  For personal.h.
 */

/* A place in a text, and what before it belongs to something else already. */
struct scan {
    const char *floor; /* nothing before this is looked at                 */
    const char *at;
};

bool scan_digit(char c); /* 0 to 9                                         */
bool scan_upper(char c); /* A to Z                                         */
bool scan_word(char c);  /* a letter of any script, or a digit             */

/* Bytes of one blank at s (also of one that does not break), or 0. */
size_t scan_blank(const char *s);

/* Can something begin there: is it no part of a word, URL or decimal? */
bool scan_starts(const struct scan *p);

/* Can what began there end before `end`: does no word, decimal, time or
 * amount of money go on? */
bool scan_ends(const struct scan *p, const char *end);

/* Does a digit stand before it, one blank away? */
bool scan_inside(const struct scan *p);

/*
 * Does it follow one of these words (lower case, ended by NULL)?  A few small
 * words may stand between, as in "call him on".
 */
bool scan_follows(const struct scan *p, const char *const *words);

/*
 * Digits in groups: "44 (0)20 7946 0958".  What parts a group from the one
 * before is told as ' ', '-', '.', '/' or '(' (any parenthesis); 0 before the
 * first.
 */
enum { SCAN_DIGITS = 40, SCAN_GROUPS = 16 };

struct scan_run {
    char digits[SCAN_DIGITS + 1];
    size_t n;
    size_t groups;
    size_t size[SCAN_GROUPS]; /* digits in each group                      */
    char before[SCAN_GROUPS];
    const char *begin[SCAN_GROUPS]; /* of each group                       */
    const char *end;                /* behind the last digit               */
};

void scan_run_read(struct scan_run *r, const char *at);

/* Leaves out the groups from number n on. */
void scan_run_cut(struct scan_run *r, size_t n);

/* Have its groups these sizes, a digit each: "334"? */
bool scan_run_is(const struct scan_run *r, const char *sizes);

/* The same, but a blank and more groups may follow, which are then left out;
 * and the same for one group of so many digits. */
bool scan_run_take(struct scan_run *r, const char *sizes);
bool scan_run_take_one(struct scan_run *r, size_t digits);

/* Are all groups parted by this? */
bool scan_run_parted_by(const struct scan_run *r, char sep);

/* How many groups at its beginning are a date: 3, 1 (20261123) or 0. */
size_t scan_run_date(const struct scan_run *r);

#endif
