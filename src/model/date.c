/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "model/date.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

static bool leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
    static const int days[] = {
        31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
    };

    return days[month - 1] + (month == 2 && leap(year));
}

/* Reads `len` digits; -1 where there are none. */
static int digits(const char *s, int len)
{
    int n = 0;

    while (len--) {
        if (!isdigit((unsigned char)*s))
            return -1;
        n = n * 10 + (*s++ - '0');
    }
    return n;
}

bool date_parse(struct date *out, const char *s)
{
    struct date d;

    if (strlen(s) != DATE_TEXT - 1 || s[4] != '-' || s[7] != '-')
        return false;
    d.year = digits(s, 4);
    d.month = digits(s + 5, 2);
    d.day = digits(s + 8, 2);
    if (d.year < 1 || d.month < 1 || d.month > 12 || d.day < 1 ||
        d.day > month_days(d.year, d.month))
        return false;
    *out = d;
    return true;
}

int date_read(char out[DATE_TEXT], const char *given, struct error *err)
{
    struct date d;

    if (!date_parse(&d, given))
        return error_set(err, ERROR_USAGE,
                         _("'%s' is not a day of the calendar; write it as "
                           "year-month-day, such as 2026-11-23"),
                         given);
    date_format(out, d);
    return 0;
}

void date_format(char out[DATE_TEXT], struct date d)
{
    snprintf(out, DATE_TEXT, "%04u-%02u-%02u", (unsigned)d.year % 10000,
             (unsigned)d.month % 100, (unsigned)d.day % 100);
}

/*
 * Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin
 * in March, so that the leap day is the last one; an era is 400 years.
 */
int64_t date_to_days(struct date d)
{
    int64_t y = d.month <= 2 ? d.year - 1 : d.year;
    int64_t era = y / 400;
    int64_t yoe = y - era * 400;
    int64_t doy =
        (153 * (d.month > 2 ? d.month - 3 : d.month + 9) + 2) / 5 + d.day - 1;

    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

struct date date_from_days(int64_t days)
{
    int64_t z = days + 719468;
    int64_t era = z / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    struct date d;

    d.day = (int)(doy - (153 * mp + 2) / 5 + 1);
    d.month = (int)(mp < 10 ? mp + 3 : mp - 9);
    d.year = (int)(yoe + era * 400 + (d.month <= 2));
    return d;
}

enum { HOUR = 3600, MINUTE = 60, DAY = 86400 };

/* One part of a duration: its letter, and what it adds. */
struct duration_unit {
    char letter;
    bool time; /* behind the T                                             */
    int64_t months;
    int64_t days;
    int64_t seconds;
};

/* In the order in which they may stand. */
static const struct duration_unit units[] = {
    { 'Y', false, 12, 0, 0 },  { 'M', false, 1, 0, 0 },
    { 'W', false, 0, 7, 0 },   { 'D', false, 0, 1, 0 },
    { 'H', true, 0, 0, HOUR }, { 'M', true, 0, 0, MINUTE },
    { 'S', true, 0, 0, 1 },
};

enum { UNITS = sizeof units / sizeof *units };

bool duration_parse(struct duration *out, const char *s)
{
    struct duration d = { 0, 0, 0 };
    bool time = false;
    size_t next = 0, parts = 0;

    if (*s++ != 'P')
        return false;
    while (*s) {
        int64_t n;
        size_t len;

        if (*s == 'T' && !time && s[1]) {
            time = true;
            s++;
        }
        len = strspn(s, "0123456789");
        if (len == 0 || len > 5)
            return false;
        n = digits(s, (int)len);
        s += len;
        while (next < UNITS &&
               (units[next].letter != *s || units[next].time != time))
            next++;
        if (next == UNITS)
            return false;
        d.months += n * units[next].months;
        d.days += n * units[next].days;
        d.seconds += n * units[next].seconds;
        next++;
        parts++;
        s++;
    }
    if (parts == 0)
        return false;
    *out = d;
    return true;
}

static void part_add(struct buf *out, int64_t n, char letter)
{
    if (n)
        buf_addf(out, "%lld%c", (long long)n, letter);
}

void duration_format(struct buf *out, struct duration d)
{
    size_t start = out->len;

    buf_addc(out, 'P');
    part_add(out, d.months / 12, 'Y');
    part_add(out, d.months % 12, 'M');
    part_add(out, d.days, 'D');
    if (d.seconds) {
        buf_addc(out, 'T');
        part_add(out, d.seconds / HOUR, 'H');
        part_add(out, d.seconds % HOUR / MINUTE, 'M');
        part_add(out, d.seconds % MINUTE, 'S');
    }
    if (out->len == start + 1)
        buf_adds(out, "0D");
}

struct date date_add(struct date d, struct duration span)
{
    int64_t month = (int64_t)d.year * 12 + d.month - 1 + span.months;
    struct date to;
    int last;

    to.year = (int)(month / 12);
    to.month = (int)(month % 12) + 1;
    last = month_days(to.year, to.month);
    to.day = d.day < last ? d.day : last;
    to = date_from_days(date_to_days(to) + span.days + span.seconds / DAY);
    if (to.year > 9999)
        to = (struct date){ 9999, 12, 31 };
    return to;
}

static const char *const months[] = {
#define MONTH(name) name,
#include "model/months.def"
#undef MONTH
};

const char *month_name(int month)
{
    return months[month - 1];
}

void date_words(struct buf *out, struct date d)
{
    /* TRANSLATORS: a date in words: day, month, year. */
    buf_addf(out, _("%1$d %2$s %3$d"), d.day, _(months[d.month - 1]), d.year);
}

/* Adds "and" between the parts of a span. */
static void join(struct buf *out, size_t start)
{
    if (out->len > start)
        buf_adds(out, _(" and "));
}

/* A macro, because ngettext() must see both sentences as they are. */
#define UNIT_WORDS(out, start, n, one, many)                                   \
    do {                                                                       \
        if (n) {                                                               \
            join(out, start);                                                  \
            buf_addf(out, ngettext(one, many, (unsigned long)(n)),             \
                     (long long)(n));                                          \
        }                                                                      \
    } while (0)

void duration_words(struct buf *out, struct duration d)
{
    size_t start = out->len;

    UNIT_WORDS(out, start, d.months / 12, "%lld year", "%lld years");
    UNIT_WORDS(out, start, d.months % 12, "%lld month", "%lld months");
    UNIT_WORDS(out, start, d.days, "%lld day", "%lld days");
    UNIT_WORDS(out, start, d.seconds / HOUR, "%lld hour", "%lld hours");
    UNIT_WORDS(out, start, d.seconds % HOUR / MINUTE, "%lld minute",
               "%lld minutes");
    UNIT_WORDS(out, start, d.seconds % MINUTE, "%lld second", "%lld seconds");
    if (out->len == start)
        buf_adds(out, _("no time at all"));
}

void date_copy(char out[DATE_TEXT], const char *s)
{
    struct date d;

    out[0] = '\0';
    if (s && date_parse(&d, s))
        date_format(out, d);
}
