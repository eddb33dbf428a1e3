/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_OWN_H
#define LARDER_STORE_OWN_H

#include <stdbool.h>
#include <stdint.h>

#include "model/own.h"
#include "store/store.h"

/*
 * The records that the model asks for (model/own.h), in memory: read when
 * they are first asked for, kept up to date while a change is made, and read
 * anew after one was rolled back or another program has made one.
 *
 * Where several registers are open, the one that was opened last, or in which
 * a change was begun since, is asked.
 */
struct own_cache {
    struct own_list *lists; /* one for each kind that the model asks for   */
    bool fresh;             /* they are what is in the register            */
    int64_t version;        /* of the data when they were read             */
};

/* From when it is open until it is closed the model may ask it. */
void own_open(struct store *s);
void own_close(struct store *s);

/* Lets the model ask this register, with what is in it now. */
void own_use(struct store *s);

/* Is it a kind that the model asks for? */
bool own_is(enum kind kind);

/* Makes sure that they have been read. */
int own_read(struct store *s, struct error *err);

/* A record of such a kind was written (fresh: it was not there before), or
 * removed. */
void own_put(struct store *s, const struct record *r, bool fresh);
void own_drop(struct store *s, const struct record *r);

/* What is in memory may not be what is in the register. */
void own_forget(struct store *s);

/* The same, unless the data have this version. */
void own_look(struct store *s, int64_t version);

#endif
