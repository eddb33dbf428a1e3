/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_ISSUE_PARTS_H
#define LARDER_LABEL_ISSUE_PARTS_H

#include <stdbool.h>

#include "label/issue.h"
#include "store/read.h"

/* What issuing a label and finding one that was issued share. */

/* All that were stored of the same datasets and language, in any state. */
int issue_alike(struct store *s, const struct label *like, struct records *out,
                struct error *err);

/* Was it ever given to people? */
bool issue_was_given(const struct record *r);

#endif
