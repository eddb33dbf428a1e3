/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_WRITTEN_H
#define LARDER_LABEL_WRITTEN_H

#include "base/buf.h"
#include "base/error.h"
#include "store/store.h"

/*
 * Adds the language in which the words of the register are read: the one that
 * the organisation states, else English, as a label without --lang is.
 */
int written_language(struct buf *out, struct store *s, struct error *err);

#endif
