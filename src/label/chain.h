/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_CHAIN_H
#define LARDER_LABEL_CHAIN_H

#include "label/build.h"

/*
 * The chain of all who have the data, as far as it is known.  What is denied
 * of the data as such, and not only of us, must hold to its end.
 */

/* Is everyone in the chain known, and does nobody hand the data further? */
bool chain_is_closed(const struct build *b);

/*
 * The same, or is all that is handed further shown to point at no one: very
 * hard to find anyone in, by a method that somebody has measured it with?
 */
bool chain_points_at_no_one(const struct build *b);

/* Is it known that nobody but us has this element? */
bool chain_keeps(const struct build *b, const struct record *element);

/* What kind of recipient it is, as it stands inside a sentence, or its own
 * words. */
void chain_kind(const struct build *b, struct buf *out, const struct record *r);

/* Must every recipient keep it? */
bool chain_forbids_onward(const struct records *recipients);
bool chain_forbids_sale(const struct records *recipients);

/*
 * Does this party keep the data for us, though it is on no list and neither
 * we nor a part of us?
 */
bool chain_has_keeper(const struct build *b, const char *party);
bool chain_has_keepers(const struct build *b);

#endif
