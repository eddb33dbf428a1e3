/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Rows about the data: 1, 2, 10 to 12. */

#include "label/build.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "label/claim.h"
#include "label/tell.h"

/* --- 1 what do you collect ----------------------------------------------- */

/* Elements that are told together. */
static const struct presence {
    const char *code; /* NULL: all others                                  */
    enum phrase phrase;
} presences[] = {
    { NULL, SAY_SENTENCE },
    { "optional", SAY_OPTIONAL },
    { "by-chance", SAY_BY_CHANCE },
};

enum { PRESENCES = sizeof presences / sizeof *presences };

static size_t presence_of(const struct record *element)
{
    for (size_t i = 1; i < PRESENCES; i++)
        if (record_is(element, ELEMENT_PRESENCE, presences[i].code))
            return i;
    return 0;
}

/* The facts of an element that row 1 tells; returns its words. */
static const char *element_words(struct build *b, struct facts *facts,
                                 const struct record *element)
{
    const char *words = build_fact(b, facts, element, ELEMENT_WORDS);

    if (record_text(element, ELEMENT_SHORT))
        build_fact(b, facts, element, ELEMENT_SHORT);
    build_fact(b, facts, element, ELEMENT_CATEGORY);
    build_fact(b, facts, element, ELEMENT_SPECIAL_CATEGORY);
    build_fact(b, facts, element, ELEMENT_PRESENCE);
    return words;
}

/* "Your age, how exact: in steps of ten years." */
static void say_exactness(struct build *b)
{
    const struct records *l = &b->d->elements;

    for (size_t i = 0; i < l->n; i++) {
        struct facts facts = FACTS_INIT;

        if (record_text(&l->v[i], ELEMENT_EXACTNESS))
            build_say(b, FORM_LINE, SAY_EXACT, build_name(b, &l->v[i]),
                      build_fact(b, &facts, &l->v[i], ELEMENT_EXACTNESS),
                      &facts);
        facts_release(&facts);
    }
}

/* Each as a sentence of its own. */
static void say_each_element(struct build *b)
{
    const struct records *l = &b->d->elements;

    for (size_t i = 0; i < l->n; i++) {
        struct facts facts = FACTS_INIT;
        const char *words;

        if (presence_of(&l->v[i]) != 0)
            continue;
        words = element_words(b, &facts, &l->v[i]);
        build_say(b, FORM_FLOW, SAY_SENTENCE, words, NULL, &facts);
        facts_release(&facts);
    }
}

/* Those of one presence in one sentence. */
static void say_elements(struct build *b, size_t presence)
{
    const struct records *l = &b->d->elements;
    struct facts facts = FACTS_INIT;
    struct strs words = STRS_INIT;
    struct buf list = BUF_INIT;

    for (size_t i = 0; i < l->n; i++)
        if (presence_of(&l->v[i]) == presence)
            strs_add(&words, element_words(b, &facts, &l->v[i]));
    words_list(&b->voice, &list, &words, LIST_AS_IS);
    if (words.n)
        build_say(b, FORM_LINE, presences[presence].phrase, list.s, NULL,
                  &facts);
    facts_release(&facts);
    strs_release(&words);
    buf_release(&list);
}

static void ask_presence(struct build *b)
{
    const struct records *l = &b->d->elements;

    for (size_t i = 0; i < l->n; i++) {
        struct facts facts = FACTS_INIT;

        if (record_is_open(&l->v[i], ELEMENT_PRESENCE)) {
            build_fact(b, &facts, &l->v[i], ELEMENT_PRESENCE);
            build_unknown(b, SAY_T_ALWAYS, &facts);
        }
        facts_release(&facts);
    }
}

void build_collect(struct build *b)
{
    struct facts facts = FACTS_INIT;
    enum list_state list = build_list(b, &facts, KIND_ELEMENT);

    b->outcome->collects = b->d->elements.n > 0;
    say_each_element(b);
    for (size_t i = 1; i < PRESENCES; i++)
        say_elements(b, i);
    say_exactness(b);
    if (list == LIST_EMPTY)
        build_say(b, FORM_LINE, SAY_NOTHING_COLLECTED, NULL, NULL, &facts);
    else if (!b->d->elements.n)
        build_unknown(b, SAY_MAIN, &facts);
    ask_presence(b);
    build_promise(b, DATASET_NOT_COLLECTED, SAY_NOT_COLLECTED,
                  SAY_NOTHING_LEFT_OUT, ELEMENT_CATEGORY);
    if (list == LIST_COMPLETE)
        build_say(b, FORM_LINE, SAY_NOTHING_ELSE_COLLECTED, NULL, NULL, &facts);
    if (record_is_open(&b->d->dataset, DATASET_NOT_COLLECTED)) {
        struct facts left_out = FACTS_INIT;

        build_fact(b, &left_out, &b->d->dataset, DATASET_NOT_COLLECTED);
        build_unknown(b, SAY_T_LEFT_OUT, &left_out);
    }
    if (list == LIST_OPEN)
        build_unknown(b, SAY_T_MORE_COLLECTED, &facts);
    facts_release(&facts);
}

/* --- 2 about whom -------------------------------------------------------- */

static const struct saying about[] = {
    { .field = DATASET_SUBJECTS,
      .form = FORM_LINE,
      .value = SAY_SENTENCE,
      .topic = SAY_MAIN },
    { .field = DATASET_CHILDREN,
      .form = FORM_FLOW,
      .yes = SAY_CHILDREN,
      .no = SAY_NO_CHILDREN,
      .topic = SAY_T_CHILDREN },
    { .field = DATASET_AGES, .form = FORM_FLOW, .value = SAY_AGES },
    { .field = DATASET_VULNERABLE, .form = FORM_FLOW, .yes = SAY_VULNERABLE },
    { .field = DATASET_HOW_MANY,
      .form = FORM_FLOW,
      .value = SAY_HOW_MANY,
      .topic = SAY_T_HOW_MANY },
};

void build_about(struct build *b)
{
    const struct records *l = &b->d->elements;

    for (size_t i = 0; i < sizeof about / sizeof *about; i++)
        build_field(b, &b->d->dataset, &about[i]);
    build_stated(b, &b->d->dataset, DATASET_AGES, SAY_T_AGES);
    for (size_t i = 0; i < l->n; i++) {
        struct facts facts = FACTS_INIT;
        const char *whom = build_fact(b, &facts, &l->v[i], ELEMENT_SUBJECTS);
        struct buf small = BUF_INIT;

        if (whom) {
            words_small(&b->voice, &small, whom);
            build_say(b, FORM_LINE, SAY_ONLY_ABOUT, build_name(b, &l->v[i]),
                      small.s, &facts);
        }
        buf_release(&small);
        facts_release(&facts);
    }
}

/* --- 10 how is it kept safe ---------------------------------------------- */

/* How each element is protected; true if something is known of it. */
static bool say_protection(struct build *b)
{
    const struct records *l = &b->d->elements;
    struct telling t = TELLING_INIT;
    bool known;

    for (size_t i = 0; i < l->n; i++) {
        const struct value *v = record_get(&l->v[i], ELEMENT_PROTECTION);
        struct told *one = tell_of(b, &t, &l->v[i]);

        one->inside = true;
        build_fact(b, &one->facts, &l->v[i], ELEMENT_PROTECTION);
        for (size_t j = 0; j < v->items.n; j++)
            tell_say(b, one, SAY_SENTENCE,
                     words_term(&b->voice, "protections", v->items.v[j]), NULL);
        if (build_state(&l->v[i], ELEMENT_PROTECTION) == STATE_NONE)
            tell_say(b, one, SAY_NOT_PROTECTED, NULL, NULL);
    }
    known = tell_knows(&t);
    tell_all(b, &t, known || !b->d->measures.n ? SAY_MAIN : SAY_T_PROTECTION,
             NULL);
    return known;
}

/* What is done to keep all of it safe, and if anyone has looked. */
static void say_measures(struct build *b)
{
    const struct records *l = &b->d->measures;
    const struct record *last = NULL;
    size_t never = 0;

    for (size_t i = 0; i < l->n; i++) {
        struct facts facts = FACTS_INIT;
        const char *on = record_text(&l->v[i], MEASURE_VERIFIED_ON);

        build_fact(b, &facts, &l->v[i], MEASURE_SAFEGUARD);
        build_say(b, FORM_FLOW, SAY_SENTENCE,
                  build_fact(b, &facts, &l->v[i], MEASURE_WORDS), NULL, &facts);
        never += build_state(&l->v[i], MEASURE_VERIFIED_ON) == STATE_NONE;
        if (on &&
            (!last || strcmp(on, record_text(last, MEASURE_VERIFIED_ON)) > 0))
            last = &l->v[i];
        facts_release(&facts);
    }
    if (last) {
        struct facts facts = FACTS_INIT;

        build_say(b, FORM_FLOW, SAY_SAFE_CHECKED,
                  build_fact(b, &facts, last, MEASURE_VERIFIED_ON), NULL,
                  &facts);
        facts_release(&facts);
    } else if (l->n && never == l->n) {
        build_say(b, FORM_FLOW, SAY_SAFE_NOT_CHECKED, NULL, NULL, NULL);
    }
}

/* Does a safeguard say who can open it? */
static bool access_known(const struct build *b)
{
    static const char *const codes[] = { "access-control", "access-approval",
                                         "access-review" };
    const struct records *l = &b->d->measures;

    for (size_t i = 0; i < l->n; i++)
        for (size_t j = 0; j < sizeof codes / sizeof *codes; j++)
            if (record_within(&l->v[i], MEASURE_SAFEGUARD, codes[j]))
                return true;
    return false;
}

void build_safe(struct build *b)
{
    struct facts facts = FACTS_INIT;
    bool known;

    say_measures(b);
    b->new_line = true;
    known = say_protection(b);
    /* What nobody has said of an element's protection is not "nothing". */
    if (build_list(b, &facts, KIND_MEASURE) == LIST_EMPTY)
        build_say(b, FORM_LINE,
                  known || b->d->elements.n ? SAY_NO_MORE_SAFEGUARDS
                                            : SAY_NO_SAFEGUARDS,
                  NULL, NULL, &facts);
    else if (!known && !b->d->measures.n)
        build_unknown(b, SAY_MAIN, &facts);
    else if (!access_known(b))
        build_unknown(b, SAY_T_WHO_CAN_OPEN, &facts);
    facts_release(&facts);
}

/* --- 11 could someone work out it is me ---------------------------------- */

/* By whom, how, and why: "CAN BE DONE, by someone who gets the key. ..." */
static void tell_findable(struct build *b, struct told *one,
                          const struct record *e)
{
    const char *level = build_fact(b, &one->facts, e, ELEMENT_FINDABLE);
    const char *by = build_fact(b, &one->facts, e, ELEMENT_FINDABLE_BY);
    const char *why = build_fact(b, &one->facts, e, ELEMENT_FINDABLE_WHY);

    if (build_state(e, ELEMENT_FINDABLE) == STATE_NA) {
        tell_say(b, one, SAY_NOT_ABOUT_A_PERSON, NULL, NULL);
        return;
    }
    if (!level)
        return;
    /* The element's own words say what names the person. */
    if (record_is(e, ELEMENT_FINDABLE, "names-you") && why && !by) {
        tell_say(b, one, SAY_YES_FINDABLE, why, NULL);
        return;
    }
    if (by && record_is(e, ELEMENT_FINDABLE, "names-you"))
        tell_say(b, one, SAY_YES_FINDABLE_BY, by, NULL);
    else if (by)
        tell_say(b, one, SAY_FINDABLE_BY, level, by);
    else
        tell_say(b, one, SAY_SENTENCE, level, NULL);
    if (why)
        tell_say(b, one, SAY_SENTENCE, why, NULL);
}

/* For those who are neither with us nor with who gets it. */
static void tell_outside(struct build *b, struct told *one,
                         const struct record *e)
{
    if (one->text && record_text(e, ELEMENT_FINDABLE_OUTSIDE))
        tell_say(b, one, SAY_FINDABLE_OUTSIDE,
                 build_fact(b, &one->facts, e, ELEMENT_FINDABLE_OUTSIDE), NULL);
    build_stated(b, e, ELEMENT_FINDABLE_OUTSIDE, SAY_T_OUTSIDE);
}

/* How long a code stands for a person. */
static void tell_lasting(struct build *b, struct told *one,
                         const struct record *e)
{
    const char *lasts = build_fact(b, &one->facts, e, ELEMENT_PSEUDONYM_LASTS);

    if (!one->text)
        return;
    if (lasts && !strpbrk(record_text(e, ELEMENT_PSEUDONYM_LASTS), "123456789"))
        tell_say(b, one, SAY_CODE_ONCE, NULL, NULL);
    else if (lasts)
        tell_say(b, one, SAY_CODE_LASTS, lasts, NULL);
    else if (build_state(e, ELEMENT_PSEUDONYM_LASTS) == STATE_NONE)
        tell_say(b, one, SAY_CODE_FOR_EVER, NULL, NULL);
}

/* If anyone tried to find a person, and when. */
static void tell_measured(struct build *b, struct telling *t,
                          const struct record *e)
{
    const char *on = record_text(e, ELEMENT_FINDABLE_ON);
    struct told *one;

    if (build_state(e, ELEMENT_FINDABLE_METHOD) == STATE_NONE) {
        one = tell_of(b, t, e);
        build_fact(b, &one->facts, e, ELEMENT_FINDABLE_METHOD);
        tell_say(b, one, SAY_NOT_MEASURED, NULL, NULL);
    } else if (record_text(e, ELEMENT_FINDABLE_METHOD) && on) {
        one = tell_of(b, t, e);
        build_fact(b, &one->facts, e, ELEMENT_FINDABLE_METHOD);
        on = build_fact(b, &one->facts, e, ELEMENT_FINDABLE_ON);
        tell_say(b, one, SAY_MEASURED_ON, on, NULL);
    }
}

static void say_measured(struct build *b)
{
    const struct records *l = &b->d->elements;
    struct telling t = TELLING_INIT;

    for (size_t i = 0; i < l->n; i++)
        if (!record_is_open(&l->v[i], ELEMENT_FINDABLE))
            tell_measured(b, &t, &l->v[i]);
    b->new_line = true;
    tell_some(b, &t, SAY_NOTHING, l->n);
}

/* What a claim of safety leaves open: by whom, and who measured it. */
static void ask_findable(struct build *b, const struct record *e)
{
    static const struct {
        enum field field;
        enum phrase topic;
    } open[] = {
        { ELEMENT_FINDABLE_BY, SAY_T_BY_WHOM },
        { ELEMENT_FINDABLE_METHOD, SAY_T_MEASURED },
    };

    if (record_is_open(e, ELEMENT_FINDABLE) ||
        record_is(e, ELEMENT_FINDABLE, "names-you"))
        return;
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        struct facts facts = FACTS_INIT;

        if (record_is_open(e, open[i].field) &&
            (open[i].field != ELEMENT_FINDABLE_BY ||
             record_text(e, ELEMENT_FINDABLE))) {
            build_fact(b, &facts, e, open[i].field);
            build_unknown(b, open[i].topic, &facts);
        }
        facts_release(&facts);
    }
}

/* What the last measurement found. */
static void say_scan(struct build *b)
{
    const struct records *l = &b->d->scans;
    const struct record *last = NULL;
    struct facts facts = FACTS_INIT;
    const char *on, *k;

    for (size_t i = 0; i < l->n; i++)
        if (!last || strcmp(record_text(&l->v[i], SCAN_SCANNED_ON),
                            record_text(last, SCAN_SCANNED_ON)) > 0)
            last = &l->v[i];
    if (!last || !record_text(last, SCAN_K))
        return;
    on = build_fact(b, &facts, last, SCAN_SCANNED_ON);
    k = build_fact(b, &facts, last, SCAN_K);
    b->new_line = true;
    if (strcmp(k, "0") == 0 || strcmp(k, "1") == 0)
        build_say(b, FORM_LINE, SAY_SCAN_ALONE, on, NULL, &facts);
    else
        build_say(b, FORM_LINE, SAY_SCAN_GROUP, on, k, &facts);
    facts_release(&facts);
}

void build_findable(struct build *b)
{
    const struct records *l = &b->d->elements;
    struct telling t = TELLING_INIT;

    for (size_t i = 0; i < l->n; i++) {
        struct told *one = tell_of(b, &t, &l->v[i]);

        tell_findable(b, one, &l->v[i]);
        tell_outside(b, one, &l->v[i]);
        tell_lasting(b, one, &l->v[i]);
    }
    tell_all(b, &t, SAY_MAIN, NULL);
    for (size_t i = 0; i < l->n; i++)
        ask_findable(b, &l->v[i]);
    if (l->n == 0)
        build_unknown(b, SAY_MAIN, NULL);
    say_measured(b);
    say_scan(b);
    claim_say(b, CLAIM_FINDABLE);
}

/* --- 12 could it hurt me ------------------------------------------------- */

void build_harm(struct build *b)
{
    static const struct saying harm = { .field = DATASET_HARM,
                                        .form = FORM_LINE,
                                        .value = SAY_SENTENCE,
                                        .none = SAY_NO_HARM,
                                        .topic = SAY_MAIN };
    static const struct saying group = { .field = DATASET_GROUP_HARM,
                                         .form = FORM_LINE,
                                         .value = SAY_GROUP_HARM };

    build_field(b, &b->d->dataset, &harm);
    build_field(b, &b->d->dataset, &group);
}
