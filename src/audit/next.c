/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/next.h"

#include <stdlib.h>
#include <string.h>

#include "audit/reason.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "policy/asked.h"
#include "policy/today.h"
#include "store/read.h"

/* --- the order of usefulness --------------------------------------------- */

/* By what hurts people most when they do not know it. */
static const struct next_place places[] = {
    { 6, USE_REFUSAL_COSTS }, /* is a no punished?                         */
    { 7, FIELD_COUNT },       /* who gets it                               */
    { 8, FIELD_COUNT },       /* and who after them                        */
    { 9, FIELD_COUNT },       /* for how long                              */
    { 3, FIELD_COUNT },       /* behind whose back                         */
    { 6, FIELD_COUNT },       /* how to say no                             */
    { 4, FIELD_COUNT },       { 5, FIELD_COUNT },  { 13, FIELD_COUNT },
    { 12, FIELD_COUNT },      { 1, FIELD_COUNT },  { 2, FIELD_COUNT },
    { 11, FIELD_COUNT },      { 10, FIELD_COUNT }, { 14, FIELD_COUNT },
    { 15, FIELD_COUNT },
};

enum { PLACES = sizeof places / sizeof *places };

const struct next_place *next_place_at(size_t i)
{
    return i < PLACES ? &places[i] : NULL;
}

/* --- what is at hand ----------------------------------------------------- */

struct hunt {
    struct store *store;
    char as_of[DATE_TEXT];
    struct records records; /* the dataset, what is in it, what it names   */
    struct reasons reasons;
    struct next *out;
};

/* --- the records --------------------------------------------------------- */

/* Reads a record behind the others, unless it is there. */
static int add_record(struct hunt *h, const char *ref, struct error *err)
{
    struct records *l = &h->records;
    struct record r;

    if (reason_record(l, ref))
        return 0;
    if (store_load(h->store, ref, &r, err) != 0)
        return -1;
    ARRAY_GROW(l->v, l->n, l->room);
    l->v[l->n++] = r;
    return 0;
}

static int add_children(struct hunt *h, const char *dataset, struct error *err)
{
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        struct records *l = &h->records, children = RECORDS_INIT;

        if (kind_info((enum kind)kind)->parent != KIND_DATASET)
            continue;
        if (store_children(h->store, dataset, (enum kind)kind, &children,
                           err) != 0)
            return -1;
        for (size_t i = 0; i < children.n; i++) {
            ARRAY_GROW(l->v, l->n, l->room);
            l->v[l->n++] = children.v[i];
        }
        free(children.v);
    }
    return 0;
}

/* Fields that lead to records of which something is asked, too. */
static bool leads_on(enum field field)
{
    enum kind target = field_info(field)->target;

    return field == DATASET_CONTROLLER ||
           field == DATASET_DATA_PROTECTION_OFFICER ||
           target == KIND_ACTIVITY || target == KIND_NOTICE;
}

static int add_named(struct hunt *h, size_t number, struct error *err)
{
    const struct kind_info *k = kind_info(h->records.v[number].kind);

    for (size_t i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);

        if (!leads_on(field))
            continue;
        for (size_t j = 0;
             j < record_get(&h->records.v[number], field)->items.n; j++)
            if (add_record(h,
                           record_get(&h->records.v[number], field)->items.v[j],
                           err) != 0)
                return -1;
    }
    return 0;
}

/* Notices say themselves what they are about. */
static int add_notices(struct hunt *h, const char *dataset, struct error *err)
{
    struct strs refs = STRS_INIT;
    int failed = store_referrers(h->store, dataset, &refs, err);

    for (size_t i = 0; i < refs.n && !failed; i++) {
        struct record r;

        failed = store_load(h->store, refs.v[i], &r, err);
        if (failed)
            break;
        if (r.kind == KIND_NOTICE)
            failed = add_record(h, r.ref, err);
        record_release(&r);
    }
    strs_release(&refs);
    return failed;
}

static int add_organisation(struct hunt *h, struct error *err)
{
    int64_t id;
    int found = store_find(h->store, "organisation", &id, err);

    return found == 1 ? add_record(h, "organisation", err) : found;
}

static int add_records(struct hunt *h, const char *ref, struct error *err)
{
    const char *dataset;
    size_t own;

    if (add_record(h, ref, err) != 0)
        return -1;
    if (h->records.v[0].kind != KIND_DATASET)
        return error_set(err, ERROR_USAGE,
                         _("'%s' is no dataset but of the kind %s; give the "
                           "ref of a dataset"),
                         h->records.v[0].ref,
                         kind_info(h->records.v[0].kind)->name);
    dataset = h->records.v[0].ref;
    if (add_children(h, dataset, err) != 0)
        return -1;
    own = h->records.n;
    for (size_t i = 0; i < own; i++)
        if (add_named(h, i, err) != 0)
            return -1;
    return add_notices(h, dataset, err) || add_organisation(h, err) ? -1 : 0;
}

/* --- questions ----------------------------------------------------------- */

static struct next_question *question(struct next *out, enum next_state state,
                                      enum kind kind, enum field field)
{
    struct next_question *q;

    for (size_t i = 0; i < out->n; i++)
        if (out->v[i].state == state && out->v[i].kind == kind &&
            out->v[i].field == field)
            return &out->v[i];
    ARRAY_GROW(out->v, out->n, out->room);
    q = &out->v[out->n++];
    *q = (struct next_question){
        .state = state, .kind = kind, .field = field, .refs = STRS_INIT
    };
    return q;
}

static void add_rule(struct next_question *q, const struct rule *rule)
{
    for (size_t i = 0; i < q->rules_n; i++)
        if (q->rules[i] == rule)
            return;
    ARRAY_GROW(q->rules, q->rules_n, q->rules_room);
    q->rules[q->rules_n++] = rule;
}

/* Takes over why that field of that record is asked. */
static void add_reasons(const struct hunt *h, struct next_question *q,
                        const char *ref, enum field field)
{
    const struct reasons *l = &h->reasons;

    for (size_t i = reasons_find(l, ref, field); reasons_is(l, i, ref, field);
         i++)
        if (l->v[i].rule)
            add_rule(q, l->v[i].rule);
        else
            q->rows[l->v[i].row] = true;
}

/* Does the question want this, or anything of what is missing?  Those of sets
 * want a judgement. */
static bool is_wanted(const struct next_question *q,
                      const struct profile_question *by)
{
    if (q->state != NEXT_MISSING)
        return profile_wants(by, q->field);
    for (size_t i = 0; i < by->n; i++)
        if (field_info(by->fields[i])->kind == q->kind)
            return true;
    return false;
}

static void add_askers(struct next_question *q)
{
    const struct profile *p;

    for (size_t i = 0; (p = profile_at(i)); i++)
        for (size_t j = 0; p->asks == KIND_NONE && j < p->n; j++)
            if (is_wanted(q, &p->questions[j])) {
                ARRAY_GROW(q->askers, q->askers_n, q->askers_room);
                q->askers[q->askers_n++] =
                    (struct next_asker){ p, &p->questions[j] };
            }
}

/* The kind whose list this field is about, where the list is empty. */
static enum kind empty_list(const struct hunt *h, enum field field)
{
    enum kind child = KIND_NONE;

    for (int kind = 0; kind < KIND_COUNT; kind++)
        if (kind_info((enum kind)kind)->parent == KIND_DATASET &&
            kind_list_state((enum kind)kind) == field)
            child = (enum kind)kind;
    return reason_has_kind(&h->records, child) ? KIND_NONE : child;
}

/* Is a list that "has more", though nothing is on it, still a question? */
static bool is_more(const struct record *r, enum field field)
{
    const char *state = record_text(r, field);

    return state && strcmp(state, "more") == 0;
}

static void ask_field(struct hunt *h, const struct record *r, enum field field)
{
    const struct reasons *l = &h->reasons;
    bool why = reasons_is(l, reasons_find(l, r->ref, field), r->ref, field);
    enum kind missing =
        r->kind == KIND_DATASET ? empty_list(h, field) : KIND_NONE;
    enum next_state state = NEXT_BLANK;
    struct next_question *q;

    if (!record_is_open(r, field) &&
        !(missing != KIND_NONE && is_more(r, field)))
        return;
    if (!why && !asked(r, field))
        return;
    if (record_get(r, field)->state == STATE_UNKNOWN)
        state = NEXT_UNKNOWN;
    else if (missing != KIND_NONE)
        state = NEXT_MISSING;
    q = question(h->out, state, state == NEXT_MISSING ? missing : r->kind,
                 field);
    strs_add(&q->refs, r->ref);
    add_reasons(h, q, r->ref, field);
}

static void ask_records(struct hunt *h)
{
    for (size_t i = 0; i < h->records.n; i++) {
        const struct record *r = &h->records.v[i];
        const struct kind_info *k = kind_info(r->kind);

        for (size_t j = 0; j < k->count; j++)
            ask_field(h, r, (enum field)(k->first + j));
    }
    if (!reason_record(&h->records, "organisation"))
        question(h->out, NEXT_MISSING, KIND_ORGANISATION, FIELD_COUNT);
    for (size_t i = 0; i < h->out->n; i++)
        add_askers(&h->out->v[i]);
}

/* --- order --------------------------------------------------------------- */

/* Does it belong to a place that is for one field, or for what has it? */
static bool is_at(const struct next_question *q, const struct next_place *p)
{
    if (!q->rows[p->row - 1])
        return false;
    if (p->field == FIELD_COUNT || q->field == p->field)
        return true;
    return q->state == NEXT_MISSING && q->kind == field_info(p->field)->kind;
}

static size_t place_of(const struct next_question *q)
{
    size_t i = 0;

    while (i < PLACES && !is_at(q, &places[i]))
        i++;
    return i;
}

static enum severity worst(const struct next_question *q)
{
    enum severity s = SEVERITY_COUNT;

    for (size_t i = 0; i < q->rules_n; i++)
        if (q->rules[i]->severity < s)
            s = q->rules[i]->severity;
    return s;
}

static bool is_required(const struct next_question *q)
{
    for (size_t i = 0; i < q->askers_n; i++)
        if (q->askers[i].question->required)
            return true;
    return false;
}

/* The smaller the earlier; all that is said in next.h, in one number. */
static size_t rank(const struct next_question *q)
{
    enum severity s = worst(q);
    size_t r = q->state == NEXT_UNKNOWN;

    r = r * (PLACES + 1) + place_of(q);
    r = r * 2 + (s != SEVERITY_ERROR);
    r = r * 2 + !is_required(q);
    r = r * (SEVERITY_COUNT + 1) + (size_t)s;
    return r * 2 + !q->askers_n;
}

/* As they were found, where they are as useful: the order of the form. */
static void sort(struct next *l)
{
    for (size_t i = 1; i < l->n; i++) {
        struct next_question q = l->v[i];
        size_t j = i, r = rank(&q);

        for (; j > 0 && rank(&l->v[j - 1]) > r; j--)
            l->v[j] = l->v[j - 1];
        l->v[j] = q;
    }
}

static void question_release(struct next_question *q)
{
    strs_release(&q->refs);
    free(q->rules);
    free(q->askers);
}

/* What is not known, and of no use to know, was answered. */
static void drop_settled(struct next *l)
{
    size_t n = 0;

    for (size_t i = 0; i < l->n; i++) {
        struct next_question *q = &l->v[i];

        if (q->state == NEXT_UNKNOWN && place_of(q) == PLACES &&
            worst(q) != SEVERITY_ERROR && !is_required(q))
            question_release(q);
        else
            l->v[n++] = *q;
    }
    l->n = n;
}

/* --- the whole ----------------------------------------------------------- */

static int hunt_all(struct hunt *h, const char *ref, const char *as_of,
                    struct error *err)
{
    if (today_unless(h->store, as_of, h->as_of, err) != 0 ||
        add_records(h, ref, err) != 0 ||
        reasons_read(&h->reasons, h->store, &h->records, h->as_of, err) != 0)
        return -1;
    ask_records(h);
    drop_settled(h->out);
    sort(h->out);
    return 0;
}

int next_read(struct next *out, struct store *s, const char *ref,
              const char *as_of, struct error *err)
{
    struct hunt h = {
        .store = s, .records = RECORDS_INIT, .reasons = REASONS_INIT, .out = out
    };
    int failed;

    *out = (struct next)NEXT_INIT;
    if (store_read_begin(s, err) != 0)
        return -1;
    failed = hunt_all(&h, ref, as_of, err);
    store_read_end(s);
    reasons_release(&h.reasons);
    records_release(&h.records);
    if (failed)
        next_release(out);
    return failed;
}

void next_release(struct next *l)
{
    for (size_t i = 0; i < l->n; i++)
        question_release(&l->v[i]);
    free(l->v);
    *l = (struct next)NEXT_INIT;
}
