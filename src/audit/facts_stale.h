/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_FACTS_STALE_H
#define LARDER_AUDIT_FACTS_STALE_H

#include "base/error.h"
#include "store/store.h"

/* Fills fact_stale (audit/facts.h): of texts that have words in other
 * languages, and of no others, the digest is taken. */
int facts_fill_stale(struct store *s, const char *as_of, struct error *err);

#endif
