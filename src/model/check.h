/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_MODEL_CHECK_H
#define LARDER_MODEL_CHECK_H

#include "base/buf.h"
#include "base/error.h"
#include "model/kinds.h"

/*
 * One item of a field, on its way in: refuses what cannot be right, with an
 * error that says what is expected, and adds the canonical spelling to *out
 * (text in NFC, lines with LF).  A code that is not in its vocabulary names
 * the nearest that is.  On error *out may hold a part of the item.
 *
 * Text is at most CHECK_TEXT_MAX bytes, prose CHECK_PROSE_MAX.
 */
enum { CHECK_TEXT_MAX = 2000, CHECK_PROSE_MAX = 500000 };

int check_item(struct buf *out, enum field field, const char *item,
               struct error *err);

/*
 * A line that is no field, such as the reason of a redaction: refuses what a
 * field of text would refuse.  `what` is what the error calls it.
 */
int check_line(const char *what, const char *line, struct error *err);

/* A BCP 47 language tag, for words: "fr", "pt-BR", "en-x-child". */
int check_language(struct buf *out, const char *tag, struct error *err);

#endif
