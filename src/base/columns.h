/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_COLUMNS_H
#define LARDER_BASE_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/strs.h"

/*
 * Rows of text under headings, for people: columns as wide as their widest
 * cell, two blanks between them, the last one as long as it likes.  Cells are
 * escaped here.  With width > 0 wide columns are cut so that a row fits, the
 * cut marked with "~" in its last place; 4 places of a column always stay.
 * With `wrap` only the last column gives way, and nothing of it is lost: it
 * goes on below itself.
 */
struct columns {
    struct strs cells; /* row by row                                       */
    size_t per_row;
    size_t width; /* of the terminal; 0: as wide as it gets                */
    bool wrap;    /* false unless set                                      */
};

void columns_init(struct columns *c, size_t per_row, size_t width);
void columns_release(struct columns *c);
void columns_add(struct columns *c, const char *cell);
void columns_print(const struct columns *c, FILE *out);

#endif
