/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_AUDIT_H
#define LARDER_AUDIT_AUDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/baseline.h"
#include "audit/finding.h"
#include "audit/grade.h"
#include "audit/rule.h"
#include "base/error.h"
#include "base/strs.h"
#include "base/uuid.h"
#include "model/date.h"
#include "policy/moment.h"
#include "store/store.h"

/*
 * One audit: the facts are worked out, then every rule is asked, all on the
 * register of one moment.  The same register, day and rules give the same
 * report, in any language and time zone.
 *
 * A finding that a waiver covers on that day (audit/waiver.h) is in the report
 * and says so, but it is not counted and does not fail the audit.
 *
 * Neither does one count that an earlier report holds (audit/baseline.h).
 *
 * An audit of some datasets reads these and what they depend on, and not the
 * whole register (store/slice.h); its findings are those that the audit of the
 * whole has of them.  Rules that are not larder's own are asked of the whole.
 *
 * A rule that cannot be evaluated (its query is wrong, would write, or runs
 * for ever) is a finding of RULE-00, and what it found until then is left
 * out; the other rules are not affected.  A history that does not prove the
 * register is a finding of LOG-01; that is looked at only where it is asked
 * for, as it takes some 17 us for each entry.
 */

struct audit_options {
    const char *as_of;       /* "2026-11-23"; NULL: today (policy/today.h) */
    const char *const *refs; /* only of these records and of what is in    */
    size_t refs_n;           /* them; 0: of all                            */
    const char *const *only; /* only the rules of these ids; 0: all        */
    size_t only_n;
    const char *const *exclude; /* not the rules of these ids              */
    size_t exclude_n;
    const struct rules *rules;   /* NULL: rules_ours()                       */
    const struct grades *grades; /* that these rules have; NULL: none      */
    struct baseline *baseline;   /* of these records; NULL: none; it notes
                                    what was found                         */
    bool verify_history;
    int64_t steps; /* for each rule, as query_run() counts; 0: QUERY_STEPS */
};

/* What became of one rule. */
struct audit_rule {
    const struct rule *rule;
    size_t findings; /* those that are waived, too                         */
    bool failed;
};

enum audit_history { HISTORY_NOT_VERIFIED, HISTORY_VERIFIED, HISTORY_FAULTY };

struct audit_report {
    char as_of[DATE_TEXT];
    const struct moment *at; /* the register stood so then; NULL: today's.
                                Whoever replayed it sets this, borrowed    */
    char register_uid[UUID_TEXT];
    char *file;               /* the name of the register's file           */
    struct findings findings; /* sorted                                    */
    size_t counts[SEVERITY_COUNT]; /* of those not waived and not known    */
    size_t waived;
    size_t known;  /* that are not waived, but in the baseline           */
    bool baseline; /* was there one?                                     */
    size_t gone;   /* findings of the baseline that are no more          */
    const struct grades *grades; /* may be NULL; borrowed                  */
    enum audit_history history;
    struct strs faults; /* of the history: sentences; translated           */
    struct waivers waivers;
    struct audit_rule *rules; /* that were asked, in order of their ids    */
    size_t rules_n;
    struct strs problems; /* sentences: why rules failed; translated       */
};

/* The rules that were asked, and their grades, must live as long as the
 * report. */
int audit_run(struct store *s, const struct audit_options *options,
              struct audit_report *out, struct error *err);
void audit_release(struct audit_report *r);

/* Is a finding as bad as that, or worse, and neither waived nor known? */
bool audit_finding_fails(const struct finding *f, enum severity fail_on);

/*
 * Is there such a finding?  With
 * SEVERITY_COUNT, which stands for "never", only if a rule could not be
 * evaluated.
 */
bool audit_fails(const struct audit_report *r, enum severity fail_on);

#endif
