/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_FORMAT_H
#define LARDER_LABEL_FORMAT_H

#include "base/buf.h"
#include "label/label.h"

/*
 * The forms of a label that are a file of their own: one label in each, and
 * escaped by themselves.  Text is none of them.
 */
struct label_format {
    const char *name;  /* as --format takes it, and as a file's name ends   */
    const char *title; /* what it is called; not translated                */
    void (*make)(const struct label *l, enum layout layout, struct buf *out);
};

/* Number i; NULL past the end. */
const struct label_format *label_format_at(size_t i);

/* That which the name of a file ends in, behind its last dot. */
const struct label_format *label_format_of_file(const char *path);

#endif
