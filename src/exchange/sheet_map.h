/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_SHEET_MAP_H
#define LARDER_EXCHANGE_SHEET_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/strs.h"
#include "model/kinds.h"

/*
 * A map says how a sheet with a row for each activity, such as a regulator
 * publishes it, and the register stand to each other, both ways.  It is an XML
 * file; schemas/larder-maps.xsd is its manual.  Those in schemas/maps are
 * compiled in, and known by their id.
 *
 * How a text is read follows from the type of its field: a term, a span, a
 * country, a link, a date exactly; a text as it is; a party by its name.
 */
enum { SHEET_PATH_MAX = 3 };

/* What parts the items of a cell. */
enum { SHEET_LINES = 1, SHEET_COMMAS = 2 };

struct sheet_target {
    enum kind kind; /* of the record that the path begins at               */
    enum field path[SHEET_PATH_MAX]; /* all but the last name records      */
    size_t path_n;
    enum field rest;    /* or FIELD_COUNT                                    */
    char *label;        /* or NULL                                           */
    bool written;       /* only: it is never read                            */
    bool instead;       /* what comes behind it is not written then          */
    bool contact;       /* a party, and how to reach it                      */
    bool found;         /* a party is never made                             */
    bool strict;        /* without a term nothing is taken                   */
    bool prefix;        /* names records of the row, in front of the text    */
    bool titles;        /* a term is known by its title only                 */
    char *outside;      /* a country or a standing, or NULL                  */
    struct strs except; /* kinds of recipients                             */
    enum kind any;      /* yes, if there is such a record; else KIND_NONE  */
};

struct sheet_column {
    char *heading;
    struct strs names; /* folded: the heading and its aliases              */
    unsigned split;    /* SHEET_LINES and so on; 0: one text               */
    enum kind makes;   /* each item is such a record, or KIND_NONE         */
    bool parts;        /* an item may be made of parts                     */
    bool title;
    bool one;           /* only where the row has one record of the kind   */
    enum field without; /* or FIELD_COUNT                                  */
    struct sheet_target *targets;
    size_t n;
    size_t room;
};

/* What a term is called in the sheet. */
struct sheet_term {
    char *vocabulary; /* or "countries"                                    */
    char *code;
    char *words;
};

struct sheet_map {
    char *id;
    char *lang;
    char *title;
    char *unplaced; /* in front of what is not placed                      */
    char *row;      /* "Row"                                               */
    struct sheet_term *terms; /* in the order of the file                  */
    size_t terms_n;
    size_t terms_room;
    struct sheet_column *columns;
    size_t n;
    size_t room;
};

/*
 * The ready map of that id, else the file of that name ("-": standard input),
 * which is validated first.  Errors begin with file and line; one for a name
 * that is neither lists the ready maps.
 */
int sheet_map_load(struct sheet_map **out, const char *name, struct error *err);
void sheet_map_free(struct sheet_map *m);

/* The id of ready map number i; NULL past the end. */
const char *sheet_map_id(size_t i);

/* The column of that heading, or NULL. */
const struct sheet_column *sheet_map_find(const struct sheet_map *m,
                                          const char *heading);

/* May the kind be filled from a sheet? */
bool sheet_fills(enum kind kind);

#endif
