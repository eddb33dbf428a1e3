/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_APP_DEFAULTS_H
#define LARDER_APP_DEFAULTS_H

#include "base/error.h"
#include "base/strs.h"
#include "model/record.h"
#include "store/store.h"

/*
 * What a new dataset begins with: what the organisation states of itself, so
 * that nobody types it again.
 *
 *     controller                 organisation.party
 *     data_protection_officer    of that party, if it is the controller
 *     complain_to                organisation.supervisory_authority
 *     answer_within              organisation.answer_within
 *
 * Only values are taken over: a stated none is about the organisation, and
 * would be a "no" that nobody said of the dataset.  Nothing else is guessed;
 * an import and a copy begin with what they hold.
 */

/*
 * Fills those fields of a new dataset that are blank, but not those named in
 * `given` (NULL: none): there the person wants a blank.  Adds the names of
 * the fields that it filled to *filled (NULL: nobody asks).  A record of
 * another kind is left alone.
 */
int defaults_fill(struct record *r, struct store *s, const struct strs *given,
                  struct strs *filled, struct error *err);

#endif
