/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_PACK_CODE_H
#define LARDER_EXCHANGE_PACK_CODE_H

#include "exchange/pack_file.h"

/*
 * What becomes of a line of a pack, and by which code its term will be known
 * (exchange/pack.h).  Lines are settled in their order, as a code that one has
 * got is taken for those behind it.
 */
int pack_settle_row(struct pack *p, size_t at, struct error *err);

#endif
