/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_RANDOM_H
#define LARDER_BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/*
 * Random bytes from the kernel, for salts and names.  random_fix() makes
 * them repeatable, in tests only: no environment variable reaches it, since
 * a salt that can be guessed protects nothing.
 */
void random_bytes(void *out, size_t len);
void random_fix(uint64_t seed);

#endif
