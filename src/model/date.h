/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_MODEL_DATE_H
#define LARDER_MODEL_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"

/*
 * Days and spans of the Gregorian calendar, years 1 to 9999.
 *
 * A day is text: "2026-11-23" (ISO 8601), so that it sorts as it is.
 */
enum { DATE_TEXT = 11 };

struct date {
    int year;
    int month; /* 1 to 12                                                  */
    int day;   /* 1 to 31                                                  */
};

/* Reads exactly YYYY-MM-DD; false where there is no such day. */
bool date_parse(struct date *out, const char *s);

/* The same for what a person gave; the error says how to write it. */
int date_read(char out[DATE_TEXT], const char *given, struct error *err);

void date_format(char out[DATE_TEXT], struct date d);

/* Copies a date; "" where the text, which may come from a damaged register, is
 * none, or NULL. */
void date_copy(char out[DATE_TEXT], const char *s);

/* Days since 1970-01-01, and back (Hinnant, "chrono-compatible ..."). */
int64_t date_to_days(struct date d);
struct date date_from_days(int64_t days);

/*
 * A span, ISO 8601: P1Y6M, P30D, P2W, PT72H.  Weeks become days.  Years and
 * months are kept apart from days, which are kept apart from hours.
 */
struct duration {
    int64_t months;
    int64_t days;
    int64_t seconds;
};

/* Reads one; at least one part, whole numbers, each below 100,000. */
bool duration_parse(struct duration *out, const char *s);

/* Adds the canonical spelling: P1Y6M2DT3H; nothing at all is P0D. */
void duration_format(struct buf *out, struct duration d);

/*
 * The day on which a span ends that begins on d: first the months, the day of
 * the month falling back to the last one where that month is shorter
 * (31 January + 1 month = 28 or 29 February), then the days.  Hours below a
 * whole day are left out.
 */
struct date date_add(struct date d, struct duration span);

/* The English name of month 1 to 12, a text to translate. */
const char *month_name(int month);

/* "23 November 2026", with the month in the language of the locale. */
void date_words(struct buf *out, struct date d);

/* "1 year and 6 months"; translated. */
void duration_words(struct buf *out, struct duration d);

#endif
