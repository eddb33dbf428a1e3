/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_FILTER_SQL_H
#define LARDER_STORE_FILTER_SQL_H

#include <sqlite3.h>

#include "base/buf.h"
#include "base/strs.h"
#include "model/filter.h"

/*
 * A filter as SQL over the aliases r (its row in `record`) and t (its row in
 * the table of its kind), with "?" for each text in `params`.
 */
void filter_sql(struct buf *out, struct strs *params, const struct filter *f);

/*
 * The SQL function fold(text): without the difference between upper and lower
 * case, in every script, for the operator "~".
 */
int filter_sql_define(sqlite3 *db);

#endif
