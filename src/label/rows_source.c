/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Row 3: where is it from. */

#include "label/build.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "label/tell.h"

/* Where nothing is said of it, what it is collected by may be enough. */
static const struct saying collected_how = {
    .field = DATASET_COLLECTED_HOW,
    .form = FORM_LINE,
    .value = SAY_SENTENCE,
};

static const struct saying collected_where = {
    .field = DATASET_COLLECTED_WHERE,
    .form = FORM_FLOW,
    .value = SAY_COLLECTED_WHERE,
};

static const struct saying joined_with = {
    .field = DATASET_JOINED_WITH,
    .form = FORM_LINE,
    .value = SAY_JOINED_WITH,
    .none = SAY_JOINED_NONE,
};

/* By what it is collected: told once where it is the same for all. */
static void say_means(struct build *b)
{
    const struct records *l = &b->d->elements;
    struct telling t = TELLING_INIT;

    for (size_t i = 0; i < l->n; i++) {
        struct told *one = tell_of(b, &t, &l->v[i]);
        const char *means =
            build_fact(b, &one->facts, &l->v[i], ELEMENT_COLLECTED_BY);

        one->inside = true;
        if (means)
            tell_say(b, one, SAY_SENTENCE, means, NULL);
    }
    /* Said already, and better, in the dataset's own words. */
    if (tell_same(&t) && record_text(&b->d->dataset, DATASET_COLLECTED_HOW))
        tell_release(&t);
    tell_all(b, &t, SAY_T_MEANS, NULL);
}

/* Facts that we made ourselves out of others. */
static void say_worked_out(struct build *b)
{
    const struct records *l = &b->d->elements;
    struct facts facts = FACTS_INIT;
    struct strs words = STRS_INIT;
    struct buf list = BUF_INIT;

    for (size_t i = 0; i < l->n; i++)
        if (record_is(&l->v[i], ELEMENT_ORIGIN, "derived") ||
            record_is(&l->v[i], ELEMENT_ORIGIN, "inferred")) {
            build_fact(b, &facts, &l->v[i], ELEMENT_ORIGIN);
            strs_add(&words, build_name(b, &l->v[i]));
        }
    words_list(&b->voice, &list, &words, LIST_AS_IS);
    if (words.n)
        build_say(b, FORM_LINE, SAY_WORKED_OUT, list.s, NULL, &facts);
    facts_release(&facts);
    strs_release(&words);
    buf_release(&list);
}

/* --- sources ------------------------------------------------------------- */

/* Does it come straight from the person, as "how collected" tells, too? */
static bool is_first_hand(const struct record *source)
{
    return !record_text(source, SOURCE_PARTY) &&
           !record_text(source, SOURCE_UPSTREAM) &&
           !record_is(source, SOURCE_BOUGHT, "yes") &&
           (record_is(source, SOURCE_SOURCE_KIND, "person") ||
            record_is(source, SOURCE_SOURCE_KIND, "sensor"));
}

/* Did somebody else have it before us? */
static bool is_passed_on(const struct record *source)
{
    static const char *const kinds[] = { "organisation", "data-broker",
                                         "partner", "public-record" };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (record_within(source, SOURCE_SOURCE_KIND, kinds[i]))
            return true;
    return false;
}

/* "From your school (Hill School)." */
static void say_source(struct build *b, const struct record *source)
{
    struct facts facts = FACTS_INIT;
    char *text = xstrdup(build_fact(b, &facts, source, SOURCE_WORDS));
    const char *party = build_fact(b, &facts, source, SOURCE_PARTY);
    enum phrase p =
        record_is(source, SOURCE_BOUGHT, "yes") ? SAY_BOUGHT : SAY_SENTENCE;

    build_fact(b, &facts, source, SOURCE_SOURCE_KIND);
    build_fact(b, &facts, source, SOURCE_BOUGHT);
    if (party && !strcasestr(text, party))
        build_wrap(b, &text, SAY_IN_BRACKETS, party);
    build_elements(b, &facts, &text, source, SOURCE_ELEMENTS);
    build_say(b, FORM_LINE, p, text, NULL, &facts);
    facts_release(&facts);
    free(text);
}

/* What a source says of the time before us: one line of a table each. */
static const struct saying before_us[] = {
    { .field = SOURCE_UPSTREAM, .form = FORM_FLOW, .value = SAY_MADE_FROM },
    { .field = SOURCE_COLLECTED_BY,
      .form = FORM_FLOW,
      .value = SAY_FIRST_COLLECTED,
      .topic = SAY_T_FIRST_COLLECTED },
    { .field = SOURCE_FIRST_PURPOSE,
      .form = FORM_FLOW,
      .value = SAY_FIRST_PURPOSE,
      .topic = SAY_T_FIRST_PURPOSE },
    { .field = SOURCE_CONSENT_THEN,
      .form = FORM_FLOW,
      .value = SAY_ASKED_THEN,
      .none = SAY_NOT_ASKED_THEN,
      .topic = SAY_T_ASKED_THEN },
    { .field = SOURCE_COVERS_US,
      .form = FORM_FLOW,
      .yes = SAY_COVERS_US,
      .no = SAY_COVERS_US_NOT,
      .topic = SAY_T_COVERS_US },
    { .field = SOURCE_DEIDENTIFIED_BEFORE,
      .form = FORM_FLOW,
      .value = SAY_MADE_SAFE_BEFORE,
      .none = SAY_NOT_MADE_SAFE_BEFORE },
    { .field = SOURCE_BOUGHT,
      .form = FORM_FLOW,
      .no = SAY_NOT_BOUGHT,
      .topic = SAY_T_BOUGHT },
};

/* What passed through other hands must answer; of our own datasets only what
 * is stated is told, and nothing of what comes straight from the person. */
static void say_before_us(struct build *b, const struct record *source)
{
    bool passed_on = is_passed_on(source);

    for (size_t i = 0; i < sizeof before_us / sizeof *before_us; i++) {
        struct saying s = before_us[i];

        if (!passed_on && s.field == SOURCE_BOUGHT)
            continue;
        if (!passed_on)
            s.topic = SAY_NOTHING;
        if (passed_on || record_text(source, SOURCE_UPSTREAM))
            build_field(b, source, &s);
    }
}

static void say_sources(struct build *b)
{
    const struct records *l = &b->d->sources;
    bool told = record_text(&b->d->dataset, DATASET_COLLECTED_HOW) != NULL;

    for (size_t i = 0; i < l->n; i++) {
        if (!told || !is_first_hand(&l->v[i]))
            say_source(b, &l->v[i]);
        say_before_us(b, &l->v[i]);
    }
}

/* For IN SHORT. */
static bool some_bought(const struct build *b)
{
    const struct records *l = &b->d->sources;

    for (size_t i = 0; i < l->n; i++)
        if (record_is(&l->v[i], SOURCE_BOUGHT, "yes"))
            return true;
    return false;
}

void build_from(struct build *b)
{
    const struct record *d = &b->d->dataset;
    struct facts facts = FACTS_INIT;
    enum list_state list = build_list(b, &facts, KIND_SOURCE);

    b->outcome->bought = some_bought(b);
    build_field(b, d, &collected_how);
    build_field(b, d, &collected_where);
    say_means(b);
    say_sources(b);
    say_worked_out(b);
    build_field(b, d, &joined_with);
    if (list == LIST_COMPLETE)
        build_say(b, FORM_LINE, SAY_NO_OTHER_SOURCE, NULL, NULL, &facts);
    else if (b->d->sources.n)
        build_unknown(b, SAY_T_OTHER_SOURCES, &facts);
    else if (b->out->n == 0) {
        build_fact(b, &facts, d, DATASET_COLLECTED_HOW);
        build_unknown(b, SAY_MAIN, &facts);
    }
    facts_release(&facts);
}
