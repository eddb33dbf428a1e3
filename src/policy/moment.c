/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/moment.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "policy/today.h"
#include "store/at.h"
#include "store/history.h"
#include "store/read.h"

enum { SECONDS_A_DAY = 86400, HOUR = 3600, FARTHEST = 16 * HOUR };

/* What the history prints and nothing else, so that it is printed again. */
static int read_time(struct moment *m, const char *given)
{
    char day[DATE_TEXT], same[MOMENT_TEXT];
    struct date d;
    int hour, minute, second;

    if (strlen(given) != MOMENT_TEXT - 1 ||
        sscanf(given + DATE_TEXT - 1, "T%2d:%2d:%2dZ", &hour, &minute,
               &second) != 3)
        return -1;
    snprintf(day, sizeof day, "%.10s", given);
    if (!date_parse(&d, day))
        return -1;
    m->time =
        date_to_days(d) * SECONDS_A_DAY + hour * HOUR + minute * 60 + second;
    clock_format(same, m->time);
    return strcmp(same, given) == 0 ? 0 : -1;
}

static int read_entry(struct moment *m, const char *given)
{
    char *end;

    errno = 0;
    m->entry = strtoll(given + 1, &end, 10);
    return isdigit((unsigned char)given[1]) && !*end && !errno ? 0 : -1;
}

int moment_read(struct moment *out, const char *given, struct error *err)
{
    struct date d;
    bool fits;

    *out = (struct moment){ .by = MOMENT_DAY };
    if (*given == '@') {
        out->by = MOMENT_ENTRY;
        fits = read_entry(out, given) == 0;
    } else if (strchr(given, 'T')) {
        out->by = MOMENT_TIME;
        fits = read_time(out, given) == 0;
    } else {
        fits = date_parse(&d, given);
    }
    if (!fits)
        return error_set(err, ERROR_USAGE,
                         _("'%s' is no moment; write a day such as 2026-11-23, "
                           "a time of the history such as "
                           "2026-11-23T10:00:00Z, or an entry of it such as "
                           "@57"),
                         given);
    if (out->by != MOMENT_ENTRY)
        snprintf(out->text, sizeof out->text, "%s", given);
    return 0;
}

/* The time zone of the register as it is today, "" where it states none. */
static int zone_of(struct store *s, struct buf *zone, struct error *err)
{
    struct record organisation;
    const char *text;
    int64_t id;
    int found = store_find(s, "organisation", &id, err);

    if (found <= 0)
        return found;
    if (store_load_id(s, id, &organisation, err) != 0)
        return -1;
    text = record_text(&organisation, ORGANISATION_TIME_ZONE);
    buf_adds(zone, text ? text : "");
    record_release(&organisation);
    return 0;
}

/* The first second behind a day: halving what is left of about two days. */
static int64_t end_of_day(const char *day, const char *zone)
{
    struct date d;
    int64_t low, high;
    char other[DATE_TEXT];

    if (!date_parse(&d, day))
        bug("no day");
    low = date_to_days(d) * SECONDS_A_DAY - FARTHEST;
    high = low + SECONDS_A_DAY + 2 * FARTHEST;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;

        day_in_zone(other, zone, middle);
        if (strcmp(other, day) > 0)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static int refuse_future(const struct moment *m, struct error *err)
{
    return error_set(err, ERROR_USAGE,
                     _("%s has not come yet, and nobody knows what the "
                       "register will hold; for --at name today or a day "
                       "before it, or judge today's register by --as-of"),
                     m->text);
}

static int refuse_before(const struct moment *m, struct store *s,
                         const char *zone, struct error *err)
{
    char time[MOMENT_TEXT], day[DATE_TEXT];
    int64_t first = 0;

    if (at_first_time(s, &first, err) < 0)
        return -1;
    clock_format(time, first);
    day_in_zone(day, zone, first);
    return error_set(err, ERROR_USAGE,
                     _("there was no register at %s: its first entry was "
                       "written on %s (%s)"),
                     m->text, day, time);
}

/* A day or a time: all that was written until its end. */
static int find_time(struct moment *m, struct store *s, const char *zone,
                     struct error *err)
{
    char now[DATE_TEXT];
    bool future;

    day_in_zone(now, zone, clock_now());
    if (m->by == MOMENT_DAY) {
        memcpy(m->day, m->text, DATE_TEXT);
        m->time = end_of_day(m->day, zone) - 1;
        future = strcmp(m->day, now) > 0;
    } else {
        day_in_zone(m->day, zone, m->time);
        future = m->time > clock_now();
    }
    if (future)
        return refuse_future(m, err);
    if (at_find_time(s, m->time + 1, &m->entry, &m->later, err) != 0)
        return -1;
    return m->entry > 0 ? 0 : refuse_before(m, s, zone, err);
}

static int find_entry(struct moment *m, struct store *s, const char *zone,
                      struct error *err)
{
    int got = at_find_entry(s, m->entry, &m->entry, &m->time, err);

    if (got < 0)
        return -1;
    if (got == 0)
        return error_set(err, ERROR_USAGE,
                         _("the history has no entry %lld; it has %lld, of "
                           "which the first is @1"),
                         (long long)m->entry, (long long)m->size);
    clock_format(m->text, m->time);
    day_in_zone(m->day, zone, m->time);
    return 0;
}

int moment_find(struct moment *m, struct store *s, struct error *err)
{
    struct history_head head;
    struct buf zone = BUF_INIT;
    int failed;

    if (history_head(s, &head, err) != 0)
        return -1;
    m->size = head.size;
    failed = zone_of(s, &zone, err);
    if (!failed)
        failed = m->by == MOMENT_ENTRY ? find_entry(m, s, zone.s, err)
                                       : find_time(m, s, zone.s, err);
    buf_release(&zone);
    return failed;
}

/* What it is, the entry, how many there are. */
static const char day_words[] =
    N_("The register as it stood at the end of %s (entry %lld of %lld).");
static const char time_words[] =
    N_("The register as it stood at %s (entry %lld of %lld).");
static const char entry_words[] =
    N_("The register as it stood after the change of %s (entry %lld of %lld).");

static const char missing_one[] =
    " %lld record of then was erased since and is not shown.";
static const char missing_many[] =
    " %lld records of then were erased since and are not shown.";

void moment_words(const struct moment *m, struct buf *out)
{
    buf_addf(out,
             m->by == MOMENT_DAY    ? _(day_words)
             : m->by == MOMENT_TIME ? _(time_words)
                                    : _(entry_words),
             m->text, (long long)m->entry, (long long)m->size);
    if (m->missing)
        buf_addf(out,
                 ngettext(" %lld record of then was erased since and is not "
                          "shown.",
                          " %lld records of then were erased since and are not "
                          "shown.",
                          (unsigned long)m->missing),
                 (long long)m->missing);
}

void moment_note(const struct moment *m, struct buf *out)
{
    buf_addf(out,
             m->by == MOMENT_DAY    ? day_words
             : m->by == MOMENT_TIME ? time_words
                                    : entry_words,
             m->text, (long long)m->entry, (long long)m->size);
    if (m->missing)
        buf_addf(out, m->missing == 1 ? missing_one : missing_many,
                 (long long)m->missing);
}
