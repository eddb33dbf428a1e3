/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/onward.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/strs.h"
#include "model/date.h"
#include "model/kinds.h"
#include "model/ref.h"
#include "store/list.h"

/* A party that is the government people fled from. */
struct party {
    char *ref;
    int64_t id;
};

struct agreement {
    char *ref;
    int64_t id;
    enum onward_end onward;
    struct strs receivers;
};

/* By that agreement this party gives that dataset to others. */
struct pass {
    char *dataset;
    char *giver;
    size_t agreement;
};

#define LIST(type)                                                             \
    struct {                                                                   \
        type *v;                                                               \
        size_t n;                                                              \
        size_t room;                                                           \
    }

struct walk {
    const char *as_of;
    struct strs ours; /* our own parties                                   */
    LIST(struct party) fled;           /* in order of refs                 */
    LIST(struct agreement) agreements; /* in order of refs                 */
    LIST(struct pass) passes;          /* by dataset and giver             */
    onward_each_fn *each;
    void *data;
};

const char *onward_name(enum onward_end end)
{
    static const char *const names[ONWARD_COUNT] = {
        [ONWARD_FORBIDDEN] = "forbidden",
        [ONWARD_WITH_PERMISSION] = "with-permission",
        [ONWARD_ALLOWED] = "allowed",
        [ONWARD_UNKNOWN] = "unknown",
    };

    return names[end];
}

/* What a cell of a list says. */
static enum onward_end end_of(const char *cell)
{
    int i;

    for (i = 0; i < ONWARD_UNKNOWN; i++)
        if (strcmp(cell, onward_name((enum onward_end)i)) == 0)
            return (enum onward_end)i;
    return ONWARD_UNKNOWN;
}

/* Is it over on that day? */
static bool is_past(const struct walk *w, const char *until)
{
    struct date d;

    return date_parse(&d, until) && strcmp(until, w->as_of) < 0;
}

/* The refs in a cell of a list. */
static void split(struct strs *out, const char *cell)
{
    size_t i;

    if (!*cell || *cell == '@')
        return;
    strs_split(out, cell, ' ');
    for (i = 0; i < out->n; i++)
        out->v[i][strcspn(out->v[i], ",")] = 0;
}

/* --- reading ------------------------------------------------------------- */

static int add_ours(const struct list_row *row, void *data, struct error *err)
{
    struct walk *w = data;

    (void)err;
    strs_add(&w->ours, row->cells.v[0]);
    return 0;
}

static int add_fled(const struct list_row *row, void *data, struct error *err)
{
    struct walk *w = data;

    (void)err;
    ARRAY_GROW(w->fled.v, w->fled.n, w->fled.room);
    w->fled.v[w->fled.n++] = (struct party){ xstrdup(row->ref), row->id };
    return 0;
}

enum { GIVERS, RECEIVERS, DATASETS, ONWARD, STATUS, END, AGREEMENT_CELLS };

static bool in_force(const struct walk *w, char *const *cell)
{
    static const char *const not_now[] = { "draft",      "refused",  "expired",
                                           "terminated", "replaced", NULL };
    size_t i;

    for (i = 0; not_now[i]; i++)
        if (strcmp(cell[STATUS], not_now[i]) == 0)
            return false;
    return !is_past(w, cell[END]);
}

static void add_passes(struct walk *w, char *const *cell, size_t agreement)
{
    struct strs givers = STRS_INIT, datasets = STRS_INIT;
    size_t i, j;

    split(&givers, cell[GIVERS]);
    split(&datasets, cell[DATASETS]);
    for (i = 0; i < datasets.n; i++)
        for (j = 0; j < givers.n; j++) {
            ARRAY_GROW(w->passes.v, w->passes.n, w->passes.room);
            w->passes.v[w->passes.n++] =
                (struct pass){ xstrdup(datasets.v[i]), xstrdup(givers.v[j]),
                               agreement };
        }
    strs_release(&givers);
    strs_release(&datasets);
}

/* Those that are over still say what was agreed with their recipients. */
static int add_agreement(const struct list_row *row, void *data,
                         struct error *err)
{
    struct walk *w = data;
    char *const *cell = row->cells.v;
    struct agreement *a;

    (void)err;
    ARRAY_GROW(w->agreements.v, w->agreements.n, w->agreements.room);
    a = &w->agreements.v[w->agreements.n++];
    *a = (struct agreement){ xstrdup(row->ref), row->id, end_of(cell[ONWARD]),
                             STRS_INIT };
    split(&a->receivers, cell[RECEIVERS]);
    if (in_force(w, cell))
        add_passes(w, cell, w->agreements.n - 1);
    return 0;
}

static int by_pass(const void *a, const void *b)
{
    const struct pass *x = a, *y = b;
    int order = strcmp(x->dataset, y->dataset);

    if (order == 0)
        order = strcmp(x->giver, y->giver);
    if (order == 0)
        order = x->agreement < y->agreement ? -1 : 1;
    return order;
}

static int read_all(struct walk *w, struct store *s, struct error *err)
{
    static const enum field party[] = { ORGANISATION_PARTY };
    static const enum field cells[AGREEMENT_CELLS] = {
        [GIVERS] = AGREEMENT_GIVERS,     [RECEIVERS] = AGREEMENT_RECEIVERS,
        [DATASETS] = AGREEMENT_DATASETS, [ONWARD] = AGREEMENT_ONWARD,
        [STATUS] = AGREEMENT_STATUS,     [END] = AGREEMENT_END,
    };

    if (list_where(s, KIND_ORGANISATION, "", party, 1, add_ours, w, err) ||
        list_where(s, KIND_PARTY, "party_kind=government-fled", NULL, 0,
                   add_fled, w, err) ||
        list_where(s, KIND_AGREEMENT, "", cells, AGREEMENT_CELLS, add_agreement,
                   w, err))
        return -1;
    if (w->passes.n)
        qsort(w->passes.v, w->passes.n, sizeof *w->passes.v, by_pass);
    return 0;
}

/* --- one chain ----------------------------------------------------------- */

/* Each begins with its ref. */
static int by_ref(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static const struct agreement *agreement_find(const struct walk *w,
                                              const char *ref)
{
    return w->agreements.n ? bsearch(&ref, w->agreements.v, w->agreements.n,
                                     sizeof *w->agreements.v, by_ref)
                           : NULL;
}

static int64_t fled_find(const struct walk *w, const char *ref)
{
    const struct party *p = w->fled.n ? bsearch(&ref, w->fled.v, w->fled.n,
                                                sizeof *w->fled.v, by_ref)
                                      : NULL;

    return p ? p->id : 0;
}

/* The first pass that is not before that dataset and giver. */
static size_t first_pass(const struct walk *w, const struct pass *key)
{
    size_t from = 0, to = w->passes.n;

    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (by_pass(&w->passes.v[middle], key) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* Parties that have the data, one step behind the other. */
struct chain {
    const char *dataset;
    struct strs parties;
    LIST(size_t) depth; /* of each of them                                 */
};

static void chain_add(struct chain *c, const char *party, size_t depth)
{
    ARRAY_GROW(c->depth.v, c->depth.n, c->depth.room);
    c->depth.v[c->depth.n++] = depth;
    strs_add(&c->parties, party);
}

/* One agreement of the chain: true if it goes to somebody new. */
static bool pass_on(const struct walk *w, struct chain *c,
                    const struct agreement *a, size_t depth, bool follow,
                    struct onward *o)
{
    bool goes = false;
    size_t i;

    for (i = 0; i < a->receivers.n; i++) {
        const char *to = a->receivers.v[i];

        if (strs_has(&w->ours, to) || strs_has(&c->parties, to))
            continue;
        goes = true;
        if (!follow)
            continue;
        if (!o->reaches)
            o->reaches = fled_find(w, to);
        if (a->onward != ONWARD_FORBIDDEN)
            chain_add(c, to, depth);
    }
    if (goes && follow && a->onward > o->end) {
        o->end = a->onward;
        o->at = a->id;
        o->steps = depth;
    }
    return goes;
}

/* Everything behind the recipient. */
static void follow_chain(const struct walk *w, struct chain *c,
                         struct onward *o)
{
    bool follow = o->end != ONWARD_FORBIDDEN;
    size_t i, at;

    for (i = 0; i < c->parties.n; i++) {
        struct pass key = { (char *)c->dataset, xstrdup(c->parties.v[i]), 0 };

        for (at = first_pass(w, &key);
             at < w->passes.n &&
             strcmp(w->passes.v[at].dataset, c->dataset) == 0 &&
             strcmp(w->passes.v[at].giver, key.giver) == 0;
             at++) {
            const struct agreement *a =
                &w->agreements.v[w->passes.v[at].agreement];

            if (pass_on(w, c, a, c->depth.v[i] + 1, follow, o) && !follow &&
                !o->against)
                o->against = a->id;
        }
        free(key.giver);
    }
}

enum { PARTY, CATEGORY, OWN, AGREEMENT, UNTIL, CELLS };

/* What is said about the recipient itself. */
static enum onward_end first_step(const struct walk *w, char *const *cell)
{
    const struct agreement *a = agreement_find(w, cell[AGREEMENT]);
    enum onward_end own = end_of(cell[OWN]);

    if (!a || a->onward == ONWARD_UNKNOWN)
        return own;
    if (own == ONWARD_UNKNOWN)
        return a->onward;
    return own > a->onward ? own : a->onward;
}

static int tell(const struct list_row *row, void *data, struct error *err)
{
    struct walk *w = data;
    char *const *cell = row->cells.v;
    char *dataset = ref_parent(row->ref);
    struct chain c = { .dataset = dataset, .parties = STRS_INIT };
    struct onward o = { .recipient = row->id,
                        .end = first_step(w, cell),
                        .at = row->id };
    int rc = 0;

    if (strcmp(cell[CATEGORY], "internal") != 0 &&
        strcmp(cell[CATEGORY], "person-concerned") != 0 &&
        !is_past(w, cell[UNTIL])) {
        chain_add(&c, cell[PARTY], 0);
        follow_chain(w, &c, &o);
        rc = w->each(&o, w->data, err);
    }
    strs_release(&c.parties);
    free(c.depth.v);
    free(dataset);
    return rc;
}

static void release(struct walk *w)
{
    size_t i;

    for (i = 0; i < w->fled.n; i++)
        free(w->fled.v[i].ref);
    for (i = 0; i < w->agreements.n; i++) {
        free(w->agreements.v[i].ref);
        strs_release(&w->agreements.v[i].receivers);
    }
    for (i = 0; i < w->passes.n; i++) {
        free(w->passes.v[i].dataset);
        free(w->passes.v[i].giver);
    }
    free(w->fled.v);
    free(w->agreements.v);
    free(w->passes.v);
    strs_release(&w->ours);
}

int onward_each(struct store *s, const char *as_of, onward_each_fn *each,
                void *data, struct error *err)
{
    static const enum field cells[CELLS] = {
        [PARTY] = RECIPIENT_PARTY, [CATEGORY] = RECIPIENT_CATEGORY,
        [OWN] = RECIPIENT_ONWARD,  [AGREEMENT] = RECIPIENT_AGREEMENT,
        [UNTIL] = RECIPIENT_UNTIL,
    };
    struct walk w = {
        .as_of = as_of, .ours = STRS_INIT, .each = each, .data = data
    };
    int rc = read_all(&w, s, err);

    if (rc == 0)
        rc = list_where(s, KIND_RECIPIENT, "", cells, CELLS, tell, &w, err);
    release(&w);
    return rc;
}
