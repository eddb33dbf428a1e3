/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_MODEL_RESOURCE_H
#define LARDER_MODEL_RESOURCE_H

#include <stddef.h>

/*
 * Files that are part of the program: the vocabularies, rules and schemas
 * that schemas/local.mk names, and the catalogs of po/labels/local.mk.
 */
struct resource {
    const char *name; /* "vocabulary/purposes.xml", "labels/fr.mo"         */
    const unsigned char *bytes; /* a NUL follows                           */
    size_t len;
};

/* The file of that name, or NULL. */
const struct resource *resource_find(const char *name);

/* Number i, in the order of their names; NULL past the end. */
const struct resource *resource_at(size_t i);

/* The table behind them, made by build-aux/embed. */
extern const struct resource resource_table[];
extern const size_t resource_count;

#endif
