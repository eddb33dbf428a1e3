/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_REGISTER_LINES_H
#define LARDER_EXCHANGE_REGISTER_LINES_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/error.h"
#include "base/sha256.h"
#include "exchange/register_read.h"
#include "exchange/register_xml.h"
#include "exchange/source.h"

/*
 * The first reading leaves one line for each record in a file without a name:
 * what it is called and where it stands.  From these lines each record's place
 * in the register is found, or made, before the second reading stores it; so
 * that records may name each other in any order, and only a few bytes of each
 * are in memory.
 */
struct import_line {
    size_t source;
    long line;
    enum kind kind;
    const char *ref;
    const char *uid; /* "" where there is none                             */
    const char *was; /* "" where there is none                             */
};

struct import {
    struct store *store;
    const struct import_options *options;
    struct source *sources;
    unsigned char (*digests)[SHA256_LEN]; /* of the first reading          */
    size_t sources_n;
    size_t source; /* the one being read                             */
    FILE *lines;
    char *buffer; /* of the line read last                          */
    size_t buffer_room;
    size_t n;     /* records                                        */
    size_t at;    /* the one being read                             */
    int64_t *ids; /* of each that is in the register; else 0        */
    unsigned char *outcomes;
    unsigned char *seen; /* a bit for each id: it is in the files          */
    size_t seen_room;
    enum kind last;         /* the kind of the line written last              */
    bool sorted;            /* kinds come in their order                      */
    bool empty[KIND_COUNT]; /* the register has none of this kind         */
    bool called[KIND_COUNT]; /* may be named before it is there            */
    struct import_totals totals;
};

/* For the record that was read. */
int import_line_write(struct import *m, const struct incoming *in,
                      struct error *err);

/* Goes back to the first line; then each is read, and borrowed until the next.
 */
int import_rewind(struct import *m, struct error *err);
int import_line_read(struct import *m, struct import_line *out,
                     struct error *err);

/* Puts file, line and record in front of an error that is set: -1. */
int import_line_failed(const struct import *m, const struct import_line *l,
                       struct error *err);

/* Calls the function for each line, m->at being its number. */
typedef int import_line_fn(struct import *m, const struct import_line *l,
                           struct error *err);
int import_lines_each(struct import *m, import_line_fn *each,
                      struct error *err);

#endif
