/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_HASHES_H
#define LARDER_BASE_HASHES_H

#include <stddef.h>
#include <stdint.h>

/*
 * A number for each of many texts, 16 to 48 bytes each however long they are:
 * a text is known by 64 bits of its SHA-256 only.
 */
struct hashes {
    struct hashes_slot *v;
    size_t n;
    size_t room;
};

void hashes_release(struct hashes *h); /* frees; empty and usable          */

/* The number of a text; 0 where it has none. */
int64_t hashes_get(const struct hashes *h, const char *text);

/* Gives it a number, which is not 0. */
void hashes_set(struct hashes *h, const char *text, int64_t number);

#endif
