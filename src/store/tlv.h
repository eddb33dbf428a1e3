/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_TLV_H
#define LARDER_STORE_TLV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/*
 * The one form of all bytes in the history: a tag (1 byte), a length (4 bytes,
 * big endian), that many bytes.  larder-register(5).
 */

void tlv_add(struct buf *b, unsigned char tag, const void *bytes, size_t len);
void tlv_adds(struct buf *b, unsigned char tag, const char *text);
void tlv_add_u64(struct buf *b, unsigned char tag, uint64_t n);

/* Opens a field that holds others; tlv_close() sets its length. */
size_t tlv_open(struct buf *b, unsigned char tag);
void tlv_close(struct buf *b, size_t open);

/* One field while reading; bytes are borrowed. */
struct tlv {
    unsigned char tag;
    const unsigned char *bytes;
    size_t len;
};

/* Takes the next field off *at; false at the end, or where it is damaged. */
bool tlv_next(struct tlv *out, const unsigned char **at,
              const unsigned char *end);

uint64_t tlv_u64(const struct tlv *t);

/* A copy as a string with a NUL. */
char *tlv_text(const struct tlv *t);

#endif
