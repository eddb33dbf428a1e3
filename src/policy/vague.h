/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_POLICY_VAGUE_H
#define LARDER_POLICY_VAGUE_H

#include <stdbool.h>

/*
 * Does a text that should say how long data are kept say nothing: "as long as
 * necessary"?  The ICO's guidance on Art. 30 and GDPR recital 39 want a time
 * or something by which anyone can tell it.
 *
 * A text counts as vague where one of the known phrases (English, French,
 * Spanish; any case) is in it and it has no digit.
 */
bool vague_period(const char *text);

#endif
