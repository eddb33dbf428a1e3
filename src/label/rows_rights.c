/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Rows about what a person can do, and who checked: 14 and 15. */

#include "label/build.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "label/choice.h"
#include "label/claim.h"

/* --- 14 ask, see, fix, delete, complain ---------------------------------- */

/* A party's name and how to reach it, one after the other. */
static const struct way {
    enum field field;
    bool last; /* enough; told only where nothing else is                  */
} ways[] = {
    { PARTY_NAME, false },   { PARTY_CONTACT_DESK, false },
    { PARTY_PHONE, false },  { PARTY_EMAIL, false },
    { PARTY_WEBSITE, true },
};

enum { WAYS = sizeof ways / sizeof *ways };

/* Is this way told of that party?  Of others, one that can be used at once is
 * enough. */
static bool is_way(const struct record *party, const struct way *w, bool us)
{
    if (us && w->field == PARTY_NAME)
        return !record_text(party, PARTY_CONTACT_DESK);
    if (!us && w->field == PARTY_EMAIL)
        return !record_text(party, PARTY_PHONE);
    return !w->last || (!record_text(party, PARTY_PHONE) &&
                        !record_text(party, PARTY_EMAIL));
}

/*
 * Adds the party's name and what is known of how to reach it; true if that is
 * anything but the name.  Our own name stands in the head: a desk will do.
 */
static bool reach_words(struct build *b, struct buf *out, struct facts *facts,
                        const struct record *party, bool us)
{
    struct strs parts = STRS_INIT;
    bool reachable;

    for (size_t i = 0; i < WAYS; i++) {
        const char *words =
            is_way(party, &ways[i], us) && record_text(party, ways[i].field)
                ? build_fact(b, facts, party, ways[i].field)
                : NULL;

        if (words && !strs_has(&parts, words))
            strs_add(&parts, words);
    }
    reachable = parts.n > 1 || (us && record_text(party, PARTY_CONTACT_DESK));
    for (size_t i = 0; i < parts.n; i++) {
        char *both = i ? words_say(&b->voice, SAY_LIST_MORE, out->s, parts.v[i])
                       : xstrdup(parts.v[i]);

        buf_clear(out);
        buf_adds(out, both);
        free(both);
    }
    strs_release(&parts);
    return reachable;
}

static bool has_phone(const struct record *party)
{
    return record_text(party, PARTY_PHONE) || record_text(party, PARTY_EMAIL);
}

static const struct record *party_of(const struct build *b,
                                     const struct record *r, enum field field)
{
    const char *ref = record_text(r, field);

    return ref ? material_party(b->material, ref) : NULL;
}

/* Is there anything at all to tell? */
static bool rights_known(const struct build *b)
{
    static const enum field fields[] = {
        DATASET_HOW_TO_SEE,    DATASET_HOW_TO_FIX,  DATASET_HOW_TO_DELETE,
        DATASET_ANSWER_WITHIN, DATASET_COMPLAIN_TO,
    };

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (!record_is_open(&b->d->dataset, fields[i]))
            return true;
    return false;
}

/* The controller; true if we know how to reach it. */
static bool say_us(struct build *b, const struct record *us)
{
    struct facts facts = FACTS_INIT;
    struct buf words = BUF_INIT;
    bool reachable;

    build_fact(b, &facts, &b->d->dataset, DATASET_CONTROLLER);
    reachable = us && reach_words(b, &words, &facts, us, true);

    /* A name alone helps only beside something else. */
    if (reachable || (us && rights_known(b)))
        build_say(b, FORM_LINE, SAY_SENTENCE, words.s, NULL, &facts);
    facts_release(&facts);
    buf_release(&words);
    return reachable;
}

/* Who watches over the data; NULL: nobody, or nobody else. */
static const struct record *find_officer(struct build *b,
                                         const struct record *us)
{
    const struct record *officer =
        party_of(b, &b->d->dataset, DATASET_DATA_PROTECTION_OFFICER);

    if (!officer && us)
        officer = party_of(b, us, PARTY_DATA_PROTECTION_OFFICER);
    return officer == us ? NULL : officer;
}

/* Whom to ask; true if we know how to reach anyone. */
static bool say_contact(struct build *b)
{
    const struct record *us = party_of(b, &b->d->dataset, DATASET_CONTROLLER);
    const struct record *officer = find_officer(b, us);
    struct facts facts = FACTS_INIT;
    struct buf words = BUF_INIT;
    bool reachable = say_us(b, us);

    if (officer) {
        if (!us || !has_phone(us)) /* then that is the one to ask */
            build_fact(b, &facts, &b->d->dataset, DATASET_CONTROLLER);
        reachable |= reach_words(b, &words, &facts, officer, false);
        build_say(b, FORM_LINE, SAY_DATA_OFFICER, words.s, NULL, &facts);
    }
    if (!us)
        build_unknown(b, SAY_T_WHOM_TO_ASK, NULL);
    else if (!has_phone(us) && !(officer && has_phone(officer)))
        build_unknown(b, SAY_T_PHONE, NULL);
    facts_release(&facts);
    buf_release(&words);
    return reachable;
}

/* What a person can ask for. */
static const struct right {
    enum field field;
    enum phrase name;
    enum phrase topic;
} rights[] = {
    { DATASET_HOW_TO_SEE, SAY_SEE, SAY_T_SEE },
    { DATASET_HOW_TO_FIX, SAY_FIX, SAY_T_FIX },
    { DATASET_HOW_TO_DELETE, SAY_DELETE, SAY_T_DELETE },
    { DATASET_HOW_TO_STOP, SAY_STOP_OR_LIMIT, SAY_NOTHING },
    { DATASET_HOW_TO_TAKE, SAY_TAKE_ALONG, SAY_NOTHING },
};

enum { RIGHTS = sizeof rights / sizeof *rights };

/* What is said of a right; NULL: not known, or does not apply. */
static const char *right_words(const struct build *b, size_t i)
{
    const struct record *d = &b->d->dataset;

    if (build_state(d, rights[i].field) == STATE_NONE)
        return words_of(&b->voice, SAY_YOU_CANNOT);
    return build_text(b, d, rights[i].field);
}

/* "See, fix: ..." for right number i and all that have the same words. */
static void say_right(struct build *b, size_t i, bool said[RIGHTS])
{
    const char *words = right_words(b, i);
    struct facts facts = FACTS_INIT;
    struct strs names = STRS_INIT;
    struct buf list = BUF_INIT, name = BUF_INIT;

    for (size_t j = i; j < RIGHTS; j++) {
        const char *same = right_words(b, j);

        if (said[j] || !same || strcmp(same, words) != 0)
            continue;
        said[j] = true;
        build_fact(b, &facts, &b->d->dataset, rights[j].field);
        strs_add(&names, words_of(&b->voice, rights[j].name));
    }
    words_list(&b->voice, &list, &names, LIST_START);
    words_capital(&name, list.s);
    build_say(b, FORM_LINE, SAY_NAMED_SENTENCE, name.s, words, &facts);
    facts_release(&facts);
    strs_release(&names);
    buf_release(&list);
    buf_release(&name);
}

static void say_rights(struct build *b)
{
    bool said[RIGHTS] = { false };

    for (size_t i = 0; i < RIGHTS; i++) {
        struct facts facts = FACTS_INIT;

        if (record_is_open(&b->d->dataset, rights[i].field)) {
            build_fact(b, &facts, &b->d->dataset, rights[i].field);
            build_unknown(b, rights[i].topic, &facts);
        } else if (!said[i] && right_words(b, i)) {
            say_right(b, i, said);
        }
        facts_release(&facts);
    }
}

/* Adds one party to complain to. */
static void add_authority(struct build *b, struct strs *words,
                          struct facts *facts, const char *ref)
{
    const struct record *party = material_party(b->material, ref);
    struct buf one = BUF_INIT;

    if (!party)
        return;
    reach_words(b, &one, facts, party, false);
    strs_take(words, buf_detach(&one));
}

static void say_complain(struct build *b)
{
    static const struct saying effect = { .field = DATASET_COMPLAINT_EFFECT,
                                          .form = FORM_FLOW,
                                          .value = SAY_SENTENCE };
    const struct record *d = &b->d->dataset;
    const struct value *v = record_get(d, DATASET_COMPLAIN_TO);
    const struct record *org = &b->material->organisation;
    const char *authority =
        org->values ? record_text(org, ORGANISATION_SUPERVISORY_AUTHORITY)
                    : NULL;
    struct facts facts = FACTS_INIT;
    struct strs words = STRS_INIT;
    struct buf list = BUF_INIT;

    build_fact(b, &facts, d, DATASET_COMPLAIN_TO);
    for (size_t i = 0; i < v->items.n; i++)
        add_authority(b, &words, &facts, v->items.v[i]);
    if (v->state == STATE_BLANK && authority)
        add_authority(b, &words, &facts, authority);
    words_list(&b->voice, &list, &words, LIST_AS_IS);
    if (words.n) {
        build_say(b, FORM_LINE, SAY_COMPLAIN, list.s, NULL, &facts);
        build_field(b, d, &effect);
        build_stated(b, d, DATASET_COMPLAINT_EFFECT, SAY_T_COMPLAINT_EFFECT);
    } else if (v->state == STATE_NONE)
        build_say(b, FORM_LINE, SAY_COMPLAIN_NOWHERE, NULL, NULL, &facts);
    else
        build_unknown(b, SAY_T_COMPLAIN, &facts);
    facts_release(&facts);
    strs_release(&words);
    buf_release(&list);
}

void build_rights(struct build *b)
{
    static const struct saying responsible = {
        .field = DATASET_RESPONSIBILITIES,
        .form = FORM_LINE,
        .value = SAY_SENTENCE,
        .topic = SAY_T_RESPONSIBLE,
    };
    static const struct saying within = {
        .field = DATASET_ANSWER_WITHIN,
        .form = FORM_LINE,
        .value = SAY_ANSWER_WITHIN,
        .none = SAY_ANSWER_NEVER,
        .topic = SAY_T_ANSWER,
    };
    bool reachable;

    if (record_get(&b->d->dataset, DATASET_JOINT_CONTROLLERS)->items.n)
        build_field(b, &b->d->dataset, &responsible);
    reachable = say_contact(b);
    say_rights(b);
    build_field(b, &b->d->dataset, &within);
    say_complain(b);
    if (!rights_known(b) && !reachable)
        build_unknown(b, SAY_MAIN, NULL);
}

/* --- 15 who checked this ------------------------------------------------- */

/* The check that took place: on a day, and not in days to come. */
static bool was_checked(const struct build *b)
{
    const char *on = record_text(&b->d->dataset, DATASET_CHECKED_ON);

    return on ? strcmp(on, b->material->as_of) <= 0
              : record_text(&b->d->dataset, DATASET_CHECKED_BY) &&
                    build_state(&b->d->dataset, DATASET_CHECKED_ON) ==
                        STATE_UNKNOWN;
}

static void say_check(struct build *b)
{
    static const struct saying result = { .field = DATASET_CHECK_RESULT,
                                          .form = FORM_FLOW,
                                          .value = SAY_SENTENCE,
                                          .topic = SAY_T_RESULT };
    const struct record *d = &b->d->dataset;
    struct facts facts = FACTS_INIT;
    const char *by = build_fact(b, &facts, d, DATASET_CHECKED_BY);
    const char *on = build_fact(b, &facts, d, DATASET_CHECKED_ON);

    if (by && on)
        build_say(b, FORM_LINE, SAY_CHECKED, by, on, &facts);
    else if (on || by)
        build_say(b, FORM_LINE, SAY_SENTENCE, on ? on : by, NULL, &facts);
    if (!by)
        build_unknown(b, SAY_T_CHECKER, NULL);
    if (!on)
        build_unknown(b, SAY_T_CHECKED_ON, NULL);
    build_field(b, d, &result);
    facts_release(&facts);
}

static void say_not_checked(struct build *b)
{
    const struct record *d = &b->d->dataset;
    struct facts facts = FACTS_INIT;

    build_fact(b, &facts, d, DATASET_CHECKED_BY);
    build_fact(b, &facts, d, DATASET_CHECKED_ON);
    if (build_state(d, DATASET_CHECKED_BY) == STATE_UNKNOWN ||
        build_state(d, DATASET_CHECKED_ON) == STATE_UNKNOWN)
        build_unknown(b, SAY_MAIN, &facts);
    else
        build_say(b, FORM_LINE, SAY_NOT_CHECKED, NULL, NULL, &facts);
    facts_release(&facts);
}

static void say_next_check(struct build *b, bool checked)
{
    static const struct saying next = { .field = DATASET_NEXT_CHECK,
                                        .form = FORM_FLOW,
                                        .value = SAY_NEXT_CHECK,
                                        .none = SAY_NO_NEXT_CHECK,
                                        .topic = SAY_T_NEXT_CHECK };
    const struct record *d = &b->d->dataset;
    const char *day = record_text(d, DATASET_NEXT_CHECK);
    struct saying overdue = next, quiet = next;

    overdue.value = SAY_CHECK_OVERDUE;
    quiet.topic = SAY_NOTHING;
    if (day && strcmp(day, b->material->as_of) < 0)
        build_field(b, d, &overdue);
    else
        build_field(b, d, checked ? &next : &quiet);
}

/* What people are told: before they choose, or else. */
static void say_notices(struct build *b, bool before)
{
    const struct records *l = &b->material->notices;
    struct facts facts = FACTS_INIT;
    struct strs titles = STRS_INIT;
    struct buf list = BUF_INIT;

    for (size_t i = 0; i < l->n; i++)
        if (notice_holds(b, &l->v[i]) && notice_asks(b, &l->v[i]) == before)
            strs_add(&titles, build_fact(b, &facts, &l->v[i], NOTICE_TITLE));
    words_list(&b->voice, &list, &titles, LIST_AS_IS);
    if (titles.n)
        build_say(b, FORM_LINE, before ? SAY_NOTICES_BEFORE : SAY_NOTICES,
                  list.s, NULL, &facts);
    facts_release(&facts);
    strs_release(&titles);
    buf_release(&list);
}

/* The label about this dataset that was issued last, up to this day, or before
 * that one. */
static const struct record *last_label(const struct build *b,
                                       const struct record *before)
{
    const struct records *l = &b->material->labels;
    const char *end =
        before ? record_text(before, LABEL_ISSUED_ON) : b->material->as_of;
    const struct record *last = NULL;

    for (size_t i = 0; i < l->n; i++) {
        const char *on = record_text(&l->v[i], LABEL_ISSUED_ON);
        int order = on ? strcmp(on, end) : 1;

        if ((before ? order < 0 : order <= 0) &&
            value_has(record_get(&l->v[i], LABEL_DATASETS),
                      b->d->dataset.ref) &&
            (!last || strcmp(on, record_text(last, LABEL_ISSUED_ON)) > 0))
            last = &l->v[i];
    }
    return last;
}

/* What was new on the last label that people got. */
static void say_changes(struct build *b)
{
    const struct record *last = last_label(b, NULL);
    const struct record *older = last ? last_label(b, last) : NULL;
    struct facts facts = FACTS_INIT;
    const char *on, *changes, *version;

    if (!last)
        return;
    on = build_fact(b, &facts, last, LABEL_ISSUED_ON);
    changes = build_fact(b, &facts, last, LABEL_CHANGES);
    version = older && record_text(older, LABEL_LABEL_VERSION)
                  ? build_fact(b, &facts, older, LABEL_LABEL_VERSION)
                  : NULL;
    if (changes && version)
        build_say(b, FORM_LINE, SAY_CHANGED_SINCE, version, changes, &facts);
    else if (changes)
        build_say(b, FORM_LINE, SAY_CHANGED, on, changes, &facts);
    facts_release(&facts);
}

void build_checked(struct build *b)
{
    bool checked = was_checked(b);

    if (checked)
        say_check(b);
    else
        say_not_checked(b);
    say_next_check(b, checked);
    say_changes(b);
    say_notices(b, true);
    say_notices(b, false);
    claim_say(b, CLAIM_OTHER);
}
