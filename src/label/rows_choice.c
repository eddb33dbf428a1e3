/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Row 6: can I say no, how, and what does it cost? */

#include "label/build.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "label/choice.h"
#include "label/tell.h"

/* What all uses together let a person refuse: "no" only if all say so. */
static enum refuse overall(const struct records *uses)
{
    size_t count[] = { [REFUSE_UNKNOWN] = 0, [REFUSE_NO] = 0 };

    for (size_t i = 0; i < uses->n; i++)
        count[choice_of(&uses->v[i], USE_CHOICE)->refuse]++;
    if (uses->n && count[REFUSE_YES] == uses->n)
        return REFUSE_YES;
    if (uses->n && count[REFUSE_NO] == uses->n)
        return REFUSE_NO;
    return count[REFUSE_YES] ? REFUSE_PARTLY : REFUSE_UNKNOWN;
}

/* Can this use be refused, as far as we know? */
static bool asks_about(const struct record *use)
{
    return choice_of(use, USE_CHOICE)->refuse != REFUSE_NO;
}

/* How many of them can be; what is told of all of these needs no names. */
static size_t count_asked(const struct records *uses)
{
    size_t n = 0;

    for (size_t i = 0; i < uses->n; i++)
        n += asks_about(&uses->v[i]);
    return n;
}

/* Is there a consent, and can each be taken back at any time? */
static bool is_anytime(const struct records *consents)
{
    for (size_t i = 0; i < consents->n; i++)
        if (build_state(&consents->v[i], CONSENT_WITHDRAW_UNTIL) != STATE_NONE)
            return false;
    return consents->n > 0;
}

static void tell_verdict(struct build *b, struct told *one,
                         const struct record *use)
{
    static const enum phrase words[] = {
        [REFUSE_YES] = SAY_CAN_REFUSE,
        [REFUSE_NO] = SAY_CANNOT_REFUSE,
    };
    enum refuse refuse = choice_of(use, USE_CHOICE)->refuse;

    build_fact(b, &one->facts, use, USE_CHOICE);
    if (refuse != REFUSE_UNKNOWN)
        tell_say(b, one, words[refuse], NULL, NULL);
}

/* Said at once: what else is not known follows by itself. */
static void say_verdict_unknown(struct build *b, struct telling *t)
{
    struct facts facts = FACTS_INIT;

    for (size_t i = 0; i < t->n; i++)
        facts_move(&facts, &t->v[i].facts);
    build_say(b, FORM_LINE, SAY_SENTENCE, words_of(&b->voice, SAY_UNKNOWN),
              NULL, &facts);
    facts_release(&facts);
    tell_release(t);
}

/* YES or NO first: for all uses, or for each. */
static void say_verdict(struct build *b)
{
    const struct records *l = &b->d->uses;
    struct telling t = TELLING_INIT;
    struct facts facts = FACTS_INIT;

    for (size_t i = 0; i < l->n; i++)
        build_fact(b, &facts, &l->v[i], USE_CHOICE);
    if (b->outcome->refuse == REFUSE_YES && is_anytime(&b->d->consents)) {
        build_say(b, FORM_LINE, SAY_CAN_REFUSE_ANYTIME, NULL, NULL, &facts);
        return;
    }
    if (b->outcome->refuse == REFUSE_PARTLY)
        build_say(b, FORM_LINE, SAY_CAN_REFUSE_SOME, NULL, NULL, &facts);
    facts_release(&facts);
    for (size_t i = 0; i < l->n; i++)
        tell_verdict(b, tell_of(b, &t, &l->v[i]), &l->v[i]);
    if (l->n == 0)
        build_unknown(b, SAY_MAIN, NULL);
    else if (!tell_knows(&t))
        say_verdict_unknown(b, &t);
    else
        tell_all(b, &t, SAY_MAIN, NULL);
}

/* How to say no; a consent's way of withdrawal will do. */
static void say_how(struct build *b)
{
    const struct records *l = &b->d->uses;
    struct telling t = TELLING_INIT;

    for (size_t i = 0; i < l->n; i++) {
        const struct record *consent = consent_for(b->d, &l->v[i]);
        struct told *one;
        const char *how;

        if (!asks_about(&l->v[i]))
            continue;
        one = tell_of(b, &t, &l->v[i]);
        how = build_fact(b, &one->facts, &l->v[i], USE_SAY_NO_HOW);
        if (!how && consent)
            how = build_fact(b, &one->facts, consent, CONSENT_WITHDRAW_HOW);
        if (how)
            tell_say(b, one, SAY_SENTENCE, how, NULL);
        else if (build_state(&l->v[i], USE_SAY_NO_HOW) == STATE_NONE)
            tell_say(b, one, SAY_NO_WAY_TO_REFUSE, NULL, NULL);
    }
    tell_some(b, &t, SAY_T_HOW, count_asked(l));
}

/* What it costs, in the record's own words or those of the term. */
static void tell_cost(struct build *b, struct told *one,
                      const struct record *use)
{
    const char *code = build_fact(b, &one->facts, use, USE_REFUSAL_COSTS);
    const char *words = build_fact(b, &one->facts, use, USE_REFUSAL_WORDS);
    const char *other = build_fact(b, &one->facts, use, USE_ANOTHER_WAY);

    if (words)
        tell_say(b, one, SAY_SENTENCE, words, NULL);
    else if (code &&
             !(other && record_is(use, USE_REFUSAL_COSTS, "another-way")))
        tell_say(b, one, SAY_SENTENCE, code, NULL);
    if (other)
        tell_say(b, one, SAY_SENTENCE, other, NULL);
}

/* A use that cannot be refused has a price, too, where one is stated. */
static bool has_cost(const struct record *use)
{
    if (asks_about(use))
        return build_state(use, USE_REFUSAL_COSTS) != STATE_NA;
    return (record_text(use, USE_REFUSAL_COSTS) &&
            !record_is(use, USE_REFUSAL_COSTS, "nothing")) ||
           record_text(use, USE_REFUSAL_WORDS);
}

static void say_cost(struct build *b)
{
    const struct records *l = &b->d->uses;
    struct telling t = TELLING_INIT;

    size_t asked = count_asked(l);
    bool only_asked = true;

    for (size_t i = 0; i < l->n; i++)
        if (has_cost(&l->v[i])) {
            only_asked &= asks_about(&l->v[i]);
            tell_cost(b, tell_of(b, &t, &l->v[i]), &l->v[i]);
        }
    /* The same for all that can be refused, and told of nothing else. */
    if (b->outcome->refuse != REFUSE_UNKNOWN && tell_same(&t) && only_asked &&
        t.n == asked)
        b->outcome->cost = xstrdup(tell_same(&t));
    tell_some(b, &t, SAY_T_COST, only_asked ? asked : l->n);
}

static void say_within(struct build *b)
{
    const struct records *l = &b->d->uses;
    struct telling t = TELLING_INIT;

    for (size_t i = 0; i < l->n; i++) {
        struct told *one;
        const char *span;

        if (!asks_about(&l->v[i]) ||
            build_state(&l->v[i], USE_EFFECTIVE_WITHIN) == STATE_NA)
            continue;
        one = tell_of(b, &t, &l->v[i]);
        span = build_fact(b, &one->facts, &l->v[i], USE_EFFECTIVE_WITHIN);
        if (span)
            tell_say(b, one, SAY_WORKS_WITHIN, span, NULL);
    }
    tell_some(b, &t, SAY_T_WITHIN, count_asked(l));
}

/* What each consent says of taking it back. */
static void say_consents(struct build *b)
{
    static const struct {
        enum field field;
        enum phrase phrase;
        enum phrase topic;
    } of[] = {
        { CONSENT_WITHDRAWAL_EFFECT, SAY_SENTENCE, SAY_T_EFFECT },
        { CONSENT_WITHDRAW_UNTIL, SAY_REFUSE_UNTIL, SAY_NOTHING },
        { CONSENT_IF_THEY_DIFFER, SAY_ONE_NO, SAY_NOTHING },
        { CONSENT_VALID_FOR, SAY_YES_LASTS, SAY_NOTHING },
        { CONSENT_VALID_UNTIL, SAY_YES_LASTS_UNTIL, SAY_NOTHING },
    };
    const struct records *l = &b->d->consents;

    for (size_t k = 0; k < sizeof of / sizeof *of; k++) {
        struct telling t = TELLING_INIT;

        for (size_t i = 0; i < l->n; i++) {
            struct facts facts = FACTS_INIT;
            const char *words = build_fact(b, &facts, &l->v[i], of[k].field);
            struct told *one;

            if (words ||
                (of[k].topic && record_is_open(&l->v[i], of[k].field))) {
                one = tell_of(b, &t, &l->v[i]);
                if (words)
                    tell_say(b, one, of[k].phrase, words, NULL);
                facts_move(&one->facts, &facts);
            }
            facts_release(&facts);
        }
        tell_some(b, &t, of[k].topic, l->n);
    }
}

/* Where two must say yes and nobody knows if one is enough. */
static void ask_one_no(struct build *b)
{
    const struct records *l = &b->d->consents;

    for (size_t i = 0; i < l->n; i++) {
        struct facts facts = FACTS_INIT;

        if (record_get(&l->v[i], CONSENT_GIVEN_BY)->items.n > 1 &&
            record_is_open(&l->v[i], CONSENT_ALL_MUST_AGREE)) {
            build_fact(b, &facts, &l->v[i], CONSENT_ALL_MUST_AGREE);
            build_unknown(b, SAY_T_ONE_NO, &facts);
        }
        build_stated(b, &l->v[i], CONSENT_IF_THEY_DIFFER, SAY_T_ONE_NO);
        facts_release(&facts);
    }
}

void build_refuse(struct build *b)
{
    static const struct saying participation = {
        .field = DATASET_PARTICIPATION,
        .form = FORM_FLOW,
        .value = SAY_SENTENCE,
        .topic = SAY_T_MUST_TAKE_PART,
    };

    static const struct saying required_by = {
        .field = DATASET_REQUIRED_BY,
        .form = FORM_FLOW,
        .value = SAY_REQUIRED_BY,
    };

    b->outcome->refuse = overall(&b->d->uses);
    say_verdict(b);
    build_field(b, &b->d->dataset, &participation);
    build_field(b, &b->d->dataset, &required_by);
    say_how(b);
    say_consents(b);
    say_cost(b);
    say_within(b);
    ask_one_no(b);
}
