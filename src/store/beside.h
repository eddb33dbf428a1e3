/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_BESIDE_H
#define LARDER_STORE_BESIDE_H

#include "base/strs.h"
#include "store/store.h"

/*
 * What those who get some datasets also get: their parties with all of which
 * they are a part and all that is part of that, these as recipients, and the
 * datasets that they get (these datasets, too), with their elements.  Between
 * begin and end, lists can be of that alone (list_query.beside).
 *
 * It costs in proportion to what these parties get.  The caller holds
 * store_read_begin().
 */
int beside_begin(struct store *s, const struct strs *datasets,
                 struct error *err);
void beside_end(struct store *s);

#endif
