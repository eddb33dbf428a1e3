/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_SHEET_PARTY_H
#define LARDER_EXCHANGE_SHEET_PARTY_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/hashes.h"
#include "exchange/sheet_map.h"
#include "exchange/sheet_place.h"

/*
 * The parties that a sheet names: found by their name, in any language that
 * they have it in (capitals and accents make no difference), else made.  A
 * name that two parties have finds neither.
 *
 * Where a cell tells how to reach the party, too, in brackets, or behind the
 * first line end, comma or semicolon, that fills in a party that has no contact
 * yet.  It is taken for that only if there is an e-mail or web address in it,
 * or in brackets a digit: else all of the text is the name.
 */
struct sheet_parties {
    struct csv_import *import;
    struct sheet_places *places;
    struct hashes names; /* the number of a record, or -1: several         */
};

int sheet_parties_init(struct sheet_parties *p, struct csv_import *import,
                       struct sheet_places *places, struct error *err);
void sheet_parties_release(struct sheet_parties *p);

/*
 * Adds the ref of the party that a text names, and makes it if it is not
 * there, unless the target says otherwise; with its outcome, on that line of
 * the file.  1; 0: there is none; -1: error; 2: it is there, but what the text
 * tells of how to reach it is another thing.
 */
int sheet_party(struct sheet_parties *p, const struct sheet_target *t,
                const char *text, long line, struct buf *ref,
                struct error *err);

#endif
