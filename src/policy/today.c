/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/today.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/mem.h"
#include "model/region.h"
#include "store/read.h"

static void set_zone(const char *zone)
{
    if (zone)
        setenv("TZ", zone, 1);
    else
        unsetenv("TZ");
    tzset();
}

/* Here; what is past the ends of the calendar becomes its first or last day. */
static struct date day_of(time_t t)
{
    struct tm tm;

    if (!localtime_r(&t, &tm) || tm.tm_year < 1 - 1900 ||
        tm.tm_year > 9999 - 1900)
        return t < 0 ? (struct date){ 1, 1, 1 } : (struct date){ 9999, 12, 31 };
    return (struct date){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday };
}

void day_in_zone(char out[DATE_TEXT], const char *zone, int64_t time)
{
    const char *now = getenv("TZ");
    char *before = now ? xstrdup(now) : NULL;

    set_zone(zone && zone_known(zone) ? zone : "UTC0");
    date_format(out, day_of((time_t)time));
    set_zone(before);
    free(before);
}

int today(struct store *s, char out[DATE_TEXT], struct error *err)
{
    struct record organisation;
    int64_t id;
    int found = store_find(s, "organisation", &id, err);

    if (found < 0)
        return -1;
    if (found == 0) {
        day_in_zone(out, NULL, clock_now());
        return 0;
    }
    if (store_load_id(s, id, &organisation, err))
        return -1;
    day_in_zone(out, record_text(&organisation, ORGANISATION_TIME_ZONE),
                clock_now());
    record_release(&organisation);
    return 0;
}

int today_unless(struct store *s, const char *asked, char out[DATE_TEXT],
                 struct error *err)
{
    return asked ? date_read(out, asked, err) : today(s, out, err);
}
