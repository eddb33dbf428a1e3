/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_CLI_DOING_H
#define LARDER_CLI_DOING_H

#include "store/store.h"

/*
 * Whoever waits at a terminal is told for what: a sentence with "..." at its
 * end, on standard error, when the work with the register has taken longer
 * than DOING_AFTER_MS; it goes when the work is done.  Where standard error is
 * no terminal nothing is said.
 */
enum { DOING_AFTER_MS = 100 };

void doing_begin(struct store *s, const char *words);
void doing_end(struct store *s);

#endif
