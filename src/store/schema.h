/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_SCHEMA_H
#define LARDER_STORE_SCHEMA_H

#include "base/buf.h"
#include "base/sha256.h"
#include "base/strs.h"
#include "model/kinds.h"
#include "store/store.h"

/*
 * The tables, views and triggers of a register, made from the kinds.
 *
 *   record                    what everything hangs on: uid, kind, ref
 *   old_ref                   refs that records had before
 *   <kind>                    one row for each record that is there: a typed
 *                             column for each field that does not repeat, NULL
 *                             unless it holds a value, and <field>_is beside
 *                             it: none, na, unknown, or NULL
 *   term, link, words         items of fields that repeat; other languages
 *   history, head             history.h
 *   search                    full text (FTS5), without a copy of the text
 *   v1_...                    the views that rules and queries see
 */

/* Adds all statements that make an empty register. */
void schema_sql(struct buf *out);

/* The same, each by itself, as SQLite keeps their texts. */
void schema_statements(struct strs *out);

/*
 * Which layout this is: the SHA-256 of those statements, sorted by byte, each
 * with a line end behind it.  SQLite keeps their texts in sqlite_schema.
 */
void schema_digest(unsigned char out[SHA256_LEN]);

/*
 * Compares the layout of an open register with what schema_sql() makes: adds
 * a sentence for each table, index, trigger or view that is missing, other
 * than it should be, or not ours.
 */
int schema_compare(struct store *s, struct strs *faults, struct error *err);

/*
 * Refuses a register with a trigger that is not one of ours: it would run
 * with every change, and nobody would see it.
 */
int schema_refuse_triggers(struct store *s, struct error *err);

/* The type of the column that holds a field: "TEXT", "INTEGER", "REAL". */
const char *schema_column_type(enum field field);

/* Does a field have a column of its own?  Those that repeat have not. */
bool schema_has_column(enum field field);

#endif
