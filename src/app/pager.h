/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_APP_PAGER_H
#define LARDER_APP_PAGER_H

#include <stddef.h>

/*
 * Long output to a terminal goes through $PAGER (else less, where it is;
 * "cat" or nothing: none).  Elsewhere nothing happens.
 */

/* From here on standard output goes to the pager. */
void pager_begin(void);

/* Waits until the person has read it. */
void pager_end(void);

/* Cells of a line of the terminal that is read, 0 where there is none. */
size_t pager_width(void);

#endif
