/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_REGISTER_READ_H
#define LARDER_EXCHANGE_REGISTER_READ_H

#include <libxml/xmlschemas.h>

#include "exchange/source.h"
#include "model/record.h"

/*
 * Reads the register's XML, one record at a time, through libxml2's SAX: no
 * tree, no entities, no other file.  Names, order, attributes and depth of
 * elements and the length of their text are checked here, before the schema
 * sees them; what the schema then refuses can only be a value.
 */
enum {
    READ_BYTES_EACH = 4,        /* times the limit of a field, before NFC  */
    READ_RECORD_MAX = 16 << 20, /* bytes of all text of a record           */
    READ_ELEMENT = 64,          /* what each of its elements counts, too   */
};

/* A record as the file has it. */
struct incoming {
    struct record record; /* uid "" where there is none                    */
    char was[SHA256_HEX]; /* "" where there is none                        */
    long line;
    long lines[FIELD_COUNT]; /* of each field that is there; else 0        */
};

/* An error of its own gets the record and its place put in front. */
typedef int incoming_fn(struct incoming *in, void *data, struct error *err);

/*
 * Reads all of it.  With a schema (the first time) it validates, and records
 * have no values; without, it reads values.  `digest` is that of the bytes.
 */
int register_read(const struct source *source, xmlSchemaPtr schema,
                  incoming_fn *each, void *data,
                  unsigned char digest[SHA256_LEN], struct error *err);

#endif
