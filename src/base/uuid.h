/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_UUID_H
#define LARDER_BASE_UUID_H

#include <stdbool.h>

/*
 * UUIDs of version 7 (RFC 9562): time first, so that those made one after the
 * other sort that way and an index on them grows at its end.  Within one
 * process each new one is greater than the last.  As text: 36 characters in
 * lower case and a NUL.
 */
enum { UUID_TEXT = 37 };

void uuid_new(char out[UUID_TEXT]);

/* Is s the text of a UUID, of any version, in lower case? */
bool uuid_valid(const char *s);

#endif
