/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_HEX_H
#define LARDER_BASE_HEX_H

#include <stddef.h>

/* Bytes as hexadecimal digits (lower case, with a NUL): 2 * len + 1 chars. */
void hex_encode(const void *bytes, size_t len, char *out);

/* Reads exactly 2 * len digits, of either case, into out; 0, or -1 if s is
 * anything else. */
int hex_decode(const char *s, void *out, size_t len);

#endif
