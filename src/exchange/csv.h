/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_CSV_H
#define LARDER_EXCHANGE_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/error.h"

/*
 * CSV as RFC 4180 has it, read record by record; a header is simply the first
 * one.  Beside that:
 *
 *  - Lines end with CR LF, LF or CR.  Lines with nothing on them are passed
 *    over.
 *  - A byte order mark at the beginning, and a first line "sep=;" (by which
 *    spreadsheets tell each other the delimiter), are no part of a record.
 *  - Unless it is given, the delimiter is found in the first record: whichever
 *    of tab, semicolon, pipe and comma is there most often, outside quotation
 *    marks and brackets; of those that are there as often the first of these.
 *    Where there is none it is the comma.
 *  - A quotation mark that does not begin a field is like any other character.
 *  - Fields are kept as they are, line ends in quotation marks too.
 *
 * Refused, with file and line: what is not UTF-8, the character NUL, a
 * quotation mark that is not closed or is closed within a field, more than
 * the limits below.
 *
 * A record is all that is in memory.  No byte behind its line end is asked of
 * the stream; so a caller who must not see more makes the stream unbuffered
 * (setvbuf with _IONBF).
 */
enum {
    CSV_FIELD_MAX = 500002,    /* bytes: the longest text (check.h), and
                                * what may stand in front of it: '@        */
    CSV_RECORD_MAX = 16000000, /* bytes                                    */
    CSV_FIELDS_MAX = 16384,    /* of a record, as in common spreadsheets   */
};

struct csv {
    const char *name; /* of the file, for errors; borrowed                 */
    FILE *in;         /* borrowed                                          */
    char delimiter;   /* 0: not found yet                                  */
    size_t n;         /* fields of the record that was read last           */
    long line;        /* on which it begins, from 1                        */

    long next;       /* line of the next byte                              */
    bool mark;       /* there was a byte order mark                        */
    bool cr;         /* a CR came last: an LF would belong to it           */
    size_t quote;    /* where in raw a quotation mark was opened last      */
    struct buf raw;  /* the record as it is in the file                    */
    struct buf text; /* its fields, a NUL behind each                      */
    size_t *starts;  /* of the fields, in text                             */
    size_t room;
};

/* Delimiter 0: find out. */
void csv_init(struct csv *c, FILE *in, const char *name, char delimiter);
void csv_release(struct csv *c);

/* Reads the next record: 1, or 0 behind the last, or -1. */
int csv_next(struct csv *c, struct error *err);

/* Field i of the record, from 0; borrowed until the next one is read. */
const char *csv_field(const struct csv *c, size_t i);

#endif
