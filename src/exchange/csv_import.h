/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_CSV_IMPORT_H
#define LARDER_EXCHANGE_CSV_IMPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bits.h"
#include "base/buf.h"
#include "base/error.h"
#include "exchange/csv.h"
#include "exchange/outcome.h"
#include "store/store.h"

/*
 * What the import of a table (table.h) and that of a sheet (sheet.h) share:
 * CSV files with a line of headings each, read row by row in one change, all
 * of it or nothing.
 *
 * A row that is refused does not end the reading: all that is wrong is told
 * at once, up to CSV_REFUSED_MAX rows.  With one row refused nothing is stored.
 */
enum { CSV_REFUSED_MAX = 1000 };

struct csv_options {
    char delimiter;        /* 0: find out                                  */
    bool ignore_unknown;   /* leave out columns with unknown headings      */
    bool dry_run;          /* do all of it, then roll back                 */
    const char *operation; /* for the history; NULL: "import"              */
};

/* An import that runs. */
struct csv_import {
    struct store *store;
    const struct csv_options *options;
    const char *file;         /* being read                                */
    struct outcomes outcomes; /* of records that were taken                */
    struct buf ref;           /* of the row, once it is known              */
    struct strs ignored;      /* headings that were left out               */
    struct bits seen;         /* numbers of records that the import holds  */
};

/* 0; 1: the row is refused, and err says why; -1: the import ends. */
typedef int csv_row_fn(struct csv_import *m, const struct csv *row, void *data,
                       struct error *err);

struct csv_taker {
    /* The line of headings of each file; 0 or -1. */
    int (*headings)(struct csv_import *m, const struct csv *row, void *data,
                    struct error *err);
    csv_row_fn *look; /* all rows once before the first is taken, or NULL  */
    csv_row_fn *take; /* stores a row, and adds outcomes                   */
    void *data;
};

/*
 * Reads the files ("-": standard input).  After the commit, or in a dry run
 * after the rollback, row() is called for each outcome.  Where rows are
 * refused it is called for these (in a dry run: for all), and the result is
 * -1.  Other errors begin with file and line.  `ignored` (may be NULL) gets the
 * headings that were left out.
 */
int csv_import(struct store *s, const char *const *files, size_t n,
               const struct csv_options *o, const struct csv_taker *taker,
               outcome_fn *row, void *data, struct import_totals *totals,
               struct strs *ignored, struct error *err);

/* The cell under heading number i, as it was before it was made safe for
 * spreadsheets; "" where the row is shorter or there is white space only. */
const char *csv_cell(const struct csv *row, size_t i);

/* Refuses a row that has something behind its last heading: 1. */
int csv_check_width(const struct csv *row, size_t headings, struct error *err);

#endif
