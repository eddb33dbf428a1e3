/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/clock.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* The years that fit in four digits: 0000-01-01 to 9999-12-31. */
#define TIME_MIN INT64_C(-62167219200)
#define TIME_MAX INT64_C(253402300799)

static bool asked_environment;
static bool fixed;
static int64_t fixed_now;

static int64_t clamp(int64_t time)
{
    if (time < TIME_MIN)
        return TIME_MIN;
    return time > TIME_MAX ? TIME_MAX : time;
}

/* Looks once; what is not a number of seconds does not stop the clock. */
static bool is_fixed(void)
{
    if (asked_environment)
        return fixed;
    asked_environment = true;
    const char *s = getenv("LARDER_CLOCK");
    char *end;

    if (!s || !*s)
        return false;
    errno = 0;
    long long now = strtoll(s, &end, 10);
    if (!errno && !*end) {
        fixed = true;
        fixed_now = clamp(now);
    }
    return fixed;
}

static int64_t read_ms(clockid_t id)
{
    struct timespec t;

    clock_gettime(id, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t clock_now(void)
{
    return is_fixed() ? fixed_now : (int64_t)time(NULL);
}

int64_t clock_now_ms(void)
{
    return is_fixed() ? fixed_now * 1000 : read_ms(CLOCK_REALTIME);
}

void clock_fix(int64_t now)
{
    asked_environment = true;
    fixed = true;
    fixed_now = clamp(now);
}

/* Times out of range become the nearest: 21 bytes must be enough. */
void clock_format(char out[21], int64_t time)
{
    time_t t = (time_t)clamp(time);
    struct tm tm;
    char text[80];

    gmtime_r(&t, &tm);
    snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ",
             tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour,
             tm.tm_min, tm.tm_sec);
    snprintf(out, 21, "%.20s", text);
}

int64_t clock_ticks_ms(void)
{
    return read_ms(CLOCK_MONOTONIC);
}
