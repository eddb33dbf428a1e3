/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_GRID_BUILD_H
#define LARDER_LABEL_GRID_BUILD_H

#include "label/build.h"
#include "label/grid_profile.h"

/*
 * Makes the label's grid by its profile, and fills the profile in where it is
 * NULL.  A cell tells the strongest of all uses (recipients) of its column
 * that take the element: YES before STOP before ASK.  A "no" stands only where
 * the list is complete, or it was ruled out; of recipients only where nobody
 * down the chain may pass the data on.  Where it is not known whether they
 * take the element, it is not known.
 */
void build_grid(struct build *b);

#endif
