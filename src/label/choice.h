/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_CHOICE_H
#define LARDER_LABEL_CHOICE_H

#include "label/build.h"

/* What a person can choose, and the consents that go with it. */

struct choice {
    const char *code; /* NULL: not known                                   */
    enum phrase mark; /* YES, STOP, ASK; SAY_NOTHING where not known       */
    enum refuse refuse;
};

/* The choice that a use or a recipient leaves; never NULL. */
const struct choice *choice_of(const struct record *r, enum field field);

/*
 * The consent that covers a use: one that names it, else one that names no
 * use at all; NULL if there is none.
 */
const struct record *consent_for(const struct subject *d,
                                 const struct record *use);

/* Are people told this about the dataset on this day? */
bool notice_holds(const struct build *b, const struct record *notice);

/* Is it one on which a choice of the dataset is made? */
bool notice_asks(const struct build *b, const struct record *notice);

/* Who says yes, as codes, the person first. */
void consent_givers(struct strs *out, const struct record *consent);

#endif
