/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Row 9: how long, where. */

#include "label/build.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "label/tell.h"
#include "model/date.h"
#include "policy/vague.h"

/* --- how long ------------------------------------------------------------ */

static bool is_zero(const char *duration)
{
    return !strpbrk(duration, "123456789");
}

/* What is to decide how long, where that says anything at all; or NULL. */
static const char *criteria_words(const struct build *b, const struct record *r)
{
    const char *criteria = build_text(b, r, RETENTION_CRITERIA);

    return criteria && !vague_period(criteria) ? criteria : NULL;
}

/* "Until you leave. At most 2 years." */
static char *until_at_most(const struct build *b, const char *criteria,
                           const char *period)
{
    char *until = words_say(&b->voice, SAY_SENTENCE, criteria, NULL);
    char *at_most = words_say(&b->voice, SAY_KEPT_AT_MOST, period, NULL);

    build_wrap(b, &until, SAY_TWO_SENTENCES, at_most);
    free(at_most);
    return until;
}

/* "1 day after we collect it", or what else decides it; NULL: not known. */
static char *how_long(struct build *b, struct facts *facts,
                      const struct record *r)
{
    const char *period = build_fact(b, facts, r, RETENTION_PERIOD);
    const char *from = build_fact(b, facts, r, RETENTION_COUNTED_FROM);
    const char *day = record_text(r, RETENTION_COUNTED_FROM_DATE)
                          ? build_fact(b, facts, r, RETENTION_COUNTED_FROM_DATE)
                          : NULL;
    const char *criteria = criteria_words(b, r);

    if (period && is_zero(record_text(r, RETENTION_PERIOD)))
        return words_say(&b->voice, SAY_KEPT_NOT, NULL, NULL);
    if (period && criteria) {
        build_fact(b, facts, r, RETENTION_CRITERIA);
        return until_at_most(b, criteria, period);
    }
    if (period && day)
        return words_say(&b->voice, SAY_KEPT_FROM_DAY, period, day);
    if (period && from)
        return words_say(&b->voice, SAY_KEPT_AFTER, period, from);
    if (period)
        return words_say(&b->voice, SAY_SENTENCE, period, NULL);
    build_fact(b, facts, r, RETENTION_CRITERIA);
    return criteria ? words_say(&b->voice, SAY_SENTENCE, criteria, NULL) : NULL;
}

/* The end of what is collected this year, where years are counted. */
static void tell_this_year(struct build *b, struct told *one,
                           const struct record *r)
{
    struct buf words = BUF_INIT;
    char day[DATE_TEXT];
    struct duration span;
    struct date end;

    if (!record_is(r, RETENTION_COUNTED_FROM, "year-end") ||
        record_text(r, RETENTION_COUNTED_FROM_DATE) ||
        !record_text(r, RETENTION_PERIOD) ||
        !duration_parse(&span, record_text(r, RETENTION_PERIOD)) ||
        !date_parse(&end, b->material->as_of))
        return;
    end.month = 12;
    end.day = 31;
    date_format(day, date_add(end, span));
    words_date(&b->voice, &words, day);
    tell_say(b, one, SAY_KEPT_THIS_YEAR, words.s, NULL);
    buf_release(&words);
}

/* Are these words that a sentence alone makes a capital of? */
static bool begins_small(const struct build *b, const struct record *r)
{
    const char *words = criteria_words(b, r);
    struct buf capital = BUF_INIT;
    bool small;

    if (words)
        words_capital(&capital, words);
    small = words && strcmp(capital.s, words) != 0;
    buf_release(&capital);
    return small;
}

/* All that one retention period says, as sentences. */
static void tell_period(struct build *b, struct told *one,
                        const struct record *r)
{
    char *long_enough = how_long(b, &one->facts, r);
    const char *latest = build_fact(b, &one->facts, r, RETENTION_LATEST_DATE);
    const char *action = build_fact(b, &one->facts, r, RETENTION_ACTION);
    const char *period = record_text(r, RETENTION_PERIOD);

    build_fact(b, &one->facts, r, RETENTION_ELEMENTS);
    if (long_enough) {
        one->inside = !one->text && begins_small(b, r);
        tell_text(b, one, long_enough);
    }
    tell_this_year(b, one, r);
    if (latest)
        tell_say(b, one, SAY_KEPT_LATEST, latest, NULL);
    if (one->text && action && !(period && is_zero(period)))
        tell_say(b, one, SAY_SENTENCE, action, NULL);
    if (one->text && record_text(r, RETENTION_DONE_ON))
        tell_say(b, one, SAY_KEPT_DONE,
                 build_fact(b, &one->facts, r, RETENTION_DONE_ON), NULL);
    if (one->text && record_is(r, RETENTION_HOLD, "yes")) {
        build_fact(b, &one->facts, r, RETENTION_HOLD);
        tell_say(b, one, SAY_KEPT_ON_HOLD, NULL, NULL);
    }
    if (one->text && record_is(r, RETENTION_FOLLOWED, "no")) {
        build_fact(b, &one->facts, r, RETENTION_FOLLOWED);
        tell_say(b, one, SAY_KEPT_NOT_FOLLOWED, NULL, NULL);
    }
    free(long_enough);
}

/* Does it hold for this element: for all, or does it name it? */
static bool covers(const struct record *r, const struct record *element)
{
    return build_state(r, RETENTION_ELEMENTS) == STATE_NA ||
           value_has(record_get(r, RETENTION_ELEMENTS), element->ref);
}

static void tell_covered(struct build *b, struct telling *t,
                         const struct record *what)
{
    const struct records *periods = &b->d->retentions;
    struct told *one = tell_of(b, t, what);

    for (size_t i = 0; i < periods->n; i++)
        if (covers(&periods->v[i], what))
            tell_period(b, one, &periods->v[i]);
}

/* For each element all periods that hold for it; what none covers is open.
 * Where no element is known, for the dataset. */
static void say_by_element(struct build *b)
{
    const struct records *l = &b->d->elements;
    struct telling t = TELLING_INIT;

    for (size_t i = 0; i < l->n; i++)
        tell_covered(b, &t, &l->v[i]);
    if (l->n == 0)
        tell_covered(b, &t, &b->d->dataset);
    tell_all(b, &t, SAY_T_HOW_LONG, NULL);
}

/* Periods of which nobody said what they hold for. */
static void say_others(struct build *b)
{
    const struct records *periods = &b->d->retentions;
    struct telling t = TELLING_INIT;

    for (size_t i = 0; i < periods->n; i++) {
        const struct record *r = &periods->v[i];
        struct told *one;

        if (!record_is_open(r, RETENTION_ELEMENTS))
            continue;
        one = tell_of(b, &t, r);
        free(one->name);
        one->name = xstrdup(words_of(&b->voice, SAY_PART_OF_IT));
        tell_period(b, one, r);
    }
    if (t.n)
        tell_all(b, &t, SAY_T_HOW_LONG, words_of(&b->voice, SAY_PART_OF_IT));
}

/* Is it written down, and says nothing? */
static bool is_vague(const struct build *b, const struct record *r)
{
    return !record_text(r, RETENTION_PERIOD) && !criteria_words(b, r) &&
           record_text(r, RETENTION_CRITERIA);
}

/* "Our rules give no time. Then we delete it." */
static void tell_no_time(struct build *b, struct told *one,
                         const struct record *r)
{
    struct buf small = BUF_INIT;
    const char *action;

    build_fact(b, &one->facts, r, RETENTION_CRITERIA);
    tell_say(b, one, SAY_KEPT_NO_TIME, NULL, NULL);
    action = build_fact(b, &one->facts, r, RETENTION_ACTION);
    if (action) {
        words_small(&b->voice, &small, action);
        tell_say(b, one, SAY_KEPT_THEN, small.s, NULL);
    }
    buf_release(&small);
}

/* Of what this is told, or of the whole dataset where no element is known. */
static void say_no_time(struct build *b)
{
    const struct records *periods = &b->d->retentions;
    const struct records *l = &b->d->elements;
    struct telling t = TELLING_INIT;

    for (size_t i = 0; i < l->n || i == 0; i++) {
        const struct record *what = l->n ? &l->v[i] : &b->d->dataset;

        for (size_t j = 0; j < periods->n; j++)
            if (is_vague(b, &periods->v[j]) && covers(&periods->v[j], what))
                tell_no_time(b, tell_of(b, &t, what), &periods->v[j]);
    }
    b->new_line = true;
    tell_some(b, &t, SAY_NOTHING, l->n);
}

/* What a period leaves open. */
static void ask_period(struct build *b, const struct record *r)
{
    static const struct {
        enum field field;
        enum phrase topic;
    } open[] = {
        { RETENTION_COUNTED_FROM, SAY_T_COUNTED_FROM },
        { RETENTION_ACTION, SAY_T_ACTION },
        { RETENTION_FOLLOWED, SAY_T_FOLLOWED },
    };

    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        struct facts facts = FACTS_INIT;

        if (record_is_open(r, open[i].field) &&
            (open[i].field != RETENTION_COUNTED_FROM ||
             record_text(r, RETENTION_PERIOD))) {
            build_fact(b, &facts, r, open[i].field);
            build_unknown(b, open[i].topic, &facts);
        }
        facts_release(&facts);
    }
    build_stated(b, r, RETENTION_LATEST_DATE, SAY_T_AT_MOST);
}

/* --- where --------------------------------------------------------------- */

static void say_countries(struct build *b)
{
    const struct record *d = &b->d->dataset;
    const struct value *v = record_get(d, DATASET_STORED_WHERE);
    const char *home = build_home(b);
    struct facts facts = FACTS_INIT;
    struct strs words = STRS_INIT;
    struct buf list = BUF_INIT;

    build_fact(b, &facts, d, DATASET_STORED_WHERE);
    if (home && value_has(v, home))
        strs_add(&words, words_of(&b->voice, SAY_THIS_COUNTRY));
    for (size_t i = 0; i < v->items.n; i++)
        if (!home || strcmp(v->items.v[i], home) != 0)
            strs_add(&words, words_country(&b->voice, v->items.v[i]));
    words_list(&b->voice, &list, &words, LIST_NAMES);
    if (words.n)
        build_say(b, FORM_LINE, SAY_KEPT_IN, list.s, NULL, &facts);
    else
        build_unknown(b, SAY_T_COUNTRY, &facts);
    facts_release(&facts);
    strs_release(&words);
    buf_release(&list);
}

void build_kept(struct build *b)
{
    static const struct saying stored_by = {
        .field = DATASET_STORED_BY,
        .form = FORM_LINE,
        .value = SAY_STORED_BY,
    };

    say_by_element(b);
    say_others(b);
    say_no_time(b);
    b->new_line = true;
    say_countries(b);
    build_field(b, &b->d->dataset, &stored_by);
    for (size_t i = 0; i < b->d->retentions.n; i++)
        ask_period(b, &b->d->retentions.v[i]);
}
