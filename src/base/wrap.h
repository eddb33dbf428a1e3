/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_WRAP_H
#define LARDER_BASE_WRAP_H

#include <stddef.h>

#include "base/strs.h"

/*
 * Breaks text into lines of at most `cells` cells, where the Unicode line
 * breaking algorithm (UAX #14, by libunistring) allows it, and inside a word
 * only when the word alone is wider than a line; web and e-mail addresses are
 * words.  LF breaks too.  White space at the ends of lines is left out.  An
 * empty text is one empty line.  The lines are added to *lines.  Only a
 * character wider than `cells` by itself can make a line too wide.
 */
void wrap_text(struct strs *lines, const char *text, size_t cells);

#endif
