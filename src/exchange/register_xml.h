/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_REGISTER_XML_H
#define LARDER_EXCHANGE_REGISTER_XML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/error.h"
#include "store/store.h"

/*
 * The register as XML (register_xsd.h has its schema):
 *
 *     <register xmlns="https://larder.example/ns/register/1" version="1.0">
 *       <party ref="city" uid="0193..." was="5f2a...">
 *         <name>City of Harbour</name>
 *         <name xml:lang="ga" of="90c1...">Cathair an Chuain</name>
 *         <part_of>@none</part_of>
 *       </party>
 *     </register>
 *
 * Records in the order of the kinds, then of refs by byte; fields in the order
 * of the table, one element for each item; states as tokens (model/value.h),
 * text that begins with @ with it doubled; words in other languages after the
 * original, each with the digest of the text that it translates.  White space
 * in text and prose counts.  UTF-8, NFC, LF, two spaces: one register has one
 * export, byte for byte.
 *
 * `uid` says which record it is, and `was` what it held when it was exported
 * (store_digest).  The register's own uid is not told, for it belongs to the
 * file and its history: a register into which all of this is imported is
 * another one and yet exports the same bytes.
 */

/* Writes all records of one moment; memory stays flat. */
int register_export(struct store *s, FILE *out, struct error *err);

/* The same with a comment on the second line, which an import passes over;
 * `note` (NULL: none) is a sentence of ours without "--". */
int register_export_noted(struct store *s, const char *note, FILE *out,
                          struct error *err);

struct import_options {
    bool dry_run;          /* do all of it, then roll back                 */
    const char *operation; /* for the history; NULL: "import"              */
};

enum import_outcome {
    IMPORT_ADDED,
    IMPORT_CHANGED, /* maybe renamed, too                                  */
    IMPORT_RENAMED,
    IMPORT_SAME,
    IMPORT_REFUSED, /* rows of a table or sheet only (outcome.h)           */
    IMPORT_OUTCOMES
};

struct import_totals {
    int64_t n[IMPORT_OUTCOMES];
};

/* "added", "changed", ...; not translated. */
const char *import_outcome_name(enum import_outcome outcome);

typedef void import_row_fn(const char *file, long line, const char *ref,
                           enum import_outcome outcome, void *data);

/*
 * Reads such files ("-": standard input) and merges their records into the
 * register, in one change: all of it, or nothing where one record is refused.
 *
 * A record that has the uid of one in the register is that record, else one
 * that has its ref.  What the register has not is added.  What holds the same
 * is left alone.  Where they differ, the register's is changed if it still is
 * what the file says that it was, else there is ERROR_CONFLICT: also where the
 * file does not say what it was.  A record with a known uid and a new ref is
 * renamed.  Records that are not in the files stay as they are.
 *
 * Files are read twice: first each is checked in full against the schema,
 * then, in the change, records are read one at a time and stored.  A file that
 * is not the same the second time is refused.  Of each record only a few
 * bytes are kept in memory, whatever the size of the files.
 *
 * After the commit (in a dry run: after the rollback) row() is called for each
 * record in the order of the files; `row` and `totals` may be NULL.  Errors
 * begin with file and line.
 */
int register_import(struct store *s, const char *const *files, size_t n,
                    const struct import_options *o, import_row_fn *row,
                    void *data, struct import_totals *totals,
                    struct error *err);

/* The same from memory; `name` stands for the file in errors and rows. */
int register_import_memory(struct store *s, const char *name, const void *bytes,
                           size_t len, const struct import_options *o,
                           import_row_fn *row, void *data,
                           struct import_totals *totals, struct error *err);

#endif
