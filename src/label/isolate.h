/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_ISOLATE_H
#define LARDER_LABEL_ISOLATE_H

#include <stdbool.h>

#include "base/buf.h"

/*
 * What keeps a text together that stands in one of another direction (Unicode
 * Bidirectional Algorithm, UAX #9, 3.1.2 "Explicit Directional Isolates"):
 * FIRST STRONG ISOLATE, whose direction is that of the text in it, and POP
 * DIRECTIONAL ISOLATE.
 */
#define ISOLATE_BEGIN "\u2068"
#define ISOLATE_END "\u2069"

/*
 * Must it be isolated where all else runs from right to left?  So if its first
 * letter runs the other way, or if it has none but digits 0 to 9: a phone
 * number, a code.  What is isolated already, in whole or in parts, need not be.
 */
bool isolate_wanted(const char *s);

/*
 * Adds a text that runs from right to left, with each run of it that does not
 * isolated: a phone number in a sentence keeps the order of its parts.  What
 * is isolated already stays so.
 */
void isolate_runs(struct buf *out, const char *s);

#endif
