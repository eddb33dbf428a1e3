/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_GRADE_H
#define LARDER_AUDIT_GRADE_H

#include <stddef.h>

#include "audit/rule.h"
#include "base/error.h"

/*
 * The policy of an organisation: how bad it takes the findings of some rules
 * to be, and why.  An XML file (schemas/larder-policy.xsd):
 *
 *     <policy xmlns="https://larder.example/ns/policy/1">
 *       <grade rule="RET-02" severity="error" reason="We promised it."/>
 *     </policy>
 *
 * A rule is graded once.  No rule can be switched off, and what the audit
 * itself finds (RULE-00, LOG-01) cannot be graded.  Reports say what was.
 */
struct grade {
    char *rule; /* its id                                                  */
    enum severity from;
    enum severity to;
    char *reason;
};

struct grades {
    struct grade *v; /* sorted by rule                                     */
    size_t n;
    size_t room;
};

#define GRADES_INIT                                                            \
    {                                                                          \
        NULL, 0, 0                                                             \
    }

/*
 * Reads the file and grades the rules of that list.  The error names file and
 * line; then nothing is graded, and *out is released.
 */
int grades_read(struct grades *out, struct rules *rules, const char *path,
                struct error *err);
void grades_release(struct grades *l);

/* What was said of a rule, or NULL; also where l is NULL. */
const struct grade *grades_find(const struct grades *l, const char *rule);

#endif
