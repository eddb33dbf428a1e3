/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_WAIVER_H
#define LARDER_AUDIT_WAIVER_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/date.h"
#include "store/store.h"

/*
 * Waivers in force: findings that somebody accepts for a time, with a reason
 * and a name.  One covers what its rule finds about its record, and if that
 * is a dataset, about what belongs to it, until its last day inclusive.
 *
 * What is covered is shown all the same; it only counts no more.
 */
struct waiver {
    char *rule;
    char *about;           /* ref of the record                            */
    char *ref;             /* of the waiver itself                         */
    char *reason;          /* why it is accepted                           */
    char *approver;        /* ref of the party that accepts it             */
    int64_t id;            /* and its number                               */
    size_t found;          /* waivers_note()                               */
    char until[DATE_TEXT]; /* its last day                                 */
};

struct waivers {
    struct waiver *v; /* sorted                                            */
    size_t n;
    size_t room;
};

#define WAIVERS_INIT                                                           \
    {                                                                          \
        NULL, 0, 0                                                             \
    }

/* Those in force on that day. */
int waivers_read(struct waivers *out, struct store *s, const char *as_of,
                 struct error *err);
void waivers_release(struct waivers *l);

/*
 * The waiver that covers what this rule finds about the record of that ref,
 * or NULL; of several, the one that holds longest.
 */
const struct waiver *waivers_find(const struct waivers *l, const char *rule,
                                  const char *ref);

/* Counts for that waiver what it covers. */
void waivers_note(struct waivers *l, const char *rule, const char *ref);

#endif
