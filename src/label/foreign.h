/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_FOREIGN_H
#define LARDER_LABEL_FOREIGN_H

#include "label/build.h"

/*
 * What of a label is not in its language: words of larder that nobody has
 * translated, or that a translator doubts, and words of the register without
 * a translation, or with a stale one.
 */

/*
 * Says so, once all else is said: in the legend which languages there are, or,
 * where larder has no words at all in the label's language, in front of all
 * else that the label is in English.
 */
void foreign_say(struct build *b);

/* Is it the name of somebody?  Names are not translated, so no language is
 * named with them. */
bool foreign_is_name(enum field field);

#endif
