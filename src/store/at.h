/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_AT_H
#define LARDER_STORE_AT_H

#include <stdint.h>

#include "base/error.h"
#include "base/strs.h"
#include "store/store.h"

/*
 * The register as it stood after one of its entries, made again from the
 * history alone: of each record the newest image up to that entry.  The rows
 * of today are not asked, but for two things that no image can tell: which
 * number a uid has, and what a record is called whose image was erased.
 *
 * It is a register of its own that can be read like any other: refs, words,
 * own terms, rules of countries and old refs as they were, the history up to
 * then and its end.  It lives in a temporary database of SQLite: a file that
 * only we can read and that has no name, which is written to only when it no
 * longer fits into some memory.  So memory stays flat however large the
 * register is, and nothing is left behind, also when the program is killed.
 *
 * What is replayed is proved on the way: every entry up to then must fit its
 * hash and the entry before it, its body its commitment, and the first entry
 * that is left out, or the end of the history, must go on from there.  What
 * does not is ERROR_UNTRUE, which names the entry.
 */

/* What could not be shown, since its image was erased by a redaction. */
struct at_missing {
    struct strs refs; /* as they are called today; at most AT_REFS         */
    int64_t n;        /* how many there are                                */
};

enum { AT_REFS = 100 };

/* Called now and then: how many of how many entries have been read. */
typedef void at_progress_fn(int64_t done, int64_t of, void *data);

/*
 * Makes the register as it stood after entry `seq` (at least 1), for reading.
 * `from` is the register of today, opened in any mode, and can be closed
 * afterwards; the new one has its path and its uid.  `missing` is filled, and
 * is released by at_missing_release(); `progress` may be NULL.
 */
int at_open(struct store **out, struct store *from, int64_t seq,
            struct at_missing *missing, at_progress_fn *progress, void *data,
            struct error *err);

void at_missing_release(struct at_missing *m);

/*
 * The newest entry that was written before this time (seconds since 1970,
 * UTC), in *seq; 0 where there is none.  Where the clock of the computer was
 * set back, *later counts the entries up to *seq that have a later time.
 */
int at_find_time(struct store *s, int64_t before, int64_t *seq, int64_t *later,
                 struct error *err);

/*
 * The last entry of the change that this entry belongs to, and its time: a
 * register never stood in the middle of a change.  1, 0 if there is no such
 * entry, or -1.
 */
int at_find_entry(struct store *s, int64_t entry, int64_t *seq, int64_t *time,
                  struct error *err);

/* When the first entry was written: 1, 0 if there is none, or -1. */
int at_first_time(struct store *s, int64_t *time, struct error *err);

#endif
