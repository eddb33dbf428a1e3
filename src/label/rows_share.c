/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Rows about who has it: 7 and 8. */

#include "label/build.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "label/chain.h"
#include "label/choice.h"
#include "label/claim.h"
#include "label/tell.h"

const char *build_home(const struct build *b)
{
    const char *ref = record_text(&b->d->dataset, DATASET_CONTROLLER);
    const struct record *party = ref ? material_party(b->material, ref) : NULL;

    return party ? record_text(party, PARTY_COUNTRY) : NULL;
}

/* --- 7 who else gets it -------------------------------------------------- */

/* YES, STOP, ASK or WE DO NOT KNOW, and on what condition. */
static char *recipient_answer(struct build *b, struct facts *facts,
                              const struct record *r)
{
    const struct choice *c = choice_of(r, RECIPIENT_CHOICE);
    const char *condition = build_fact(b, facts, r, RECIPIENT_CONDITION);
    const char *start = c->mark ? words_of(&b->voice, c->mark)
                                : words_of(&b->voice, SAY_UNKNOWN);

    build_fact(b, facts, r, RECIPIENT_CHOICE);
    if (condition && !c->mark)
        return words_say(&b->voice, SAY_ONLY_CONDITION, condition, NULL);
    if (condition)
        return words_say(&b->voice, SAY_WITH_CONDITION, start, condition);
    return xstrdup(start);
}

static void add_place_and_time(struct build *b, struct facts *facts,
                               char **text, const struct record *r)
{
    const char *home = build_home(b);
    const char *since = record_text(r, RECIPIENT_SINCE);
    const char *until = record_text(r, RECIPIENT_UNTIL);
    const char *country = build_fact(b, facts, r, RECIPIENT_COUNTRY);

    if (country && !(home && record_is(r, RECIPIENT_COUNTRY, home)))
        build_wrap(b, text, SAY_IN_COUNTRY, country);
    if (since && strcmp(since, b->material->as_of) > 0)
        build_wrap(b, text, SAY_FROM_DAY,
                   build_fact(b, facts, r, RECIPIENT_SINCE));
    if (until)
        build_wrap(b, text, SAY_UNTIL_DAY,
                   build_fact(b, facts, r, RECIPIENT_UNTIL));
}

/* Do we give it to ourselves, whom the head names? */
static bool is_us(const struct build *b, const struct record *recipient)
{
    const char *us = record_text(&b->d->dataset, DATASET_CONTROLLER);

    return us && record_is(recipient, RECIPIENT_PARTY, us);
}

/* "The firm that runs it (Acme)", or the party alone where that says it. */
static char *recipient_name(struct build *b, struct facts *facts,
                            const struct record *r)
{
    char *name = tree_tidy(build_fact(b, facts, r, RECIPIENT_WORDS));
    const char *party = build_fact(b, facts, r, RECIPIENT_PARTY);

    build_fact(b, facts, r, RECIPIENT_CATEGORY);
    if (party && strcasestr(party, name)) {
        free(name);
        name = tree_tidy(party);
    } else if (party && !strcasestr(name, party) && !is_us(b, r)) {
        build_wrap(b, &name, SAY_IN_BRACKETS, party);
    }
    return name;
}

/* For IN SHORT: of what everyone gets, which part it is; of others, if they
 * are free to pass it on. */
static void add_gets(struct build *b, const struct record *r)
{
    struct facts facts = FACTS_INIT;
    struct buf words = BUF_INIT;
    char *text;

    chain_kind(b, &words, r);
    text = xstrdup(words.s);
    if (record_is(r, RECIPIENT_CATEGORY, "public"))
        build_elements(b, &facts, &text, r, RECIPIENT_ELEMENTS);
    else if (record_is(r, RECIPIENT_ONWARD, "allowed"))
        build_wrap(b, &text, SAY_IN_BRACKETS,
                   words_of(&b->voice, SAY_SHORT_ONWARD));
    if (!strs_has(&b->outcome->gets, text))
        strs_add(&b->outcome->gets, text);
    facts_release(&facts);
    buf_release(&words);
    free(text);
}

/* "ASK (Photo; Scan)" */
static char *recipient_text(struct build *b, struct facts *facts,
                            const struct record *r)
{
    char *text = recipient_answer(b, facts, r);

    if (choice_of(r, RECIPIENT_CHOICE)->mark ||
        record_text(r, RECIPIENT_CONDITION))
        add_gets(b, r);
    build_elements(b, facts, &text, r, RECIPIENT_ELEMENTS);
    add_place_and_time(b, facts, &text, r);
    return text;
}

/* Are they one recipient, of which each record tells a part? */
static bool are_one(const struct record *a, const struct record *b)
{
    const char *one = record_text(a, RECIPIENT_PARTY);
    const char *other = record_text(b, RECIPIENT_PARTY);

    return strcmp(record_text(a, RECIPIENT_WORDS),
                  record_text(b, RECIPIENT_WORDS)) == 0 &&
           !one == !other && (!one || strcmp(one, other) == 0);
}

/* Number i with all that are the same: "YES (Name); ASK (Photo)". */
static void say_recipient(struct build *b, size_t i)
{
    const struct records *l = &b->d->recipients;
    struct facts facts = FACTS_INIT;
    char *name, *text;

    for (size_t j = 0; j < i; j++)
        if (are_one(&l->v[j], &l->v[i]))
            return;
    name = recipient_name(b, &facts, &l->v[i]);
    text = recipient_text(b, &facts, &l->v[i]);
    for (size_t j = i + 1; j < l->n; j++)
        if (are_one(&l->v[j], &l->v[i])) {
            char *more = recipient_text(b, &facts, &l->v[j]);

            build_wrap(b, &text, SAY_LIST_LONG, more);
            free(more);
        }
    build_add(b, FORM_PAIR, name, text, &facts);
    facts_release(&facts);
    free(name);
    free(text);
}

/* The names of what nobody else has, where others have part of it; its facts.
 * Empty where there is no such thing. */
static void kept_names(struct build *b, struct buf *out, struct facts *facts)
{
    const struct records *l = &b->d->elements;
    const struct records *gets = &b->d->recipients;
    struct strs names = STRS_INIT;

    for (size_t i = 0; i < l->n && gets->n; i++)
        if (chain_keeps(b, &l->v[i]))
            strs_add(&names, build_name(b, &l->v[i]));
    for (size_t i = 0; i < gets->n && names.n; i++)
        build_fact(b, facts, &gets->v[i], RECIPIENT_ELEMENTS);
    if (names.n)
        build_list(b, facts, KIND_RECIPIENT);
    words_list(&b->voice, out, &names, LIST_AS_IS);
    strs_release(&names);
}

/* "Phone codes: NO ONE" */
static void say_kept(struct build *b)
{
    struct facts facts = FACTS_INIT;
    struct buf names = BUF_INIT;

    kept_names(b, &names, &facts);
    if (names.len)
        build_add(b, FORM_PAIR, names.s, words_of(&b->voice, SAY_NO_ONE_GETS),
                  &facts);
    facts_release(&facts);
    buf_release(&names);
}

/* Those who keep it for us. */
static void say_keepers(struct build *b)
{
    const struct record *d = &b->d->dataset;
    const struct value *v = record_get(d, DATASET_STORED_BY);

    for (size_t i = 0; i < v->items.n; i++) {
        const struct record *party = material_party(b->material, v->items.v[i]);
        struct facts facts = FACTS_INIT;

        if (!party || !chain_has_keeper(b, v->items.v[i]))
            continue;
        build_fact(b, &facts, d, DATASET_STORED_BY);
        build_add(b, FORM_PAIR, build_text(b, party, PARTY_NAME),
                  words_of(&b->voice, SAY_STORES_FOR_US), &facts);
        strs_add(&b->outcome->gets, build_text(b, party, PARTY_NAME));
    }
}

static void say_safeguards(struct build *b, const struct record *r)
{
    struct facts facts = FACTS_INIT, copy_facts = FACTS_INIT;
    const char *name = build_text(b, r, RECIPIENT_WORDS);
    const char *words = build_fact(b, &facts, r, RECIPIENT_SAFEGUARDS);
    const char *copy = build_fact(b, &copy_facts, r, RECIPIENT_SAFEGUARDS_COPY);

    if (words)
        build_say(b, FORM_LINE, SAY_SAFEGUARDS, name, words, &facts);
    if (words && copy)
        build_say(b, FORM_FLOW, SAY_SAFEGUARDS_COPY, copy, NULL, &copy_facts);
    facts_release(&facts);
    facts_release(&copy_facts);
}

/* What a recipient leaves open. */
static void ask_recipient(struct build *b, const struct record *r)
{
    static const struct {
        enum field field;
        enum phrase topic;
    } open[] = {
        { RECIPIENT_ELEMENTS, SAY_T_WHAT_EACH_GETS },
        { RECIPIENT_COUNTRY, SAY_T_RECIPIENT_COUNTRY },
    };

    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        struct facts facts = FACTS_INIT;

        if (record_is_open(r, open[i].field)) {
            build_fact(b, &facts, r, open[i].field);
            build_unknown(b, open[i].topic, &facts);
        }
        facts_release(&facts);
    }
}

/* The end of the list: no one, no one else, or anyone else. */
static void say_list_end(struct build *b)
{
    bool some = b->d->recipients.n || chain_has_keepers(b);
    struct facts facts = FACTS_INIT;
    enum list_state list = build_list(b, &facts, KIND_RECIPIENT);
    enum shared *shared = &b->outcome->shared;

    if (list == LIST_EMPTY && !some) {
        build_say(b, FORM_LINE, SAY_NO_ONE, NULL, NULL, &facts);
        *shared = SHARED_NO_ONE;
    } else if (list != LIST_OPEN) {
        build_say(b, FORM_LINE, SAY_NO_ONE_ELSE, NULL, NULL, &facts);
        *shared = SHARED_ALL;
    } else {
        build_unknown(b, some ? SAY_T_ANYONE_ELSE : SAY_MAIN, &facts);
        *shared = b->outcome->gets.n ? SHARED_SOME : SHARED_UNKNOWN;
    }
    facts_release(&facts);
}

/* Open data: that everyone can read it, and under which rules.  That others
 * cannot is not ours to say (chain.h). */
static void say_open(struct build *b)
{
    static const struct saying licence = {
        .field = DATASET_LICENCE,
        .form = FORM_FLOW,
        .value = SAY_LICENCE,
    };
    const struct record *d = &b->d->dataset;
    struct facts facts = FACTS_INIT;

    if (!record_is(d, DATASET_ACCESS_RIGHTS, "public"))
        return;
    build_say(b, FORM_LINE, SAY_SENTENCE,
              build_fact(b, &facts, d, DATASET_ACCESS_RIGHTS), NULL, &facts);
    build_field(b, d, &licence);
    facts_release(&facts);
}

void build_shared(struct build *b)
{
    const struct records *l = &b->d->recipients;
    bool closed = chain_is_closed(b);
    enum phrase not_given = closed ? SAY_NOT_GIVEN_CHAIN : SAY_NOT_GIVEN_BY_US;

    say_kept(b);
    for (size_t i = 0; i < l->n; i++)
        say_recipient(b, i);
    say_keepers(b);
    say_list_end(b);
    say_open(b);
    for (size_t i = 0; i < l->n; i++)
        say_safeguards(b, &l->v[i]);
    if (build_promise(b, DATASET_NOT_GIVEN_TO, not_given, SAY_NO_ONE_RULED_OUT,
                      RECIPIENT_CATEGORY) &&
        !closed &&
        build_state(&b->d->dataset, DATASET_NOT_GIVEN_TO) == STATE_VALUE)
        build_say(b, FORM_FLOW, SAY_CANNOT_PROMISE_OTHERS, NULL, NULL, NULL);
    for (size_t i = 0; i < l->n; i++)
        ask_recipient(b, &l->v[i]);
}

/* --- 8 can they pass it on or sell it ------------------------------------ */

/* What recipients are allowed to do: both at once where both are known. */
static const struct both {
    const char *onward;
    const char *sale;
    enum phrase phrase;
} both[] = {
    { "forbidden", "no", SAY_PASS_OR_SELL_NO },
    { "with-permission", "no", SAY_PASS_ASK_SELL_NO },
    { "allowed", "no", SAY_PASS_YES_SELL_NO },
    { "allowed", "yes", SAY_PASS_AND_SELL_YES },
};

static const struct allowed {
    enum field field;
    const char *code;
    enum phrase phrase;
} allowed[] = {
    { RECIPIENT_ONWARD, "forbidden", SAY_PASS_ON_NO },
    { RECIPIENT_ONWARD, "with-permission", SAY_PASS_ON_ASK },
    { RECIPIENT_ONWARD, "allowed", SAY_PASS_ON_YES },
    { RECIPIENT_SALE, "no", SAY_SELL_NO },
    { RECIPIENT_SALE, "yes", SAY_SELL_YES },
};

/* What is said of both, or NULL. */
static const struct both *both_of(const struct record *r)
{
    for (size_t i = 0; i < sizeof both / sizeof *both; i++)
        if (record_is(r, RECIPIENT_ONWARD, both[i].onward) &&
            record_is(r, RECIPIENT_SALE, both[i].sale))
            return &both[i];
    return NULL;
}

/* What this recipient is allowed to do. */
static void tell_allowed(struct build *b, struct told *one,
                         const struct record *r, enum field field)
{
    const struct both *two = both_of(r);

    build_fact(b, &one->facts, r, field);
    if (two) {
        build_fact(b, &one->facts, r, RECIPIENT_SALE);
        tell_say(b, one, two->phrase, NULL, NULL);
    }
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed && !two; i++)
        if (allowed[i].field == field && record_is(r, field, allowed[i].code))
            tell_say(b, one, allowed[i].phrase, NULL, NULL);
    if (field == RECIPIENT_ONWARD && record_text(r, RECIPIENT_ONWARD_WORDS))
        tell_say(b, one, SAY_SENTENCE,
                 build_fact(b, &one->facts, r, RECIPIENT_ONWARD_WORDS), NULL);
}

/* Of those who keep it for us nothing is known, whatever others are told. */
static void add_keepers(struct build *b, struct telling *t, size_t *total)
{
    const struct value *v = record_get(&b->d->dataset, DATASET_STORED_BY);

    for (size_t i = 0; i < v->items.n; i++) {
        const struct record *party = material_party(b->material, v->items.v[i]);

        if (party && chain_has_keeper(b, v->items.v[i]))
            tell_of(b, t, party), ++*total;
    }
}

/* Of all recipients, or of each; they are named where `kept` is. */
static void say_allowed(struct build *b, enum field field, enum phrase topic,
                        bool kept)
{
    const struct records *l = &b->d->recipients;
    struct telling t = TELLING_INIT;
    size_t total = l->n + kept;

    for (size_t i = 0; i < l->n; i++)
        if (field == RECIPIENT_ONWARD || !both_of(&l->v[i]))
            tell_allowed(b, tell_of(b, &t, &l->v[i]), &l->v[i], field);
    add_keepers(b, &t, &total);
    tell_some(b, &t, topic, total);
}

/* Can somebody get it whom nobody has named? */
static bool goes_on(const struct build *b)
{
    const struct records *l = &b->d->recipients;

    for (size_t i = 0; i < l->n; i++)
        if (!record_is(&l->v[i], RECIPIENT_ONWARD, "forbidden") &&
            !record_is(&l->v[i], RECIPIENT_CATEGORY, "public"))
            return true;
    return chain_has_keepers(b);
}

/* "Phone codes: No one else has it."; true if something was said. */
static bool say_no_one_has(struct build *b)
{
    struct facts facts = FACTS_INIT;
    struct buf names = BUF_INIT;
    bool said;

    kept_names(b, &names, &facts);
    said = names.len > 0;
    if (said)
        build_say(b, FORM_LINE, SAY_NAMED, names.s,
                  words_of(&b->voice, SAY_NO_ONE_HAS_IT), &facts);
    b->new_line = said;
    facts_release(&facts);
    buf_release(&names);
    return said;
}

/* What we may say about sale, for us and for the whole chain. */
static void find_sale(struct build *b)
{
    const struct record *d = &b->d->dataset;
    const struct records *l = &b->d->recipients;
    bool closed = chain_is_closed(b) && chain_forbids_sale(l);

    b->outcome->sale_promise = SAY_NOTHING;
    if (record_is(d, DATASET_SOLD, "yes"))
        b->outcome->sale = SAY_SOLD;
    else if (!record_is(d, DATASET_SOLD, "no"))
        b->outcome->sale = SAY_NOTHING;
    else if (closed)
        b->outcome->sale = SAY_NOT_SOLD;
    else {
        b->outcome->sale = SAY_NOT_SOLD_BY_US;
        b->outcome->sale_promise =
            l->n ? SAY_CANNOT_PROMISE_SALE : SAY_CANNOT_PROMISE_ANYONE;
    }
}

static void say_sale(struct build *b)
{
    struct facts facts = FACTS_INIT;

    build_fact(b, &facts, &b->d->dataset, DATASET_SOLD);
    if (!b->outcome->sale) {
        build_unknown(b, SAY_T_SOLD, &facts);
    } else {
        build_say(b, FORM_LINE, b->outcome->sale, NULL, NULL, &facts);
        if (b->outcome->sale_promise)
            build_say(b, FORM_FLOW, b->outcome->sale_promise, NULL, NULL, NULL);
    }
    facts_release(&facts);
}

void build_onward(struct build *b)
{
    const struct records *l = &b->d->recipients;
    struct facts facts = FACTS_INIT;
    enum list_state list = build_list(b, &facts, KIND_RECIPIENT);
    bool kept = say_no_one_has(b);

    find_sale(b);
    if (l->n == 0 && list == LIST_EMPTY && !chain_has_keepers(b))
        build_say(b, FORM_LINE, SAY_NO_ONE_HAS_IT, NULL, NULL, &facts);
    else if (l->n == 0)
        build_unknown(b, SAY_T_PASS_ON, &facts);
    say_allowed(b, RECIPIENT_ONWARD, SAY_T_PASS_ON, kept);
    if (goes_on(b))
        build_say(b, FORM_LINE, SAY_CANNOT_PROMISE_AFTER, NULL, NULL, NULL);
    b->new_line = true;
    say_allowed(b, RECIPIENT_SALE, SAY_T_SELL, kept);
    say_sale(b);
    claim_say(b, CLAIM_SHARED);
    facts_release(&facts);
}
