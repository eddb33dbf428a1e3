/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_LINT_LABEL_H
#define LARDER_LABEL_LINT_LABEL_H

#include "label/counter.h"
#include "label/layout.h"
#include "label/lint.h"
#include "label/tree.h"

/* The gates (label/lint.h) for a label as a whole. */

/*
 * Tells what the words of a label break, what its rows leave open or
 * contradict on that day (2026-11-23), and what it breaks as a whole.  Each
 * text of a record is told once, in the row that says it first.  The words of
 * that layout are counted: it is what people are given.
 */
void lint_label(const struct label *l, enum layout layout, const char *day,
                lint_fn *each, void *data);

/*
 * What a layout of a label has to read: `counts` of its answers, each a text of
 * its own, and all words between the title and the check code; without what is
 * not known, legend and slip.
 */
struct lint_size {
    struct counts counts;
    size_t words;
};

void lint_measure(const struct label *l, enum layout layout,
                  struct lint_size *out);

#endif
