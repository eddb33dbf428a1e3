/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_KEYS_H
#define LARDER_UI_KEYS_H

#include <stdbool.h>

#include "base/buf.h"

/*
 * A key that was pressed: a Unicode character, or KEYS_CODE and one of
 * ncurses' KEY_ codes.
 */
typedef unsigned key_code;
#define KEYS_CODE 0x200000u

/* Adds the name under which the table of actions knows the key: "j", "Up",
 * "^D", "Enter"; nothing where it has none. */
void key_add_name(struct buf *out, key_code key);

/* Is it a character to be typed, and no control character? */
bool key_is_text(key_code key);

#endif
