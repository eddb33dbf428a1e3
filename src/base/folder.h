/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_FOLDER_H
#define LARDER_BASE_FOLDER_H

#include <stdio.h>

#include "base/error.h"
#include "base/strs.h"

/*
 * A folder in the making: it is filled under another name beside the one that
 * it gets at the end, so that it is never half there.  It is 0700 and its
 * files are 0600.  It takes the place of nothing but an empty folder.
 *
 * The SHA-256 of each file is kept, for folder_commit() to write them into
 * the file SHA256SUMS, in order of the names, as `sha256sum -c` reads it.
 */
struct folder_out {
    char *path;
    char *temp;
    struct strs folders; /* below it                                       */
    struct strs names;   /* of the files, "tables/party.csv"               */
    struct strs sums;    /* of each, 64 hexadecimal digits                 */
};

/* Refused where something is there that is no empty folder. */
int folder_begin(struct folder_out *f, const char *path, struct error *err);

/*
 * Begins a file of that name; there may be one folder in front.  Names are
 * those of the program, never of what is stored.  folder_end() must follow:
 * it flushes, closes, and reads back what was written.
 */
int folder_file(struct folder_out *f, const char *name, FILE **out,
                struct error *err);
int folder_end(struct folder_out *f, FILE *out, struct error *err);

/* Writes the sums and gives the folder its name. */
int folder_commit(struct folder_out *f, struct error *err);

/* Removes what was written so far.  Does nothing after folder_commit(). */
void folder_abandon(struct folder_out *f);

#endif
