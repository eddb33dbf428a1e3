/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_MODEL_PERSONAL_MATCH_H
#define LARDER_MODEL_PERSONAL_MATCH_H

#include "model/scan.h"

/* How many bytes a mark of that kind has that begins there, or 0: one function
 * for each row of the table in personal.c. */
typedef size_t personal_match_fn(const struct scan *p);

personal_match_fn personal_match_email, personal_match_iban, personal_match_nir,
    personal_match_nino, personal_match_dni, personal_match_ppsn,
    personal_match_card, personal_match_ssn, personal_match_bsn,
    personal_match_phone;

/* Is it the number of something else, by the word before it: ISBN, VAT? */
bool personal_is_other(const struct scan *p);

#endif
