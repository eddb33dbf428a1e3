/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_APP_STATUS_H
#define LARDER_APP_STATUS_H

#include "base/error.h"

/* What the program tells the shell when it ends: one table, for commands, the
 * manual and the tests. */
enum status {
    STATUS_FINE,
    STATUS_FINDINGS,
    STATUS_TROUBLE,
    STATUS_UNTRUE,
    STATUS_UNDECIDED,
    STATUS_CONFLICT,
    STATUS_BUSY,
    STATUS_COUNT
};

struct status_info {
    const char *name;     /* one word; not translated                      */
    const char *sentence; /* translate with _()                            */
};

const struct status_info *status_info(enum status status);

/* The status of a program that ends with this error. */
enum status status_of_error(enum error_code code);

#endif
