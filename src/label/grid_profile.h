/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_GRID_PROFILE_H
#define LARDER_LABEL_GRID_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "label/grid.h"

/*
 * Which columns a grid has: the same for all labels of a profile, so that two
 * aid groups, or two cities, can be compared.  The last column is always
 * "Sold".
 */
enum { GRID_PROFILE_COLUMNS = 7, GRID_PROFILE_CODES = 10 };

/* A column holds what is of these terms or narrower. */
struct grid_profile_column {
    const char *id;
    enum grid_group group;
    enum phrase words;
    const char *codes[GRID_PROFILE_CODES]; /* of purposes or of recipient
                                              kinds; then NULLs            */
};

struct grid_profile {
    const char *id;
    struct grid_profile_column columns[GRID_PROFILE_COLUMNS]; /* id NULL: end */
};

/* That of the vocabulary label-profiles; NULL where there is none. */
const struct grid_profile *grid_profile_find(const char *id);

/* Number i; NULL past the end.  The first is that which is taken unless one
 * is named. */
const struct grid_profile *grid_profile_at(size_t i);

/* How many columns it has. */
size_t grid_profile_size(const struct grid_profile *p);

/* The same as find for an id that a person gave; the error tells them. */
int grid_profile_parse(const struct grid_profile **out, const char *id,
                       struct error *err);

#endif
