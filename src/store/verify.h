/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_VERIFY_H
#define LARDER_STORE_VERIFY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "store/entry.h"
#include "store/history.h"

/*
 * The proof of a register, in steps; history_verify() (store/history.h) is the
 * whole of it.  What a step finds is a fault of the verdict, and not an
 * error: an error is that the step could not be done.
 */
struct verify {
    struct store *s;
    struct history_verdict *out;
    struct entry_end end; /* as computed                               */
    int64_t *erased;      /* seqs without a body, not yet accounted for */
    size_t erased_n;
    size_t erased_room;
    int64_t since_size; /* -1: none                                  */
    char *since_root;
    bool since_met;
    bool named; /* has the first entry named the register?   */
};

/* Notes a fault: a sentence, translated. */
void verify_fault(struct verify *v, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Every entry: its hash, what it follows, its body; what was redacted; and the
 * root at the size of the checkpoint. */
int verify_chain(struct verify *v, struct error *err);

/* Is the end that is stored the one of the chain?  After verify_chain(). */
void verify_end(struct verify *v);

/* The rows of each record against its newest image. */
int verify_records(struct verify *v, struct error *err);

/* Old refs that no record ever had. */
int verify_old_refs(struct verify *v, struct error *err);

/* Rows that belong to no record, or to no field that it can have. */
int verify_strays(struct verify *v, struct error *err);

/* Texts with a NUL: they go on behind it where no reader sees it, but SQL
 * does. */
int verify_nuls(struct verify *v, struct error *err);

#endif
