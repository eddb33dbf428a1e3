/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_REPORT_H
#define LARDER_AUDIT_REPORT_H

#include <stddef.h>
#include <stdio.h>

#include "audit/audit.h"
#include "audit/rule.h"

/* What an audit says.  Whoever opened `out` asks it whether writing failed. */

/*
 * For people, in the language of the locale: first, in at most ten lines, the
 * counts and what to put right first (report_summary: nothing else); then what
 * was graded anew, and every finding, by rule.  width 0: lines are not broken.
 */
void report_text(const struct audit_report *r, size_t width, FILE *out);
void report_summary(const struct audit_report *r, size_t width, FILE *out);

/*
 * For programs: the same bytes for the same register, day and rules, whatever
 * the locale.  One object; every finding stands on a line of its own.
 */
void report_json(const struct audit_report *r, FILE *out);

/* All that is known of one rule, for people. */
void report_rule(const struct rule *rule, size_t width, FILE *out);

#endif
