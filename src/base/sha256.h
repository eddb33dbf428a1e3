/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_SHA256_H
#define LARDER_BASE_SHA256_H

#include <stddef.h>

/* SHA-256 (FIPS 180-4), by libcrypto, whose algorithm is fetched once. */
enum { SHA256_LEN = 32, SHA256_HEX = 65 };

struct sha256; /* one digest in the making */

struct sha256 *sha256_new(void);
void sha256_add(struct sha256 *s, const void *bytes, size_t len);
void sha256_end(struct sha256 *s, unsigned char out[SHA256_LEN]); /* restarts */
void sha256_free(struct sha256 *s);

/* The digest of one run of bytes. */
void sha256_of(const void *bytes, size_t len, unsigned char out[SHA256_LEN]);

/* As 64 hexadecimal digits in lower case, and a NUL. */
void sha256_hex(const unsigned char digest[SHA256_LEN], char out[SHA256_HEX]);

#endif
