/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_GATE_H
#define LARDER_STORE_GATE_H

#include <stdbool.h>

#include "base/strs.h"
#include "model/record.h"
#include "store/store.h"

/*
 * What a change may not leave behind, beyond the fields of each record: a
 * code that no vocabulary has, a term whose broader one is missing, and so
 * on.  Some of it is true only when the change is complete: within one, a
 * term may come after those below it and go before the records that use it.
 * So it is noted while records are written, by whatever command, and looked
 * at once before the commit.
 */
struct gate {
    bool own;          /* records were written that the model asks for     */
    struct strs came;  /* refs of own terms that were written              */
    struct strs codes; /* "vocabulary.code" that may be of no term         */
    struct strs leads; /* records that lead to others: circle.h            */
    struct strs given; /* labels that people were given, and that change   */
};

/* A record is written: as it was (NULL: it was not there) and as it is
 * (NULL: it is removed). */
void gate_note(struct store *s, const struct record *old,
               const struct record *now);

/* May the open change be committed? */
int gate_check(struct store *s, struct error *err);

void gate_release(struct gate *g);

#endif
