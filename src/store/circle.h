/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_CIRCLE_H
#define LARDER_STORE_CIRCLE_H

#include "base/strs.h"
#include "model/record.h"
#include "store/store.h"

/*
 * No record leads back to itself: a dataset is not made from itself by way of
 * others, a party is not a part of its own part, an agreement does not replace
 * the one that replaced it.
 *
 * That is true only when a change is complete, so records are noted while they
 * are written and looked at once, before the commit.  Looking costs in
 * proportion to what lies above the records that were noted, each once.
 */

/* Notes a record as it was (NULL: it was not there) and as it is (NULL: it is
 * removed), if it leads somewhere else now. */
void circle_note(struct strs *noted, const struct record *old,
                 const struct record *now);

/* The error names the way: "...: 'a', 'b', 'a'". */
int circle_check(struct store *s, struct strs *noted, struct error *err);

#endif
