/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_MODEL_OWN_TERM_H
#define LARDER_MODEL_OWN_TERM_H

#include "base/buf.h"
#include "base/error.h"
#include "model/record.h"
#include "model/vocabulary.h"

/*
 * Records of the kind own_term: terms that an organisation adds to a
 * vocabulary (model/vocabulary.h).
 */

/*
 * What such a record may not be by itself: of a vocabulary that is not there
 * or takes no terms, with a code of the wrong form or one that comes with
 * larder.  Whether the term above it is there only the whole register tells
 * (store/gate.h).  err->field is the field.
 */
int own_term_check(const struct record *r, struct error *err);

/* Says that the vocabulary takes no own terms; -1. */
int own_term_refuse_closed(const struct vocabulary *v, struct error *err);

/* Adds the ref that such a record usually has: "purposes.bus-stop-planning". */
void own_term_ref(struct buf *out, const char *vocabulary, const char *code);

#endif
