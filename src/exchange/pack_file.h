/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_PACK_FILE_H
#define LARDER_EXCHANGE_PACK_FILE_H

#include "base/strs.h"
#include "exchange/pack.h"
#include "model/vocabulary.h"

/*
 * The file of a pack as it was read: its lines, and what is found out about
 * each of them.
 */
enum pack_column {
    COLUMN_CODE,
    COLUMN_ID,
    COLUMN_IRI,
    COLUMN_TITLE,
    COLUMN_WORDS,
    COLUMN_HELP,
    COLUMN_BROADER,
    COLUMN_NOTE,
    COLUMN_TYPE,
    COLUMN_COUNT
};

/* A row of the file. */
struct pack_line {
    char *cells[COLUMN_COUNT]; /* "" where there is none                   */
    long line;
    enum pack_outcome outcome;
    char *code;       /* of the term; "" where it is none                */
    struct buf above; /* code of the term above it                       */
    struct buf notes;
};

struct pack {
    const char *name; /* of the file                                       */
    const struct pack_options *options;
    const struct vocabulary *vocabulary; /* as it was before               */
    struct pack_line *rows;
    size_t n;
    size_t room;
    struct strs codes; /* that this pack adds                              */
};

/* "" where the file has no such column. */
const char *pack_cell(const struct pack_line *row, enum pack_column column);

/* Puts file and line in front of an error that is set; returns -1. */
int pack_failed_at(const struct pack *p, long line, struct error *err);

#endif
