/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_APP_CSV_DRAFT_H
#define LARDER_APP_CSV_DRAFT_H

#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"
#include "model/heading.h"
#include "model/record.h"

/*
 * The draft of a dataset, made from the line of headings of a CSV file: an
 * element for each column, with what its heading lets one guess
 * (model/heading.h).  No value of the file is ever read: no byte behind the
 * line end of the headings, and a first line that holds values is refused.
 *
 * What is guessed is said in the notes of the element, for a person to check;
 * what cannot be guessed stays blank, and so does the state of the list of
 * elements.
 */
struct csv_column {
    char *heading; /* as it is in the file, on one line; "": it has none    */
    const struct heading_pattern *guess; /* NULL: there is none            */
    struct record element;
};

struct csv_draft {
    const char *name; /* of the file, for people; borrowed                 */
    long line;        /* of the headings                                   */
    struct record dataset;
    struct csv_column *columns;
    size_t n;
    size_t room;
};

/* Adds a ref made from the name of a file: "people" of "data/People.csv". */
void csv_draft_ref(struct buf *out, const char *path);

/*
 * Reads the headings ("-" is standard input) and makes the records, of which
 * the dataset gets this ref.  Delimiter 0: find out (exchange/csv.h).  The
 * error names file and line; *d need not be released then.
 */
int csv_draft_read(struct csv_draft *d, const char *path, const char *ref,
                   char delimiter, struct error *err);
void csv_draft_release(struct csv_draft *d);

/* Puts file, line and number of the column (from 0) in front of an error that
 * is set, and returns -1. */
int csv_draft_failed(const struct csv_draft *d, size_t column,
                     struct error *err);

#endif
