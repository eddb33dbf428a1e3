/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_FACTS_POLICY_H
#define LARDER_AUDIT_FACTS_POLICY_H

#include "base/error.h"
#include "store/store.h"

/* Tables of facts (audit/facts.h) that policy and label work out; each fills
 * its own. */

int facts_fill_drift(struct store *s, const char *as_of, struct error *err);
int facts_fill_flow(struct store *s, const char *as_of, struct error *err);
int facts_fill_mosaic(struct store *s, const char *as_of, struct error *err);
int facts_fill_onward(struct store *s, const char *as_of, struct error *err);
int facts_fill_reading(struct store *s, const char *as_of, struct error *err);
int facts_fill_scope(struct store *s, const char *as_of, struct error *err);
int facts_fill_source(struct store *s, const char *as_of, struct error *err);
int facts_fill_vague(struct store *s, const char *as_of, struct error *err);
int facts_fill_wording(struct store *s, const char *as_of, struct error *err);

#endif
