/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_POLICY_AGENDA_H
#define LARDER_POLICY_AGENDA_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/strs.h"
#include "policy/due.h"

/*
 * What is due (policy/due.h) as a list to work through: what is late first,
 * then day by day, then what has no day.  With whom it is: the steward of the
 * dataset, or of the datasets that the record names.
 */

/* In the order of the list. */
enum agenda_group {
    AGENDA_OVERDUE,  /* the day is past, and something is to be done        */
    AGENDA_COMING,   /* today or later, until the day that was asked for    */
    AGENDA_UNKNOWN,  /* it ends, but nobody knows when                      */
    AGENDA_STANDING, /* there is no single day: each piece, or each person,
                      * has their own                                       */
    AGENDA_HELD,     /* deleting is stopped                                 */
    AGENDA_GROUP_COUNT
};

/* How far one looks ahead unless one says so. */
#define AGENDA_SPAN "P90D"

struct agenda_item {
    enum agenda_group group;
    enum due_what what;
    enum due_state state;
    int64_t record; /* number of the record                                */
    char *ref;
    char date[DATE_TEXT];   /* "": none                                       */
    int64_t days;           /* from as_of to date; below 0: it is late        */
    char oldest[DATE_TEXT]; /* what came before must be gone; "": no window */
    char *title;        /* of the record, a text, a code, or ""             */
    char *dataset;      /* the title of its dataset, or ""                  */
    const char *action; /* what is to be done, a code, or ""                */
    struct strs who;    /* refs of the stewards                             */
    struct strs names;  /* and their names                                  */
};

struct agenda {
    char as_of[DATE_TEXT];
    struct agenda_item *v;
    size_t n;
    size_t room;
    size_t counts[AGENDA_GROUP_COUNT];
};

/*
 * Reads what is due: late, until `until` (a date), and without a day.  With
 * n_refs > 0 only what is about one of these records: itself, what belongs to
 * it, what names it (an agreement on a dataset), or, for a party, what it is
 * the steward of.  A ref that is not there is an error.  Release it also after
 * an error.
 */
int agenda_read(struct agenda *out, struct store *s, const char *as_of,
                const char *until, const char *const *refs, size_t n_refs,
                struct error *err);
void agenda_release(struct agenda *a);

/* The day so far after as_of; false where `span` is no duration. */
bool agenda_until(char out[DATE_TEXT], const char *as_of, const char *span);

/* "overdue", "coming"; for files. */
const char *agenda_group_name(enum agenda_group group);

/* "Overdue", "Ends, but nobody knows when"; translate with _(). */
const char *agenda_group_title(enum agenda_group group);

/* --- in words, translated ------------------------------------------------ */

/* Adds "23 days ago", "today", "in 31 days"; nothing where there is no day. */
void agenda_add_when(struct buf *out, const struct agenda_item *i);

/* Adds "Delete the data: School meals", and what there is to say of a window
 * or of a day of each. */
void agenda_add_task(struct buf *out, const struct agenda_item *i);

#endif
