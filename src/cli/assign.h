/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_CLI_ASSIGN_H
#define LARDER_CLI_ASSIGN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/strs.h"
#include "model/record.h"

/*
 * Assignments of the command line:
 *
 *     FIELD=VALUE       it holds this; commas part the items of a field that
 *                       repeats; @none, @na, @unknown; nothing: blank
 *     FIELD+=VALUE      it holds these items, too
 *     FIELD-=VALUE      it holds these no longer
 *     FIELD@LANG=TEXT   the same words in a language; nothing: no longer
 */

/* Is it one?  Names of kinds and records hold no "=". */
bool assign_is(const char *arg);

/* How many of the arguments, counted from the first, are none. */
size_t assign_first(const char *const *args, size_t n);

/* Adds the names of the fields that they are about, each as often as it is
 * given. */
void assign_fields(struct strs *out, const char *const *args, size_t n);

/* Does all of them to a record; the first that is wrong is the error. */
int assign_apply(struct record *r, const char *const *assignments, size_t n,
                 struct error *err);

#endif
