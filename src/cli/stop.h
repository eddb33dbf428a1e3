/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_CLI_STOP_H
#define LARDER_CLI_STOP_H

#include <signal.h>

#include "base/error.h"
#include "store/store.h"

/*
 * Being stopped in work of which nothing half made may stay: where somebody
 * types ^C, or the terminal goes, that is noted and the store stops what it is
 * at.  The signal is raised again at the end.
 */
enum { STOP_SIGNALS = 3 };

struct stop {
    struct store *store;
    struct sigaction old[STOP_SIGNALS];
};

void stop_begin(struct stop *stop, struct store *s);

/* Was it stopped?  Then it is an error, which says that nothing was
 * written. */
int stop_check(struct error *err);

/* What was put off happens now. */
void stop_end(struct stop *stop);

#endif
