/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_BASE64_H
#define LARDER_BASE_BASE64_H

#include <stddef.h>

#include "base/buf.h"

/* Adds bytes in base64 (RFC 4648, section 4, padded, on one line). */
void base64_add(struct buf *out, const void *bytes, size_t len);

#endif
