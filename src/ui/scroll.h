/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_SCROLL_H
#define LARDER_UI_SCROLL_H

#include <stdbool.h>
#include <stddef.h>

#include "app/actions.h"

/*
 * Which of n rows is selected, and which is the first in sight.  Rows are one
 * line high.
 */
struct scroll {
    size_t n;
    size_t at;
    size_t top;
};

/* Does an action that moves; false if it is none. */
bool scroll_act(struct scroll *s, enum action action, size_t height);

/* Selects a row, or the nearest that there is. */
void scroll_to(struct scroll *s, size_t at);

/* Sees to it that the selected row is in sight, and as many others as can be.
 */
void scroll_fit(struct scroll *s, size_t height);

#endif
