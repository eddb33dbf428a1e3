/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_TEXT_ANSWERS_H
#define LARDER_LABEL_TEXT_ANSWERS_H

#include "label/paper.h"
#include "label/tree.h"

/*
 * Answers as lines of at most `cells` cells, which are added to *lines: a
 * dataset's title where the dataset changes; pairs in two columns where there
 * is room, else their texts at the right edge where they fit.
 */
void text_answers(const struct paper *p, struct strs *lines,
                  const struct answers *l, size_t cells);

/*
 * Adds the text of answer i, and of all that go on behind it, to the
 * paragraph.  Returns the number of the answer that comes then.
 */
size_t text_gather(const struct paper *p, const struct answers *l, size_t i,
                   struct buf *text);

/* The title under which answer i stands, where it is another than that of the
 * one before; else NULL. */
const char *text_about(const struct answers *l, size_t i);

#endif
