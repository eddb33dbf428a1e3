/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_POLICY_DAYS_H
#define LARDER_POLICY_DAYS_H

#include <stddef.h>

/*
 * A day for each of many refs: until when something is used, has ended, was
 * done.  A day is what a cell of a list holds: a date, a token, or "".
 */
struct days {
    struct days_row {
        char *ref;
        char *day;
    } * v;
    size_t n;
    size_t room;
};

#define DAYS_INIT                                                              \
    {                                                                          \
        NULL, 0, 0                                                             \
    }

void days_release(struct days *l); /* frees; empty and usable              */

/*
 * Adds one; `ref` has `len` bytes.  Of several for the same ref the one stays
 * that says least of an end: @none (it goes on) before what nobody knows, and
 * that before the latest date.
 */
void days_add(struct days *l, const char *ref, size_t len, const char *day);

/* Call it after the last days_add(), before the first days_find(). */
void days_sort(struct days *l);

/* The day of a ref, or NULL: it has none.  Borrowed. */
const char *days_find(const struct days *l, const char *ref, size_t len);

#endif
