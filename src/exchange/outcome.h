/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_OUTCOME_H
#define LARDER_EXCHANGE_OUTCOME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/error.h"
#include "base/strs.h"
#include "exchange/register_xml.h"

/*
 * What became of the rows of a table or a sheet: a line for each record, told
 * only when the change is committed (or rolled back), and until then kept in a
 * file without a name, so that memory stays flat.
 */
struct outcome {
    const char *file;
    long line;
    enum import_outcome what;
    const char *kind; /* name of the kind; "" where a row is refused       */
    const char *ref;  /* "" where a refused row has none                   */
    const char *why;  /* of what is refused, else ""                       */

    /* Names of fields, and pairs; NULL where there are none. */
    const struct strs *fields;   /* that were changed                      */
    const struct strs *matched;  /* a field, and what was found for it     */
    const struct strs *blank;    /* for which nothing matched exactly      */
    const struct strs *unplaced; /* a heading, and the text               */
};

typedef void outcome_fn(const struct outcome *o, void *data);

struct outcomes {
    FILE *file;
    struct import_totals totals;
};

/* The file lies beside the register. */
int outcomes_begin(struct outcomes *o, const char *beside, struct error *err);
int outcomes_add(struct outcomes *o, const struct outcome *x,
                 struct error *err);

/* Calls each() for all, or for those that are refused, in their order. */
int outcomes_each(struct outcomes *o, bool refused, outcome_fn *each,
                  void *data, struct error *err);
void outcomes_release(struct outcomes *o);

#endif
