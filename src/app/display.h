/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_APP_DISPLAY_H
#define LARDER_APP_DISPLAY_H

#include "base/buf.h"
#include "model/record.h"
#include "model/value.h"

/* What fields hold, as people read it, in the language of the locale. */

/* One item: a code in its title, a country by its name, a date in words. */
void display_item(struct buf *out, enum field field, const char *item);

/*
 * All of it: "none", "not answered"; items parted by "; ".  Not escaped: the
 * words may come from the register.
 */
void display_value(struct buf *out, enum field field, const struct value *v);

/*
 * The same from the text of a cell, as lists and the history give it (model's
 * value_format): what cannot be read is left as it is.
 */
void display_text(struct buf *out, enum field field, const char *text);

/* What stands for the record in a list (record_title), a span in words. */
void display_title(struct buf *out, const struct record *r);

#endif
