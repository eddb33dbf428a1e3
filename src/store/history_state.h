/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_HISTORY_STATE_H
#define LARDER_STORE_HISTORY_STATE_H

#include "store/history.h"
#include "store/image.h"

/* What the files about the history share. */

/*
 * The image of a record before entry `seq`: 1, 0 where there is none or it was
 * erased, or -1.
 */
int history_image_before(struct store *s, int64_t record, int64_t seq,
                         struct image *out, struct error *err);

/* Uids become the refs of today; what is no uid of a record stays as it is. */
int history_refs_today(struct store *s, struct strs *items, struct error *err);

/* The three lines of a checkpoint. */
void history_checkpoint_text(struct buf *out, const struct store *s,
                             int64_t size, const unsigned char *root);

#endif
