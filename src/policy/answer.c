/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/answer.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/check.h"
#include "model/region.h"
#include "model/vocabulary.h"
#include "policy/answer_parts.h"

static const struct answer_info infos[ANSWER_WHAT_COUNT] = {
#define REASON(ident, id, verdict, vocabulary, words, citation)                \
    { id, ANSWER_##verdict, vocabulary, words, citation },
#include "policy/answer.def"
#undef REASON
};

const struct answer_info *answer_info(enum answer_what what)
{
    return &infos[what];
}

const char *answer_name(enum answer_verdict verdict)
{
    static const char *const names[] = { "yes", "decide", "no" };

    return names[verdict];
}

void answer_release(struct answer *a)
{
    for (size_t i = 0; i < a->n; i++) {
        free(a->v[i].ref);
        free(a->v[i].value);
    }
    free(a->v);
    *a = (struct answer)ANSWER_INIT;
}

/* --- in words ------------------------------------------------------------ */

/* Values that are no codes of a vocabulary, and how they are said. */
static void say_country(struct buf *out, const char *value)
{
    buf_adds(out, country_words(value));
}

static void say_day(struct buf *out, const char *value)
{
    struct date d;

    if (date_parse(&d, value))
        date_words(out, d);
    else
        buf_adds(out, value);
}

static void say_span(struct buf *out, const char *value)
{
    struct duration d;

    if (duration_parse(&d, value))
        duration_words(out, d);
    else
        buf_adds(out, value);
}

static const struct {
    const char *name;
    void (*say)(struct buf *out, const char *value);
} sayings[] = { { "country", say_country },
                { "day", say_day },
                { "span", say_span } };

bool answer_saying(const char *name)
{
    for (size_t i = 0; i < sizeof sayings / sizeof *sayings; i++)
        if (strcmp(sayings[i].name, name) == 0)
            return true;
    return false;
}

static void add_value(struct buf *out, const struct answer_reason *r,
                      bool translated)
{
    const char *vocabulary = infos[r->what].vocabulary;

    for (size_t i = 0; i < sizeof sayings / sizeof *sayings && translated; i++)
        if (strcmp(sayings[i].name, vocabulary) == 0) {
            sayings[i].say(out, r->value);
            return;
        }
    buf_adds(out, translated && *vocabulary
                      ? vocabulary_title(vocabulary, r->value)
                      : r->value);
}

void answer_words(struct buf *out, const struct answer_reason *r,
                  bool translated)
{
    const char *words = infos[r->what].words;
    const char *place;

    if (translated)
        words = _(words);
    place = strstr(words, "{}");
    if (!place) {
        buf_adds(out, words);
        return;
    }
    buf_add(out, words, (size_t)(place - words));
    add_value(out, r, translated);
    buf_adds(out, place + strlen("{}"));
}

/* --- reasons ------------------------------------------------------------- */

void answer_add(struct asking *a, enum answer_what what, const char *ref,
                const char *value)
{
    struct answer *to = a->answer;

    ARRAY_GROW(to->v, to->n, to->room);
    to->v[to->n++] =
        (struct answer_reason){ what, xstrdup(ref), xstrdup(value) };
    if (infos[what].verdict > to->verdict)
        to->verdict = infos[what].verdict;
}

static int by_weight(const void *a, const void *b)
{
    const struct answer_reason *x = a, *y = b;
    int order = (int)infos[y->what].verdict - (int)infos[x->what].verdict;

    if (order == 0)
        order = (int)x->what - (int)y->what;
    if (order == 0)
        order = strcmp(x->ref, y->ref);
    return order ? order : strcmp(x->value, y->value);
}

/* In the order in which they are said, each once. */
static void arrange(struct answer *a)
{
    size_t n = 0;

    if (a->n)
        qsort(a->v, a->n, sizeof *a->v, by_weight);
    for (size_t i = 0; i < a->n; i++)
        if (n && by_weight(&a->v[n - 1], &a->v[i]) == 0) {
            free(a->v[i].ref);
            free(a->v[i].value);
        } else {
            a->v[n++] = a->v[i];
        }
    a->n = n;
}

bool answer_fits(const struct asking *a, const struct record *use)
{
    return strs_has(&a->fitting, use->ref);
}

bool answer_elements(const struct asking *a, const struct record *r,
                     enum field field, struct strs *out)
{
    const struct value *v = record_get(r, field);

    if (v->state == STATE_VALUE) {
        for (size_t i = 0; i < v->items.n; i++)
            strs_add(out, v->items.v[i]);
        return false;
    }
    for (size_t i = 0; i < a->elements.n; i++)
        strs_add(out, a->elements.v[i].ref);
    return v->state != STATE_NA;
}

void answer_lacking(struct buf *out, const struct strs *wanted,
                    const struct strs *given)
{
    for (size_t i = 0; i < wanted->n; i++)
        if (!strs_has(given, wanted->v[i]))
            buf_addf(out, "%s%s", out->len ? ", " : "", wanted->v[i]);
}

void answer_wanted(const struct asking *a, struct strs *out)
{
    for (size_t i = 0; i < a->uses.n; i++)
        if (answer_fits(a, &a->uses.v[i]))
            answer_elements(a, &a->uses.v[i], USE_ELEMENTS, out);
    strs_sort_unique(out);
}

void answer_covered(struct asking *a, const struct record *r, enum field field,
                    enum answer_what part, enum answer_what open)
{
    struct strs wanted = STRS_INIT, given = STRS_INIT;
    struct buf lacking = BUF_INIT;

    answer_wanted(a, &wanted);
    if (answer_elements(a, r, field, &given))
        answer_add(a, open, r->ref, "");
    answer_lacking(&lacking, &wanted, &given);
    if (lacking.len)
        answer_add(a, part, r->ref, lacking.s);
    strs_release(&wanted);
    strs_release(&given);
    buf_release(&lacking);
}

bool answer_is_kind(const struct asking *a, const char *broader)
{
    return a->category && vocabulary_within(vocabulary_find("recipient-kinds"),
                                            a->category, broader);
}

/* Parties are few steps deep; a damaged register could go in circles. */
int answer_part_of(struct store *s, const char *party, const char *other,
                   struct error *err)
{
    enum { DEEP = 32 };
    char *at = xstrdup(party);
    int found = 0;

    for (int i = 0; found == 0 && at && i < DEEP; i++) {
        struct record r;
        const char *up;

        if (strcmp(at, other) == 0) {
            found = 1;
            break;
        }
        if (store_load(s, at, &r, err) != 0) {
            found = -1;
            break;
        }
        free(at);
        up = record_text(&r, PARTY_PART_OF);
        at = up ? xstrdup(up) : NULL;
        record_release(&r);
    }
    free(at);
    return found;
}

/* --- the question -------------------------------------------------------- */

static int refuse_country(const char *country, struct error *err)
{
    const char *near = country_nearest(country);

    if (near)
        return error_set(err, ERROR_USAGE,
                         _("there is no country '%s'; did you mean %s (%s)?"),
                         country, near, country_words(near));
    return error_set(err, ERROR_USAGE,
                     _("there is no country '%s'; a country is two capital "
                       "letters, such as IE"),
                     country);
}

static int check_question(const struct answer_question *q, struct error *err)
{
    const struct term *term;
    struct date day;

    if (vocabulary_term_parse(&term, vocabulary_find("purposes"), q->purpose,
                              err) != 0)
        return error_prefix(err, "%s", _("purpose"));
    if (q->country && !country_known(q->country))
        return refuse_country(q->country, err);
    if (!date_parse(&day, q->day))
        return error_set(err, ERROR_USAGE,
                         _("'%s' is no day; write it as 2026-11-23"), q->day);
    return 0;
}

/* A recipient of the dataset, a party, or a kind of recipients. */
static int find_recipient(struct asking *a, struct error *err)
{
    const char *asked = a->question->recipient;
    const struct term *term;
    struct record r;
    int64_t id;
    int found;

    if (!asked)
        return 0;
    found = store_find(a->store, asked, &id, err);
    if (found < 0)
        return -1;
    term = vocabulary_term(vocabulary_find("recipient-kinds"), asked);
    if (!found && term) {
        a->category = term->code;
        return 0;
    }
    /* It names the nearest, for which it goes over all refs. */
    if (store_load(a->store, asked, &r, err) != 0)
        return error_prefix(err, "%s", _("recipient"));
    if (r.kind == KIND_PARTY) {
        a->party_record = r;
        a->party = a->party_record.ref;
        return 0;
    }
    if (r.kind == KIND_RECIPIENT &&
        strncmp(r.ref, a->dataset.ref, strlen(a->dataset.ref)) == 0 &&
        r.ref[strlen(a->dataset.ref)] == '/') {
        a->recipient = r;
        return 0;
    }
    error_set(err, ERROR_USAGE,
              _("'%s' is neither a recipient of '%s' nor a party; name one of "
                "these, or a kind of recipients"),
              r.ref, a->dataset.ref);
    record_release(&r);
    return -1;
}

static void find_fitting(struct asking *a)
{
    const struct answer_question *q = a->question;
    const struct vocabulary *purposes = vocabulary_find("purposes");

    for (size_t i = 0; i < a->uses.n; i++) {
        const struct record *use = &a->uses.v[i];
        const char *purpose = record_text(use, USE_PURPOSE);

        if (purpose && vocabulary_within(purposes, q->purpose, purpose) &&
            record_in_force(use, USE_SINCE, USE_UNTIL, q->day))
            strs_add(&a->fitting, use->ref);
    }
}

static int read_all(struct asking *a, struct error *err)
{
    const char *ref = a->question->dataset;

    if (store_load(a->store, ref, &a->dataset, err) != 0)
        return -1;
    if (a->dataset.kind != KIND_DATASET)
        return error_set(err, ERROR_USAGE,
                         _("'%s' is no dataset; name the dataset itself"), ref);
    if (find_recipient(a, err) != 0 ||
        store_children(a->store, a->dataset.ref, KIND_USE, &a->uses, err) ||
        store_children(a->store, a->dataset.ref, KIND_ELEMENT, &a->elements,
                       err))
        return -1;
    find_fitting(a);
    return scope_read(&a->rules, a->store, a->dataset.ref, a->question->day,
                      err);
}

static void asking_release(struct asking *a)
{
    record_release(&a->dataset);
    records_release(&a->uses);
    records_release(&a->elements);
    strs_release(&a->fitting);
    scope_rules_release(&a->rules);
    record_release(&a->recipient);
    record_release(&a->party_record);
}

typedef int part_fn(struct asking *a, struct error *err);

int answer_read(struct answer *out, struct store *s,
                const struct answer_question *q, struct error *err)
{
    static part_fn *const parts[] = { answer_use,       answer_origin,
                                      answer_above,     answer_kept,
                                      answer_recipient, answer_linkage,
                                      answer_agreement, answer_transfer };
    struct asking a = {
        .question = q, .answer = out, .store = s, .rules = SCOPE_RULES_INIT
    };
    int failed = check_question(q, err);

    if (!failed)
        failed = read_all(&a, err);
    for (size_t i = 0; !failed && i < sizeof parts / sizeof *parts; i++)
        failed = parts[i](&a, err);
    asking_release(&a);
    if (failed)
        answer_release(out);
    else
        arrange(out);
    return failed;
}
