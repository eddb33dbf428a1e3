/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_FOLD_H
#define LARDER_BASE_FOLD_H

#include <stdbool.h>

#include "base/buf.h"

/*
 * Text as it is compared with what a person wrote elsewhere: capitals, accents
 * and the many kinds of blanks, hyphens and apostrophes make no difference.
 * "  Données\n d’Identité " and "donnees d'identite" are the same.
 *
 * It is casefolding and NFKD (Unicode) without marks, runs of white space as
 * one blank, and none at the ends.  All else counts: "DPIA?" is not "DPIA".
 */
void fold_add(struct buf *out, const char *s);

/* Are both the same, folded? */
bool fold_same(const char *a, const char *b);

/* Adds the text on one line: runs of white space as one blank, none at the
 * ends; nothing else is changed. */
void fold_line(struct buf *out, const char *s);

#endif
