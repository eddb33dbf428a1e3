/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_BROWSE_STATE_H
#define LARDER_UI_BROWSE_STATE_H

#include "ui/browse.h"

/* What the two files of a list of records share: browse.c, the rows in sight,
 * and browse_find.c, rows that are not. */

/* Reads rows beyond a place (without a ref: from that end of the list), as a
 * filter lets them through. */
int browse_read_beyond(const struct browse *r, const struct filter *filter,
                       const struct spot *beyond, bool back, size_t limit,
                       struct list_page *out, struct error *err);

/* Where a record stands in this list today: 1, 0 if it does not, or -1. */
int browse_find_id(const struct browse *r, int64_t id, struct spot *out,
                   struct error *err);

#endif
