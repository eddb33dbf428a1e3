/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/scope.h"

#include <stdlib.h>
#include <string.h>

#include "model/vocabulary.h"

void scope_release(struct scope *s)
{
    strs_release(&s->permitted);
    strs_release(&s->partly);
    strs_release(&s->forbidden);
    strs_release(&s->open);
    strs_release(&s->doubts);
    strs_release(&s->limits);
    strs_release(&s->duties);
    strs_release(&s->regions);
    *s = (struct scope)SCOPE_INIT;
}

/* --- sets of purposes ---------------------------------------------------- */

static bool within(const char *purpose, const char *broader)
{
    return vocabulary_within(vocabulary_find("purposes"), purpose, broader);
}

/* Is the purpose one of them, or narrower than one? */
static bool is_in(const struct strs *purposes, const char *purpose)
{
    for (size_t i = 0; i < purposes->n; i++)
        if (within(purpose, purposes->v[i]))
            return true;
    return false;
}

/* Is one of them narrower than the purpose? */
static bool has_narrower(const struct strs *purposes, const char *purpose)
{
    for (size_t i = 0; i < purposes->n; i++)
        if (within(purposes->v[i], purpose))
            return true;
    return false;
}

static void add_those_in(struct strs *out, const struct strs *from,
                         const struct strs *in)
{
    for (size_t i = 0; i < from->n; i++)
        if (is_in(in, from->v[i]))
            strs_add(out, from->v[i]);
}

/* Of two terms one of which is above the other, the narrower. */
static void meet_purposes(struct strs *a, const struct strs *b)
{
    struct strs both = STRS_INIT;

    add_those_in(&both, a, b);
    add_those_in(&both, b, a);
    strs_sort_unique(&both);
    strs_release(a);
    *a = both;
}

static void add_all(struct strs *out, const struct strs *from)
{
    for (size_t i = 0; i < from->n; i++)
        strs_add(out, from->v[i]);
}

static void drop_those_in(struct strs *l, const struct strs *in)
{
    for (size_t i = l->n; i > 0; i--)
        if (is_in(in, l->v[i - 1]))
            strs_remove(l, i - 1);
}

size_t scope_first(const struct scope_rules *l, size_t step)
{
    size_t from = 0, to = l->n;

    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (l->v[middle].step < step)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* Duties and limits are those of what the choice permits. */
static bool is_of_box(enum scope_what what)
{
    return what == SCOPE_DUTY || what == SCOPE_SHARING || what == SCOPE_SALE ||
           what == SCOPE_LINKAGE || what == SCOPE_REGION || what == SCOPE_UNTIL;
}

bool scope_counts(const struct scope_rules *l, const struct scope_rule *rule,
                  const char *purpose)
{
    bool permits = false;
    size_t to;

    if (!is_of_box(rule->what))
        return true;
    to = scope_first(l, rule->step + 1);
    for (size_t i = scope_first(l, rule->step); purpose && i < to; i++) {
        if (l->v[i].what != SCOPE_PERMITS ||
            strcmp(l->v[i].record, rule->record) != 0)
            continue;
        if (within(purpose, l->v[i].code))
            return true;
        permits = true;
    }
    return !permits;
}

/* --- the rules of one dataset -------------------------------------------- */

/* The rules of a step that count, one after the other. */
struct folding {
    struct scope *out;
    const struct scope_rules *rules;
    size_t from; /* the rules of the step                                  */
    size_t to;
};

static const struct scope_rule *rule(const struct folding *f, size_t i)
{
    return &f->rules->v[i];
}

/* Adds the codes of the rules that say that, of this group (NULL: any). */
static void add_codes(const struct folding *f, struct strs *out,
                      enum scope_what what, const char *group)
{
    for (size_t i = f->from; i < f->to; i++)
        if (rule(f, i)->what == what &&
            (!group || strcmp(rule(f, i)->group, group) == 0))
            strs_add(out, rule(f, i)->code);
    strs_sort_unique(out);
}

/* What every notice permits, and what only some of them do. */
static void fold_choices(const struct folding *f)
{
    struct strs groups = STRS_INIT;

    for (size_t i = f->from; i < f->to; i++)
        if (rule(f, i)->what == SCOPE_ASKED)
            strs_add(&groups, rule(f, i)->group);
    strs_sort_unique(&groups);
    for (size_t i = 0; i < groups.n; i++) {
        struct strs permitted = STRS_INIT;

        add_codes(f, &permitted, SCOPE_PERMITS, groups.v[i]);
        add_all(&f->out->partly, &permitted);
        if (i == 0)
            add_all(&f->out->permitted, &permitted);
        else
            meet_purposes(&f->out->permitted, &permitted);
        strs_release(&permitted);
    }
    strs_release(&groups);
}

/* Nothing beyond what each agreement names. */
static void fold_agreements(const struct folding *f)
{
    struct scope *s = f->out;

    for (size_t i = f->from; i < f->to; i++) {
        struct strs agreed = STRS_INIT;
        const char *record = rule(f, i)->record;

        if (rule(f, i)->what != SCOPE_AGREED ||
            (i > f->from && rule(f, i - 1)->what == SCOPE_AGREED &&
             strcmp(rule(f, i - 1)->record, record) == 0))
            continue;
        for (size_t j = i; j < f->to && rule(f, j)->what == SCOPE_AGREED &&
                           strcmp(rule(f, j)->record, record) == 0;
             j++)
            strs_add(&agreed, rule(f, j)->code);
        strs_sort_unique(&agreed);
        if (s->limited) {
            meet_purposes(&s->limits, &agreed);
            strs_release(&agreed);
        } else {
            s->limits = agreed;
        }
        s->limited = true;
    }
    if (s->limited)
        meet_purposes(&s->permitted, &s->limits);
}

static void be_stricter(enum scope_leave *leave, enum scope_leave other)
{
    if (other > *leave)
        *leave = other;
}

static void meet_regions(struct scope *s, bool bounded,
                         const struct strs *other)
{
    if (!bounded)
        return;
    if (!s->bounded)
        strs_copy(&s->regions, other);
    for (size_t i = s->regions.n; s->bounded && i > 0; i--)
        if (!strs_has(other, s->regions.v[i - 1]))
            strs_remove(&s->regions, i - 1);
    s->bounded = true;
}

static void meet_until(struct scope *s, const char *day)
{
    char end[DATE_TEXT];

    date_copy(end, day);
    if (*end && (!*s->until || strcmp(end, s->until) < 0))
        memcpy(s->until, end, sizeof end);
}

static void fold_region(struct scope *s, const char *countries)
{
    struct strs l = STRS_INIT;

    strs_split(&l, countries, ' ');
    strs_sort_unique(&l);
    if (l.n)
        meet_regions(s, true, &l);
    strs_release(&l);
}

static void fold_rule(struct scope *s, const struct scope_rule *r)
{
    switch (r->what) {
    case SCOPE_BASIS:
        s->judged = true;
        break;
    case SCOPE_OPENS:
        strs_add(&s->open, r->record);
        break;
    case SCOPE_DOUBTS:
        strs_add(&s->doubts, r->record);
        break;
    case SCOPE_CLOSES:
        s->closed = true;
        break;
    case SCOPE_DUTY:
        strs_add(&s->duties, r->code);
        break;
    case SCOPE_SHARING:
        be_stricter(&s->sharing, r->leave);
        break;
    case SCOPE_SALE:
        be_stricter(&s->sale, r->leave);
        break;
    case SCOPE_LINKAGE:
        be_stricter(&s->linkage, r->leave);
        break;
    case SCOPE_REGION:
        fold_region(s, r->code);
        break;
    case SCOPE_UNTIL:
        meet_until(s, r->code);
        s->until_open |= !*r->code;
        break;
    default:
        break;
    }
}

void scope_of_step(struct scope *out, const struct scope_rules *l, size_t step,
                   const char *purpose)
{
    struct folding f = { .out = out, .rules = l };

    f.from = scope_first(l, step);
    f.to = scope_first(l, step + 1);
    fold_choices(&f);
    add_codes(&f, &out->permitted, SCOPE_BASIS, NULL);
    fold_agreements(&f);
    add_codes(&f, &out->forbidden, SCOPE_FORBIDS, NULL);
    for (size_t i = f.from; i < f.to; i++)
        if (scope_counts(l, rule(&f, i), purpose))
            fold_rule(out, rule(&f, i));
    if (out->closed) {
        strs_release(&out->permitted);
        strs_release(&out->partly);
    }
    drop_those_in(&out->permitted, &out->forbidden);
    drop_those_in(&out->partly, &out->forbidden);
    drop_those_in(&out->partly, &out->permitted);
    strs_sort_unique(&out->partly);
    strs_sort_unique(&out->open);
    strs_sort_unique(&out->doubts);
    strs_sort_unique(&out->duties);
}

/* --- datasets made from each other --------------------------------------- */

/* Where permitted or partly permitted by both, but not permitted by both. */
static void meet_partly(struct scope *a, const struct scope *b)
{
    struct strs other = STRS_INIT;

    strs_copy(&other, &b->partly);
    add_all(&other, &b->permitted);
    add_all(&a->partly, &a->permitted);
    meet_purposes(&a->partly, &other);
    meet_purposes(&a->permitted, &b->permitted);
    drop_those_in(&a->partly, &a->permitted);
    strs_release(&other);
}

/* Refs of records may be as many as there are datasets above: they are put in
 * order at the end. */
static void arrange(struct scope *s)
{
    strs_sort_unique(&s->open);
    strs_sort_unique(&s->doubts);
}

static void meet(struct scope *a, const struct scope *b)
{
    meet_partly(a, b);
    add_all(&a->forbidden, &b->forbidden);
    strs_sort_unique(&a->forbidden);
    drop_those_in(&a->permitted, &a->forbidden);
    drop_those_in(&a->partly, &a->forbidden);
    add_all(&a->open, &b->open);
    add_all(&a->doubts, &b->doubts);
    a->closed |= b->closed;
    if (b->limited && a->limited)
        meet_purposes(&a->limits, &b->limits);
    else if (b->limited)
        strs_copy(&a->limits, &b->limits);
    a->limited |= b->limited;
    a->judged |= b->judged;
    add_all(&a->duties, &b->duties);
    strs_sort_unique(&a->duties);
    be_stricter(&a->sharing, b->sharing);
    be_stricter(&a->sale, b->sale);
    be_stricter(&a->linkage, b->linkage);
    meet_regions(a, b->bounded, &b->regions);
    meet_until(a, b->until);
    a->until_open |= b->until_open;
}

void scope_meet(struct scope *a, const struct scope *b)
{
    meet(a, b);
    arrange(a);
}

void scope_of(struct scope *out, const struct scope_rules *l,
              const char *purpose)
{
    scope_of_step(out, l, 0, purpose);
    for (size_t i = 1; i < l->lineage.n; i++) {
        struct scope above = SCOPE_INIT;

        scope_of_step(&above, l, i, purpose);
        meet(out, &above);
        scope_release(&above);
    }
    arrange(out);
}

/* --- what it says -------------------------------------------------------- */

enum scope_says scope_says(const struct scope *s, const char *purpose)
{
    if (is_in(&s->forbidden, purpose))
        return SCOPE_SAYS_FORBIDDEN;
    if (s->closed || (s->limited && !is_in(&s->limits, purpose)))
        return SCOPE_SAYS_NO;
    if (is_in(&s->permitted, purpose))
        return s->doubts.n                            ? SCOPE_SAYS_OPEN
               : has_narrower(&s->forbidden, purpose) ? SCOPE_SAYS_PARTLY
                                                      : SCOPE_SAYS_YES;
    if (is_in(&s->partly, purpose))
        return SCOPE_SAYS_PARTLY;
    if (s->open.n)
        return SCOPE_SAYS_OPEN;
    return s->judged ? SCOPE_SAYS_JUDGE : SCOPE_SAYS_NO;
}

enum scope_says scope_says_all(const struct scope_rules *l, const char *purpose)
{
    enum scope_says strictest = SCOPE_SAYS_YES;

    for (size_t i = 0; i < l->lineage.n; i++) {
        struct scope s = SCOPE_INIT;
        enum scope_says says;

        scope_of_step(&s, l, i, purpose);
        says = scope_says(&s, purpose);
        if (says > strictest)
            strictest = says;
        scope_release(&s);
    }
    return strictest;
}

const char *scope_leave_name(enum scope_leave leave)
{
    static const char *const names[] = { "silent", "yes", "open", "no" };

    return names[leave];
}

const char *scope_says_name(enum scope_says says)
{
    static const char *const names[] = { "yes",  "judge", "partly",
                                         "open", "no",    "forbidden" };

    return names[says];
}
