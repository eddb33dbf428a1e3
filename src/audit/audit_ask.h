/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_AUDIT_ASK_H
#define LARDER_AUDIT_AUDIT_ASK_H

#include "audit/audit.h"
#include "audit/audit_choice.h"

/*
 * Asks one rule: runs its query, and makes a finding of each row about a
 * record that was asked for.  Each row is noted for the waivers, whatever
 * record it is about.
 *
 * Where the query is wrong that is a finding of RULE-00 and a problem of the
 * report, and what it found until then is left out.
 */
int ask_rule(struct audit_rule *asked, struct store *s,
             const struct audit_choice *c, struct audit_report *out,
             struct error *err);

#endif
