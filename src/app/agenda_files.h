/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_APP_AGENDA_FILES_H
#define LARDER_APP_AGENDA_FILES_H

#include <stdio.h>

#include "policy/agenda.h"

/*
 * What is due, for programs: the same bytes in every locale and time zone.
 * Whoever opened `out` asks it whether writing failed.
 */

/* CSV, safe for spreadsheets. */
void agenda_csv(const struct agenda *a, FILE *out);

/* A calendar (exchange/ical.h).  What has no day, and what is on hold, is not
 * in it: *left is how many these are. */
int agenda_ics(struct store *s, const struct agenda *a, FILE *out, size_t *left,
               struct error *err);

#endif
