/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/trail.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/strs.h"
#include "model/kinds.h"
#include "model/ref.h"
#include "model/value.h"
#include "store/list.h"
#include "store/read.h"

/* A dataset that is made from others, or from which others are made. */
struct node {
    int64_t id;
    bool stated_none; /* is its list of sources stated as none?            */
    bool has_source;
    int64_t gap;  /* the nearest one at which nobody knows; 0: none        */
    size_t steps; /* over how many datasets                                */

    size_t loop;  /* nodes that are made from each other have the same     */
    size_t index; /* see find_loops(); 0: not seen yet                     */
    size_t low;
    size_t next; /* the first edge that was not followed yet               */
    bool stacked;
};

/* `dataset` is made from `upstream`; numbers of nodes. */
struct edge {
    size_t dataset;
    size_t upstream;
};

struct graph {
    struct strs refs; /* of the nodes; sorted                              */
    struct node *nodes;
    struct edge *edges; /* by dataset                                      */
    size_t edges_n;
    size_t edges_room;
    size_t *from;      /* of each node: its first edge; one more at the end */
    struct strs pairs; /* while reading: dataset, upstream, ...            */
};

/* One walk through all sources. */
struct walk {
    struct store *store;
    struct graph *graph;
    struct buf parent; /* the dataset of the last source ...               */
    int64_t parent_id; /* ... and its number                               */
    trail_each_fn *each;
    void *data;
};

enum { KIND, UPSTREAM, COLLECTED_BY, CELLS };

/* --- what a source says -------------------------------------------------- */

bool trail_is_third(const char *source_kind)
{
    static const char *const ours[] = { "person",  "sensor",     "sample",
                                        "dataset", "worked-out", NULL };
    size_t i;

    for (i = 0; ours[i]; i++)
        if (strcmp(source_kind, ours[i]) == 0)
            return false;
    return true;
}

/* Does a cell of a list say nothing: blank, or unknown? */
static bool is_open(const char *cell)
{
    return !*cell || strcmp(cell, state_token(STATE_UNKNOWN)) == 0;
}

static bool has_upstream(char *const *cell)
{
    return ref_is_slug(cell[UPSTREAM], strlen(cell[UPSTREAM]));
}

static bool is_third(char *const *cell)
{
    return !has_upstream(cell) && !is_open(cell[KIND]) &&
           trail_is_third(cell[KIND]);
}

/* Does nobody know at this source where the data come from? */
static bool is_gap(char *const *cell)
{
    if (has_upstream(cell))
        return false;
    if (is_open(cell[KIND]) || strcmp(cell[KIND], "dataset") == 0)
        return true;
    return trail_is_third(cell[KIND]) && is_open(cell[COLLECTED_BY]);
}

bool trail_source_is_gap(const struct record *source)
{
    const char *kind = record_text(source, SOURCE_SOURCE_KIND);

    if (record_text(source, SOURCE_UPSTREAM))
        return false;
    if (record_is_open(source, SOURCE_SOURCE_KIND) || !kind ||
        strcmp(kind, "dataset") == 0)
        return true;
    return trail_is_third(kind) && record_is_open(source, SOURCE_COLLECTED_BY);
}

/* --- reading ------------------------------------------------------------- */

static int list_all(struct store *s, enum kind kind, const char *filter,
                    list_each_fn *each, void *data, struct error *err)
{
    static const enum field cells[CELLS] = {
        [KIND] = SOURCE_SOURCE_KIND,
        [UPSTREAM] = SOURCE_UPSTREAM,
        [COLLECTED_BY] = SOURCE_COLLECTED_BY,
    };
    bool source = kind == KIND_SOURCE;

    return list_where(s, kind, filter, source ? cells : NULL,
                      source ? CELLS : 0, each, data, err);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The number of the node of that dataset, or -1. */
static long node_find(const struct graph *g, const char *ref)
{
    char **found = g->refs.n ? bsearch(&ref, g->refs.v, g->refs.n,
                                       sizeof *g->refs.v, by_text)
                             : NULL;

    return found ? found - g->refs.v : -1;
}

/* The node of the dataset of a source, or NULL. */
static struct node *node_of(const struct graph *g, const char *source)
{
    char *parent = ref_parent(source);
    long node = node_find(g, parent);

    free(parent);
    return node < 0 ? NULL : &g->nodes[node];
}

static int add_pair(const struct list_row *row, void *data, struct error *err)
{
    struct graph *g = data;

    (void)err;
    strs_add_len(&g->pairs, row->ref, ref_parent_len(row->ref));
    strs_add(&g->pairs, row->cells.v[UPSTREAM]);
    return 0;
}

static int note_source(const struct list_row *row, void *data,
                       struct error *err)
{
    struct node *n = node_of(data, row->ref);

    (void)err;
    if (!n)
        return 0;
    n->has_source = true;
    if (!n->gap && is_gap(row->cells.v))
        n->gap = row->id;
    return 0;
}

static int note_none(const struct list_row *row, void *data, struct error *err)
{
    struct graph *g = data;
    long node = node_find(g, row->ref);

    (void)err;
    if (node >= 0)
        g->nodes[node].stated_none = true;
    return 0;
}

static int by_dataset(const void *a, const void *b)
{
    const struct edge *x = a, *y = b;

    if (x->dataset != y->dataset)
        return x->dataset < y->dataset ? -1 : 1;
    return x->upstream < y->upstream ? -1 : x->upstream > y->upstream;
}

static void make_edges(struct graph *g)
{
    size_t i;

    for (i = 0; i < g->pairs.n; i += 2) {
        ARRAY_GROW(g->edges, g->edges_n, g->edges_room);
        g->edges[g->edges_n++] =
            (struct edge){ (size_t)node_find(g, g->pairs.v[i]),
                           (size_t)node_find(g, g->pairs.v[i + 1]) };
    }
    qsort(g->edges, g->edges_n, sizeof *g->edges, by_dataset);
    g->from = xcalloc(g->refs.n + 1, sizeof *g->from);
    for (i = 0; i < g->edges_n; i++)
        g->from[g->edges[i].dataset + 1] = i + 1;
    for (i = 1; i <= g->refs.n; i++)
        if (g->from[i] < g->from[i - 1])
            g->from[i] = g->from[i - 1];
    strs_release(&g->pairs);
}

static int make_nodes(struct graph *g, struct store *s, struct error *err)
{
    size_t i;

    g->nodes = xcalloc(g->refs.n, sizeof *g->nodes);
    for (i = 0; i < g->refs.n; i++)
        if (store_find(s, g->refs.v[i], &g->nodes[i].id, err) < 0)
            return -1;
    if (list_all(s, KIND_SOURCE, "", note_source, g, err) ||
        list_all(s, KIND_DATASET, "sources_list=@none", note_none, g, err))
        return -1;
    for (i = 0; i < g->refs.n; i++)
        if (!g->nodes[i].has_source && !g->nodes[i].stated_none)
            g->nodes[i].gap = g->nodes[i].id;
    return 0;
}

/* --- gaps ---------------------------------------------------------------- */

/* Nodes, one behind the other. */
struct stack {
    size_t *v;
    size_t n;
    size_t room;
};

static void push(struct stack *s, size_t node)
{
    ARRAY_GROW(s->v, s->n, s->room);
    s->v[s->n++] = node;
}

static int by_upstream(const void *a, const void *b)
{
    const struct edge *x = a, *y = b;

    if (x->upstream != y->upstream)
        return x->upstream < y->upstream ? -1 : 1;
    return x->dataset < y->dataset ? -1 : x->dataset > y->dataset;
}

/* The first of the edges, which are sorted by_upstream, to that node. */
static size_t first_down(const struct graph *g, const struct edge *down,
                         size_t upstream)
{
    size_t from = 0, to = g->edges_n;

    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (down[middle].upstream < upstream)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/*
 * From the datasets with a gap down to those that are made from them, step by
 * step, so that the nearest gap is found first.
 */
static void spread_gaps(struct graph *g)
{
    struct edge *down = xcalloc(g->edges_n, sizeof *down);
    struct stack reached = { NULL, 0, 0 };
    size_t i, j;

    memcpy(down, g->edges, g->edges_n * sizeof *down);
    qsort(down, g->edges_n, sizeof *down, by_upstream);
    for (i = 0; i < g->refs.n; i++)
        if (g->nodes[i].gap)
            push(&reached, i);
    for (i = 0; i < reached.n; i++) {
        size_t up = reached.v[i];

        for (j = first_down(g, down, up);
             j < g->edges_n && down[j].upstream == up; j++) {
            struct node *n = &g->nodes[down[j].dataset];

            if (n->gap)
                continue;
            n->gap = g->nodes[up].gap;
            n->steps = g->nodes[up].steps + 1;
            push(&reached, down[j].dataset);
        }
    }
    free(reached.v);
    free(down);
}

/* --- loops --------------------------------------------------------------- */

/* One node on the way: true when all that it is made from was seen. */
static bool follow(struct graph *g, struct stack *way, size_t node)
{
    struct node *n = &g->nodes[node];

    for (; n->next < g->from[node + 1]; n->next++) {
        size_t up = g->edges[n->next].upstream;

        if (!g->nodes[up].index) {
            push(way, up);
            return false;
        }
        if (g->nodes[up].stacked && g->nodes[up].low < n->low)
            n->low = g->nodes[up].low;
    }
    return true;
}

static void enter(struct graph *g, struct stack *open, size_t node,
                  size_t *seen)
{
    struct node *n = &g->nodes[node];

    n->index = n->low = ++*seen;
    n->next = g->from[node];
    n->stacked = true;
    push(open, node);
}

/* All behind the node on `open` are made from each other. */
static void leave(struct graph *g, struct stack *open, size_t node)
{
    size_t member;

    if (g->nodes[node].low != g->nodes[node].index)
        return;
    do {
        member = open->v[--open->n];
        g->nodes[member].stacked = false;
        g->nodes[member].loop = node + 1;
    } while (member != node);
}

/* R. Tarjan, Depth-first search and linear graph algorithms, 1972; without
 * recursion. */
static void find_loops(struct graph *g)
{
    struct stack way = { NULL, 0, 0 }, open = { NULL, 0, 0 };
    size_t i, seen = 0;

    for (i = 0; i < g->refs.n; i++) {
        if (g->nodes[i].index)
            continue;
        push(&way, i);
        while (way.n) {
            size_t node = way.v[way.n - 1];

            if (!g->nodes[node].index)
                enter(g, &open, node, &seen);
            if (follow(g, &way, node)) {
                leave(g, &open, node);
                way.n--;
            }
        }
    }
    free(way.v);
    free(open.v);
}

/* --- telling ------------------------------------------------------------- */

/* The number of the dataset of a source: asked once for neighbours. */
static int dataset_of(struct walk *w, const char *source, int64_t *out,
                      struct error *err)
{
    size_t len = ref_parent_len(source);

    if (w->parent.len != len || memcmp(w->parent.s, source, len) != 0) {
        buf_clear(&w->parent);
        buf_add(&w->parent, source, len);
        if (store_find(w->store, w->parent.s, &w->parent_id, err) < 0)
            return -1;
    }
    *out = w->parent_id;
    return 0;
}

static void follow_up(const struct graph *g, const char *source,
                      const char *upstream, struct trail *t)
{
    const struct node *up = &g->nodes[node_find(g, upstream)];

    t->loop = node_of(g, source)->loop == up->loop;
    t->gap = up->gap;
    t->steps = up->gap ? up->steps + 1 : 0;
}

static int tell(const struct list_row *row, void *data, struct error *err)
{
    struct walk *w = data;
    char *const *cell = row->cells.v;
    struct trail t = { .source = row->id, .third = is_third(cell) };

    if (dataset_of(w, row->ref, &t.dataset, err))
        return -1;
    if (has_upstream(cell))
        follow_up(w->graph, row->ref, cell[UPSTREAM], &t);
    else if (is_gap(cell))
        t.gap = row->id;
    return w->each(&t, w->data, err);
}

static int read_graph(struct graph *g, struct store *s, struct error *err)
{
    size_t i;

    if (list_all(s, KIND_SOURCE, "upstream=@any", add_pair, g, err))
        return -1;
    if (g->pairs.n == 0)
        return 0;
    for (i = 0; i < g->pairs.n; i++)
        strs_add(&g->refs, g->pairs.v[i]);
    strs_sort_unique(&g->refs);
    make_edges(g);
    if (make_nodes(g, s, err))
        return -1;
    spread_gaps(g);
    find_loops(g);
    return 0;
}

int trail_each(struct store *s, trail_each_fn *each, void *data,
               struct error *err)
{
    struct graph g = { .refs = STRS_INIT, .pairs = STRS_INIT };
    struct walk w = {
        .store = s, .graph = &g, .parent = BUF_INIT, .each = each, .data = data
    };
    int rc = read_graph(&g, s, err);

    if (rc == 0)
        rc = list_all(s, KIND_SOURCE, "", tell, &w, err);
    strs_release(&g.refs);
    strs_release(&g.pairs);
    free(g.nodes);
    free(g.edges);
    free(g.from);
    buf_release(&w.parent);
    return rc;
}
