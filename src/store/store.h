/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_STORE_H
#define LARDER_STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/uuid.h"

/*
 * The register: one SQLite file, opened for reading or for writing.
 *
 * It is in WAL mode with synchronous=FULL, so that what was said to be saved
 * is there after a power cut (a copy by backup.h is not in WAL mode until it
 * is opened for writing); it is mode 0600; its application_id says that it
 * is ours and its user_version which layout it has.  This folder is the only
 * one that knows SQL (besides the rules of an audit, which are data).
 *
 * Reading never writes the database file.  A register on read-only media is
 * read as immutable.  A register whose layout is newer than this program is
 * refused, naming both; an older one is migrated when it is first opened for
 * writing, after a copy of it has been made beside it, and refused for
 * reading, saying so.
 */

struct store;

enum store_mode { STORE_READ, STORE_WRITE };

/* What PRAGMA application_id holds: "Lrdr". */
enum { STORE_APPLICATION_ID = 0x4c726472 };

/* The layout that this program writes: PRAGMA user_version. */
enum { STORE_VERSION = 2 };

/*
 * Makes a new register, where nothing may be yet, and leaves it open for
 * writing.  `actor` is who does it, for the first entry of the history.
 */
int store_create(struct store **out, const char *path, const char *actor,
                 struct error *err);

/*
 * Opens a register.  `actor` is who changes it, kept in every entry of the
 * history from now on; not used where it is read.
 */
int store_open(struct store **out, const char *path, enum store_mode mode,
               const char *actor, struct error *err);
void store_close(struct store *s);

/* Who makes the changes from now on: kept in every entry of the history. */
void store_set_actor(struct store *s, const char *actor);

/* The layout that it had before it was opened and migrated; 0: it was not. */
int store_migrated_from(const struct store *s);

const char *store_path(const struct store *s);

/* The register's own UUID, made when it was created. */
const char *store_uid(const struct store *s);

bool store_writable(const struct store *s);

/*
 * A number that changes when another program has changed the register since
 * it was last asked; -1 if it cannot be read.  It costs next to nothing.
 * Own terms (model/own.h) are read again then, when they are asked for.
 */
int64_t store_data_version(struct store *s);

/*
 * Everything read between the two is of one moment, whatever other programs
 * write meanwhile.  They nest.  Not for while a person thinks.
 */
int store_read_begin(struct store *s, struct error *err);
void store_read_end(struct store *s);

/*
 * Called about every 10 ms of work inside SQLite; returning true stops it
 * with ERROR_INTERRUPTED.  For ^C.
 */
void store_set_interrupt(struct store *s, bool (*stop)(void));

#endif
