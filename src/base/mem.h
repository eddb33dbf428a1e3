/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_MEM_H
#define LARDER_BASE_MEM_H

#include <stddef.h>

/*
 * Memory that is always there: these functions never return NULL.  When the
 * system has no memory left the program says so and ends; SQLite then rolls
 * back what was not committed, so nothing is half saved.
 *
 * Everything they return belongs to the caller, who frees it with free().
 */

void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *old, size_t size);
char *xstrdup(const char *s);

/* A copy of the first len bytes of s, with a NUL behind them. */
char *xstrndup(const char *s, size_t len);

char *xasprintf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/*
 * Makes room for one more item in the array `items`, which holds `count` and
 * has room for `room` of them.  `room` grows by half.
 */
#define ARRAY_GROW(items, count, room)                                         \
    do {                                                                       \
        if ((count) >= (room)) {                                               \
            (room) = (room) + (room) / 2 + 8;                                  \
            (items) = xrealloc((items), (room) * sizeof *(items));             \
        }                                                                      \
    } while (0)

#endif
