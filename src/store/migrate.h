/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_MIGRATE_H
#define LARDER_STORE_MIGRATE_H

#include "base/error.h"
#include "store/store.h"

/*
 * From an older layout to this program's, a step for each version, in one
 * transaction with its entry in the history, after a copy of the register has
 * been made beside it ("register.larder.v1").  A register that is open for
 * reading is refused instead.
 *
 * A new layout: raise STORE_VERSION, add a step, keep a register of the
 * version before in tests/fixtures.
 */
int migrate(struct store *s, int from, struct error *err);

#endif
