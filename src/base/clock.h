/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_CLOCK_H
#define LARDER_BASE_CLOCK_H

#include <stdint.h>

/*
 * The time, from one place, so that tests can say what it is.
 *
 * The environment variable LARDER_CLOCK, in seconds since 1970 (UTC), stops
 * the clock at that time; it is documented as "for tests".  Anything that is
 * not such a number is as good as unset.
 */

int64_t clock_now(void);     /* seconds since 1970, UTC                    */
int64_t clock_now_ms(void);  /* milliseconds since 1970, UTC               */
void clock_fix(int64_t now); /* tests: from now on it is this time         */

/* "2026-11-23T10:00:00Z"; out has room for 21 bytes, so a year outside of
 * 0000 to 9999 becomes the nearest second inside. */
void clock_format(char out[21], int64_t time);

/* Milliseconds that only go forward: for measuring, never for storing. */
int64_t clock_ticks_ms(void);

#endif
