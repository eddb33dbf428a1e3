/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_FODT_STYLE_H
#define LARDER_LABEL_FODT_STYLE_H

#include "label/tree.h"

/*
 * The styles of the label as OpenDocument: those of the page
 * (label/html_style.h) in points, on A4 with 17 cm of text, which fits Letter,
 * too.  Whoever pastes the label into a form of their own changes a style
 * once.
 */

/*
 * Adds the parts of the document before its body: namespaces, title, styles,
 * and the page with its head and foot; all these are marked up.
 */
void fodt_style(struct buf *out, const struct label *l, const char *title,
                const char *head, const char *foot);

/* The name of the style of text in another language. */
void fodt_style_lang(struct buf *out, const char *lang);

#endif
