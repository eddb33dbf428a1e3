/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_MODEL_COUNTRY_TABLE_H
#define LARDER_MODEL_COUNTRY_TABLE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * From when to when which country was in the EEA or was found to protect data
 * well: schemas/tables/countries.xml, which also says why its dates are as
 * they are.
 *
 * It is a table with days, as decisions come and go: what was right when data
 * were sent stays right.  Law changes faster than programs, so a register may
 * have lines of its own; where it has any for a country and a status, they
 * take the place of all that come with the program for these two.
 *
 * The table is read when it is first asked for, never at start-up.
 */

struct country_line {
    const char *country; /* ISO 3166-1: "CA"                               */
    const char *status;  /* a code of the vocabulary country-statuses      */
    const char *since;   /* its first day, "2001-12-20"                    */
    const char *until;   /* its last day; "": no end is known              */
    const char *source;  /* the decision or act: "Decision 2002/2/EC"      */
    const char *scope;   /* for whom or what; "": for all.  English where it
                          * came with the program: translate with _() then,
                          * if it is not empty                             */
};

/*
 * The line by which the country has that status on that day, or NULL: it has
 * not.  The first and the last day are days on which it has.
 *
 * `own` are the lines of the register, `count` of them, in any order; NULL and
 * 0 where there are none.  The result lives as long as they do, or as long as
 * the program.  Look at its scope: a status may hold for a part only.
 */
const struct country_line *country_status_on(const char *country,
                                             const char *status,
                                             const char *day,
                                             const struct country_line *own,
                                             size_t count);

/* The same with the lines of the register that is open (model/own.h). */
const struct country_line *country_status(const char *country,
                                          const char *status, const char *day);

/* Line i of those of the register; NULL past the end.  They live until its
 * records change. */
const struct country_line *country_own_at(size_t i);

/* Do lines of the register take the place of this one? */
bool country_line_replaced(const struct country_line *line);

/* Does the line hold on that day? */
bool country_line_holds(const struct country_line *line, const char *day);

/* Line i of those that come with the program; NULL past the end. */
const struct country_line *country_line_at(size_t i);

#endif
