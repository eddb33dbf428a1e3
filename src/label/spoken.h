/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_SPOKEN_H
#define LARDER_LABEL_SPOKEN_H

#include "base/buf.h"
#include "base/strs.h"

/*
 * Text as it is read aloud.
 *
 * Adds the sentences of a text to *out; all of them with blanks between are
 * the text.  A sentence ends behind . ! ? an ellipsis, or what stands for them
 * in Arabic, Urdu, Hindi, Bengali, Chinese, Armenian and Ethiopic, and the
 * quotes and brackets behind it, before a blank.  A full stop ends none behind
 * an abbreviation, an initial or the number of an item, nor before a small
 * letter; so addresses stay whole.
 */
void spoken_sentences(struct strs *out, const char *text);

/*
 * Adds the text with the digits of phone numbers apart, group by group:
 * "5 5 5, 0 1 4 2", with U+00A0 inside a group, so that it stays on one line.
 * A phone number has six digits or more, and a hyphen or slash, or a + or 0
 * in front; a date in digits, and two years, are none.
 */
void spoken_phones(struct buf *out, const char *text);

/* Adds a check code in the same way: "7 F 3 A, 9 1 C 2, 0 B 4 4". */
void spoken_code(struct buf *out, const char *code);

#endif
