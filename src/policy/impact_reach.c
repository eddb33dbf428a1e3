/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/impact_reach.h"

#include <stdlib.h>

#include "base/mem.h"
#include "model/ref.h"
#include "store/read.h"

/* Adds what is named; true where nothing is, which stands for all. */
static bool add_named(struct strs *to, const struct value *v)
{
    for (size_t i = 0; v && i < v->items.n; i++)
        strs_add(to, v->items.v[i]);
    return !(v && v->items.n);
}

size_t reach_add(struct reach *l, const char *dataset, const char *over,
                 size_t depth, const struct value *elements,
                 const struct value *uses)
{
    struct reached *r;
    int64_t number = hashes_get(&l->seen, dataset);
    bool all_elements, all_uses;

    if (number == 0) {
        ARRAY_GROW(l->v, l->n, l->room);
        l->v[l->n++] = (struct reached){ .dataset = xstrdup(dataset),
                                         .over = xstrdup(over ? over : ""),
                                         .depth = depth,
                                         .perhaps = depth > 0 };
        number = (int64_t)l->n;
        hashes_set(&l->seen, dataset, number);
    }
    r = &l->v[number - 1];
    all_elements = add_named(&r->elements, elements);
    all_uses = add_named(&r->uses, uses);
    r->all_elements |= all_elements;
    r->all_uses |= all_uses;
    r->all |= all_elements && all_uses;
    return (size_t)number - 1;
}

static int spread_below(struct reach *l, size_t number, struct error *err)
{
    struct records sources = RECORDS_INIT;
    size_t depth = l->v[number].depth + 1;
    int failed = store_naming(l->store, SOURCE_UPSTREAM, l->v[number].dataset,
                              &sources, err);

    for (size_t i = 0; !failed && i < sources.n; i++) {
        char *dataset = ref_parent(sources.v[i].ref);
        size_t to = reach_add(l, dataset, sources.v[i].ref, depth,
                              record_get(&sources.v[i], SOURCE_ELEMENTS), NULL);

        ARRAY_GROW(l->made, l->made_n, l->made_room);
        l->made[l->made_n++] = (struct made){ number, to };
        free(dataset);
    }
    records_release(&sources);
    return failed;
}

/* What is made from all of the data holds them, whatever way it came; what is
 * made from a dataset of which some elements are meant may not. */
static void settle(struct reach *l)
{
    bool changed = true;

    while (changed) {
        changed = false;
        for (size_t i = 0; i < l->made_n; i++) {
            const struct reached *from = &l->v[l->made[i].from];
            struct reached *to = &l->v[l->made[i].to];

            if (to->perhaps && !from->perhaps &&
                (from->depth || from->all_elements)) {
                to->perhaps = false;
                changed = true;
            }
        }
    }
}

int reach_spread(struct reach *l, struct error *err)
{
    int failed = 0;

    for (size_t i = 0; !failed && i < l->n; i++)
        failed = spread_below(l, i, err);
    settle(l);
    return failed;
}

void reach_release(struct reach *l)
{
    for (size_t i = 0; i < l->n; i++) {
        free(l->v[i].dataset);
        free(l->v[i].over);
        strs_release(&l->v[i].elements);
        strs_release(&l->v[i].uses);
    }
    free(l->v);
    free(l->made);
    hashes_release(&l->seen);
}
