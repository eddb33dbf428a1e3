/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * What a text message says: who and what, if it is sold, who gets it, how
 * long, and how to say no.  Of several datasets it says what is the same for
 * all of them, and the worst of the rest.
 */

#include "label/build.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/date.h"

/* "Northbridge buses: Phone counters at bus stops." */
static void say_what(struct build *b)
{
    const struct record *d = &b->d->dataset;
    const char *ref = record_text(d, DATASET_CONTROLLER);
    const struct record *party = ref ? material_party(b->material, ref) : NULL;
    struct facts facts = FACTS_INIT;
    const char *title = build_fact(b, &facts, d, DATASET_TITLE);
    const char *who = NULL;

    if (party)
        who = build_text(b, party,
                         record_text(party, PARTY_SHORT) ? PARTY_SHORT
                                                         : PARTY_NAME);
    build_fact(b, &facts, d, DATASET_CONTROLLER);
    build_say(b, FORM_LINE, SAY_MESSAGE_WHAT,
              who ? who : words_of(&b->voice, SAY_UNKNOWN),
              title ? title : d->ref, &facts);
    facts_release(&facts);
}

static void say_sale(struct build *b)
{
    struct facts facts = FACTS_INIT;
    enum phrase sale = b->outcome->sale;

    build_fact(b, &facts, &b->d->dataset, DATASET_SOLD);
    build_say(b, FORM_LINE,
              sale == SAY_SOLD             ? SAY_MESSAGE_SOLD
              : sale == SAY_NOT_SOLD       ? SAY_MESSAGE_NOT_SOLD
              : sale == SAY_NOT_SOLD_BY_US ? SAY_MESSAGE_NOT_SOLD_BY_US
                                           : SAY_MESSAGE_SOLD_UNKNOWN,
              NULL, NULL, &facts);
    facts_release(&facts);
}

static void say_shared(struct build *b)
{
    static const enum phrase phrases[] = {
        [SHARED_UNKNOWN] = SAY_MESSAGE_OTHERS_UNKNOWN,
        [SHARED_NO_ONE] = SAY_MESSAGE_NO_ONE,
        [SHARED_SOME] = SAY_MESSAGE_OTHERS,
        [SHARED_ALL] = SAY_MESSAGE_OTHERS,
    };
    struct facts facts = FACTS_INIT;

    build_fact(b, &facts, &b->d->dataset, DATASET_RECIPIENTS_LIST);
    build_say(b, FORM_LINE, phrases[b->outcome->shared], NULL, NULL, &facts);
    facts_release(&facts);
}

/* Days, for comparing; months as they are longest. */
static int64_t days_of(struct duration d)
{
    return d.months * 31 + d.days + d.seconds / 86400;
}

/* A time that is kept, and after which the data are gone. */
static bool is_span(const struct record *r, struct duration *d)
{
    const char *period = record_text(r, RETENTION_PERIOD);

    return period && duration_parse(d, period) &&
           record_is(r, RETENTION_ACTION, "delete") &&
           !record_is(r, RETENTION_HOLD, "yes") &&
           !record_is(r, RETENTION_FOLLOWED, "no") &&
           (record_is(r, RETENTION_COUNTED_FROM, "collection") ||
            record_is(r, RETENTION_COUNTED_FROM, "rolling"));
}

/* The longest period, where each part has one. */
static void say_kept(struct build *b)
{
    const struct records *l = &b->d->retentions;
    struct facts facts = FACTS_INIT;
    struct buf span = BUF_INIT;
    int64_t longest = -1;
    bool known = l->n > 0 &&
                 record_is(&b->d->dataset, DATASET_RETENTIONS_LIST, "complete");

    for (size_t i = 0; i < l->n; i++) {
        struct duration d;

        known = is_span(&l->v[i], &d) && known;
        build_fact(b, &facts, &l->v[i], RETENTION_PERIOD);
        if (!known || days_of(d) <= longest)
            continue;
        longest = days_of(d);
        buf_clear(&span);
        words_span(&b->voice, &span, record_text(&l->v[i], RETENTION_PERIOD));
    }
    if (known)
        build_say(b, FORM_LINE,
                  l->n == 1 ? SAY_MESSAGE_KEPT : SAY_MESSAGE_KEPT_AT_MOST,
                  span.s, NULL, &facts);
    else if (l->n == 0)
        build_say(b, FORM_LINE, SAY_MESSAGE_KEPT_UNKNOWN, NULL, NULL, &facts);
    facts_release(&facts);
    buf_release(&span);
}

static void say_refuse(struct build *b)
{
    static const enum phrase phrases[][2] = {
        [REFUSE_UNKNOWN] = { SAY_MESSAGE_REFUSE_UNKNOWN,
                             SAY_MESSAGE_REFUSE_UNKNOWN },
        [REFUSE_YES] = { SAY_MESSAGE_CAN, SAY_MESSAGE_CAN_PHONE },
        [REFUSE_PARTLY] = { SAY_MESSAGE_CAN_PARTLY,
                            SAY_MESSAGE_CAN_PARTLY_PHONE },
        [REFUSE_NO] = { SAY_MESSAGE_CANNOT, SAY_MESSAGE_CANNOT },
    };
    const char *ref = record_text(&b->d->dataset, DATASET_CONTROLLER);
    const struct record *party = ref ? material_party(b->material, ref) : NULL;
    struct facts facts = FACTS_INIT;
    const char *phone = NULL;

    if (party && record_text(party, PARTY_PHONE))
        phone = build_fact(b, &facts, party, PARTY_PHONE);
    build_say(b, FORM_LINE, phrases[b->outcome->refuse][phone != NULL], phone,
              NULL, &facts);
    facts_release(&facts);
}

void build_message(struct build *b)
{
    say_what(b);
    say_sale(b);
    say_shared(b);
    say_kept(b);
    say_refuse(b);
}
