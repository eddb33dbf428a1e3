/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_READS_H
#define LARDER_LABEL_READS_H

#include <stdbool.h>

#include "label/material.h"

/*
 * What a label was made from: a line for each record, its uid, a blank and
 * the digest of its content (store_digest), sorted by byte.  Where these are
 * as they were, and no day on which something begins or ends has come since,
 * the label is as it was, and need not be made again to know that.
 */

/* Adds the lines. */
int reads_add(struct buf *out, struct store *s, const struct material *src,
              struct error *err);

/*
 * May a label that was made on the day `made` from records with these lines
 * (NULL: not known) say something else on the day of the material?  1, 0 or
 * -1.
 */
int reads_differ(struct store *s, const struct material *src, const char *lines,
                 const char *made, struct error *err);

#endif
