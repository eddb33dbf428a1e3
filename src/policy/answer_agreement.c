/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/answer_parts.h"

#include <string.h>

#include "model/vocabulary.h"

/* The agreement by which the recipient gets the data. */

static void say_state(struct asking *a, const struct record *g)
{
    static const char *const in_force[] = { "signed", "in-force", "renewed" };
    const char *state = record_text(g, AGREEMENT_STATUS);

    if (!state) {
        answer_add(a, ANSWER_OF_AGREEMENT_STATE_OPEN, g->ref, "");
        return;
    }
    for (size_t i = 0; i < sizeof in_force / sizeof *in_force; i++)
        if (record_within(g, AGREEMENT_STATUS, in_force[i]))
            return;
    answer_add(a, ANSWER_OF_AGREEMENT_STATE, g->ref, state);
}

static void say_span(struct asking *a, const struct record *g)
{
    const char *day = a->question->day;
    const char *start = record_text(g, AGREEMENT_START);
    const char *end = record_text(g, AGREEMENT_END);

    if (start && strcmp(start, day) > 0)
        answer_add(a, ANSWER_OF_AGREEMENT_NOT_YET, g->ref, start);
    if (record_is_open(g, AGREEMENT_START))
        answer_add(a, ANSWER_OF_AGREEMENT_START_OPEN, g->ref, "");
    if (end && strcmp(end, day) < 0)
        answer_add(a, ANSWER_OF_AGREEMENT_OVER, g->ref, end);
    if (record_is_open(g, AGREEMENT_END))
        answer_add(a, ANSWER_OF_AGREEMENT_END_OPEN, g->ref, "");
}

static void say_datasets(struct asking *a, const struct record *g)
{
    if (record_is_open(g, AGREEMENT_DATASETS))
        answer_add(a, ANSWER_OF_AGREEMENT_DATASET_OPEN, g->ref, "");
    else if (!value_has(record_get(g, AGREEMENT_DATASETS), a->dataset.ref))
        answer_add(a, ANSWER_OF_AGREEMENT_DATASET_NOT, g->ref, "");
}

static void say_purposes(struct asking *a, const struct record *g)
{
    const struct value *v = record_get(g, AGREEMENT_PURPOSES);
    const struct vocabulary *purposes = vocabulary_find("purposes");
    bool allows = false;

    for (size_t i = 0; i < v->items.n; i++)
        allows |=
            vocabulary_within(purposes, a->question->purpose, v->items.v[i]);
    if (record_is_open(g, AGREEMENT_PURPOSES))
        answer_add(a, ANSWER_OF_AGREEMENT_PURPOSE_OPEN, g->ref, "");
    else if (!allows)
        answer_add(a, ANSWER_OF_AGREEMENT_PURPOSE_NOT, g->ref, "");
}

/* The people in the data that the uses need: a use that names some is of no
 * others. */
static void add_people(const struct asking *a, struct strs *out)
{
    const struct value *all = record_get(&a->dataset, DATASET_SUBJECTS);
    size_t uses = 0;

    for (size_t i = 0; i < a->uses.n; i++) {
        const struct value *v = record_get(&a->uses.v[i], USE_SUBJECTS);

        if (!answer_fits(a, &a->uses.v[i]))
            continue;
        uses++;
        if (v->state != STATE_VALUE)
            v = all;
        for (size_t j = 0; j < v->items.n; j++)
            strs_add(out, v->items.v[j]);
    }
    for (size_t j = 0; uses == 0 && j < all->items.n; j++)
        strs_add(out, all->items.v[j]);
    strs_sort_unique(out);
}

static bool is_about(const struct record *g, const char *subject)
{
    const struct value *v = record_get(g, AGREEMENT_SUBJECTS);
    const struct vocabulary *subjects = vocabulary_find("subjects");

    for (size_t i = 0; i < v->items.n; i++)
        if (vocabulary_within(subjects, subject, v->items.v[i]))
            return true;
    return false;
}

static void say_people(struct asking *a, const struct record *g)
{
    struct strs wanted = STRS_INIT;
    size_t lacking = 0;

    if (record_is(&a->dataset, DATASET_NATURE, "not-personal"))
        return;
    if (record_get(g, AGREEMENT_SUBJECTS)->state != STATE_VALUE) {
        answer_add(a, ANSWER_OF_AGREEMENT_PEOPLE_OPEN, g->ref, "");
        return;
    }
    add_people(a, &wanted);
    for (size_t i = 0; i < wanted.n; i++)
        lacking += !is_about(g, wanted.v[i]);
    if (wanted.n == 0)
        answer_add(a, ANSWER_OF_PEOPLE_OPEN, a->dataset.ref, "");
    else if (lacking == wanted.n)
        answer_add(a, ANSWER_OF_AGREEMENT_PEOPLE_NOT, g->ref, "");
    for (size_t i = 0; lacking < wanted.n && i < wanted.n; i++)
        if (!is_about(g, wanted.v[i]))
            answer_add(a, ANSWER_OF_AGREEMENT_PEOPLE_PART, g->ref, wanted.v[i]);
    strs_release(&wanted);
}

/* Those who get data by it: receivers, and processors. */
static int say_receivers(struct asking *a, const struct record *g,
                         struct error *err)
{
    static const enum field fields[] = { AGREEMENT_RECEIVERS,
                                         AGREEMENT_PROCESSORS };
    struct buf others = BUF_INIT;
    bool open = record_is_open(g, AGREEMENT_RECEIVERS) ||
                record_get(g, AGREEMENT_PROCESSORS)->state == STATE_UNKNOWN;
    int is = 0;

    for (size_t i = 0; i < sizeof fields / sizeof *fields && is == 0; i++) {
        const struct value *v = record_get(g, fields[i]);

        for (size_t j = 0; is == 0 && a->party && j < v->items.n; j++) {
            is = answer_part_of(a->store, a->party, v->items.v[j], err);
            buf_addf(&others, "%s%s", others.len ? ", " : "", v->items.v[j]);
        }
    }
    if (is == 0 && a->party)
        answer_add(a,
                   open ? ANSWER_OF_AGREEMENT_PARTY_OPEN
                        : ANSWER_OF_AGREEMENT_PARTY_NOT,
                   g->ref, open ? "" : others.s);
    buf_release(&others);
    return is < 0 ? -1 : 0;
}

/* Kinds of recipients that need no agreement (rule SHARE-01). */
static bool needs_none(const struct asking *a)
{
    static const char *const kinds[] = { "internal", "person-concerned",
                                         "family", "parent", "public" };

    if (record_get(&a->recipient, RECIPIENT_AGREEMENT)->state == STATE_NA)
        return true;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (answer_is_kind(a, kinds[i]))
            return true;
    return record_get(&a->recipient, RECIPIENT_AGREEMENT)->state ==
               STATE_NONE &&
           record_text(&a->recipient, RECIPIENT_CONDITION) &&
           answer_is_kind(a, "public-authority");
}

int answer_agreement(struct asking *a, struct error *err)
{
    const char *agreement;
    struct record g;
    int failed;

    if (!a->recipient.ref)
        return 0;
    agreement = record_text(&a->recipient, RECIPIENT_AGREEMENT);
    if (!agreement) {
        answer_add(a,
                   needs_none(a) ? ANSWER_OF_AGREEMENT_NEEDLESS
                   : record_is_open(&a->recipient, RECIPIENT_AGREEMENT)
                       ? ANSWER_OF_AGREEMENT_OPEN
                       : ANSWER_OF_AGREEMENT_NONE,
                   a->recipient.ref, "");
        return 0;
    }
    if (store_load(a->store, agreement, &g, err) != 0)
        return -1;
    answer_add(a, ANSWER_OF_AGREEMENT, g.ref, "");
    say_state(a, &g);
    say_span(a, &g);
    say_datasets(a, &g);
    say_purposes(a, &g);
    say_people(a, &g);
    answer_covered(a, &g, AGREEMENT_ELEMENTS, ANSWER_OF_AGREEMENT_PART,
                   ANSWER_OF_AGREEMENT_PART_OPEN);
    failed = say_receivers(a, &g, err);
    record_release(&g);
    return failed;
}
