/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_SHEET_DRAFT_H
#define LARDER_EXCHANGE_SHEET_DRAFT_H

#include <stdbool.h>

#include "base/strs.h"
#include "exchange/csv_import.h"
#include "exchange/sheet_map.h"
#include "exchange/sheet_party.h"
#include "exchange/sheet_place.h"
#include "exchange/sheet_view.h"
#include "exchange/sheet_words.h"
#include "model/record.h"

/*
 * One row of a sheet on its way into the register: the records that it becomes
 * (sheet.h tells how), before they are stored.  Parties are stored at once.
 */
enum { SHEET_ITEMS_MAX = 500 }; /* of a cell */

/* A record in the making. */
struct sheet_draft {
    struct record r;
    struct record old; /* as it was; .ref NULL: it is new                  */
    char *key;         /* its words, folded; NULL for what has no parent   */
    struct strs set;   /* names of fields that were matched                */
    struct strs blank; /* and of those for which nothing matched           */
};

struct sheet_drafts {
    struct sheet_draft *v;
    size_t n;
    size_t room;
};

/* What an import of sheets knows in every row. */
struct sheet_reader {
    struct csv_import *import;
    const struct sheet_map *map;
    struct sheet_words *words;
    struct sheet_view view; /* of our organisation alone                   */
    struct sheet_places places;
    struct sheet_parties parties;
    const struct sheet_column **columns; /* of the file; NULL: left out    */
    size_t columns_n;
    struct strs headings; /* as they are in the file, on one line          */
};

struct sheet_row {
    struct sheet_reader *reader;
    const struct csv *csv;
    struct sheet_drafts drafts[KIND_COUNT]; /* one dataset, one activity   */
    struct strs unplaced;                   /* a heading and a text in turn */
    const struct sheet_column **stated;     /* a word for a state was all   */
    enum state *states;                     /* and which                    */
    size_t stated_n;
};

/* The one dataset or activity of the row, or NULL. */
struct sheet_draft *sheet_row_only(struct sheet_row *row, enum kind kind);

/* The cell of a column; "" where the file has no such column. */
const char *sheet_row_cell(const struct sheet_row *row,
                           const struct sheet_column *c);

/* Keeps a text that has no place, under its heading, on one line. */
void sheet_unplaced(struct sheet_row *row, const struct sheet_column *c,
                    const char *text);

/* Takes the record over; `key` may be NULL. */
struct sheet_draft *sheet_draft_add(struct sheet_drafts *l, struct record *r,
                                    const char *key);
void sheet_draft_release(struct sheet_draft *d);

/* Notes that a field was matched, or that nothing matched; not of texts. */
void sheet_note_set(struct sheet_draft *d, enum field field);
void sheet_note_blank(struct sheet_draft *d, enum field field);

/* Does the field hold text as it is? */
bool sheet_is_text(enum field field);

/* May the field be stated so? */
bool sheet_may_be(enum field field, enum state state);

/* Is one word for a state all that the items say? */
bool sheet_is_state(const struct strs *items, enum state *state);

/* Refuses a cell with so many items: 1. */
int sheet_too_many(const struct sheet_column *c, size_t n, struct error *err);

/* Adds it, unless it is there. */
void sheet_add_once(struct strs *l, const char *s);

#endif
