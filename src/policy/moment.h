/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_POLICY_MOMENT_H
#define LARDER_POLICY_MOMENT_H

#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "model/date.h"
#include "store/store.h"

/*
 * A moment in the history of a register, as people name it:
 *
 *     2026-03-31             the end of this day, in the register's time zone
 *     2026-03-31T10:00:00Z   the end of this second, as the history prints it
 *     @57                    after entry 57, and all of the change it is in
 *
 * A moment lies between the first entry and now: before it there was no
 * register, and what comes is not known.
 */

enum moment_by { MOMENT_DAY, MOMENT_TIME, MOMENT_ENTRY };

enum { MOMENT_TEXT = 21 };

struct moment {
    enum moment_by by;
    char text[MOMENT_TEXT]; /* the day or the time; of an entry its time   */
    char day[DATE_TEXT];    /* on which it lies, where the register is     */
    int64_t time;           /* of MOMENT_TIME, seconds since 1970, UTC     */
    int64_t entry;          /* the newest entry that it knows              */
    int64_t size;           /* how many entries there are today            */
    int64_t later;   /* entries of then with a later time: the clock was set
                      * back (store/at.h)                                    */
    int64_t missing; /* records of then that cannot be shown (store/at.h), for
                      * whoever replays it to set                          */
};

/* Reads what a person gave; what a register must tell is filled later. */
int moment_read(struct moment *out, const char *given, struct error *err);

/* Finds it in the history of this register. */
int moment_find(struct moment *m, struct store *s, struct error *err);

/*
 * "The register as it stood at the end of 2026-03-31 (entry 57 of 203).", and
 * a second sentence where records are missing: a list that is stated to be
 * complete may then not be so.
 */
void moment_words(const struct moment *m, struct buf *out);

/* The same for files that programs read: never translated. */
void moment_note(const struct moment *m, struct buf *out);

#endif
