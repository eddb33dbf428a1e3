/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_FILE_H
#define LARDER_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/error.h"

/* Reading whole files with a limit, and writing files so that they are never
 * half there. */

/*
 * Opens a regular file for reading: its descriptor, or -1.  Never waits, as
 * opening a FIFO would.
 */
int file_open(const char *path, struct error *err);

/*
 * Reads a regular file of at most `limit` bytes ("-" is standard input).  The
 * error names the file, and *out is then as before.
 */
int file_read(struct buf *out, const char *path, size_t limit,
              struct error *err);

/*
 * Makes the folders above a path that are missing, 0700.  What cannot be made
 * shows when the file itself is.
 */
void file_make_folders(const char *path);

/*
 * A file in the making: written under another name in the same folder, mode
 * 0600, and given its own name only by file_commit(), after fsync.  It may
 * replace a regular file, but no folder, device or symbolic link.  With path
 * "-" or NULL it is standard output.
 */
struct file_out {
    FILE *stream;
    char *path; /* NULL for standard output                                */
    char *temp;
    bool fresh; /* it replaces nothing                                     */
};

int file_begin(struct file_out *f, const char *path, struct error *err);

/*
 * The same for a file that replaces nothing: refused where something has that
 * name already, now and again in file_commit().  Never standard output.
 */
int file_begin_new(struct file_out *f, const char *path, struct error *err);

/*
 * Flushes, syncs and closes the file under its other name (f->temp), so that
 * it can be looked at from there, and read back from the disk; file_commit()
 * must follow.
 */
int file_settle(struct file_out *f, struct error *err);

/*
 * Flushes, syncs and renames.  After an error the file is not there, or not
 * surely on the disk; nothing of it is left beside it in either case.
 */
int file_commit(struct file_out *f, struct error *err);

/* Removes what was written so far.  Does nothing after file_commit(). */
void file_abandon(struct file_out *f);

#endif
