/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/broader.h"

#include <stdlib.h>
#include <string.h>

#include "base/hashes.h"
#include "base/mem.h"
#include "model/filter.h"
#include "model/ref.h"
#include "policy/recipient.h"
#include "store/list.h"
#include "store/read.h"

/* A dataset, with what it says itself. */
struct node {
    int64_t id;
    struct scope scope;
    size_t *above; /* numbers of the nodes it was made from                */
    size_t above_n;
    size_t above_room;
};

/* What a dataset and all above it say of one thing. */
struct verdict {
    int strictest;
    size_t limit; /* the nearest node that says so                         */
    size_t steps; /* how far that is                                       */
    bool done;
};

struct graph {
    struct store *store;
    const char *day;
    struct node *nodes;
    size_t n;
    size_t room;
    struct hashes numbers; /* of datasets, by ref                          */
    struct verdict *verdicts;
    size_t verdicts_n;
    size_t verdicts_room;
    struct hashes asked; /* "NODE THING" to numbers of verdicts            */
};

static const char *const names[BROADER_WHAT_COUNT] = {
    [BROADER_PURPOSE] = "purpose",
    [BROADER_SHARING] = "sharing",
    [BROADER_SALE] = "sale",
    [BROADER_REGION] = "region",
};

const char *broader_what_name(enum broader_what what)
{
    return names[what];
}

static void graph_release(struct graph *g)
{
    for (size_t i = 0; i < g->n; i++) {
        scope_release(&g->nodes[i].scope);
        free(g->nodes[i].above);
    }
    free(g->nodes);
    free(g->verdicts);
    hashes_release(&g->numbers);
    hashes_release(&g->asked);
}

/* --- reading ------------------------------------------------------------- */

/* The number of a dataset, which is read later where it is new. */
static size_t number_of(struct graph *g, const char *ref, struct strs *refs)
{
    int64_t number = hashes_get(&g->numbers, ref);

    if (number)
        return (size_t)number - 1;
    ARRAY_GROW(g->nodes, g->n, g->room);
    g->nodes[g->n++] = (struct node){ .scope = SCOPE_INIT };
    hashes_set(&g->numbers, ref, (int64_t)g->n);
    strs_add(refs, ref);
    return g->n - 1;
}

static int read_scope(struct graph *g, size_t number, const char *ref,
                      struct error *err)
{
    struct scope_rules rules = SCOPE_RULES_INIT;
    int failed = scope_read_own(&rules, g->store, ref, g->day, err);

    if (!failed)
        scope_of_step(&g->nodes[number].scope, &rules, 0, NULL);
    scope_rules_release(&rules);
    return failed;
}

static int read_above(struct graph *g, size_t number, struct strs *refs,
                      struct error *err)
{
    struct records sources = RECORDS_INIT;
    int failed =
        store_children(g->store, refs->v[number], KIND_SOURCE, &sources, err);

    for (size_t i = 0; !failed && i < sources.n; i++) {
        const char *up = record_text(&sources.v[i], SOURCE_UPSTREAM);
        size_t above;
        struct node *n;

        if (!up)
            continue;
        above = number_of(g, up, refs);
        n = &g->nodes[number];
        ARRAY_GROW(n->above, n->above_n, n->above_room);
        n->above[n->above_n++] = above;
    }
    records_release(&sources);
    return failed;
}

static int add_derived(const struct list_row *row, void *data,
                       struct error *err)
{
    (void)err;
    strs_add_len(data, row->ref, ref_parent_len(row->ref));
    return 0;
}

/* The refs of the datasets that are made from others. */
static int list_derived(struct store *s, struct strs *out, struct error *err)
{
    struct list_query q = { .kind = KIND_SOURCE, .sort = FIELD_COUNT };
    struct filter *f = NULL;
    int failed = filter_parse(&f, KIND_SOURCE, "upstream=@any", err);

    q.filter = f;
    if (!failed)
        failed = list_each(s, &q, add_derived, out, err);
    filter_free(f);
    strs_sort_unique(out);
    return failed;
}

/* All that are made from others, then all that is above them. */
static int read_graph(struct graph *g, const struct strs *derived,
                      struct error *err)
{
    struct strs refs = STRS_INIT;
    int failed = 0;

    for (size_t i = 0; i < derived->n; i++)
        number_of(g, derived->v[i], &refs);
    for (size_t i = 0; !failed && i < refs.n; i++) {
        failed = store_find(g->store, refs.v[i], &g->nodes[i].id, err) < 0
                     ? -1
                     : read_above(g, i, &refs, err);
        if (!failed)
            failed = read_scope(g, i, refs.v[i], err);
    }
    strs_release(&refs);
    return failed;
}

/* --- verdicts ------------------------------------------------------------ */

/* One thing that is asked of datasets. */
struct thing {
    enum broader_what what;
    const char *value; /* a purpose or a country                           */
};

static int says_itself(const struct node *n, const struct thing *thing)
{
    const struct scope *s = &n->scope;

    switch (thing->what) {
    case BROADER_PURPOSE:
        return (int)scope_says(s, thing->value);
    case BROADER_SHARING:
        return (int)s->sharing;
    case BROADER_SALE:
        return (int)s->sale;
    default:
        return s->bounded && !strs_has(&s->regions, thing->value)
                   ? (int)SCOPE_NO
                   : (int)SCOPE_SILENT;
    }
}

/* The verdict of a node on a thing; a new one is not done. */
static size_t verdict_of(struct graph *g, size_t node,
                         const struct thing *thing)
{
    char *key = xasprintf("%zu %d %s", node, (int)thing->what, thing->value);
    int64_t number = hashes_get(&g->asked, key);

    if (number == 0) {
        ARRAY_GROW(g->verdicts, g->verdicts_n, g->verdicts_room);
        g->verdicts[g->verdicts_n++] = (struct verdict){ .limit = node };
        number = (int64_t)g->verdicts_n;
        hashes_set(&g->asked, key, number);
    }
    free(key);
    return (size_t)number - 1;
}

/* Nodes on the way up, and how many of those above each were followed. */
struct way {
    struct {
        size_t node;
        size_t followed;
        size_t verdict;
    } * v;
    size_t n;
    size_t room;
};

static void push(struct graph *g, struct way *w, size_t node,
                 const struct thing *thing)
{
    size_t verdict = verdict_of(g, node, thing);

    ARRAY_GROW(w->v, w->n, w->room);
    w->v[w->n].node = node;
    w->v[w->n].followed = 0;
    w->v[w->n++].verdict = verdict;
    g->verdicts[verdict].strictest = says_itself(&g->nodes[node], thing);
    g->verdicts[verdict].done = true; /* also ends a damaged circle        */
}

/* What the last node on the way says, joined to that of the one below it. */
static void join(struct graph *g, size_t below, size_t above)
{
    const struct verdict *a = &g->verdicts[above];
    struct verdict *b = &g->verdicts[below];

    if (a->strictest > b->strictest ||
        (a->strictest == b->strictest && b->steps > a->steps + 1)) {
        b->strictest = a->strictest;
        b->limit = a->limit;
        b->steps = a->steps + 1;
    }
}

/* Depth first, without recursion; each node is asked a thing once. */
static void ask(struct graph *g, size_t node, const struct thing *thing)
{
    struct way w = { NULL, 0, 0 };

    push(g, &w, node, thing);
    while (w.n) {
        size_t last = w.n - 1;
        const struct node *n = &g->nodes[w.v[last].node];

        if (w.v[last].followed == n->above_n) {
            w.n--;
            if (w.n)
                join(g, w.v[w.n - 1].verdict, w.v[last].verdict);
        } else {
            size_t above = n->above[w.v[last].followed++];
            size_t verdict = verdict_of(g, above, thing);

            if (g->verdicts[verdict].done)
                join(g, w.v[last].verdict, verdict);
            else
                push(g, &w, above, thing);
        }
    }
    free(w.v);
}

/* The strictest of what is above a node, or NULL if it is made from nothing. */
static const struct verdict *ask_above(struct graph *g, size_t node,
                                       const struct thing *thing)
{
    const struct verdict *strictest = NULL;

    for (size_t i = 0; i < g->nodes[node].above_n; i++) {
        size_t above = g->nodes[node].above[i];
        size_t number = verdict_of(g, above, thing);

        if (!g->verdicts[number].done)
            ask(g, above, thing);
    }
    for (size_t i = 0; i < g->nodes[node].above_n; i++) {
        size_t number = verdict_of(g, g->nodes[node].above[i], thing);
        const struct verdict *v = &g->verdicts[number];

        if (!strictest || v->strictest > strictest->strictest ||
            (v->strictest == strictest->strictest &&
             v->steps < strictest->steps))
            strictest = v;
    }
    return strictest;
}

/* --- telling ------------------------------------------------------------- */

struct telling {
    struct graph *graph;
    size_t node;
    broader_each_fn *each;
    void *data;
};

static int tell(struct telling *t, const struct record *r,
                const struct thing *thing, int from, struct error *err)
{
    const struct verdict *v = ask_above(t->graph, t->node, thing);
    struct broader b = { .what = thing->what, .record = r->id };

    if (!v || v->strictest < from)
        return 0;
    b.says = thing->what == BROADER_PURPOSE
                 ? scope_says_name((enum scope_says)v->strictest)
                 : scope_leave_name((enum scope_leave)v->strictest);
    b.dataset = t->graph->nodes[t->node].id;
    b.limit = t->graph->nodes[v->limit].id;
    return t->each(&b, t->data, err);
}

static int tell_use(struct telling *t, const struct record *use,
                    struct error *err)
{
    struct thing thing = { BROADER_PURPOSE, record_text(use, USE_PURPOSE) };

    if (!thing.value ||
        !record_in_force(use, USE_SINCE, USE_UNTIL, t->graph->day))
        return 0;
    return tell(t, use, &thing, (int)SCOPE_SAYS_JUDGE, err);
}

static int tell_recipient(struct telling *t, const struct record *r,
                          struct error *err)
{
    const struct thing sharing = { BROADER_SHARING, "" };
    const struct thing sale = { BROADER_SALE, "" };
    const struct thing region = { BROADER_REGION,
                                  record_text(r, RECIPIENT_COUNTRY) };
    int rc = 0;

    if (!record_in_force(r, RECIPIENT_SINCE, RECIPIENT_UNTIL, t->graph->day))
        return 0;
    if (!recipient_stays(record_text(r, RECIPIENT_CATEGORY)))
        rc = tell(t, r, &sharing, (int)SCOPE_OPEN, err);
    if (rc == 0 && record_is(r, RECIPIENT_SALE, "yes"))
        rc = tell(t, r, &sale, (int)SCOPE_OPEN, err);
    if (rc == 0 && region.value)
        rc = tell(t, r, &region, (int)SCOPE_NO, err);
    return rc;
}

static int tell_children(struct telling *t, const char *dataset, enum kind kind,
                         int (*tell_one)(struct telling *t,
                                         const struct record *r,
                                         struct error *err),
                         struct error *err)
{
    struct records l = RECORDS_INIT;
    int rc = store_children(t->graph->store, dataset, kind, &l, err);

    for (size_t i = 0; rc == 0 && i < l.n; i++)
        rc = tell_one(t, &l.v[i], err);
    records_release(&l);
    return rc;
}

int broader_each(struct store *s, const char *day, broader_each_fn *each,
                 void *data, struct error *err)
{
    struct graph g = { .store = s, .day = day };
    struct strs derived = STRS_INIT;
    int rc = list_derived(s, &derived, err);

    if (rc == 0)
        rc = read_graph(&g, &derived, err);
    for (size_t i = 0; rc == 0 && i < derived.n; i++) {
        struct telling t = { &g, i, each, data };

        rc = tell_children(&t, derived.v[i], KIND_USE, tell_use, err);
        if (rc == 0)
            rc = tell_children(&t, derived.v[i], KIND_RECIPIENT, tell_recipient,
                               err);
    }
    graph_release(&g);
    strs_release(&derived);
    return rc;
}
