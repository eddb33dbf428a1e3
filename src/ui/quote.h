/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_QUOTE_H
#define LARDER_UI_QUOTE_H

#include "base/buf.h"

/* Adds words as quoted text of a filter (model/filter.h). */
void quote_add(struct buf *out, const char *words);

#endif
