/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_MIGRATE_H
#define LARDER_STORE_MIGRATE_H

#include "base/error.h"
#include "store/store.h"

/*
 * From an older layout to this program's.  Layouts before 1 never were.
 *
 * First a copy of the register is kept beside it, as "register.larder.v1"; it
 * goes again if the layout could not be changed.
 * Then, in one transaction with its entry in the history: views are dropped,
 * the tables of the kinds are made anew, and the rows are carried across by
 * the names of their columns.  So kinds and fields that were only added need
 * no step of their own; they are blank.  One that was renamed or taken away
 * needs a step before that, and what is not of a kind (record, history, ...)
 * must stay as it is or get one, too.
 *
 * A register that is open for reading is refused.  To add a layout: raise
 * STORE_VERSION, and keep a register of it in tests/fixtures.
 */
int migrate(struct store *s, int from, struct error *err);

#endif
