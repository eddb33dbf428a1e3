/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_STRS_H
#define LARDER_BASE_STRS_H

#include <stdbool.h>
#include <stddef.h>

/* A list of strings that it owns.  `v` is NULL while n is 0. */
struct strs {
    char **v;
    size_t n;
    size_t room;
};

#define STRS_INIT                                                              \
    {                                                                          \
        NULL, 0, 0                                                             \
    }

void strs_release(struct strs *l); /* frees; the list is empty and usable  */

/* strs_take() takes s over; the others copy it. */
void strs_add(struct strs *l, const char *s);
void strs_add_len(struct strs *l, const char *s, size_t len);
void strs_take(struct strs *l, char *s);

/* Makes *out, which must be a list already, a copy of *from. */
void strs_copy(struct strs *out, const struct strs *from);

void strs_remove(struct strs *l, size_t i);
bool strs_has(const struct strs *l, const char *s);
long strs_find(const struct strs *l, const char *s); /* or -1              */
bool strs_equal(const struct strs *a, const struct strs *b);

/* Sorts by byte, and drops strings that are there twice. */
void strs_sort_unique(struct strs *l);

/*
 * Adds the parts of s between separators, white space around each cut off,
 * empty parts left out.
 */
void strs_split(struct strs *l, const char *s, char separator);

#endif
