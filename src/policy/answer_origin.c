/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/answer_parts.h"

#include <string.h>

#include "model/ref.h"
#include "model/vocabulary.h"
#include "policy/due.h"
#include "policy/duty.h"
#include "policy/trail.h"
#include "policy/vague.h"

/*
 * What people agreed to, in the dataset and in all that it was made from; from
 * where the data come; how long they may be there.
 */

/* One dataset on the way. */
struct step {
    struct asking *asking;
    const struct scope_rules *rules;
    size_t number;
    struct scope scope;
    enum scope_says says;
};

static bool within(const char *purpose, const char *broader)
{
    return vocabulary_within(vocabulary_find("purposes"), purpose, broader);
}

/* --- consents and promises ----------------------------------------------- */

static void say_forbids(struct step *s, const struct scope_rule *r)
{
    const char *purpose = s->asking->question->purpose;
    bool promise = ref_parent_len(r->record) == 0;

    if (within(purpose, r->code))
        answer_add(s->asking,
                   promise ? ANSWER_OF_PROMISED_NOT : ANSWER_OF_CONSENT_FORBIDS,
                   r->record, r->code);
    else if (within(r->code, purpose))
        answer_add(s->asking, ANSWER_OF_CONSENT_FORBIDS_PART, r->record,
                   r->code);
}

static void say_permits(struct step *s, const struct scope_rule *r)
{
    if (within(s->asking->question->purpose, r->code))
        answer_add(s->asking, ANSWER_OF_CONSENT_PERMITS, r->record, r->code);
}

/* Above the dataset itself, a use for the same purpose. */
static void say_use_there(struct step *s, const struct scope_rule *r)
{
    if (s->number && within(s->asking->question->purpose, r->code))
        answer_add(s->asking, ANSWER_OF_ORIGIN_USE, r->record, r->code);
}

static bool permits(const struct step *s, enum scope_what what,
                    const char *group, const char *record)
{
    size_t to = scope_first(s->rules, s->number + 1);

    for (size_t i = scope_first(s->rules, s->number); i < to; i++) {
        const struct scope_rule *r = &s->rules->v[i];

        if (r->what == what && (!group || strcmp(r->group, group) == 0) &&
            (!record || strcmp(r->record, record) == 0) &&
            within(s->asking->question->purpose, r->code))
            return true;
    }
    return false;
}

/* A notice on which nobody was asked for this purpose. */
static void say_asked(struct step *s, const struct scope_rule *r)
{
    if (permits(s, SCOPE_BASIS, NULL, NULL) ||
        permits(s, SCOPE_PERMITS, r->group, NULL) ||
        strs_has(&s->scope.open, r->record))
        return;
    if (s->says == SCOPE_SAYS_PARTLY)
        answer_add(s->asking, ANSWER_OF_CONSENT_SOME, r->group, "");
    else if (s->says == SCOPE_SAYS_NO)
        answer_add(s->asking, ANSWER_OF_CONSENT_LACKS, r->group, "");
}

static void say_opens(struct step *s, const struct scope_rule *r)
{
    if (s->says != SCOPE_SAYS_YES && s->says != SCOPE_SAYS_FORBIDDEN)
        switch (ref_kind(r->record)) {
        case KIND_CONSENT:
            answer_add(s->asking, ANSWER_OF_CONSENT_OPEN, r->record, "");
            break;
        case KIND_USE:
            answer_add(s->asking, ANSWER_OF_BASIS_OPEN, r->record, "");
            break;
        default:
            answer_add(s->asking, ANSWER_OF_USE_MISSING, r->record, "");
        }
}

static void say_doubts(struct step *s, const struct scope_rule *r)
{
    enum kind kind = ref_kind(r->record);

    answer_add(s->asking,
               kind == KIND_CONSENT  ? ANSWER_OF_CONSENT_OPEN
               : kind == KIND_SOURCE ? ANSWER_OF_SOURCE_OPEN
                                     : ANSWER_OF_AGREED_OPEN,
               r->record, "");
}

static void say_closes(struct step *s, const struct scope_rule *r)
{
    answer_add(s->asking, ANSWER_OF_SOURCE_COVERS_NOT, r->record, "");
}

static void say_agreed(struct step *s, const struct scope_rule *r)
{
    if (!permits(s, SCOPE_AGREED, NULL, r->record))
        answer_add(s->asking, ANSWER_OF_AGREED_NOT, r->record, "");
}

static void say_duty(struct step *s, const struct scope_rule *r)
{
    static const enum answer_what whats[] = {
        [DUTY_GOES_WITH] = ANSWER_OF_DUTY,
        [DUTY_FIRST] = ANSWER_OF_DUTY_FIRST,
        [DUTY_FORBIDS] = ANSWER_OF_DUTY_FORBIDS,
    };
    const struct answer_question *q = s->asking->question;

    answer_add(s->asking,
               whats[duty_effect(r->code, q->purpose, q->recipient != NULL)],
               r->record, r->code);
}

static void say_until(struct step *s, const struct scope_rule *r)
{
    if (!*r->code && ref_parent_len(r->record))
        answer_add(s->asking, ANSWER_OF_CONSENT_END_OPEN, r->record, "");
}

static void say_over(struct step *s, const struct scope_rule *r)
{
    if (!ref_parent_len(r->record))
        answer_add(s->asking, ANSWER_OF_AGREED_OVER, r->record, r->code);
    else if (s->says != SCOPE_SAYS_YES)
        answer_add(s->asking, ANSWER_OF_CONSENT_OVER, r->record, r->code);
}

static void say_region(struct step *s, const struct scope_rule *r)
{
    const char *country = s->asking->question->country;
    struct strs countries = STRS_INIT;

    if (!country)
        return;
    strs_split(&countries, r->code, ' ');
    if (countries.n == 0)
        answer_add(s->asking, ANSWER_OF_REGION_OPEN, r->record, "");
    else if (!strs_has(&countries, country))
        answer_add(s->asking, ANSWER_OF_REGION_NOT, r->record, country);
    strs_release(&countries);
}

/* Sharing, sale and joining are asked where somebody gets the data. */
static void (*const says[SCOPE_WHAT_COUNT])(struct step *s,
                                            const struct scope_rule *r) = {
    [SCOPE_PERMITS] = say_permits, [SCOPE_ASKED] = say_asked,
    [SCOPE_BASIS] = say_use_there, [SCOPE_AGREED] = say_agreed,
    [SCOPE_FORBIDS] = say_forbids, [SCOPE_OPENS] = say_opens,
    [SCOPE_DOUBTS] = say_doubts,   [SCOPE_CLOSES] = say_closes,
    [SCOPE_DUTY] = say_duty,       [SCOPE_REGION] = say_region,
    [SCOPE_UNTIL] = say_until,     [SCOPE_OVER] = say_over,
};

static void say_step(struct step *s)
{
    const char *dataset = s->rules->lineage.v[s->number].dataset;
    const char *purpose = s->asking->question->purpose;
    size_t to = scope_first(s->rules, s->number + 1);

    for (size_t i = scope_first(s->rules, s->number); i < to; i++) {
        const struct scope_rule *r = &s->rules->v[i];

        if (says[r->what] && scope_counts(s->rules, r, purpose))
            says[r->what](s, r);
    }
    if (s->number && s->says == SCOPE_SAYS_JUDGE)
        answer_add(s->asking, ANSWER_OF_ORIGIN_JUDGE, dataset, "");
    if (s->number && s->says == SCOPE_SAYS_NO)
        answer_add(s->asking, ANSWER_OF_ORIGIN_NONE, dataset, "");
}

/* --- from where ---------------------------------------------------------- */

static int say_gaps(struct asking *a, const char *dataset, struct error *err)
{
    struct records sources = RECORDS_INIT;
    struct record d;
    int failed = store_children(a->store, dataset, KIND_SOURCE, &sources, err);

    for (size_t i = 0; i < sources.n; i++)
        if (trail_source_is_gap(&sources.v[i]))
            answer_add(a, ANSWER_OF_SOURCE_GAP, sources.v[i].ref, "");
    if (!failed && sources.n == 0) {
        failed = store_load(a->store, dataset, &d, err);
        if (!failed) {
            if (record_get(&d, DATASET_SOURCES_LIST)->state != STATE_NONE)
                answer_add(a, ANSWER_OF_SOURCE_GAP, dataset, "");
            record_release(&d);
        }
    }
    records_release(&sources);
    return failed;
}

int answer_origin(struct asking *a, struct error *err)
{
    const struct lineage *l = &a->rules.lineage;
    int failed = 0;

    for (size_t i = 0; !failed && i < l->n; i++) {
        struct step s = { a, &a->rules, i, SCOPE_INIT, SCOPE_SAYS_NO };

        scope_of_step(&s.scope, s.rules, i, a->question->purpose);
        s.says = scope_says(&s.scope, a->question->purpose);
        say_step(&s);
        scope_release(&s.scope);
        failed = say_gaps(a, l->v[i].dataset, err);
    }
    if (l->circle)
        answer_add(a, ANSWER_OF_ORIGIN_CIRCLE, a->dataset.ref, "");
    return failed;
}

/* --- how long ------------------------------------------------------------ */

static void say_end(struct asking *a, const struct record *r, bool part)
{
    char end[DATE_TEXT];
    const char *period = record_text(r, RETENTION_PERIOD);
    const char *criteria = record_text(r, RETENTION_CRITERIA);
    const char *done = record_text(r, RETENTION_DONE_ON);
    const char *from = record_text(r, RETENTION_COUNTED_FROM_DATE);
    bool ends = due_end(end, record_text(r, RETENTION_LATEST_DATE), period,
                        from ? from : "");

    if (done && strcmp(done, a->question->day) <= 0)
        answer_add(a, part ? ANSWER_OF_KEPT_PART_DONE : ANSWER_OF_KEPT_DONE,
                   r->ref, done);
    else if (ends && strcmp(end, a->question->day) < 0)
        answer_add(a,
                   record_is(r, RETENTION_HOLD, "yes") ? ANSWER_OF_KEPT_HELD
                   : part ? ANSWER_OF_KEPT_PART_OVER
                          : ANSWER_OF_KEPT_OVER,
                   r->ref, end);
    else if (ends)
        answer_add(a, ANSWER_OF_KEPT, r->ref, end);
    else if (period)
        answer_add(a, ANSWER_OF_KEPT_ROLLING, r->ref, period);
    else if (criteria && !vague_period(criteria))
        answer_add(a, ANSWER_OF_KEPT_CRITERIA, r->ref, criteria);
    else
        answer_add(a, ANSWER_OF_KEPT_OPEN, r->ref, "");
}

/* Does it hold for a part of the data only? */
static bool is_part(const struct asking *a, const struct record *r)
{
    const struct value *v = record_get(r, RETENTION_ELEMENTS);

    return v->state == STATE_VALUE && v->items.n < a->elements.n;
}

int answer_kept(struct asking *a, struct error *err)
{
    struct records l = RECORDS_INIT;
    int failed =
        store_children(a->store, a->dataset.ref, KIND_RETENTION, &l, err);

    for (size_t i = 0; i < l.n; i++)
        say_end(a, &l.v[i], is_part(a, &l.v[i]));
    if (!failed && l.n == 0)
        answer_add(a, ANSWER_OF_KEPT_OPEN, a->dataset.ref, "");
    records_release(&l);
    return failed;
}
