/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/answer_parts.h"

#include <string.h>

#include "model/vocabulary.h"

/* May the data go to that country?  (GDPR Chapter V) */

/* The country of the one who decides about the data; "": not known. */
static int find_home(struct asking *a, char out[3], struct error *err)
{
    const char *party = record_text(&a->dataset, DATASET_CONTROLLER);
    struct record r;
    const char *country;

    out[0] = '\0';
    if (!party)
        return 0;
    if (store_load(a->store, party, &r, err) != 0)
        return -1;
    country = record_text(&r, PARTY_COUNTRY);
    if (country && strlen(country) == 2)
        strcpy(out, country);
    record_release(&r);
    return 0;
}

/* Where the recipient gets them, by the register; NULL: it does not say. */
static const char *recorded_country(const struct asking *a)
{
    const char *country =
        a->recipient.ref ? record_text(&a->recipient, RECIPIENT_COUNTRY) : NULL;

    if (a->recipient.ref &&
        record_get(&a->recipient, RECIPIENT_COUNTRY)->state == STATE_UNKNOWN)
        return NULL;
    if (!country && a->party_record.ref)
        country = record_text(&a->party_record, PARTY_COUNTRY);
    return country;
}

static bool is_mechanism(const char *code, const char *broader)
{
    return vocabulary_within(vocabulary_find("transfer-mechanisms"), code,
                             broader);
}

static void say_mechanism(struct asking *a, const char *country)
{
    const struct value *v =
        a->recipient.ref
            ? record_get(&a->recipient, RECIPIENT_TRANSFER_MECHANISM)
            : NULL;
    const char *code = v ? value_text(v) : NULL;

    if (!code)
        answer_add(a,
                   v && v->state == STATE_NONE ? ANSWER_OF_TRANSFER_NONE
                                               : ANSWER_OF_TRANSFER_OPEN,
                   a->recipient.ref ? a->recipient.ref : a->dataset.ref,
                   country);
    else if (is_mechanism(code, "art-45"))
        answer_add(a, ANSWER_OF_TRANSFER_FALLEN, a->recipient.ref, code);
    else if (is_mechanism(code, "art-49") || is_mechanism(code, "art-48"))
        answer_add(a, ANSWER_OF_TRANSFER_EXCEPTION, a->recipient.ref, code);
    else
        answer_add(a, ANSWER_OF_TRANSFER_MECHANISM, a->recipient.ref, code);
}

static int say_flow(struct asking *a, const char *country, struct error *err)
{
    const char *ref = a->recipient.ref ? a->recipient.ref : a->dataset.ref;
    struct flow_table *t;
    char home[3];

    if (find_home(a, home, err) != 0 ||
        flow_open(&t, a->store, a->question->day, err) != 0)
        return -1;
    if (!*home)
        answer_add(a, ANSWER_OF_HOME_OPEN, a->dataset.ref, "");
    switch (flow_between(t, home, country, NULL)) {
    case FLOW_INSIDE:
        answer_add(a, ANSWER_OF_TRANSFER_INSIDE, ref, country);
        break;
    case FLOW_ADEQUATE:
        answer_add(a, ANSWER_OF_TRANSFER_ADEQUATE, ref, country);
        break;
    case FLOW_PARTLY:
        answer_add(a, ANSWER_OF_TRANSFER_PARTLY, ref, country);
        break;
    default:
        say_mechanism(a, country);
    }
    flow_free(t);
    return 0;
}

/* The regions to which people agreed, where the country was not asked: those
 * of a country that was are said with the other rules. */
static void say_region(struct asking *a, const char *country)
{
    for (size_t i = 0; !a->question->country && i < a->rules.n; i++) {
        const struct scope_rule *r = &a->rules.v[i];
        struct strs countries = STRS_INIT;

        if (r->what != SCOPE_REGION ||
            !scope_counts(&a->rules, r, a->question->purpose))
            continue;
        strs_split(&countries, r->code, ' ');
        if (countries.n == 0)
            answer_add(a, ANSWER_OF_REGION_OPEN, r->record, "");
        else if (!strs_has(&countries, country))
            answer_add(a, ANSWER_OF_REGION_NOT, r->record, country);
        strs_release(&countries);
    }
}

int answer_transfer(struct asking *a, struct error *err)
{
    const char *recorded = recorded_country(a);
    const char *country =
        a->question->country ? a->question->country : recorded;

    if (!a->question->recipient && !country)
        return 0;
    if (!country) {
        if (a->recipient.ref &&
            record_is_open(&a->recipient, RECIPIENT_COUNTRY))
            answer_add(a, ANSWER_OF_COUNTRY_OPEN, a->recipient.ref, "");
        return 0;
    }
    if (recorded && strcmp(recorded, country) != 0)
        answer_add(a, ANSWER_OF_TRANSFER_ELSEWHERE,
                   a->recipient.ref ? a->recipient.ref : a->party, recorded);
    say_region(a, country);
    return say_flow(a, country, err);
}
