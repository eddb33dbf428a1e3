/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_POLICY_ASKED_H
#define LARDER_POLICY_ASKED_H

#include <stdbool.h>
#include <stddef.h>

#include "model/record.h"

/*
 * What a record is asked.
 *
 * Fields that the kinds mark (FIELD_ASK) are asked of every record, unless
 * another answer of the same record has settled them: nobody can say no where
 * the choice is "always".  Others are asked only where another answer makes
 * them matter: how a computer decides, where one does.  A table says which.
 */
struct asked_when {
    enum field field;
    enum field by; /* of the same kind; FIELD_COUNT: always                */
    const char *codes; /* "helps alone": by holds one of these, or a narrower
                          one; "@none": it is stated as none; NULL: it holds
                          any value                                        */
    bool asked; /* then the field is asked, else it is settled             */
};

/* Is the field asked of this record, whatever it holds now? */
bool asked(const struct record *r, enum field field);

/* Row i of the table; NULL past the end. */
const struct asked_when *asked_when_at(size_t i);

#endif
