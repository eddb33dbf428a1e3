/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* What stands around the rows: head, IN SHORT, legend, record, slip. */

#include "label/build.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "label/chain.h"
#include "label/choice.h"

/* --- head ---------------------------------------------------------------- */

/* Who decides: the controller and those who decide with it. */
static void say_holder(struct build *b)
{
    const struct record *d = &b->d->dataset;
    const struct value *joint = record_get(d, DATASET_JOINT_CONTROLLERS);
    struct facts facts = FACTS_INIT;
    struct strs names = STRS_INIT;
    struct buf list = BUF_INIT;
    const char *us = build_fact(b, &facts, d, DATASET_CONTROLLER);

    if (us)
        strs_add(&names, us);
    else
        strs_add(&names, words_of(&b->voice, SAY_UNKNOWN));
    build_fact(b, &facts, d, DATASET_JOINT_CONTROLLERS);
    for (size_t i = 0; i < joint->items.n; i++) {
        const struct record *party =
            material_party(b->material, joint->items.v[i]);

        if (party)
            strs_add(&names, build_text(b, party, PARTY_NAME));
    }
    words_list(&b->voice, &list, &names, LIST_NAMES);
    b->out = &b->label->holders;
    build_add(b, FORM_LINE, NULL, list.s, &facts);
    facts_release(&facts);
    strs_release(&names);
    buf_release(&list);
}

void build_head(struct build *b)
{
    struct facts facts = FACTS_INIT;
    const char *title = build_fact(b, &facts, &b->d->dataset, DATASET_TITLE);

    b->out = &b->label->titles;
    build_add(b, FORM_LINE, NULL, title ? title : b->d->dataset.ref, &facts);
    facts_release(&facts);
    say_holder(b);
}

/* --- in short ------------------------------------------------------------ */

/* What a no costs, where that is more than another way: the worst of all. */
static void say_price(struct build *b)
{
    static const char *const hard[] = { "penalty", "help", "service" };
    const struct records *l = &b->d->uses;
    struct facts facts = FACTS_INIT;
    struct buf small = BUF_INIT;

    for (size_t k = 0; k < sizeof hard / sizeof *hard && !facts.n; k++)
        for (size_t i = 0; i < l->n && !facts.n; i++)
            if (record_is(&l->v[i], USE_REFUSAL_COSTS, hard[k]))
                words_small(&b->voice, &small,
                            build_fact(b, &facts, &l->v[i], USE_REFUSAL_COSTS));
    if (facts.n)
        build_say(b, FORM_LINE, SAY_SHORT_COST, small.s, NULL, &facts);
    facts_release(&facts);
    buf_release(&small);
}

/* Whoever has to take part must read that first of all. */
static void say_participation(struct build *b)
{
    const struct record *d = &b->d->dataset;
    struct facts facts = FACTS_INIT;

    if (record_is(d, DATASET_PARTICIPATION, "condition-of-service") ||
        record_is(d, DATASET_PARTICIPATION, "required-by-law"))
        build_say(b, FORM_LINE, SAY_SENTENCE,
                  build_fact(b, &facts, d, DATASET_PARTICIPATION), NULL,
                  &facts);
    facts_release(&facts);
}

static void say_summary(struct build *b)
{
    const struct record *d = &b->d->dataset;
    const struct records *l = &b->d->elements;
    struct facts facts = FACTS_INIT;
    struct strs words = STRS_INIT;
    struct buf list = BUF_INIT;
    const char *summary = build_fact(b, &facts, d, DATASET_SUMMARY);

    for (size_t i = 0; i < l->n; i++)
        strs_add(&words, build_text(b, &l->v[i], ELEMENT_WORDS));
    words_list(&b->voice, &list, &words, LIST_AS_IS);
    if (summary)
        build_say(b, FORM_LINE, SAY_SENTENCE, summary, NULL, &facts);
    else if (b->outcome->collects)
        build_say(b, FORM_LINE, SAY_SHORT_COLLECT, list.s, NULL, NULL);
    else
        build_say(b, FORM_LINE, SAY_SHORT_COLLECT_UNKNOWN, NULL, NULL, NULL);
    facts_release(&facts);
    strs_release(&words);
    buf_release(&list);
}

/* Who gets it: the first of them, when there are many. */
static void say_gets(struct build *b)
{
    enum { NAMED = 4 };
    const struct strs *gets = &b->outcome->gets;
    struct strs first = STRS_INIT;
    struct buf list = BUF_INIT;

    for (size_t i = 0; i < gets->n && i < NAMED; i++)
        strs_add(&first, gets->v[i]);
    words_list(&b->voice, &list, &first, LIST_NAMES);
    if (first.n)
        build_say(b, FORM_LINE,
                  gets->n > NAMED ? SAY_SHORT_GETS_MORE : SAY_SHORT_GETS,
                  list.s, NULL, NULL);
    if (b->outcome->shared == SHARED_NO_ONE)
        build_say(b, FORM_LINE, SAY_SHORT_NO_ONE, NULL, NULL, NULL);
    else if (!first.n)
        build_say(b, FORM_LINE, SAY_SHORT_GETS_UNKNOWN, NULL, NULL, NULL);
    else if (b->outcome->shared == SHARED_SOME)
        build_say(b, FORM_FLOW, SAY_SHORT_ANYONE_ELSE, NULL, NULL, NULL);
    strs_release(&first);
    buf_release(&list);
}

/* Those who fled must read this first: does the government they fled get it? */
static void say_not_home(struct build *b)
{
    static const char home[] = "government-fled";
    const struct records *l = &b->d->recipients;
    struct facts facts = FACTS_INIT;
    struct buf small = BUF_INIT;
    bool given = false;

    for (size_t i = 0; i < l->n; i++)
        given |= record_within(&l->v[i], RECIPIENT_CATEGORY, home);
    if (!given &&
        value_has(record_get(&b->d->dataset, DATASET_NOT_GIVEN_TO), home)) {
        build_fact(b, &facts, &b->d->dataset, DATASET_NOT_GIVEN_TO);
        words_small(&b->voice, &small,
                    words_term(&b->voice, "recipient-kinds", home));
        build_say(b, FORM_LINE, SAY_NOT_GIVEN_BY_US, small.s, NULL, &facts);
        if (!chain_is_closed(b))
            build_say(b, FORM_FLOW, SAY_CANNOT_PROMISE_OTHERS, NULL, NULL,
                      NULL);
    }
    facts_release(&facts);
    buf_release(&small);
}

/* Is this collected only for what a person can refuse? */
static bool can_refuse(const struct build *b, const struct record *element)
{
    const struct records *l = &b->d->uses;
    bool used = false;

    for (size_t i = 0; i < l->n; i++) {
        const struct value *v = record_get(&l->v[i], USE_ELEMENTS);
        bool uses = value_has(v, element->ref);

        if (!v->items.n ||
            (uses && choice_of(&l->v[i], USE_CHOICE)->refuse != REFUSE_YES))
            return false;
        used |= uses;
    }
    return used;
}

/* What a person can say no to, where all uses are known. */
static void parts_to_refuse(struct build *b, struct buf *out)
{
    const struct records *l = &b->d->elements;
    struct facts facts = FACTS_INIT;
    enum list_state list = build_list(b, &facts, KIND_USE);
    struct strs names = STRS_INIT;

    for (size_t i = 0; i < l->n && list == LIST_COMPLETE; i++)
        if (can_refuse(b, &l->v[i]))
            strs_add(&names, build_name(b, &l->v[i]));
    words_list(&b->voice, out, &names, LIST_NAMES);
    facts_release(&facts);
    strs_release(&names);
}

/* "You can say no to: Your scan. You still get food." */
static void say_refuse_part(struct build *b)
{
    const char *cost = b->outcome->cost;
    struct buf parts = BUF_INIT;

    parts_to_refuse(b, &parts);
    if (parts.len)
        build_say(b, FORM_LINE,
                  cost ? SAY_SHORT_CAN_PARTS_COST : SAY_SHORT_CAN_PARTS,
                  parts.s, cost, NULL);
    else
        build_say(b, FORM_LINE,
                  cost ? SAY_SHORT_CAN_PARTLY_COST : SAY_SHORT_CAN_PARTLY, cost,
                  NULL, NULL);
    buf_release(&parts);
}

/* Does a parent choose, too, wherever the person does? */
static bool parents_choose(const struct build *b)
{
    const struct records *l = &b->d->consents;

    for (size_t i = 0; i < l->n; i++) {
        const struct value *v = record_get(&l->v[i], CONSENT_GIVEN_BY);

        if (!value_has(v, "parent") || !value_has(v, "person"))
            return false;
    }
    return l->n > 0;
}

static void say_refuse(struct build *b)
{
    const enum phrase phrases[] = {
        [REFUSE_UNKNOWN] = SAY_SHORT_REFUSE_UNKNOWN,
        [REFUSE_YES] = b->outcome->cost ? SAY_SHORT_CAN_COST : SAY_SHORT_CAN,
        [REFUSE_NO] = SAY_SHORT_CANNOT,
    };

    if (b->outcome->refuse == REFUSE_PARTLY)
        say_refuse_part(b);
    else
        build_say(b, FORM_LINE, phrases[b->outcome->refuse], b->outcome->cost,
                  NULL, NULL);
    if (b->outcome->refuse == REFUSE_YES && parents_choose(b))
        build_say(b, FORM_FLOW, SAY_SHORT_PARENT, NULL, NULL, NULL);
}

void build_brief(struct build *b)
{
    say_participation(b);
    say_price(b);
    say_summary(b);
    if (b->outcome->bought)
        build_say(b, FORM_LINE, SAY_SHORT_BOUGHT, NULL, NULL, NULL);
    say_gets(b);
    say_not_home(b);
    if (b->outcome->sale)
        build_say(b, FORM_LINE, b->outcome->sale, NULL, NULL, NULL);
    if (b->outcome->sale && b->outcome->sale_promise)
        build_say(b, FORM_FLOW, b->outcome->sale_promise, NULL, NULL, NULL);
    say_refuse(b);
}

/* --- foot ---------------------------------------------------------------- */

/* Does a choice with that mark stand in the label? */
static bool has_mark(const struct material *src, enum phrase mark)
{
    for (size_t i = 0; i < src->n; i++) {
        const struct subject *d = &src->subjects[i];

        for (size_t j = 0; j < d->uses.n; j++)
            if (choice_of(&d->uses.v[j], USE_CHOICE)->mark == mark)
                return true;
        for (size_t j = 0; j < d->recipients.n; j++)
            if (choice_of(&d->recipients.v[j], RECIPIENT_CHOICE)->mark == mark)
                return true;
    }
    return false;
}

void build_legend(struct build *b)
{
    static const struct {
        enum phrase mark;
        enum phrase words;
    } legend[] = {
        { SAY_STOP, SAY_LEGEND_STOP },
        { SAY_ASK, SAY_LEGEND_ASK },
    };

    b->out = &b->label->legend;
    for (size_t i = 0; i < sizeof legend / sizeof *legend; i++)
        if (has_mark(b->material, legend[i].mark))
            build_add(b, FORM_MARK, words_of(&b->voice, legend[i].mark),
                      words_of(&b->voice, legend[i].words), NULL);
}

void build_record(struct build *b)
{
    const struct record *org = &b->material->organisation;
    const struct record *d = &b->material->subjects[0].dataset;
    struct facts facts = FACTS_INIT;
    const char *url = NULL;

    b->out = &b->label->record;
    if (b->material->n == 1 && record_text(d, DATASET_PAGE))
        url = build_fact(b, &facts, d, DATASET_PAGE);
    else if (org->values)
        url = build_fact(b, &facts, org, ORGANISATION_PRIVACY_POLICY);
    if (url)
        build_add(b, FORM_LINE, NULL, url, &facts);
    else if (org->values &&
             build_state(org, ORGANISATION_PRIVACY_POLICY) == STATE_NONE)
        build_add(b, FORM_LINE, NULL, words_of(&b->voice, SAY_NO_RECORD),
                  &facts);
    else
        build_add(b, FORM_LINE, NULL, words_of(&b->voice, SAY_UNKNOWN), &facts);
    facts_release(&facts);
}

/* A box for what a notice promises, where a choice is made on it; once. */
static void add_box(struct build *b, enum field promise, enum phrase words)
{
    const struct records *l = &b->material->notices;

    for (size_t i = 0; i < l->n; i++)
        if (notice_holds(b, &l->v[i]) && notice_asks(b, &l->v[i]) &&
            record_is(&l->v[i], promise, "yes")) {
            slips_add(&b->label->slips, l->v[i].ref,
                      words_of(&b->voice, words));
            return;
        }
}

void build_slips(struct build *b)
{
    const struct records *l = &b->d->consents;

    for (size_t i = 0; i < l->n; i++) {
        struct slip *slip = slips_add(&b->label->slips, l->v[i].ref,
                                      build_text(b, &l->v[i], CONSENT_WORDS));

        consent_givers(&slip->signers, &l->v[i]);
        for (size_t j = 0; j < slip->signers.n; j++)
            strs_take(&slip->names,
                      tree_tidy(words_term(&b->voice, "consent-givers",
                                           slip->signers.v[j])));
    }
    add_box(b, NOTICE_READ_ALOUD, SAY_SLIP_READ_ALOUD);
    add_box(b, NOTICE_COPY_GIVEN, SAY_SLIP_COPY);
}
