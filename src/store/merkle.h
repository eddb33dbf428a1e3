/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_MERKLE_H
#define LARDER_STORE_MERKLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/sha256.h"

/*
 * The Merkle tree of RFC 6962, section 2.1, grown one leaf at a time.  What is
 * kept are its peaks: the roots of the perfect trees that `size` leaves fall
 * into, largest first, one for each 1 in the binary form of `size`.
 */
enum { MERKLE_PEAKS = 63 };

struct merkle {
    int64_t size;
    size_t peaks;
    unsigned char peak[MERKLE_PEAKS][SHA256_LEN];
};

void merkle_init(struct merkle *m);

/* SHA-256(0x00 || entry): the hash of a leaf. */
void merkle_leaf(const void *entry, size_t len, unsigned char out[SHA256_LEN]);

/* Adds the hash of a leaf. */
void merkle_add(struct merkle *m, const unsigned char leaf[SHA256_LEN]);

/* The root over all leaves; of none, SHA-256 of nothing. */
void merkle_root(const struct merkle *m, unsigned char out[SHA256_LEN]);

#endif
