/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_POLICY_IMPACT_CONTACT_H
#define LARDER_POLICY_IMPACT_CONTACT_H

#include "policy/impact.h"

/*
 * How to reach a party.  What the party itself does not say, the one it is a
 * part of may; 32 of these are asked at the most, so that a circle ends.
 *
 * `party` may be NULL; `name` is told where no party has one.  All texts of
 * *out are set and are its own, also after an error.
 */
int contact_read(struct impact_contact *out, struct store *s, const char *party,
                 const char *name, struct error *err);
void contact_release(struct impact_contact *c);

#endif
