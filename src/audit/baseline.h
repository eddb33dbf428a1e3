/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_BASELINE_H
#define LARDER_AUDIT_BASELINE_H

#include <stdbool.h>
#include <stddef.h>

#include "audit/finding.h"
#include "base/error.h"
#include "base/strs.h"

/*
 * An earlier report of ours (`larder audit`, as JSON or SARIF).  What it holds
 * is known: it is shown, counted apart, and fails no audit.  Which finding is
 * the same as one of now, audit/finding.h tells.  What the audit itself finds
 * (RULE-00, LOG-01) is never known.
 *
 * SARIF tells the values of a finding only where its field has several, so that
 * one that was alone and is so no more is not known by it.
 *
 * It is read finding by finding.  Of each, 16 bytes of either digest are kept
 * and its rule: 34 bytes.
 */
enum { BASELINE_DIGEST = 16 };

struct baseline_entry {
    unsigned char identity[BASELINE_DIGEST]; /* of rule, record and field  */
    unsigned char values[BASELINE_DIGEST];
    unsigned short rule : 15; /* in baseline.rules                        */
    unsigned short found : 1; /* a finding of now is the same             */
};

struct baseline {
    struct baseline_entry *v; /* sorted                                    */
    size_t n;
    size_t room;
    struct strs rules; /* their ids                                        */
};

#define BASELINE_INIT                                                          \
    {                                                                          \
        NULL, 0, 0, STRS_INIT                                                  \
    }

/* Is a finding about the record of that ref, as it was then, wanted? */
typedef bool baseline_about_fn(const char *ref, void *data);

/* Reads the findings that are wanted (about NULL: all).  The error names the
 * file and the line.  On error *out is released. */
int baseline_read(struct baseline *out, const char *path,
                  baseline_about_fn *about, void *data, struct error *err);
void baseline_release(struct baseline *b);

/* Marks which findings of a sorted list are known. */
void baseline_match(struct baseline *b, struct findings *l);

/* How many of its findings are gone, of those whose rule is in this sorted
 * list: where a rule was not asked, nobody knows. */
size_t baseline_gone(const struct baseline *b, const struct strs *asked);

#endif
