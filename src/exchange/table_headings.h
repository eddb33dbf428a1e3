/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_TABLE_HEADINGS_H
#define LARDER_EXCHANGE_TABLE_HEADINGS_H

#include <stdbool.h>

#include "base/bits.h"
#include "base/error.h"
#include "exchange/csv_import.h"
#include "model/kinds.h"

/* The headings of a table of one kind, for its import: what each column is. */

enum column_kind {
    COLUMN_BLANK, /* no heading: no cell may hold anything                 */
    COLUMN_IGNORED,
    COLUMN_REF,
    COLUMN_PARENT,
    COLUMN_FIELD,
    COLUMN_WORDS, /* FIELD@LANG                                            */
    COLUMN_OF,    /* FIELD@LANG@of                                         */
    COLUMN_WAS,
};

struct column {
    enum column_kind kind;
    enum field field;
    char *lang;
    char *heading;
};

struct table {
    enum kind kind;
    struct column *v;
    size_t n;
    struct bits announced; /* numbers of records that are still to come    */
};

void table_clear(struct table *t);

/* A column that is the same, but for its heading; NULL: there is none. */
const struct column *table_column(const struct table *t,
                                  const struct column *like);

bool table_has(const struct table *t, enum column_kind kind);

/* Reads the first row; `table` is a struct table.  The error names the
 * column. */
int table_headings(struct csv_import *m, const struct csv *row, void *table,
                   struct error *err);

#endif
