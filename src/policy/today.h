/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_POLICY_TODAY_H
#define LARDER_POLICY_TODAY_H

#include <stdint.h>

#include "model/date.h"
#include "store/store.h"

/*
 * The day it is where the organisation is: by its time_zone, wherever the
 * program runs; by UTC where that is not stated or no such zone is known.
 */
int today(struct store *s, char out[DATE_TEXT], struct error *err);

/* The day that a person asked for, or today if that is NULL. */
int today_unless(struct store *s, const char *asked, char out[DATE_TEXT],
                 struct error *err);

/* The day in that zone (NULL: UTC) at that time, in seconds since 1970; from
 * year 1 to 9999: what is past that becomes the first or the last day. */
void day_in_zone(char out[DATE_TEXT], const char *zone, int64_t time);

#endif
