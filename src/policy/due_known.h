/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_POLICY_DUE_KNOWN_H
#define LARDER_POLICY_DUE_KNOWN_H

#include <stdbool.h>

#include "model/kinds.h"
#include "policy/days.h"
#include "store/list.h"

/*
 * What records tell about the end of others: a part of policy/due.  Each list
 * is read once, before the walk, so that nothing is asked for each record.
 */
struct due_known {
    struct days asked;      /* of notices: until when people are asked      */
    struct days collected;  /* of datasets: until when data are collected   */
    struct days agreements; /* of datasets: the end of all agreements       */
    struct days uses;       /* of datasets: the end of all uses             */
    struct days over;       /* of uses: their end, if that has passed       */
    struct days returned;   /* of agreements, alone and with a dataset ("a d"):
                             * when data were given back or deleted         */
};

int due_known_read(struct due_known *k, struct store *s, const char *as_of,
                   struct error *err);
void due_known_release(struct due_known *k);

/* Is each of these uses over?  `uses` as in a cell of a list. */
bool due_known_all_over(const struct due_known *k, const char *uses);

/* Is it logged that the data of each of these datasets were given back or
 * deleted under the agreement? */
bool due_known_all_returned(const struct due_known *k, const char *agreement,
                            const char *datasets);

#endif
