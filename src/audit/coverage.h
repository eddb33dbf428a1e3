/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_COVERAGE_H
#define LARDER_AUDIT_COVERAGE_H

#include <stddef.h>

#include "audit/profile.h"
#include "audit/rule.h"
#include "base/error.h"
#include "base/strs.h"
#include "model/date.h"
#include "model/value.h"
#include "store/store.h"

/*
 * What the register answers to the questions of a profile, in words, and how
 * many of them: n of m.
 *
 * The questions are asked of each unit (audit/coverage_unit.h says what that
 * is, and how the fields are found from it).
 *
 * The verdict:
 *
 *   not applicable  the register shows that a condition of the question does
 *                   not hold (audit/coverage_when.h)
 *   answered        each part has a value, or is stated as none or as not
 *                   applicable, and the lists that are told are stated as
 *                   complete or as none
 *   partly          a part is stated as unknown, or is blank where others are
 *                   not, or a list is not complete
 *   not             nothing is there
 *
 * The parts are the fields of the question in every record that they are in:
 * each `must`; of `any` fields one in each record, and where they are of
 * several kinds those of one kind.  Where there is no record, its list or the
 * field that would name it speaks for it.  A field that another answer of the
 * same record has settled (policy/asked.h) is no part, and so is one of a
 * record of which the condition of the question is shown not to hold.
 *
 * A set of questions that people answer is asked of every dataset, or use, as
 * it says, and an answer is a record of the kind answer about it or what
 * belongs to it.
 *
 * n are the answered ones, m those that apply.  A question of the template's
 * that must be answered and is not is an error, one answered in part a
 * warning, another one that is not answered an information.
 */
enum coverage_verdict {
    COVERAGE_ANSWERED,
    COVERAGE_PARTLY,
    COVERAGE_NOT,
    COVERAGE_NA,
    COVERAGE_VERDICTS
};

/* What is missing. */
struct coverage_open {
    char *ref; /* of the record; kind none of `field`: where one is missing */
    enum kind kind;   /* of the records that are missing; KIND_NONE: a field  */
    enum field field; /* FIELD_COUNT where records are missing              */
    enum state state; /* blank or unknown; value: a list with more on it    */
};

/* Frees n of them, and the array. */
void coverage_open_release(struct coverage_open *v, size_t n);

/* What is answered to one question. */
struct coverage_answer {
    const struct profile_question *question;
    enum coverage_verdict verdict;
    struct strs lines; /* what the register would print                    */
    struct coverage_open *open;
    size_t n;
    size_t room;
};

struct coverage_unit {
    enum kind kind;
    const char *ref;
    const char *uid;
    const char *title;
    struct coverage_answer *answers; /* in order of the questions          */
    size_t n;
    size_t counts[COVERAGE_VERDICTS];
};

/* Of all units together. */
struct coverage_totals {
    size_t units;
    size_t counts[COVERAGE_VERDICTS];
    size_t severities[SEVERITY_COUNT];
};

struct coverage_options {
    const char *as_of;       /* NULL: today                                */
    const char *const *refs; /* of units, or of what they are found by     */
    size_t refs_n;           /* 0: all units                               */
};

/*
 * Asks all questions of the profile, which must have a unit, and calls each()
 * for every unit; what it gets is borrowed for the call.  Answers are in the
 * language of the locale (base/untranslated.h makes that English).  All is of
 * one moment.
 */
typedef int coverage_each_fn(const struct coverage_unit *unit, void *data,
                             struct error *err);
int coverage_each(struct store *s, const struct profile *p,
                  const struct coverage_options *o, coverage_each_fn *each,
                  void *data, struct coverage_totals *totals,
                  struct error *err);

/* "answered", "partly", "not", "not_applicable"; not translated. */
const char *coverage_name(enum coverage_verdict v);
const char *coverage_words(enum coverage_verdict v); /* translated         */

/* How bad it is; SEVERITY_COUNT: not at all. */
enum severity coverage_severity(const struct coverage_answer *a);

/* How many questions apply. */
size_t coverage_applies(const size_t counts[COVERAGE_VERDICTS]);

/* Is anything as bad as that, or worse? */
bool coverage_fails(const struct coverage_totals *t, enum severity fail_on);

/* Adds "Phone (City of Harbour)" or "Phone (city)", as people read it. */
void coverage_add_open(struct buf *out, const struct coverage_open *o);

#endif
