/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_TABS_H
#define LARDER_UI_TABS_H

#include <stddef.h>

#include "app/actions.h"
#include "model/kinds.h"
#include "ui/paint.h"

/*
 * The lists that there are: one for each kind of record that stands by itself.
 * Those that are needed most come first, and have an action and a key of their
 * own; then all others, in the order of the table of kinds.
 */

/* The kind of a list, by number; KIND_NONE behind the last. */
enum kind tabs_kind(size_t number);

/* The one so many lists further on, round the end. */
enum kind tabs_step(enum kind from, int step);

/* The kind that an action shows, or KIND_NONE. */
enum kind tabs_of_action(enum action action);

/* "[1 Datasets]  2 Notices ...": as many as fit, the present one always. */
void tabs_draw(struct area a, enum kind here);

#endif
