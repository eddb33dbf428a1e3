/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_MODEL_OWN_H
#define LARDER_MODEL_OWN_H

#include <stddef.h>
#include <stdint.h>

#include "model/record.h"

/*
 * What a register adds to the tables that come with the program: its own
 * terms (KIND_OWN_TERM) and its corrections to the table of countries
 * (KIND_COUNTRY_RULE).
 *
 * The model opens no register.  Whoever does tells where these records can be
 * had, and is asked for them only when a table is: never at start-up.
 */
struct own {
    const struct record *v; /* in any order                                */
    size_t n;
    uint64_t generation; /* another number once they are others; 0: none   */
};

/* NULL where they cannot be read now: they are asked for again. */
typedef const struct own *own_source_fn(enum kind kind, void *data);

/* Where they come from now on; NULL: from nowhere. */
void own_set_source(own_source_fn *source, void *data);

/* Who gives them at present: the data of the source, or NULL. */
const void *own_source(void);

/*
 * All of one kind, never NULL; borrowed until the register changes, or is
 * looked at again (store_data_version).
 */
const struct own *own_records(enum kind kind);

#endif
