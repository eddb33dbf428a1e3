/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_PREVIEW_H
#define LARDER_UI_PREVIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "app/session.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/strs.h"
#include "label/format.h"
#include "label/issue.h"
#include "ui/paint.h"

/* The label of a dataset as lines, made from the register of the moment. */
enum { PREVIEW_WIDTH = 72 };

/* How a label is shown. */
struct preview_choice {
    const char *lang;   /* NULL: that of the register                      */
    enum layout layout; /* LAYOUT_COUNT: that in which people are given it */
};

struct preview {
    struct strs lines; /* none: it has not been read                       */
    int width;
    enum layout layout;         /* that it is shown in                     */
    struct issue_status status; /* how it stands to what people were given */
};

/* Reads it; what went wrong becomes its lines. */
void preview_read(struct preview *p, const struct session *s, const char *ref,
                  const struct preview_choice *choice, int width);
bool preview_ready(const struct preview *p);
void preview_forget(struct preview *p); /* it is to be read again           */
void preview_release(struct preview *p);

/* Draws lines from `top` on. */
void preview_draw(const struct preview *p, struct area a, size_t top);

/* Adds the label in a form of files, or as text of that width (NULL).  The
 * preview (NULL: none) is told the layout and how the label stands. */
int preview_make(struct buf *out, const struct session *s, const char *ref,
                 const struct preview_choice *choice,
                 const struct label_format *format, int width,
                 struct preview *p, struct error *err);

/* Adds the status in words: "DRAFT", "issued: version 2, 1 May 2026". */
void preview_status(const struct preview *p, struct buf *out);

#endif
