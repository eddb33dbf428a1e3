/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_SHEET_VIEW_H
#define LARDER_EXCHANGE_SHEET_VIEW_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/strs.h"
#include "exchange/sheet_map.h"
#include "exchange/sheet_words.h"
#include "model/country_table.h"
#include "model/record.h"
#include "store/read.h"

/*
 * The register as one row of a sheet: what a cell says about a use, its
 * dataset and its activity, any of which may be missing.
 *
 * Children of the dataset are told as far as they belong to the use: elements
 * that the use names, recipients that get them for it, and so on; all of them
 * where that is not stated.  What the notes keep as not placed (map->unplaced)
 * is told under its heading, too.  A blank is "", and never a no.
 */
struct sheet_view {
    struct store *store;
    const struct sheet_map *map;
    struct sheet_words *words;
    const char *day; /* on which a country has its standing; borrowed      */

    struct record organisation; /* .ref NULL: there is none                */
    struct country_line *lines; /* of the register                         */
    size_t lines_n;
    size_t lines_room;
    struct strs about[KIND_COUNT]; /* datasets that such records name      */

    const struct record *dataset, *activity, *use; /* of the row, or NULL  */
    struct records children[KIND_COUNT];           /* of the dataset       */
};

/* All pointers are borrowed; in a reading or a change. */
int sheet_view_init(struct sheet_view *v, struct store *s,
                    const struct sheet_map *map, struct sheet_words *words,
                    const char *day, struct error *err);
void sheet_view_release(struct sheet_view *v);

/* Which dataset it is from now on, or NULL; reads its children. */
int sheet_view_dataset(struct sheet_view *v, const struct record *dataset,
                       struct error *err);

/* Adds the text of a cell. */
int sheet_view_cell(struct sheet_view *v, const struct sheet_column *c,
                    struct buf *out, struct error *err);

/* Adds the items that the register alone tells for it; not the notes. */
int sheet_view_items(struct sheet_view *v, const struct sheet_column *c,
                     struct strs *out, struct error *err);

/*
 * Behind "From the sheet, not placed: HEADING: ", the text of a line of notes;
 * NULL where the line is of another kind.
 */
const char *sheet_note_text(const struct sheet_map *map,
                            const struct sheet_column *c, const char *line);

#endif
