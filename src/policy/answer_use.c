/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/answer_parts.h"

#include <string.h>

#include "model/vocabulary.h"

/* Is the list stated as complete, or as none? */
static bool is_whole(const struct asking *a, enum field list)
{
    return record_is(&a->dataset, list, "complete") ||
           record_get(&a->dataset, list)->state == STATE_NONE;
}

/* --- the basis of a use that fits ---------------------------------------- */

static void say_basis(struct asking *a, const struct record *use)
{
    const struct value *basis = record_get(use, USE_BASIS);

    if (record_is_open(use, USE_BASIS))
        answer_add(a, ANSWER_OF_BASIS_OPEN, use->ref, "");
    else
        answer_add(a, ANSWER_OF_BASIS, use->ref, value_text(basis));
    if (record_within(use, USE_BASIS, "legitimate-interests") &&
        record_get(use, USE_INTEREST_ASSESSMENT)->state != STATE_VALUE)
        answer_add(a, ANSWER_OF_INTEREST_OPEN, use->ref, "");
    if (record_is(use, USE_FURTHER, "yes") &&
        !record_within(use, USE_BASIS, "consent") &&
        record_get(use, USE_COMPATIBLE_WHY)->state != STATE_VALUE)
        answer_add(a, ANSWER_OF_FURTHER_OPEN, use->ref, "");
    if (record_get(use, USE_FURTHER)->state == STATE_UNKNOWN &&
        !record_within(use, USE_BASIS, "consent"))
        answer_add(a, ANSWER_OF_FURTHER_UNKNOWN, use->ref, "");
}

/* --- what people say yes to ---------------------------------------------- */

/* Do two choices stand on one notice? */
static bool is_beside(const struct record *a, const struct record *b)
{
    const char *notice = record_text(a, CONSENT_NOTICE);

    return a == b || (notice && record_is(b, CONSENT_NOTICE, notice));
}

static bool covers(const struct record *consent, const struct record *use)
{
    return value_has(record_get(consent, CONSENT_USES), use->ref);
}

/* The choices on the notice of number i that cover the use: for which of the
 * data that the use needs did people not say yes?  A choice that names no data
 * is one for all that the use needs. */
static void say_consent_part(struct asking *a, const struct record *use,
                             const struct records *l, size_t i)
{
    const struct record *consent = &l->v[i];
    struct strs wanted = STRS_INIT, given = STRS_INIT;
    struct buf lacking = BUF_INIT;
    bool all = false, open = false;

    for (size_t j = 0; j < l->n; j++) {
        const struct value *v = record_get(&l->v[j], CONSENT_ELEMENTS);

        if (!is_beside(consent, &l->v[j]) || !covers(&l->v[j], use))
            continue;
        all |= v->state == STATE_BLANK;
        open |= v->state == STATE_UNKNOWN;
        for (size_t k = 0; k < v->items.n; k++)
            strs_add(&given, v->items.v[k]);
    }
    answer_elements(a, use, USE_ELEMENTS, &wanted);
    answer_lacking(&lacking, &wanted, &given);
    if (!all && lacking.len)
        answer_add(a,
                   open ? ANSWER_OF_CONSENT_PART_OPEN : ANSWER_OF_CONSENT_PART,
                   consent->ref, open ? "" : lacking.s);
    buf_release(&lacking);
    strs_release(&wanted);
    strs_release(&given);
}

static void say_not_covered(struct asking *a, const struct record *use,
                            bool whole)
{
    if (record_within(use, USE_BASIS, "consent") ||
        record_is(use, USE_SPECIAL_CONDITION, "art-9-2-a"))
        answer_add(a,
                   whole ? ANSWER_OF_CONSENT_NONE : ANSWER_OF_CONSENT_MISSING,
                   use->ref, "");
    else
        answer_add(a, whole ? ANSWER_OF_CHOICE_NONE : ANSWER_OF_CHOICE_MISSING,
                   use->ref, "");
}

/* Is it a yes at all, and whose? */
static void say_consent_kind(struct asking *a, const struct record *use,
                             const struct record *consent)
{
    static const char *const weak[] = { "implied", "uninformed", "deferred",
                                        "waived" };
    const char *type = record_text(consent, CONSENT_CONSENT_TYPE);
    bool no = type && record_is(use, USE_SPECIAL_CONDITION, "art-9-2-a") &&
              !record_within(consent, CONSENT_CONSENT_TYPE, "explicit");

    for (size_t i = 0; i < sizeof weak / sizeof *weak; i++)
        no |= record_within(consent, CONSENT_CONSENT_TYPE, weak[i]);
    if (no)
        answer_add(a, ANSWER_OF_CONSENT_WEAK, consent->ref, type);
    if (record_is(consent, CONSENT_ALL_MUST_AGREE, "yes"))
        answer_add(a, ANSWER_OF_CONSENT_ALL, consent->ref, "");
    if (record_get(consent, CONSENT_ALL_MUST_AGREE)->state == STATE_UNKNOWN)
        answer_add(a, ANSWER_OF_CONSENT_ALL_OPEN, consent->ref, "");
}

/* A use that happens only if people say yes needs that: what it permits, the
 * scope says. */
static int say_consent(struct asking *a, const struct record *use,
                       struct error *err)
{
    struct records consents = RECORDS_INIT;
    bool covered = false, open = false;
    int failed;

    if (!scope_needs_yes(use))
        return 0;
    failed =
        store_children(a->store, a->dataset.ref, KIND_CONSENT, &consents, err);
    for (size_t i = 0; i < consents.n; i++) {
        open |= record_is_open(&consents.v[i], CONSENT_USES);
        if (!covers(&consents.v[i], use))
            continue;
        covered = true;
        say_consent_part(a, use, &consents, i);
        say_consent_kind(a, use, &consents.v[i]);
    }
    records_release(&consents);
    if (!failed && !covered)
        say_not_covered(a, use, !open && is_whole(a, DATASET_CONSENTS_LIST));
    return failed;
}

/* --- specially protected data -------------------------------------------- */

static const struct record *element_of(const struct asking *a, const char *ref)
{
    for (size_t i = 0; i < a->elements.n; i++)
        if (strcmp(a->elements.v[i].ref, ref) == 0)
            return &a->elements.v[i];
    return NULL;
}

static void say_condition(struct asking *a, const struct record *use,
                          const char *element)
{
    const struct value *condition = record_get(use, USE_SPECIAL_CONDITION);

    if (condition->state == STATE_VALUE)
        answer_add(a, ANSWER_OF_SPECIAL, use->ref, value_text(condition));
    else if (condition->state == STATE_NONE)
        answer_add(a, ANSWER_OF_SPECIAL_NONE, use->ref, "");
    else
        answer_add(a, ANSWER_OF_SPECIAL_OPEN, use->ref, element);
}

static void say_special(struct asking *a, const struct record *use)
{
    struct strs elements = STRS_INIT;
    const char *special = NULL;

    if (answer_elements(a, use, USE_ELEMENTS, &elements) && elements.n)
        answer_add(a, ANSWER_OF_USE_ELEMENTS_OPEN, use->ref, "");
    for (size_t i = 0; i < elements.n; i++) {
        const struct record *e = element_of(a, elements.v[i]);

        if (!e)
            continue;
        if (!special && record_text(e, ELEMENT_SPECIAL_CATEGORY))
            special = e->ref;
        if (record_is_open(e, ELEMENT_SPECIAL_CATEGORY))
            answer_add(a, ANSWER_OF_ELEMENT_OPEN, e->ref, "");
    }
    if (special)
        say_condition(a, use, special);
    if (elements.n == 0 &&
        !record_is(&a->dataset, DATASET_NATURE, "not-personal"))
        answer_add(a, ANSWER_OF_ELEMENTS_OPEN, a->dataset.ref, "");
    strs_release(&elements);
}

/* --- the use ------------------------------------------------------------- */

/* A use that does not fit, and why. */
static void say_other(struct asking *a, const struct record *use)
{
    const struct answer_question *q = a->question;
    const struct vocabulary *purposes = vocabulary_find("purposes");
    const char *purpose = record_text(use, USE_PURPOSE);
    const char *since = record_text(use, USE_SINCE);
    const char *until = record_text(use, USE_UNTIL);

    if (!purpose && record_is_open(use, USE_PURPOSE))
        answer_add(a, ANSWER_OF_USE_OPEN, use->ref, "");
    if (!purpose)
        return;
    if (!vocabulary_within(purposes, q->purpose, purpose)) {
        if (vocabulary_within(purposes, purpose, q->purpose))
            answer_add(a, ANSWER_OF_USE_NARROWER, use->ref, purpose);
    } else if (since && strcmp(since, q->day) > 0) {
        answer_add(a, ANSWER_OF_USE_NOT_YET, use->ref, since);
    } else if (until && strcmp(until, q->day) < 0) {
        answer_add(a, ANSWER_OF_USE_OVER, use->ref, until);
    }
}

/* A use whose purpose nobody has said may be the one. */
static void say_none(struct asking *a)
{
    bool open = false;

    for (size_t i = 0; i < a->uses.n; i++) {
        say_other(a, &a->uses.v[i]);
        open |= record_is_open(&a->uses.v[i], USE_PURPOSE);
    }
    answer_add(a,
               !open && is_whole(a, DATASET_USES_LIST) ? ANSWER_OF_USE_NONE
                                                       : ANSWER_OF_USE_MISSING,
               a->dataset.ref, "");
}

/* --- about whom ---------------------------------------------------------- */

static bool is_about(const struct record *use, const char *subject)
{
    const struct value *v = record_get(use, USE_SUBJECTS);
    const struct vocabulary *subjects = vocabulary_find("subjects");

    for (size_t i = 0; i < v->items.n; i++)
        if (vocabulary_within(subjects, subject, v->items.v[i]))
            return true;
    return false;
}

/* A use that names people is of no others. */
static void say_people(struct asking *a, const struct record *use)
{
    const struct value *v = record_get(&a->dataset, DATASET_SUBJECTS);

    if (record_get(use, USE_SUBJECTS)->state != STATE_VALUE)
        return;
    for (size_t i = 0; i < v->items.n; i++)
        if (!is_about(use, v->items.v[i]))
            answer_add(a, ANSWER_OF_USE_SOME_PEOPLE, use->ref, v->items.v[i]);
}

int answer_use(struct asking *a, struct error *err)
{
    int failed = 0;

    if (a->fitting.n == 0)
        say_none(a);
    for (size_t i = 0; !failed && i < a->uses.n; i++) {
        const struct record *use = &a->uses.v[i];

        if (!answer_fits(a, use))
            continue;
        answer_add(a, ANSWER_OF_USE_RECORDED, use->ref,
                   record_text(use, USE_PURPOSE));
        if (record_get(use, USE_UNTIL)->state == STATE_UNKNOWN)
            answer_add(a, ANSWER_OF_USE_END_OPEN, use->ref, "");
        say_people(a, use);
        say_basis(a, use);
        say_special(a, use);
        failed = say_consent(a, use, err);
    }
    return failed;
}
