/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_BITS_H
#define LARDER_BASE_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A set of numbers from 0, a bit for each up to the greatest. */
struct bits {
    unsigned char *v;
    size_t room; /* bytes                                                  */
};

void bits_release(struct bits *b); /* frees; the set is empty and usable   */

bool bits_has(const struct bits *b, int64_t n);

/* Puts it in; was it there? */
bool bits_add(struct bits *b, int64_t n);

#endif
