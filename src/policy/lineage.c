/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/lineage.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/ref.h"

void lineage_release(struct lineage *l)
{
    for (size_t i = 0; i < l->n; i++) {
        free(l->v[i].dataset);
        free(l->v[i].source);
    }
    free(l->v);
    free(l->edges);
    hashes_release(&l->seen);
    *l = (struct lineage)LINEAGE_INIT;
}

static void add(struct lineage *l, const char *dataset, const char *source,
                size_t from)
{
    if (hashes_get(&l->seen, dataset)) {
        l->circle |= strcmp(dataset, l->v[0].dataset) == 0;
        return;
    }
    ARRAY_GROW(l->v, l->n, l->room);
    l->v[l->n++] = (struct lineage_step){
        .dataset = xstrdup(dataset),
        .source = source ? xstrdup(source) : NULL,
        .from = from,
        .depth = source ? l->v[from].depth + 1 : 0,
        .kinds = UINT64_MAX,
    };
    hashes_set(&l->seen, dataset, (int64_t)l->n);
}

bool lineage_has(const struct lineage *l, size_t step, enum kind kind)
{
    return (l->v[step].kinds & kind_bit(kind)) != 0;
}

static void add_edge(struct lineage *l, size_t made, const char *from)
{
    ARRAY_GROW(l->edges, l->edges_n, l->edges_room);
    l->edges[l->edges_n++] =
        (struct lineage_edge){ made, (size_t)hashes_get(&l->seen, from) - 1 };
}

/* --- up ------------------------------------------------------------------ */

static int add_above(struct lineage *l, struct store *s, size_t from,
                     struct error *err)
{
    struct strs pairs = STRS_INIT;
    int failed =
        store_child_kinds(s, l->v[from].dataset, &l->v[from].kinds, err);

    if (!failed && lineage_has(l, from, KIND_SOURCE))
        failed = store_children_name(s, l->v[from].dataset, SOURCE_UPSTREAM,
                                     &pairs, err);
    for (size_t i = 0; !failed && i < pairs.n; i += 2) {
        add(l, pairs.v[i + 1], pairs.v[i], from);
        add_edge(l, from, pairs.v[i + 1]);
    }
    strs_release(&pairs);
    return failed;
}

/* --- down ---------------------------------------------------------------- */

static int add_below(struct lineage *l, struct store *s, size_t from,
                     struct error *err)
{
    struct records sources = RECORDS_INIT;
    int failed =
        store_naming(s, SOURCE_UPSTREAM, l->v[from].dataset, &sources, err);

    for (size_t i = 0; !failed && i < sources.n; i++) {
        char *source = sources.v[i].ref;
        char *dataset = ref_parent(source);

        add(l, dataset, source, from);
        free(dataset);
    }
    records_release(&sources);
    return failed;
}

void lineage_start(struct lineage *out, const char *ref)
{
    add(out, ref, NULL, 0);
}

/* --- both ---------------------------------------------------------------- */

static int walk(struct lineage *out, struct store *s, const char *ref,
                int (*further)(struct lineage *l, struct store *s, size_t from,
                               struct error *err),
                struct error *err)
{
    int failed = 0;

    lineage_start(out, ref);
    for (size_t i = 0; !failed && i < out->n; i++)
        failed = further(out, s, i, err);
    return failed;
}

int lineage_up(struct lineage *out, struct store *s, const char *ref,
               struct error *err)
{
    return walk(out, s, ref, add_above, err);
}

int lineage_down(struct lineage *out, struct store *s, const char *ref,
                 struct error *err)
{
    return walk(out, s, ref, add_below, err);
}
