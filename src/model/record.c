/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "model/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/own_term.h"
#include "model/region.h"
#include "model/vocabulary.h"

void record_init(struct record *r, enum kind kind, const char *ref)
{
    size_t i, n = kind_info(kind)->count;

    *r = (struct record){ .kind = kind, .ref = xstrdup(ref) };
    r->values = xcalloc(n, sizeof *r->values);
    for (i = 0; i < n; i++)
        r->values[i] = (struct value)VALUE_INIT;
}

void record_release(struct record *r)
{
    size_t i;

    if (!r->values)
        return;
    for (i = 0; i < kind_info(r->kind)->count; i++)
        value_release(&r->values[i]);
    free(r->values);
    free(r->ref);
    r->values = NULL;
    r->ref = NULL;
}

void record_copy(struct record *out, const struct record *from)
{
    size_t i;

    record_init(out, from->kind, from->ref);
    out->id = from->id;
    out->version = from->version;
    memcpy(out->uid, from->uid, sizeof out->uid);
    for (i = 0; i < kind_info(from->kind)->count; i++)
        value_copy(&out->values[i], &from->values[i]);
}

const struct value *record_get(const struct record *r, enum field field)
{
    const struct kind_info *k = kind_info(r->kind);

    if (field < k->first || field >= k->first + k->count)
        bug("field %d is not one of kind %s", (int)field, k->name);
    return &r->values[field - k->first];
}

struct value *record_value(struct record *r, enum field field)
{
    return (struct value *)record_get(r, field);
}

const char *record_text(const struct record *r, enum field field)
{
    return value_text(record_get(r, field));
}

int record_set_text(struct record *r, enum field field, const char *text,
                    struct error *err)
{
    struct buf given = BUF_INIT;
    int failed;

    value_add_escaped(&given, text);
    failed = value_parse_text(record_value(r, field), field, given.s, err);
    buf_release(&given);
    return failed;
}

bool record_is_open(const struct record *r, enum field field)
{
    enum state state = record_get(r, field)->state;

    return state == STATE_BLANK || state == STATE_UNKNOWN;
}

bool record_is(const struct record *r, enum field field, const char *code)
{
    const char *s = record_text(r, field);

    return s && strcmp(s, code) == 0;
}

bool record_in_force(const struct record *r, enum field since, enum field until,
                     const char *day)
{
    const char *from = record_text(r, since), *to = record_text(r, until);

    return (!from || strcmp(from, day) <= 0) && (!to || strcmp(day, to) <= 0);
}

bool record_within(const struct record *r, enum field field, const char *code)
{
    const struct vocabulary *v = vocabulary_find(field_info(field)->vocabulary);
    const struct value *value = record_get(r, field);

    for (size_t i = 0; i < value->items.n; i++)
        if (vocabulary_within(v, value->items.v[i], code))
            return true;
    return false;
}

bool record_same(const struct record *a, const struct record *b)
{
    size_t i;

    if (a->kind != b->kind)
        return false;
    for (i = 0; i < kind_info(a->kind)->count; i++)
        if (!value_equal(&a->values[i], &b->values[i]))
            return false;
    return true;
}

/* Spans that must not end before they begin. */
static const enum field spans[][2] = {
    { NOTICE_SINCE, NOTICE_UNTIL },
    { DATASET_COLLECTED_SINCE, DATASET_COLLECTED_UNTIL },
    { USE_SINCE, USE_UNTIL },
    { RECIPIENT_SINCE, RECIPIENT_UNTIL },
    { COUNTRY_RULE_SINCE, COUNTRY_RULE_UNTIL },
    { ACTIVITY_SINCE, ACTIVITY_UNTIL },
    { AGREEMENT_START, AGREEMENT_END },
    { INCIDENT_FOUND_ON, INCIDENT_CLOSED_ON },
    { REQUEST_RECEIVED_ON, REQUEST_CLOSED_ON },
    { LABEL_ISSUED_ON, LABEL_WITHDRAWN_ON },
};

static int record_check_spans(const struct record *r, struct error *err)
{
    size_t i;

    for (i = 0; i < sizeof spans / sizeof *spans; i++) {
        const char *since, *until;

        if (field_info(spans[i][0])->kind != r->kind)
            continue;
        since = record_text(r, spans[i][0]);
        until = record_text(r, spans[i][1]);
        if (!since || !until || strcmp(since, until) <= 0)
            continue;
        error_set(err, ERROR_FAILED,
                  _("'%s' (%s) is before '%s' (%s); change one of them"),
                  field_info(spans[i][1])->name, until,
                  field_info(spans[i][0])->name, since);
        if (err)
            err->field = (int)spans[i][1];
        return -1;
    }
    return 0;
}

/* What records of a kind may not be beyond that. */
static int (*const checks[KIND_COUNT])(const struct record *r,
                                       struct error *err) = {
    [KIND_OWN_TERM] = own_term_check,
};

int record_check(const struct record *r, struct error *err)
{
    const struct kind_info *k = kind_info(r->kind);
    size_t i;

    for (i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);

        if (!(field_info(field)->flags & FIELD_MUST) ||
            r->values[i].state == STATE_VALUE)
            continue;
        error_set(err, ERROR_FAILED,
                  _("'%s' is missing: every record of the kind %s needs it"),
                  field_info(field)->name, k->name);
        if (err)
            err->field = (int)field;
        return -1;
    }
    if (record_check_spans(r, err) != 0)
        return -1;
    return checks[r->kind] ? checks[r->kind](r, err) : 0;
}

enum field kind_title_field(enum kind kind)
{
    static const enum field titles[KIND_COUNT] = {
        [KIND_ORGANISATION] = ORGANISATION_PARTY,
        [KIND_PARTY] = PARTY_NAME,
        [KIND_NOTICE] = NOTICE_TITLE,
        [KIND_DATASET] = DATASET_TITLE,
        [KIND_ELEMENT] = ELEMENT_WORDS,
        [KIND_USE] = USE_WORDS,
        [KIND_RECIPIENT] = RECIPIENT_WORDS,
        [KIND_CONSENT] = CONSENT_WORDS,
        [KIND_OWN_TERM] = OWN_TERM_TITLE,
        [KIND_COUNTRY_RULE] = COUNTRY_RULE_COUNTRY,
        [KIND_ACTIVITY] = ACTIVITY_TITLE,
        [KIND_SOURCE] = SOURCE_WORDS,
        [KIND_RETENTION] = RETENTION_PERIOD,
        [KIND_MEASURE] = MEASURE_WORDS,
        [KIND_SHARE] = SHARE_WHAT_HAPPENED,
        [KIND_SCAN] = SCAN_METHOD,
        [KIND_AGREEMENT] = AGREEMENT_TITLE,
        [KIND_INCIDENT] = INCIDENT_TITLE,
        [KIND_REQUEST] = REQUEST_REQUEST_KIND,
        [KIND_LABEL] = LABEL_LABEL_VERSION,
        [KIND_ANSWER] = ANSWER_QUESTION,
        [KIND_CLAIM] = CLAIM_WORDS,
        [KIND_WAIVER] = WAIVER_RULE,
    };

    return titles[kind];
}

/* As a person reads it: the title of a term, the name of a country. */
static const char *in_words(enum field field, const char *item)
{
    switch (field_info(field)->type) {
    case TYPE_CODE:
        return vocabulary_title(field_info(field)->vocabulary, item);
    case TYPE_COUNTRY:
        return country_words(item);
    default:
        return item;
    }
}

const char *record_title(const struct record *r, const char *lang)
{
    enum field field = kind_title_field(r->kind);
    const struct value *v = record_get(r, field);
    const struct words *w = lang ? value_words(v, lang) : NULL;

    if (w)
        return w->text;
    return value_text(v) ? in_words(field, value_text(v)) : r->ref;
}
