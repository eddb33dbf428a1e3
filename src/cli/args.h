/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_CLI_ARGS_H
#define LARDER_CLI_ARGS_H

#include "base/buf.h"
#include "base/error.h"
#include "model/kinds.h"
#include "store/store.h"

/* What stands on the command line, made into what it names. */

/*
 * Adds the full ref of a new record of that kind.  For children the parent's
 * ref alone will do: then the next free number is taken.  A bare slug stands
 * for a child beside `beside` (the ref of a sibling, or NULL).
 */
int arg_new_ref(struct buf *out, struct store *s, enum kind kind,
                const char *given, const char *beside, struct error *err);

#endif
