/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_COVERAGE_WHEN_H
#define LARDER_AUDIT_COVERAGE_WHEN_H

#include "audit/coverage_unit.h"

/*
 * Conditions of questions: a closed list of names, so that a profile may say
 * when a question applies and meaning is written once, in C.
 *
 * A condition is true of a unit if it is true of one of the records that it
 * looks at.  It is false only where the register shows it: there are such
 * records, or their list is stated as none; each of them has an answer; and
 * the list is stated as complete.  Else it is open: a blank is never a no.
 */
enum truth { TRUTH_FALSE, TRUTH_TRUE, TRUTH_OPEN };

/* One place at which a condition looks; several rows may share a name. */
struct condition {
    const char *name;
    enum field field;  /* the records of its kind are looked at             */
    const char *codes; /* one of these, or a narrower one; NULL: any value  */
    enum truth (*is)(struct unit *u, const struct record *r); /* or NULL    */
    const char *words; /* when the question applies; translate with _()    */
};

/* Row i, in order of the names; NULL past the end. */
const struct condition *condition_at(size_t i);

/* The first row of that name; NULL: there is none. */
const struct condition *condition_find(const char *name);

/* Is it true of the unit? */
enum truth condition_of(struct unit *u, const char *name);

/*
 * Is it true of the record?  True, too, where the condition does not look at
 * records of that kind.
 */
enum truth condition_of_record(struct unit *u, const char *name,
                               const struct record *r);

/*
 * Calls each() for what leaves the condition open: a record and a field of it
 * that is blank, unknown or a list that is not complete.
 */
typedef void condition_open_fn(const struct record *r, enum field field,
                               void *data);
void condition_open(struct unit *u, const char *name, condition_open_fn *each,
                    void *data);

#endif
