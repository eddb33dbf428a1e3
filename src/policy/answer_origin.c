/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/answer_parts.h"

#include <string.h>

#include "model/ref.h"
#include "model/vocabulary.h"
#include "policy/due.h"
#include "policy/duty.h"
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

/* Does the dataset rest on what people say, and do they not say this?  Where a
 * use is recorded for the purpose, that it fits something else does not help.
 */
static bool is_refused(const struct step *s)
{
    return s->says == SCOPE_SAYS_NO || (s->says == SCOPE_SAYS_JUDGE &&
                                        s->number == 0 && s->asking->fitting.n);
}

/* A notice on which nobody was asked for this purpose. */
static void say_asked(struct step *s, const struct scope_rule *r)
{
    if (permits(s, SCOPE_BASIS, NULL, NULL) ||
        permits(s, SCOPE_PERMITS, r->group, NULL) ||
        permits(s, SCOPE_LAPSED, r->group, NULL) ||
        strs_has(&s->scope.open, r->record))
        return;
    if (s->says == SCOPE_SAYS_PARTLY)
        answer_add(s->asking, ANSWER_OF_CONSENT_SOME, r->group, "");
    else if (is_refused(s))
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
    const char *dataset = s->rules->lineage.v[s->number].dataset;

    answer_add(s->asking,
               kind == KIND_CONSENT  ? ANSWER_OF_CONSENT_FORBIDS_OPEN
               : kind == KIND_SOURCE ? ANSWER_OF_SOURCE_OPEN
               : strcmp(r->record, dataset) == 0 ? ANSWER_OF_PROMISED_OPEN
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

/* What the uses state that a duty is about. */
static enum duty_effect effect_of(const struct asking *a, const char *duty)
{
    const struct answer_question *q = a->question;
    enum duty_effect effect =
        duty_effect(duty, q->purpose, q->recipient != NULL);

    if (strcmp(duty, "no-automated-decisions") != 0)
        return effect;
    for (size_t i = 0; i < a->uses.n; i++) {
        const struct record *use = &a->uses.v[i];

        if (!answer_fits(a, use))
            continue;
        if (record_is(use, USE_DECIDES, "alone"))
            return DUTY_FORBIDS;
        if (record_is_open(use, USE_DECIDES) && effect == DUTY_GOES_WITH)
            effect = DUTY_FIRST;
    }
    return effect;
}

static void say_duty(struct step *s, const struct scope_rule *r)
{
    static const enum answer_what whats[] = {
        [DUTY_GOES_WITH] = ANSWER_OF_DUTY,
        [DUTY_FIRST] = ANSWER_OF_DUTY_FIRST,
        [DUTY_FORBIDS] = ANSWER_OF_DUTY_FORBIDS,
    };

    answer_add(s->asking, whats[effect_of(s->asking, r->code)], r->record,
               r->code);
}

/* To sell is a purpose, too. */
static void say_sale(struct step *s, const struct scope_rule *r)
{
    const char *dataset = s->rules->lineage.v[s->number].dataset;

    if (r->leave != SCOPE_NO ||
        !within(s->asking->question->purpose, "sell-data"))
        return;
    answer_add(s->asking,
               ref_parent_len(r->record)         ? ANSWER_OF_CONSENT_FORBIDS
               : strcmp(r->record, dataset) == 0 ? ANSWER_OF_PROMISED_NOT
                                                 : ANSWER_OF_AGREED_NOT,
               r->record,
               ref_parent_len(r->record) || strcmp(r->record, dataset) == 0
                   ? "sell-data"
                   : "");
}

static void say_until(struct step *s, const struct scope_rule *r)
{
    if (!*r->code && ref_parent_len(r->record))
        answer_add(s->asking, ANSWER_OF_CONSENT_END_OPEN, r->record, "");
}

/* Did a choice that is over permit the purpose, or nobody says what? */
static bool has_lapsed(const struct step *s, const char *record)
{
    size_t to = scope_first(s->rules, s->number + 1);

    if (permits(s, SCOPE_LAPSED, NULL, record))
        return true;
    for (size_t i = scope_first(s->rules, s->number); i < to; i++)
        if (s->rules->v[i].what == SCOPE_LAPSED &&
            strcmp(s->rules->v[i].record, record) == 0)
            return false;
    return true;
}

static void say_over(struct step *s, const struct scope_rule *r)
{
    if (!ref_parent_len(r->record))
        answer_add(s->asking, ANSWER_OF_AGREED_OVER, r->record, r->code);
    else if (s->says != SCOPE_SAYS_YES && has_lapsed(s, r->record))
        answer_add(s->asking,
                   is_refused(s) ? ANSWER_OF_CONSENT_OVER
                                 : ANSWER_OF_CONSENT_PART_OVER,
                   r->record, r->code);
}

static void say_not_yet(struct step *s, const struct scope_rule *r)
{
    if (is_refused(s))
        answer_add(s->asking, ANSWER_OF_CONSENT_NOT_YET, r->record, r->code);
}

static void say_unbound(struct step *s, const struct scope_rule *r)
{
    answer_add(s->asking, ANSWER_OF_AGREED_STATE, r->record, r->code);
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

static void say_gap(struct step *s, const struct scope_rule *r)
{
    answer_add(s->asking, ANSWER_OF_SOURCE_GAP, r->record, "");
}

/* Sharing and sale are asked where somebody gets the data. */
static void (*const says[SCOPE_WHAT_COUNT])(struct step *s,
                                            const struct scope_rule *r) = {
    [SCOPE_PERMITS] = say_permits, [SCOPE_ASKED] = say_asked,
    [SCOPE_BASIS] = say_use_there, [SCOPE_AGREED] = say_agreed,
    [SCOPE_FORBIDS] = say_forbids, [SCOPE_OPENS] = say_opens,
    [SCOPE_DOUBTS] = say_doubts,   [SCOPE_CLOSES] = say_closes,
    [SCOPE_DUTY] = say_duty,       [SCOPE_SALE] = say_sale,
    [SCOPE_REGION] = say_region,   [SCOPE_UNTIL] = say_until,
    [SCOPE_OVER] = say_over,       [SCOPE_NOT_YET] = say_not_yet,
    [SCOPE_UNBOUND] = say_unbound, [SCOPE_GAP] = say_gap,
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

int answer_origin(struct asking *a, struct error *err)
{
    const struct lineage *l = &a->rules.lineage;

    (void)err;
    for (size_t i = 0; i < l->n; i++) {
        struct step s = { a, &a->rules, i, SCOPE_INIT, SCOPE_SAYS_NO };

        scope_of_step(&s.scope, s.rules, i, a->question->purpose);
        s.says = scope_says(&s.scope, a->question->purpose);
        say_step(&s);
        scope_release(&s.scope);
    }
    if (l->circle)
        answer_add(a, ANSWER_OF_ORIGIN_CIRCLE, a->dataset.ref, "");
    return 0;
}

/* --- how long ------------------------------------------------------------ */

/* Of the data that the uses need. */
enum share { SHARE_ALL, SHARE_PART, SHARE_UNKNOWN, SHARE_NOTHING };

/* Are they gone once that is done?  Where it is blank nobody knows. */
static bool is_erasing(const struct record *r)
{
    return record_is(r, RETENTION_ACTION, "delete") ||
           record_is(r, RETENTION_ACTION, "return");
}

static void say_done(struct asking *a, const struct record *r, enum share share,
                     const char *done)
{
    answer_add(a,
               !is_erasing(r) || share == SHARE_UNKNOWN ? ANSWER_OF_KEPT_ACTED
               : share == SHARE_PART ? ANSWER_OF_KEPT_PART_DONE
                                     : ANSWER_OF_KEPT_DONE,
               r->ref, done);
}

static void say_end(struct asking *a, const struct record *r, enum share share)
{
    char end[DATE_TEXT];
    const char *period = record_text(r, RETENTION_PERIOD);
    const char *criteria = record_text(r, RETENTION_CRITERIA);
    const char *done = record_text(r, RETENTION_DONE_ON);
    const char *from = record_text(r, RETENTION_COUNTED_FROM_DATE);
    bool ends = due_end(end, record_text(r, RETENTION_LATEST_DATE), period,
                        from ? from : "");

    if (done && strcmp(done, a->question->day) <= 0)
        say_done(a, r, share, done);
    else if (ends && strcmp(end, a->question->day) < 0)
        answer_add(a,
                   record_is(r, RETENTION_HOLD, "yes") ? ANSWER_OF_KEPT_HELD
                   : share == SHARE_ALL                ? ANSWER_OF_KEPT_OVER
                                        : ANSWER_OF_KEPT_PART_OVER,
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

/* For how much of the wanted data does it hold? */
static enum share share_of(const struct strs *wanted, const struct record *r)
{
    const struct value *v = record_get(r, RETENTION_ELEMENTS);
    size_t n = 0;

    if (v->state == STATE_NA || (v->state == STATE_VALUE && wanted->n == 0))
        return SHARE_ALL;
    if (v->state != STATE_VALUE)
        return SHARE_UNKNOWN;
    for (size_t i = 0; i < wanted->n; i++)
        n += value_has(v, wanted->v[i]);
    return n == wanted->n ? SHARE_ALL : n ? SHARE_PART : SHARE_NOTHING;
}

/* Data for which no period holds. */
static void say_not_kept(struct asking *a, const struct strs *wanted,
                         const struct records *l)
{
    for (size_t i = 0; i < wanted->n; i++) {
        bool kept = false;

        for (size_t j = 0; j < l->n && !kept; j++) {
            const struct value *v = record_get(&l->v[j], RETENTION_ELEMENTS);

            kept = v->state != STATE_VALUE || value_has(v, wanted->v[i]);
        }
        if (!kept)
            answer_add(a, ANSWER_OF_KEPT_OPEN, wanted->v[i], "");
    }
}

static int say_kept(struct asking *a, struct error *err)
{
    struct records l = RECORDS_INIT;
    struct strs wanted = STRS_INIT;
    int failed =
        store_children(a->store, a->dataset.ref, KIND_RETENTION, &l, err);

    if (a->fitting.n)
        answer_wanted(a, &wanted);
    else
        for (size_t i = 0; i < a->elements.n; i++)
            strs_add(&wanted, a->elements.v[i].ref);
    for (size_t i = 0; i < l.n; i++) {
        enum share share = share_of(&wanted, &l.v[i]);

        if (share != SHARE_NOTHING)
            say_end(a, &l.v[i], share);
    }
    if (!failed && l.n == 0)
        answer_add(a, ANSWER_OF_KEPT_OPEN, a->dataset.ref, "");
    else if (!failed)
        say_not_kept(a, &wanted, &l);
    strs_release(&wanted);
    records_release(&l);
    return failed;
}

/* What should have gone from a dataset may have stayed in what was made from
 * it. */
static int say_kept_there(struct asking *a, const char *dataset,
                          struct error *err)
{
    struct records l = RECORDS_INIT;
    int failed = store_children(a->store, dataset, KIND_RETENTION, &l, err);

    for (size_t i = 0; i < l.n; i++) {
        const struct record *r = &l.v[i];
        const char *from = record_text(r, RETENTION_COUNTED_FROM_DATE);
        char end[DATE_TEXT];

        if (!record_text(r, RETENTION_DONE_ON) &&
            due_end(end, record_text(r, RETENTION_LATEST_DATE),
                    record_text(r, RETENTION_PERIOD), from ? from : "") &&
            strcmp(end, a->question->day) < 0)
            answer_add(a, ANSWER_OF_KEPT_ORIGIN_OVER, r->ref, end);
    }
    records_release(&l);
    return failed;
}

int answer_kept(struct asking *a, struct error *err)
{
    const struct lineage *l = &a->rules.lineage;
    int failed = say_kept(a, err);

    for (size_t i = 1; !failed && i < l->n; i++)
        if (lineage_has(l, i, KIND_RETENTION))
            failed = say_kept_there(a, l->v[i].dataset, err);
    return failed;
}
