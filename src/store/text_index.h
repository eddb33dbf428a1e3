/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_TEXT_INDEX_H
#define LARDER_STORE_TEXT_INDEX_H

#include <stdbool.h>
#include <stddef.h>

#include "model/record.h"
#include "store/store.h"

/*
 * What an open change adds to, and takes from, the full text index.  It waits
 * in memory until there is enough of it: FTS5 writes what it has to the disk
 * before every statement that could be undone by itself, such as each that
 * appends to the history, and an index of many small pieces is slow to make.
 */

struct text_index_task; /* text_index.c */

struct text_index {
    struct text_index_task *tasks;
    size_t n;
    size_t room;
    size_t bytes; /* of their texts                                        */
};

/* A record is there (add), or is no longer so. */
int text_index_put(struct store *s, struct text_index *x,
                   const struct record *r, bool add, struct error *err);

/* Writes what waits; to be called before the commit. */
int text_index_write(struct store *s, struct text_index *x, struct error *err);

/* Forgets what waits. */
void text_index_release(struct text_index *x);

#endif
