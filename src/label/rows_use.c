/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Rows about what it is used for: 4, 5 and 13. */

#include "label/build.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "label/chain.h"
#include "label/choice.h"
#include "label/tell.h"

/* --- 4 why --------------------------------------------------------------- */

static void say_use(struct build *b, const struct record *use)
{
    struct facts facts = FACTS_INIT;
    const char *words = build_fact(b, &facts, use, USE_WORDS);
    const char *purpose = build_fact(b, &facts, use, USE_PURPOSE);
    const struct choice *c = choice_of(use, USE_CHOICE);
    char *text;

    if (!words)
        words = purpose ? purpose : use->ref;
    text = words_say(&b->voice, SAY_SENTENCE, words, NULL);
    if (record_text(use, USE_SHORT))
        build_fact(b, &facts, use, USE_SHORT);
    build_fact(b, &facts, use, USE_CHOICE);
    if (c->mark != SAY_NOTHING)
        build_add(b, FORM_MARK, words_of(&b->voice, c->mark), text, &facts);
    else
        build_add(b, FORM_LINE, NULL, text, &facts);
    free(text);
    facts_release(&facts);
}

/* Those without a mark stand in front of those with one. */
static void say_uses(struct build *b, bool marked)
{
    const struct records *l = &b->d->uses;

    for (size_t i = 0; i < l->n; i++)
        if ((choice_of(&l->v[i], USE_CHOICE)->mark != SAY_NOTHING) == marked)
            say_use(b, &l->v[i]);
}

/* More than anyone counts at a glance are counted. */
static void say_how_many_uses(struct build *b)
{
    enum { MANY = 10 };
    char *n = xasprintf("%zu", b->d->uses.n);
    struct buf words = BUF_INIT;

    words_number(&b->voice, &words, n);
    if (b->d->uses.n >= MANY)
        build_say(b, FORM_LINE, SAY_MANY_USES, words.s, NULL, NULL);
    buf_release(&words);
    free(n);
}

void build_why(struct build *b)
{
    struct facts facts = FACTS_INIT;
    enum list_state list = build_list(b, &facts, KIND_USE);
    size_t n = b->d->uses.n;

    say_how_many_uses(b);
    say_uses(b, false);
    say_uses(b, true);
    if (list == LIST_EMPTY)
        build_say(b, FORM_LINE, SAY_NO_USES, NULL, NULL, &facts);
    else if (list == LIST_COMPLETE)
        build_say(b, n == 1 ? FORM_FLOW : FORM_LINE,
                  chain_is_closed(b) ? SAY_NOTHING_ELSE_USED
                                     : SAY_NOTHING_ELSE_BY_US,
                  NULL, NULL, &facts);
    else
        build_unknown(b, n ? SAY_T_OTHER_USES : SAY_MAIN, &facts);
    build_promise(b, DATASET_NOT_USED_FOR, SAY_NOT_USED, SAY_NOTHING_RULED_OUT,
                  USE_PURPOSE);
    facts_release(&facts);
}

/* --- 5 what lets you do this --------------------------------------------- */

/* Whose yes it is. */
static const struct giver {
    const char *code;
    enum phrase yes;
    enum phrase clear;
} givers[] = {
    { "person", SAY_YES_PERSON, SAY_CLEAR_PERSON },
    { "parent", SAY_YES_PARENT, SAY_CLEAR_PARENT },
    { NULL, SAY_YES_OTHER, SAY_CLEAR_OTHER },
};

static char *giver_words(const struct build *b, const char *code, bool clear)
{
    const struct giver *g = givers;
    struct buf small = BUF_INIT;
    char *words;

    while (g->code && strcmp(g->code, code) != 0)
        g++;
    words_small(&b->voice, &small,
                words_term(&b->voice, "consent-givers", code));
    words = words_say(&b->voice, clear ? g->clear : g->yes, small.s, NULL);
    buf_release(&small);
    return words;
}

/* "your clear yes AND your parent's clear yes" */
static char *givers_words(const struct build *b, const struct record *consent,
                          bool clear)
{
    struct strs codes = STRS_INIT;
    enum phrase join =
        record_is(consent, CONSENT_ALL_MUST_AGREE, "yes")  ? SAY_ALL_AGREE
        : record_is(consent, CONSENT_ALL_MUST_AGREE, "no") ? SAY_ONE_AGREES
                                                           : SAY_LIST_MORE;
    char *all = NULL;

    consent_givers(&codes, consent);
    for (size_t i = 0; i < codes.n; i++) {
        char *one = giver_words(b, codes.v[i], clear), *both;

        both = all ? words_say(&b->voice, join, all, one) : xstrdup(one);
        free(all);
        free(one);
        all = both;
    }
    strs_release(&codes);
    return all;
}

/* Is it a yes that was said, not one that was taken? */
static bool is_clear(const struct record *use, const struct record *consent)
{
    return record_is(use, USE_BASIS, "explicit-consent") ||
           (consent &&
            record_within(consent, CONSENT_CONSENT_TYPE, "explicit"));
}

/* What a yes as the basis of a use says, and leaves open. */
static void tell_consent(struct build *b, struct told *one,
                         const struct record *use)
{
    const struct record *consent = consent_for(b->d, use);
    struct buf capital = BUF_INIT;
    struct facts open = FACTS_INIT;
    char *words;

    if (!consent || record_is_open(consent, CONSENT_GIVEN_BY)) {
        words = giver_words(b, "person", is_clear(use, consent));
        build_unknown(b, SAY_T_WHO_AGREES, NULL);
    } else {
        build_fact(b, &one->facts, consent, CONSENT_GIVEN_BY);
        build_fact(b, &one->facts, consent, CONSENT_ALL_MUST_AGREE);
        words = givers_words(b, consent, is_clear(use, consent));
        if (record_get(consent, CONSENT_GIVEN_BY)->items.n > 1 &&
            record_is_open(consent, CONSENT_ALL_MUST_AGREE)) {
            build_fact(b, &open, consent, CONSENT_ALL_MUST_AGREE);
            build_unknown(b, SAY_T_ALL_AGREE, &open);
        }
    }
    words_capital(&capital, words);
    tell_say(b, one, SAY_SENTENCE, capital.s, NULL);
    buf_release(&capital);
    free(words);
}

/* A law, a contract, a task or a need, and where it is written. */
static void tell_law(struct build *b, struct told *one,
                     const struct record *use, const char *basis)
{
    const char *cited = build_fact(b, &one->facts, use, USE_CITATION);
    const char *need = build_fact(b, &one->facts, use, USE_LEGITIMATE_INTEREST);
    struct facts open = FACTS_INIT;

    if (!cited && record_within(use, USE_BASIS, "legitimate-interests"))
        cited = need;
    if (cited) {
        tell_say(b, one, SAY_NAMED_SENTENCE, basis, cited);
        return;
    }
    tell_say(b, one, SAY_SENTENCE, basis, NULL);
    if (record_is_open(use, USE_CITATION) &&
        !record_within(use, USE_BASIS, "vital-interests")) {
        build_fact(b, &open, use, USE_CITATION);
        build_unknown(b, SAY_T_CITATION, &open);
    }
}

/* Returns whether it is known what allows the use. */
static bool tell_basis(struct build *b, struct told *one,
                       const struct record *use)
{
    const char *basis = build_fact(b, &one->facts, use, USE_BASIS);
    struct facts open = FACTS_INIT;
    const char *cited;

    one->inside = basis != NULL;
    if (basis && record_within(use, USE_BASIS, "consent")) {
        tell_consent(b, one, use);
        return true;
    }
    if (basis) {
        tell_law(b, one, use, basis);
        return true;
    }
    /* Laws that are named, but not which of them it is. */
    cited = build_fact(b, &one->facts, use, USE_CITATION);
    if (cited) {
        tell_say(b, one, SAY_SENTENCE, cited, NULL);
        build_fact(b, &open, use, USE_BASIS);
        build_unknown(
            b, b->d->uses.n > 1 ? SAY_T_WHICH_BASIS : SAY_T_WHAT_BASIS, &open);
    }
    return false;
}

/* Special categories of two laws, and what lets us use them. */
static const struct law {
    bool offences; /* GDPR Art. 10, else Art. 9                            */
} laws[] = { { false }, { true } };

static bool is_offence(const char *category)
{
    return strcmp(category, "offences") == 0;
}

/* The categories under that law, as codes. */
static void special_things(const struct build *b, const struct law *law,
                           struct strs *out)
{
    const struct records *l = &b->d->elements;

    for (size_t i = 0; i < l->n; i++) {
        const struct value *v = record_get(&l->v[i], ELEMENT_SPECIAL_CATEGORY);

        for (size_t j = 0; j < v->items.n; j++)
            if (is_offence(v->items.v[j]) == law->offences)
                strs_add(out, v->items.v[j]);
    }
    strs_sort_unique(out);
}

/* Does the use concern this category, as far as is known? */
static bool use_concerns(const struct build *b, const struct record *use,
                         const char *category)
{
    const struct value *v = record_get(use, USE_ELEMENTS);
    const struct records *l = &b->d->elements;

    for (size_t i = 0; i < l->n; i++)
        if (value_has(v, l->v[i].ref) &&
            value_has(record_get(&l->v[i], ELEMENT_SPECIAL_CATEGORY), category))
            return true;
    return v->items.n == 0;
}

/*
 * What lets us use this category, as the conditions that uses name for it:
 * empty where it is not known, SAY_SPECIAL_NOTHING where there is none.
 */
static void special_reasons(const struct build *b, const struct law *law,
                            const char *category, struct buf *out,
                            struct facts *facts)
{
    const struct records *l = &b->d->uses;
    struct strs why = STRS_INIT;
    bool none = false;

    for (size_t i = 0; i < l->n; i++) {
        const char *words;

        if (!use_concerns(b, &l->v[i], category))
            continue;
        words = build_fact(b, facts, &l->v[i], USE_SPECIAL_CONDITION);
        if (words && record_is(&l->v[i], USE_SPECIAL_CONDITION, "art-10") ==
                         law->offences)
            strs_add(&why, words);
        none |= build_state(&l->v[i], USE_SPECIAL_CONDITION) == STATE_NONE;
    }
    strs_sort_unique(&why);
    words_list(&b->voice, out, &why, LIST_INSIDE);
    if (!why.n && none)
        buf_adds(out, words_of(&b->voice, SAY_SPECIAL_NOTHING));
    strs_release(&why);
}

/* "For your health: your clear yes.", for number i and all that are alike. */
static void say_special_group(struct build *b, const struct law *law,
                              const struct strs *things,
                              const struct strs *reasons, size_t i)
{
    struct facts facts = FACTS_INIT;
    struct strs words = STRS_INIT;
    struct buf list = BUF_INIT;

    for (size_t j = i; j < things->n; j++)
        if (strcmp(reasons->v[j], reasons->v[i]) == 0) {
            struct buf same = BUF_INIT;

            special_reasons(b, law, things->v[j], &same, &facts);
            strs_add(&words,
                     words_term(&b->voice, "special-categories", things->v[j]));
            buf_release(&same);
        }
    words_list(&b->voice, &list, &words, LIST_INSIDE);
    build_say(b, FORM_LINE, SAY_SPECIAL, list.s,
              *reasons->v[i] ? reasons->v[i] : words_of(&b->voice, SAY_UNKNOWN),
              &facts);
    facts_release(&facts);
    strs_release(&words);
    buf_release(&list);
}

static bool is_first(const struct strs *l, size_t i)
{
    size_t first = 0;

    while (strcmp(l->v[first], l->v[i]) != 0)
        first++;
    return first == i;
}

static void say_special(struct build *b, const struct law *law)
{
    struct strs things = STRS_INIT, reasons = STRS_INIT;

    special_things(b, law, &things);
    for (size_t i = 0; i < things.n; i++) {
        struct facts facts = FACTS_INIT;
        struct buf why = BUF_INIT;

        special_reasons(b, law, things.v[i], &why, &facts);
        strs_add(&reasons, why.s);
        buf_release(&why);
        facts_release(&facts);
    }
    for (size_t i = 0; i < things.n; i++)
        if (is_first(&reasons, i))
            say_special_group(b, law, &things, &reasons, i);
    strs_release(&things);
    strs_release(&reasons);
}

/*
 * If all uses are said to be about some of the people only: those people, as
 * the words that stand before, and in *others the codes of all the rest.
 */
static bool uses_are_about(struct build *b, struct buf *whom,
                           struct strs *others)
{
    const struct records *l = &b->d->uses;
    const struct value *all = record_get(&b->d->dataset, DATASET_SUBJECTS);
    struct strs codes = STRS_INIT, words = STRS_INIT;
    bool each = l->n > 0;

    for (size_t i = 0; i < l->n; i++) {
        const struct value *v = record_get(&l->v[i], USE_SUBJECTS);

        each = each && v->items.n;
        for (size_t j = 0; j < v->items.n; j++)
            strs_add(&codes, v->items.v[j]);
    }
    strs_sort_unique(&codes);
    for (size_t i = 0; i < all->items.n; i++)
        if (!strs_has(&codes, all->items.v[i]))
            strs_add(others, all->items.v[i]);
    for (size_t i = 0; i < codes.n; i++)
        strs_add(&words, words_term(&b->voice, "subjects", codes.v[i]));
    words_list(&b->voice, whom, &words, LIST_START);
    strs_release(&codes);
    strs_release(&words);
    return each && others->n;
}

/* "Our staff: WE DO NOT KNOW.", for those whom no use is about. */
static void say_others(struct build *b, const struct strs *codes)
{
    struct strs words = STRS_INIT;
    struct buf list = BUF_INIT;

    for (size_t i = 0; i < codes->n; i++)
        strs_add(&words, words_term(&b->voice, "subjects", codes->v[i]));
    words_list(&b->voice, &list, &words, LIST_START);
    build_say(b, FORM_LINE, SAY_NAMED_SENTENCE, list.s,
              words_of(&b->voice, SAY_UNKNOWN), NULL);
    strs_release(&words);
    buf_release(&list);
}

/* Did we ask each person?  "No" only if every basis and the list say so. */
static void say_asked(struct build *b, bool all_known)
{
    const struct records *l = &b->d->uses;
    struct facts facts = FACTS_INIT;
    enum list_state list = build_list(b, &facts, KIND_CONSENT);
    bool asked = false;

    for (size_t i = 0; i < l->n; i++)
        asked |= record_within(&l->v[i], USE_BASIS, "consent");
    asked |= b->d->consents.n > 0;
    if (!asked && all_known && list == LIST_EMPTY)
        build_say(b, FORM_FLOW, SAY_NOT_ASKED, NULL, NULL, &facts);
    else if (!asked)
        build_unknown(b, SAY_T_ASKED, &facts);
    facts_release(&facts);
}

void build_allowed(struct build *b)
{
    const struct records *l = &b->d->uses;
    struct telling t = TELLING_INIT;
    struct strs others = STRS_INIT;
    struct buf whom = BUF_INIT;
    bool known = l->n > 0, some = uses_are_about(b, &whom, &others);

    for (size_t i = 0; i < l->n; i++)
        known &= tell_basis(b, tell_of(b, &t, &l->v[i]), &l->v[i]);
    tell_all(b, &t, SAY_MAIN, some ? whom.s : NULL);
    if (some)
        say_others(b, &others);
    for (size_t i = 0; i < sizeof laws / sizeof *laws; i++)
        say_special(b, &laws[i]);
    say_asked(b, known);
    if (l->n == 0)
        build_unknown(b, SAY_MAIN, NULL);
    strs_release(&others);
    buf_release(&whom);
}

/* --- 13 is it used to decide about me ------------------------------------ */

static bool tell_profiling(struct build *b, struct told *one,
                           const struct record *use)
{
    if (!record_is(use, USE_PROFILING, "yes"))
        return false;
    build_fact(b, &one->facts, use, USE_PROFILING);
    tell_say(b, one, SAY_PROFILING, NULL, NULL);
    return true;
}

static void tell_human(struct build *b, struct told *one,
                       const struct record *use)
{
    const char *human = build_fact(b, &one->facts, use, USE_HUMAN);

    if (human)
        tell_say(b, one, SAY_HUMAN, human, NULL);
    else if (build_state(use, USE_HUMAN) == STATE_NONE)
        tell_say(b, one, SAY_NO_HUMAN, NULL, NULL);
}

/* Returns whether the answer for this use is a stated "no". */
static bool tell_decides(struct build *b, struct told *one,
                         const struct record *use)
{
    const char *how = build_fact(b, &one->facts, use, USE_DECIDES);
    const char *logic = build_fact(b, &one->facts, use, USE_LOGIC);
    const char *then = build_fact(b, &one->facts, use, USE_CONSEQUENCES);
    struct facts open = FACTS_INIT;

    if (record_is(use, USE_DECIDES, "no")) {
        tell_say(b, one, SAY_DECIDES_NO_USE, NULL, NULL);
        return !tell_profiling(b, one, use);
    }
    if (!how && !then)
        return false;
    /* Where something follows, something is decided, whoever decides. */
    tell_say(b, one, SAY_DECIDES_YES, how ? how : then, NULL);
    if (how && logic)
        tell_say(b, one, SAY_SENTENCE, logic, NULL);
    if (how && then)
        tell_say(b, one, SAY_SENTENCE, then, NULL);
    else if (build_state(use, USE_CONSEQUENCES) == STATE_NONE)
        tell_say(b, one, SAY_NO_CONSEQUENCES, NULL, NULL);
    tell_profiling(b, one, use);
    tell_human(b, one, use);
    if (!how) {
        build_fact(b, &open, use, USE_DECIDES);
        build_unknown(b, SAY_T_ALONE, &open);
    }
    return false;
}

/* What a computer that decides alone leaves open (GDPR Art. 13(2)(f)). */
static void ask_decides(struct build *b, const struct record *use)
{
    static const struct {
        enum field field;
        enum phrase topic;
    } open[] = {
        { USE_LOGIC, SAY_T_LOGIC },
        { USE_CONSEQUENCES, SAY_T_CONSEQUENCES },
        { USE_HUMAN, SAY_T_HUMAN },
    };

    if (!record_is(use, USE_DECIDES, "alone"))
        return;
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        struct facts facts = FACTS_INIT;

        if (record_is_open(use, open[i].field)) {
            build_fact(b, &facts, use, open[i].field);
            build_unknown(b, open[i].topic, &facts);
        }
        facts_release(&facts);
    }
}

/* "No" for each use is "no" for the data only if there is no other use. */
static void say_decides_no(struct build *b, struct telling *t)
{
    struct facts facts = FACTS_INIT;
    enum list_state list = build_list(b, &facts, KIND_USE);

    for (size_t i = 0; i < t->n; i++)
        facts_move(&facts, &t->v[i].facts);
    if (list == LIST_OPEN) {
        build_say(b, FORM_LINE, SAY_DECIDES_NO_HERE, NULL, NULL, &facts);
        build_unknown(b, SAY_T_OTHER_USES, NULL);
    } else if (chain_points_at_no_one(b)) {
        build_say(b, FORM_LINE, SAY_DECIDES_NO, NULL, NULL, &facts);
    } else {
        build_say(b, FORM_LINE, SAY_DECIDES_NO_BY_US, NULL, NULL, &facts);
        build_say(b, FORM_FLOW, SAY_CANNOT_PROMISE_ANYONE, NULL, NULL, NULL);
    }
    tell_release(t);
}

/* Does a use decide about people? */
static bool decides(const struct record *use)
{
    return !record_is(use, USE_DECIDES, "no") &&
           (record_text(use, USE_DECIDES) ||
            record_text(use, USE_CONSEQUENCES));
}

/* Do some uses, and some not, or nobody knows? */
static bool decides_some(const struct records *uses)
{
    size_t n = 0;

    for (size_t i = 0; i < uses->n; i++)
        n += decides(&uses->v[i]);
    return n > 0 && n < uses->n;
}

void build_decides(struct build *b)
{
    const struct records *l = &b->d->uses;
    struct telling t = TELLING_INIT;
    bool no = true;

    if (decides_some(l))
        build_say(b, FORM_LINE, SAY_DECIDES_SOME, NULL, NULL, NULL);
    for (size_t i = 0; i < l->n; i++) {
        no &= tell_decides(b, tell_of(b, &t, &l->v[i]), &l->v[i]);
        ask_decides(b, &l->v[i]);
    }
    if (no && l->n)
        say_decides_no(b, &t);
    else
        tell_all(b, &t, SAY_MAIN, NULL);
    if (l->n == 0)
        build_unknown(b, SAY_MAIN, NULL);
}
