/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_SOURCE_H
#define LARDER_EXCHANGE_SOURCE_H

#include <stddef.h>
#include <stdio.h>

#include "base/error.h"
#include "base/sha256.h"
#include "exchange/screen.h"

/*
 * What can be read twice: a regular file, bytes in memory, or standard input,
 * which is copied to a file without a name first.
 */
struct source {
    const char *name;  /* for people; borrowed                             */
    FILE *copy;        /* of standard input, else NULL                     */
    const void *bytes; /* in memory, else NULL; borrowed                   */
    size_t len;
};

/*
 * A file without a name, mode 0600, that is gone when it is closed: in the
 * folder of the file `beside`, which may hold the same data and has room for
 * them, else where temporary files are.
 */
FILE *source_temporary(const char *beside, struct error *err);

void source_memory(struct source *s, const char *name, const void *bytes,
                   size_t len);

/* "-" is standard input, copied beside that file. */
int source_file(struct source *s, const char *path, const char *beside,
                struct error *err);
void source_release(struct source *s);

/* Opens a file, or the copy of standard input, from its beginning, as it is;
 * for what is no XML.  fclose() it. */
FILE *source_open(const struct source *s, struct error *err);

/* One reading of it, from its beginning, screened, with its digest. */
struct reading {
    const struct source *source;
    int fd;    /* -1: memory                                  */
    size_t at; /* in memory                                   */
    struct sha256 *digest;
    struct screen screen;
    char *block;       /* what was read and not yet taken             */
    size_t start, end; /* of it; the screen has seen all of that      */
    size_t tail;       /* bytes behind it: a part of a character      */
};

int reading_begin(struct reading *r, const struct source *s, struct error *err);

/*
 * The next bytes, at most len: how many, 0 at the end, -1 on error.  Errors of
 * the screen begin with name and line.
 */
int reading_next(struct reading *r, char *out, int len, struct error *err);

void reading_end(struct reading *r, unsigned char digest[SHA256_LEN]);

#endif
