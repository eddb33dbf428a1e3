/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_ICAL_H
#define LARDER_EXCHANGE_ICAL_H

#include <stdio.h>

#include "base/error.h"

/*
 * A calendar of days (RFC 5545), for calendar programs: one VCALENDAR with a
 * VEVENT for each, which takes a whole day and leaves it free.  The same
 * events are the same bytes: the time stamp is the day for which the list was
 * made.  An event that is given again has the same uid, so that a calendar
 * program brings the old one up to date.
 *
 * Text is escaped (RFC 5545, 3.3.11), characters that could do something to a
 * terminal are made visible (base/escape.h); lines end with CR LF and are
 * folded at 75 octets, never within a character (3.1).
 */
struct ical_event {
    const char *uid;         /* of the event                                */
    const char *date;        /* "2026-11-23"                                */
    const char *summary;     /* one line                                    */
    const char *description; /* lines parted by LF; "": none               */
    const char *category;    /* a word                                      */
};

void ical_begin(FILE *out);

/* `as_of` as date. */
void ical_add(FILE *out, const char *as_of, const struct ical_event *e);

void ical_end(FILE *out);

#endif
