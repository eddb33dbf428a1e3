/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_SHEET_OFFER_H
#define LARDER_EXCHANGE_SHEET_OFFER_H

#include <stdbool.h>

#include "exchange/sheet_draft.h"

/* Items of cells, offered to the targets of their column. */

/* What a target takes of a cell. */
struct sheet_taken {
    struct strs given; /* for value_parse                                  */
    struct strs from;  /* the items that they are made from                */
    enum state state;  /* or STATE_BLANK                                   */
    char *rest;        /* for the rest, or NULL                            */
    size_t n;          /* of items                                         */
};

/* Frees the n of them, and what they hold. */
void sheet_taken_release(struct sheet_taken *t, size_t n);

/*
 * Offers an item to a target: 1 if it takes it, 0, -1.  `whole` is the item
 * with its line ends, where it is all of a cell; else NULL.
 */
int sheet_offer(struct sheet_row *row, const struct sheet_column *c,
                const struct sheet_target *t, const char *text,
                const char *whole, struct sheet_taken *out, struct error *err);

/* Sets what was taken. */
int sheet_set_field(struct sheet_draft *d, const struct sheet_target *t,
                    const struct sheet_taken *k, struct error *err);

/* Is there a record in the row to which the target can go? */
bool sheet_can_take(const struct sheet_row *row, const struct sheet_column *c,
                    const struct sheet_target *t);

#endif
