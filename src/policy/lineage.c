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
    };
    hashes_set(&l->seen, dataset, (int64_t)l->n);
}

/* --- up ------------------------------------------------------------------ */

static int add_above(struct lineage *l, struct store *s, size_t from,
                     struct error *err)
{
    struct records sources = RECORDS_INIT;
    int failed =
        store_children(s, l->v[from].dataset, KIND_SOURCE, &sources, err);

    for (size_t i = 0; !failed && i < sources.n; i++) {
        const char *up = record_text(&sources.v[i], SOURCE_UPSTREAM);

        if (up)
            add(l, up, sources.v[i].ref, from);
    }
    records_release(&sources);
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
