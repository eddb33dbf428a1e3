/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_REGISTER_READER_H
#define LARDER_EXCHANGE_REGISTER_READER_H

#include <libxml/parser.h>

#include "base/buf.h"
#include "base/strs.h"
#include "exchange/register_read.h"

/*
 * What reads the register's XML knows between two events of SAX, and what the
 * tags and the text of each level mean.  After an error, which has its place
 * put in front, `failed` is set and nothing more is read.
 */

/* How deep elements stand in each other. */
enum { DEPTH_REGISTER = 1, DEPTH_RECORD, DEPTH_FIELD };

enum attribute { AT_VERSION, AT_REF, AT_UID, AT_WAS, AT_LANG, AT_OF, AT_COUNT };

struct reader {
    struct reading reading;
    xmlParserCtxtPtr parser;
    bool values; /* or only the schema                            */
    bool failed;
    int depth;
    struct incoming in;
    bool open;           /* in.record is initialised                      */
    bool named;          /* ... and errors are about it                   */
    enum field field;    /* the one read last; FIELD_COUNT: none yet      */
    bool said[AT_COUNT]; /* attributes of the last tag                    */
    struct buf at[AT_COUNT];
    struct buf text;   /* of the last field                             */
    struct strs items; /* of the field, not yet parsed                  */
    size_t bytes;      /* of the record                                 */
    incoming_fn *each;
    void *data;
    struct error *err;
};

/* ---- errors ------------------------------------------------------------- */

long reader_line(const struct reader *r);

/* Puts file, line and record in front of an error that is set. */
void reader_failed(struct reader *r, long line);

/* The same with the line of the field that the error is about. */
void reader_failed_in_field(struct reader *r);

/* Fails with this sentence, which is about what was just read. */
#define REFUSE(r, ...)                                                         \
    do {                                                                       \
        error_set((r)->err, ERROR_FAILED, __VA_ARGS__);                        \
        reader_failed(r, reader_line(r));                                      \
    } while (0)

/* ---- tags (register_reader.c) ------------------------------------------- */

/*
 * Keeps the attributes, five strings each, of a tag.  The name of one that it
 * cannot have is returned.
 */
const char *reader_keep_attributes(struct reader *r, int n,
                                   const xmlChar **atts);

/* The digest that an attribute holds; "" where there is none. */
int reader_take_digest(struct reader *r, enum attribute a,
                       char out[SHA256_HEX]);

void reader_start_register(struct reader *r, const char *tag);
void reader_start_record(struct reader *r, const char *tag);

/* Hands the record over. */
void reader_end_record(struct reader *r);

/* Frees the record, if there is one. */
void reader_close_record(struct reader *r);

/* Bytes more of the record. */
void reader_grow(struct reader *r, size_t len);

/* ---- fields (register_field.c) ------------------------------------------ */

void reader_start_field(struct reader *r, const char *tag);
void reader_add_text(struct reader *r, const xmlChar *text, size_t len);
void reader_end_field(struct reader *r);

/* Turns the items that were read into the value of their field. */
int reader_end_items(struct reader *r);

#endif
