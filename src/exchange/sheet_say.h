/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_SHEET_SAY_H
#define LARDER_EXCHANGE_SHEET_SAY_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/strs.h"
#include "exchange/sheet_view.h"

/*
 * What one record says for a cell of a sheet: the values at the end of a path
 * that begins at it, in the words of the map's language.
 */
struct sheet_pieces {
    struct strs items;
    enum state state; /* the first that is stated; STATE_BLANK: none       */
    bool blank;       /* some record holds nothing                         */
};

#define SHEET_PIECES_INIT                                                      \
    {                                                                          \
        STRS_INIT, STATE_BLANK, false                                          \
    }

void sheet_pieces_clear(struct sheet_pieces *p); /* frees; empty and usable */

/*
 * Adds what the fields of the path, from number `at` on, say about the record.
 * Countries that the target does not mean are left out.
 */
int sheet_walk(struct sheet_view *v, const struct sheet_target *t, size_t at,
               const struct record *r, struct sheet_pieces *p,
               struct error *err);

/* Adds all that a target says about it, with its rest and its label. */
int sheet_say(struct sheet_view *v, const struct sheet_target *t,
              const struct record *r, struct sheet_pieces *p,
              struct error *err);

/* Adds the items, each on one line, with that text between them. */
void sheet_add_joined(struct buf *out, const struct strs *items,
                      const char *between);

/* Adds "Name (address, phone, e-mail, website)" of a party, on one line. */
void sheet_add_contact(struct buf *out, const struct record *party);

#endif
