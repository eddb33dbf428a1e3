/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_MIGRATE_H
#define LARDER_STORE_MIGRATE_H

#include "base/error.h"
#include "store/store.h"

/*
 * From an older layout to this program's.  Layout 1 is the first, so that for
 * now there is none to come from, and every lower number is refused.
 *
 * A new layout: raise STORE_VERSION, keep a register of the version before in
 * tests/fixtures, and add a step here: in one transaction with its entry in
 * the history (change_layout), after a copy of the register has been made
 * beside it ("register.larder.v1").  A register that is open for reading is
 * refused instead.
 */
int migrate(struct store *s, int from, struct error *err);

#endif
