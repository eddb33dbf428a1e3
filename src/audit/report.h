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

/*
 * SARIF 2.1.0, for tools that gather findings.  The location of a result is
 * the register's file, and within it the record and the field; its
 * fingerprints follow the rule in audit/finding.h.  With a baseline each
 * result is "new" or "unchanged"; what is gone is only counted, in the
 * properties of the run.
 */
void report_sarif(const struct audit_report *r, FILE *out);

/*
 * JUnit XML, for what builds and tests programs: a case for each rule.  It is
 * a failure if findings fail the audit, an error if the rule could not be
 * evaluated, skipped if all that it found is waived.
 */
void report_junit(const struct audit_report *r, enum severity fail_on,
                  FILE *out);

/* CSV, safe for spreadsheets: a line of headings, and one for each finding. */
void report_csv(const struct audit_report *r, FILE *out);

/* All that is known of one rule, for people. */
void report_rule(const struct rule *rule, size_t width, FILE *out);

#endif
