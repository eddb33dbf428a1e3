/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/answer_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/vocabulary.h"
#include "policy/recipient.h"

/* --- who it is ----------------------------------------------------------- */

/* Is this the one that is asked about? */
static int is_asked(const struct asking *a, const struct record *r,
                    struct error *err)
{
    const char *party = record_text(r, RECIPIENT_PARTY);

    if (a->party)
        return party ? answer_part_of(a->store, a->party, party, err) : 0;
    return record_within(r, RECIPIENT_CATEGORY, a->category);
}

/* Does it get the data for a use that fits? */
static bool is_for_it(const struct asking *a, const struct record *r)
{
    const struct value *v = record_get(r, RECIPIENT_USES);

    for (size_t i = 0; i < v->items.n; i++)
        if (strs_has(&a->fitting, v->items.v[i]))
            return true;
    return false;
}

/* Of several records that stand for the one that is asked about, the better
 * one counts: in force on that day, then for that use. */
static int worth(const struct asking *a, const struct record *r)
{
    enum { IN_FORCE = 4, FOR_IT = 2, PERHAPS = 1 };
    int sum = is_for_it(a, r)                     ? FOR_IT
              : record_is_open(r, RECIPIENT_USES) ? PERHAPS
                                                  : 0;

    if (record_in_force(r, RECIPIENT_SINCE, RECIPIENT_UNTIL, a->question->day))
        sum += IN_FORCE;
    return sum;
}

/* Others that are worth as much: the answer for one is not that for all. */
static void say_several(struct asking *a, const struct records *l,
                        const int *worths, int most)
{
    struct buf others = BUF_INIT;

    for (size_t i = 0; i < l->n; i++)
        if (worths[i] == most && strcmp(l->v[i].ref, a->recipient.ref) != 0)
            buf_addf(&others, "%s%s", others.len ? ", " : "", l->v[i].ref);
    if (others.len)
        answer_add(a, ANSWER_OF_RECIPIENT_SEVERAL, a->recipient.ref, others.s);
    buf_release(&others);
}

/* Is it open who a recipient is, so that it may be the one?  Where it is many,
 * no party is named. */
static bool may_be(const struct asking *a, const struct record *r)
{
    return a->party ? !record_text(r, RECIPIENT_PARTY)
                    : record_is_open(r, RECIPIENT_CATEGORY);
}

static int find_record(struct asking *a, bool *maybe, struct error *err)
{
    struct records l = RECORDS_INIT;
    int failed =
        store_children(a->store, a->dataset.ref, KIND_RECIPIENT, &l, err);
    int *worths = l.n ? xcalloc(l.n, sizeof *worths) : NULL;
    int most = -1;

    for (size_t i = 0; !failed && i < l.n; i++) {
        int is = is_asked(a, &l.v[i], err);

        failed = is < 0 ? -1 : 0;
        *maybe |= may_be(a, &l.v[i]);
        worths[i] = is == 1 ? worth(a, &l.v[i]) : -1;
        if (worths[i] <= most)
            continue;
        most = worths[i];
        record_release(&a->recipient);
        record_copy(&a->recipient, &l.v[i]);
    }
    if (!failed && a->recipient.ref)
        say_several(a, &l, worths, most);
    free(worths);
    records_release(&l);
    return failed;
}

static int find_party(struct asking *a, struct error *err)
{
    const char *party = record_text(&a->recipient, RECIPIENT_PARTY);

    if (!a->category)
        a->category = record_text(&a->recipient, RECIPIENT_CATEGORY);
    if (a->party || !party)
        return 0;
    if (store_load(a->store, party, &a->party_record, err) != 0)
        return -1;
    a->party = a->party_record.ref;
    return 0;
}

/* --- what it gets -------------------------------------------------------- */

static void say_time(struct asking *a)
{
    const char *day = a->question->day;
    const char *since = record_text(&a->recipient, RECIPIENT_SINCE);
    const char *until = record_text(&a->recipient, RECIPIENT_UNTIL);

    if (since && strcmp(since, day) > 0)
        answer_add(a, ANSWER_OF_RECIPIENT_NOT_YET, a->recipient.ref, since);
    if (until && strcmp(until, day) < 0)
        answer_add(a, ANSWER_OF_RECIPIENT_OVER, a->recipient.ref, until);
    if (record_get(&a->recipient, RECIPIENT_UNTIL)->state == STATE_UNKNOWN)
        answer_add(a, ANSWER_OF_RECIPIENT_END_OPEN, a->recipient.ref, "");
}

static void say_uses(struct asking *a)
{
    const struct value *v = record_get(&a->recipient, RECIPIENT_USES);
    bool open = record_is_open(&a->recipient, RECIPIENT_USES);

    if (is_for_it(a, &a->recipient))
        return;
    /* A use whose purpose nobody has said may be the one. */
    for (size_t i = 0; i < a->uses.n; i++)
        open |= value_has(v, a->uses.v[i].ref) &&
                record_is_open(&a->uses.v[i], USE_PURPOSE);
    answer_add(
        a, open ? ANSWER_OF_RECIPIENT_USE_OPEN : ANSWER_OF_RECIPIENT_USE_NOT,
        a->recipient.ref, "");
}

static void say_condition(struct asking *a)
{
    const char *condition = record_text(&a->recipient, RECIPIENT_CONDITION);

    if (condition)
        answer_add(a, ANSWER_OF_RECIPIENT_CONDITION, a->recipient.ref,
                   condition);
    if (record_get(&a->recipient, RECIPIENT_CONDITION)->state == STATE_UNKNOWN)
        answer_add(a, ANSWER_OF_RECIPIENT_CONDITION_OPEN, a->recipient.ref, "");
}

/* --- what people agreed to ----------------------------------------------- */

/* What a choice says of those who get the data by it. */
enum named {
    NAMED_NOBODY, /* it names nobody: what it says of sharing holds for all */
    NAMED_IT,
    NAMED_OTHERS,
    NAMED_UNKNOWN /* nobody knows who they are                             */
};

/* Among the recipients that a choice names: 1 it is, 0 it is not, -1 error;
 * *open: it is not known who one of them is. */
static int is_among(struct asking *a, const struct value *recipients,
                    bool *open, struct error *err)
{
    int found = 0;

    for (size_t i = 0; found == 0 && i < recipients->items.n; i++) {
        struct record r;
        const char *party;

        if (store_load(a->store, recipients->items.v[i], &r, err) != 0)
            return -1;
        party = record_text(&r, RECIPIENT_PARTY);
        found = (a->recipient.ref && strcmp(a->recipient.ref, r.ref) == 0) ||
                (a->party && party && strcmp(a->party, party) == 0);
        *open |= record_is_open(&r, RECIPIENT_PARTY);
        record_release(&r);
    }
    return found;
}

static int names_it(struct asking *a, const char *consent, enum named *out,
                    struct error *err)
{
    struct record c;
    const struct value *v;
    bool open = false;
    int found = 0;

    *out = NAMED_NOBODY;
    if (store_load(a->store, consent, &c, err) != 0)
        return -1;
    if (c.kind == KIND_CONSENT) {
        v = record_get(&c, CONSENT_RECIPIENTS);
        found = is_among(a, v, &open, err);
        *out = found                               ? NAMED_IT
               : open || v->state == STATE_UNKNOWN ? NAMED_UNKNOWN
               : v->state != STATE_BLANK           ? NAMED_OTHERS
                                                   : NAMED_NOBODY;
    }
    record_release(&c);
    return found < 0 ? -1 : 0;
}

/* *covered: does a choice say yes to it? */
static int say_sharing(struct asking *a, const struct scope_rule *r,
                       bool *covered, struct error *err)
{
    enum named named;

    if (names_it(a, r->record, &named, err) != 0)
        return -1;
    *covered |=
        named == NAMED_IT || (named == NAMED_NOBODY && r->leave == SCOPE_YES);
    if (recipient_stays(a->category) || named == NAMED_IT)
        return 0;
    if (r->leave == SCOPE_NO ||
        (r->leave == SCOPE_YES && named == NAMED_OTHERS))
        answer_add(a, ANSWER_OF_SHARING_NOT, r->record, "");
    else if (r->leave == SCOPE_OPEN || named == NAMED_UNKNOWN)
        answer_add(a, ANSWER_OF_SHARING_OPEN, r->record, "");
    return 0;
}

static void say_sale(struct asking *a, const struct scope_rule *r)
{
    bool forbids = (r->what == SCOPE_SALE && r->leave == SCOPE_NO) ||
                   (r->what == SCOPE_DUTY && strcmp(r->code, "no-sale") == 0);
    bool sells = record_is(&a->recipient, RECIPIENT_SALE, "yes");
    bool open = record_is_open(&a->recipient, RECIPIENT_SALE);

    if (forbids && sells)
        answer_add(a, ANSWER_OF_SALE_NOT, r->record, "");
    else if (forbids && open)
        answer_add(a, ANSWER_OF_SALE_OPEN, a->recipient.ref, "");
    else if (r->what == SCOPE_SALE && r->leave == SCOPE_OPEN && (sells || open))
        answer_add(a, ANSWER_OF_SALE_DOUBT, r->record, "");
}

static void say_onward(struct asking *a, const struct scope_rule *r)
{
    bool forbids =
        (r->what == SCOPE_SHARING && r->leave == SCOPE_NO) ||
        (r->what == SCOPE_DUTY && strcmp(r->code, "no-onward-sharing") == 0);

    if (!forbids)
        return;
    if (record_is(&a->recipient, RECIPIENT_ONWARD, "allowed"))
        answer_add(a, ANSWER_OF_ONWARD_NOT, r->record, "");
    else if (record_is_open(&a->recipient, RECIPIENT_ONWARD))
        answer_add(a, ANSWER_OF_ONWARD_OPEN, a->recipient.ref, "");
}

static int say_agreed(struct asking *a, struct error *err)
{
    bool covered = false;
    int failed = 0;

    for (size_t i = 0; !failed && i < a->rules.n; i++) {
        const struct scope_rule *r = &a->rules.v[i];
        bool own = false;

        if (!scope_counts(&a->rules, r, a->question->purpose))
            continue;
        if (r->what == SCOPE_SHARING)
            failed = say_sharing(a, r, &own, err);
        covered |= own && r->step == 0;
        if (a->recipient.ref)
            say_sale(a, r);
        if (a->recipient.ref)
            say_onward(a, r);
    }
    if (!failed && !covered && a->recipient.ref &&
        record_is(&a->recipient, RECIPIENT_CHOICE, "opt-in"))
        answer_add(a, ANSWER_OF_RECIPIENT_YES_MISSING, a->recipient.ref, "");
    return failed;
}

/* Promises of the dataset, and of all that it was made from. */
static void say_promises(struct asking *a)
{
    const struct vocabulary *kinds = vocabulary_find("recipient-kinds");

    for (size_t i = 0; i < a->rules.n; i++) {
        const struct scope_rule *r = &a->rules.v[i];

        if (r->what != SCOPE_NOT_TO)
            continue;
        if (!*r->code)
            answer_add(a, ANSWER_OF_PROMISED_TO_OPEN, r->record, "");
        else if (answer_is_kind(a, r->code))
            answer_add(a, ANSWER_OF_PROMISED_NOT_TO, r->record, r->code);
        else if (a->category &&
                 strcmp(a->category, a->question->recipient) == 0 &&
                 vocabulary_within(kinds, r->code, a->category))
            answer_add(a, ANSWER_OF_PROMISED_NOT_TO_PART, r->record, r->code);
        else if (!a->category && a->recipient.ref)
            answer_add(a, ANSWER_OF_RECIPIENT_KIND_OPEN, a->recipient.ref, "");
    }
}

static void say_not_recorded(struct asking *a, bool maybe)
{
    bool whole =
        record_is(&a->dataset, DATASET_RECIPIENTS_LIST, "complete") ||
        record_get(&a->dataset, DATASET_RECIPIENTS_LIST)->state == STATE_NONE;

    answer_add(a,
               whole && !maybe ? ANSWER_OF_RECIPIENT_NONE
                               : ANSWER_OF_RECIPIENT_MISSING,
               a->dataset.ref, "");
}

/* Are they those who decide about the data, or a part of them? */
static int is_self(struct asking *a, struct error *err)
{
    const char *controller = record_text(&a->dataset, DATASET_CONTROLLER);

    if (!a->party || !controller || a->recipient.ref)
        return 0;
    return answer_part_of(a->store, a->party, controller, err);
}

static int say_unrecorded(struct asking *a, bool maybe, struct error *err)
{
    int self = is_self(a, err);

    a->recipient_self = self == 1;
    if (self == 1)
        answer_add(a, ANSWER_OF_RECIPIENT_SELF, a->party, "");
    else if (self == 0)
        say_not_recorded(a, maybe);
    return self;
}

int answer_recipient(struct asking *a, struct error *err)
{
    bool maybe = false;
    int self = 0;

    if (!a->question->recipient)
        return 0;
    if (!a->recipient.ref && find_record(a, &maybe, err) != 0)
        return -1;
    if (a->recipient.ref) {
        if (find_party(a, err) != 0)
            return -1;
        answer_add(a, ANSWER_OF_RECIPIENT, a->recipient.ref, "");
        if (record_is_open(&a->recipient, RECIPIENT_PARTY))
            answer_add(a, ANSWER_OF_RECIPIENT_PARTY_OPEN, a->recipient.ref, "");
        say_time(a);
        say_uses(a);
        answer_covered(a, &a->recipient, RECIPIENT_ELEMENTS,
                       ANSWER_OF_RECIPIENT_PART, ANSWER_OF_RECIPIENT_PART_OPEN);
        say_condition(a);
    } else if ((self = say_unrecorded(a, maybe, err)) != 0) {
        return self < 0 ? -1 : 0;
    }
    say_promises(a);
    return say_agreed(a, err);
}
