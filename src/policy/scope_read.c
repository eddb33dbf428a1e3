/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/scope.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "policy/asked.h"
#include "policy/due.h"
#include "policy/trail.h"

/* One dataset that is read. */
struct reading {
    struct scope_rules *rules;
    struct store *store;
    const char *day;
    size_t step;
    struct record dataset;
    struct records uses;
    struct records consents;
    struct records sources;
};

static const char *const names[SCOPE_WHAT_COUNT] = {
    [SCOPE_PERMITS] = "permits", [SCOPE_ASKED] = "asked",
    [SCOPE_BASIS] = "basis",     [SCOPE_AGREED] = "agreed",
    [SCOPE_FORBIDS] = "forbids", [SCOPE_OPENS] = "opens",
    [SCOPE_DOUBTS] = "doubts",   [SCOPE_CLOSES] = "closes",
    [SCOPE_DUTY] = "duty",       [SCOPE_SHARING] = "sharing",
    [SCOPE_SALE] = "sale",       [SCOPE_LINKAGE] = "linkage",
    [SCOPE_REGION] = "region",   [SCOPE_UNTIL] = "until",
    [SCOPE_OVER] = "over",       [SCOPE_LAPSED] = "lapsed",
    [SCOPE_NOT_YET] = "not-yet", [SCOPE_UNBOUND] = "unbound",
    [SCOPE_NOT_TO] = "not-to",   [SCOPE_GAP] = "gap",
    [SCOPE_JOINED] = "joined",
};

const char *scope_what_name(enum scope_what what)
{
    return names[what];
}

void scope_rules_release(struct scope_rules *l)
{
    for (size_t i = 0; i < l->n; i++) {
        free(l->v[i].code);
        free(l->v[i].group);
        free(l->v[i].record);
    }
    free(l->v);
    lineage_release(&l->lineage);
    *l = (struct scope_rules)SCOPE_RULES_INIT;
}

static struct scope_rule *add(struct reading *r, enum scope_what what,
                              const char *code, const struct record *by)
{
    struct scope_rules *l = r->rules;

    ARRAY_GROW(l->v, l->n, l->room);
    l->v[l->n] = (struct scope_rule){ .what = what,
                                      .code = xstrdup(code),
                                      .group = xstrdup(""),
                                      .record = xstrdup(by->ref),
                                      .step = r->step };
    return &l->v[l->n++];
}

static void add_group(struct reading *r, enum scope_what what, const char *code,
                      const struct record *by, const char *group)
{
    struct scope_rule *rule = add(r, what, code, by);

    free(rule->group);
    rule->group = xstrdup(group);
}

static void add_all(struct reading *r, enum scope_what what,
                    const struct record *by, enum field field)
{
    const struct value *v = record_get(by, field);

    for (size_t i = 0; i < v->items.n; i++)
        add(r, what, v->items.v[i], by);
}

static void add_leave(struct reading *r, enum scope_what what,
                      enum scope_leave leave, const struct record *by)
{
    add(r, what, "", by)->leave = leave;
}

/* What a field of yes or no says of a thing that is asked. */
static enum scope_leave leave_of(const struct record *r, enum field field)
{
    if (record_is_open(r, field))
        return SCOPE_OPEN;
    return record_is(r, field, "yes") ? SCOPE_YES : SCOPE_NO;
}

/* --- consents ------------------------------------------------------------ */

/* When the notice is in use on which people say yes: its last day as due_end()
 * takes it.  Each is "" where it is not known, or there is no notice. */
struct in_use {
    char since[DATE_TEXT];
    char until[DATE_TEXT];
};

static int notice_in_use(struct reading *r, const struct record *consent,
                         struct in_use *out, struct error *err)
{
    const char *notice = record_text(consent, CONSENT_NOTICE);
    struct record told;

    *out = (struct in_use){ "", "" };
    if (!notice)
        return 0;
    if (store_load(r->store, notice, &told, err) != 0)
        return -1;
    date_copy(out->since, record_text(&told, NOTICE_SINCE));
    date_copy(out->until, record_text(&told, NOTICE_UNTIL));
    record_release(&told);
    return 0;
}

/* Is the choice over?  Where it ends later, a rule says when. */
static bool read_end(struct reading *r, const struct record *c,
                     const char *from)
{
    char end[DATE_TEXT];
    bool over;

    if (record_get(c, CONSENT_VALID_UNTIL)->state == STATE_UNKNOWN ||
        record_get(c, CONSENT_VALID_FOR)->state == STATE_UNKNOWN)
        add(r, SCOPE_UNTIL, "", c);
    if (!due_end(end, record_text(c, CONSENT_VALID_UNTIL),
                 record_text(c, CONSENT_VALID_FOR), from))
        return false;
    over = end[0] && strcmp(end, r->day) < 0;
    add(r, over ? SCOPE_OVER : SCOPE_UNTIL, end, c);
    return over;
}

/* Those who said yes are still in the data when it is over: nothing is
 * permitted by them, and what they were promised holds. */
static void read_purposes(struct reading *r, const struct record *c, bool over)
{
    const char *notice = record_text(c, CONSENT_NOTICE);
    const struct value *v = record_get(c, CONSENT_PURPOSES_PERMITTED);

    add_group(r, SCOPE_ASKED, "", c, notice ? notice : c->ref);
    for (size_t i = 0; i < v->items.n; i++)
        add_group(r, over ? SCOPE_LAPSED : SCOPE_PERMITS, v->items.v[i], c,
                  notice ? notice : c->ref);
    if (!over && record_is_open(c, CONSENT_PURPOSES_PERMITTED))
        add(r, SCOPE_OPENS, "", c);
    add_all(r, SCOPE_FORBIDS, c, CONSENT_PURPOSES_FORBIDDEN);
    if (record_get(c, CONSENT_PURPOSES_FORBIDDEN)->state == STATE_UNKNOWN)
        add(r, SCOPE_DOUBTS, "", c);
}

static void read_region(struct reading *r, const struct record *c)
{
    const struct value *v = record_get(c, CONSENT_REGION);
    struct buf countries = BUF_INIT;

    for (size_t i = 0; i < v->items.n; i++)
        buf_addf(&countries, "%s%s", i ? " " : "", v->items.v[i]);
    if (countries.len || v->state == STATE_UNKNOWN)
        add(r, SCOPE_REGION, countries.s, c);
    buf_release(&countries);
}

static int read_consent(struct reading *r, const struct record *c,
                        struct error *err)
{
    struct in_use notice;
    bool over;

    if (notice_in_use(r, c, &notice, err) != 0)
        return -1;
    if (strcmp(notice.since, r->day) > 0) {
        add(r, SCOPE_NOT_YET, notice.since, c);
        return 0;
    }
    over = read_end(r, c, notice.until);
    read_purposes(r, c, over);
    if (over)
        return 0;
    add_all(r, SCOPE_DUTY, c, CONSENT_DUTIES);
    add_leave(r, SCOPE_SHARING, leave_of(c, CONSENT_SHARING), c);
    add_leave(r, SCOPE_SALE, leave_of(c, CONSENT_SALE), c);
    add_leave(r, SCOPE_LINKAGE, leave_of(c, CONSENT_LINKAGE), c);
    read_region(r, c);
    return 0;
}

/* --- uses ---------------------------------------------------------------- */

static bool has_consent(const struct reading *r, const char *use)
{
    for (size_t i = 0; i < r->consents.n; i++)
        if (value_has(record_get(&r->consents.v[i], CONSENT_USES), use))
            return true;
    return false;
}

/* Is the list stated as complete, or as none? */
static bool is_whole(const struct record *dataset, enum field list)
{
    return record_is(dataset, list, "complete") ||
           record_get(dataset, list)->state == STATE_NONE;
}

bool scope_needs_yes(const struct record *use)
{
    return record_within(use, USE_BASIS, "consent") ||
           record_is(use, USE_SPECIAL_CONDITION, "art-9-2-a") ||
           record_is(use, USE_CHOICE, "opt-in");
}

static void read_use(struct reading *r, const struct record *use)
{
    const char *purpose = record_text(use, USE_PURPOSE);

    if (!record_in_force(use, USE_SINCE, USE_UNTIL, r->day))
        return;
    if (!purpose || !record_text(use, USE_BASIS)) {
        add(r, SCOPE_OPENS, "", use);
    } else if (!scope_needs_yes(use)) {
        add(r, SCOPE_BASIS, purpose, use);
    } else if (!has_consent(r, use->ref) &&
               !is_whole(&r->dataset, DATASET_CONSENTS_LIST)) {
        add(r, SCOPE_OPENS, "", use);
    }
}

/* --- sources ------------------------------------------------------------- */

static bool is_bound(const char *state)
{
    static const char *const in_force[] = { "signed", "in-force", "renewed" };

    for (size_t i = 0; i < sizeof in_force / sizeof *in_force; i++)
        if (strcmp(state, in_force[i]) == 0)
            return true;
    return false;
}

static void read_agreement(struct reading *r, const struct record *a)
{
    const char *onward = record_text(a, AGREEMENT_ONWARD);
    const char *end = record_text(a, AGREEMENT_END);
    const char *state = record_text(a, AGREEMENT_STATUS);

    if (state && !is_bound(state))
        add(r, SCOPE_UNBOUND, state, a);
    add_all(r, SCOPE_AGREED, a, AGREEMENT_PURPOSES);
    if (record_is_open(a, AGREEMENT_PURPOSES))
        add(r, SCOPE_DOUBTS, "", a);
    add_leave(r, SCOPE_SHARING,
              !onward                            ? SCOPE_OPEN
              : strcmp(onward, "forbidden") == 0 ? SCOPE_NO
              : strcmp(onward, "allowed") == 0   ? SCOPE_YES
                                                 : SCOPE_OPEN,
              a);
    add_leave(r, SCOPE_SALE, leave_of(a, AGREEMENT_SALE), a);
    if (end)
        add(r, strcmp(end, r->day) < 0 ? SCOPE_OVER : SCOPE_UNTIL, end, a);
    else if (record_is_open(a, AGREEMENT_END))
        add(r, SCOPE_UNTIL, "", a);
}

static int read_source(struct reading *r, const struct record *source,
                       struct error *err)
{
    const char *agreement = record_text(source, SOURCE_AGREEMENT);
    struct record a;

    if (record_is(source, SOURCE_COVERS_US, "no"))
        add(r, SCOPE_CLOSES, "", source);
    else if (asked(source, SOURCE_COVERS_US) &&
             record_is_open(source, SOURCE_COVERS_US))
        add(r, SCOPE_DOUBTS, "", source);
    if (trail_source_is_gap(source))
        add(r, SCOPE_GAP, "", source);
    if (!agreement)
        return 0;
    if (store_load(r->store, agreement, &a, err) != 0)
        return -1;
    read_agreement(r, &a);
    record_release(&a);
    return 0;
}

/* --- a dataset ----------------------------------------------------------- */

static void read_promises(struct reading *r)
{
    const struct record *d = &r->dataset;

    add_all(r, SCOPE_FORBIDS, d, DATASET_NOT_USED_FOR);
    if (record_get(d, DATASET_NOT_USED_FOR)->state == STATE_UNKNOWN)
        add(r, SCOPE_DOUBTS, "", d);
    add_all(r, SCOPE_NOT_TO, d, DATASET_NOT_GIVEN_TO);
    if (record_get(d, DATASET_NOT_GIVEN_TO)->state == STATE_UNKNOWN)
        add(r, SCOPE_NOT_TO, "", d);
    if (record_is(d, DATASET_SOLD, "no"))
        add_leave(r, SCOPE_SALE, SCOPE_NO, d);
}

/* Is it stated that the data are put together with others? */
static bool joins(const struct record *r, enum field operations)
{
    static const char *const kinds[] = { "combine", "match" };
    const struct value *v = record_get(r, operations);

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (value_has(v, kinds[i]))
            return true;
    return false;
}

static void read_joined(struct reading *r)
{
    enum state stated = record_get(&r->dataset, DATASET_JOINED_WITH)->state;
    bool joined =
        stated == STATE_VALUE || joins(&r->dataset, DATASET_OPERATIONS);

    for (size_t i = 0; i < r->sources.n; i++)
        joined |= joins(&r->sources.v[i], SOURCE_OPERATIONS);
    add_leave(r, SCOPE_JOINED,
              joined                 ? SCOPE_NO
              : stated == STATE_NONE ? SCOPE_YES
                                     : SCOPE_OPEN,
              &r->dataset);
}

/* Nobody has said anything of what it is for. */
static void read_nothing(struct reading *r)
{
    if (r->uses.n == 0 && r->consents.n == 0 &&
        !is_whole(&r->dataset, DATASET_USES_LIST))
        add(r, SCOPE_OPENS, "", &r->dataset);
}

static int read_children(struct reading *r, struct error *err)
{
    const char *ref = r->dataset.ref;

    const struct {
        enum kind kind;
        struct records *out;
    } lists[] = { { KIND_USE, &r->uses },
                  { KIND_CONSENT, &r->consents },
                  { KIND_SOURCE, &r->sources } };

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (lineage_has(&r->rules->lineage, r->step, lists[i].kind) &&
            store_children(r->store, ref, lists[i].kind, lists[i].out, err))
            return -1;
    for (size_t i = 0; i < r->consents.n; i++)
        if (read_consent(r, &r->consents.v[i], err) != 0)
            return -1;
    for (size_t i = 0; i < r->uses.n; i++)
        read_use(r, &r->uses.v[i]);
    for (size_t i = 0; i < r->sources.n; i++)
        if (read_source(r, &r->sources.v[i], err) != 0)
            return -1;
    if (r->sources.n == 0 &&
        record_get(&r->dataset, DATASET_SOURCES_LIST)->state != STATE_NONE)
        add(r, SCOPE_GAP, "", &r->dataset);
    return 0;
}

static int read_step(struct scope_rules *l, struct store *s, size_t step,
                     const char *day, struct error *err)
{
    struct reading r = { .rules = l, .store = s, .day = day, .step = step };
    int failed;

    if (store_load(s, l->lineage.v[step].dataset, &r.dataset, err) != 0)
        return -1;
    read_promises(&r);
    failed = read_children(&r, err);
    if (!failed)
        read_nothing(&r);
    if (!failed)
        read_joined(&r);
    records_release(&r.uses);
    records_release(&r.consents);
    records_release(&r.sources);
    record_release(&r.dataset);
    return failed;
}

int scope_read_own(struct scope_rules *out, struct store *s,
                   const char *dataset, const char *day, struct error *err)
{
    lineage_start(&out->lineage, dataset);
    return read_step(out, s, 0, day, err);
}

int scope_read(struct scope_rules *out, struct store *s, const char *dataset,
               const char *day, struct error *err)
{
    int failed = lineage_up(&out->lineage, s, dataset, err);

    for (size_t i = 0; !failed && i < out->lineage.n; i++)
        failed = read_step(out, s, i, day, err);
    return failed;
}
