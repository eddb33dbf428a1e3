/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_ENTRY_H
#define LARDER_STORE_ENTRY_H

#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/sha256.h"
#include "store/history.h"
#include "store/merkle.h"
#include "store/store.h"

/* One row of the history: its canonical bytes, and how it gets there. */

enum { ENTRY_CHANGE = 16 };

/* What the hash of an entry covers (history.h draws it). */
struct entry {
    int64_t seq;
    int64_t time;
    unsigned char change[ENTRY_CHANGE];
    const char *operation;
    const unsigned char *undone; /* 16 bytes, or NULL                      */
    unsigned char commitment[SHA256_LEN];
    unsigned char previous[SHA256_LEN];
};

void entry_add(struct buf *out, const struct entry *e);
void entry_hash(const struct entry *e, unsigned char out[SHA256_LEN]);

/* SHA-256("larder/1 body\0" || len || salt || len || body) */
void entry_commit(const void *salt, size_t salt_len, const void *body,
                  size_t body_len, unsigned char out[SHA256_LEN]);

/* "018f...-..." and 16 bytes, one into the other. */
void entry_uuid_bytes(const char *uuid, unsigned char out[ENTRY_CHANGE]);
void entry_uuid_text(const unsigned char *bytes, char out[37]);

/* The end of the history while a change grows it. */
struct entry_end {
    struct merkle tree;
    unsigned char last[SHA256_LEN];
};

int entry_end_read(struct store *s, struct entry_end *out, struct error *err);
int entry_end_write(struct store *s, const struct entry_end *end,
                    struct error *err);

/* Appends an entry with this body; `record` 0: about none. */
int entry_append(struct store *s, struct entry_end *end, struct entry *e,
                 const struct buf *body, int64_t record, struct error *err);

/*
 * Reads the entries from `first` on back and checks each against its hash,
 * its commitment and the one before it: what Fossil does before a commit.
 */
int entry_read_back(struct store *s, int64_t first, struct error *err);

#endif
