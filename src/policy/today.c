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

void day_in_zone(char out[DATE_TEXT], const char *zone, int64_t time)
{
    const char *now = getenv("TZ");
    char *before = now ? xstrdup(now) : NULL;
    time_t t = (time_t)time;
    struct tm tm;

    set_zone(zone && zone_known(zone) ? zone : "UTC0");
    localtime_r(&t, &tm);
    set_zone(before);
    free(before);
    date_format(out,
                (struct date){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday });
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
