/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_CLI_DEED_H
#define LARDER_CLI_DEED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strs.h"
#include "cli/command.h"
#include "cli/persons.h"
#include "model/record.h"
#include "store/change.h"

/*
 * A change made by a command: begun with the person's name shown, said on
 * standard output only when it is committed.
 *
 *     deed_begin -> deed_put ... -> deed_end
 *
 * deed_end() takes what went wrong before as `failed` and rolls back then.
 */
struct deed {
    struct store *store;
    bool dry_run;
    bool quiet;        /* count records only                               */
    struct strs lines; /* what was done                                    */
    struct persons persons; /* who seems to be named                       */
    size_t outcomes[CHANGE_CHANGED + 1];
};

int deed_begin(struct deed *d, struct call *c, const char *operation,
               struct error *err);

/* Puts a record into the change, and notes what becomes of it, and where it
 * looks like it names a person. */
int deed_put(struct deed *d, struct record *r, struct error *err);

/* Another line for what was done. */
void deed_line(struct deed *d, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Commits and says it, or rolls back; 0 or -1. */
int deed_end(struct deed *d, int failed, struct error *err);

#endif
