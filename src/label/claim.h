/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_CLAIM_H
#define LARDER_LABEL_CLAIM_H

#include "label/build.h"

/*
 * What others say about the data.  It is printed as a claim, with who says
 * so, never as a fact; and what we answer.  Which row tells it follows from
 * what it is about.
 */
enum claim_place {
    CLAIM_FINDABLE, /* about an element                                    */
    CLAIM_SHARED,   /* about a recipient                                   */
    CLAIM_OTHER,    /* about all else                                      */
};

/* Says the claims that belong in this row. */
void claim_say(struct build *b, enum claim_place place);

#endif
