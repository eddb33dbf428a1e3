/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/coverage_holders.h"

#include <stdlib.h>

#include "audit/coverage_when.h"
#include "base/mem.h"

static void holders_add(struct holders *l, const struct record *r)
{
    ARRAY_GROW(l->v, l->n, l->room);
    l->v[l->n++] = r;
}

static bool has_holder(const struct holders *l, const struct record *r)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->v[i] == r)
            return true;
    return false;
}

/* Is a condition of the question shown not to hold for the record? */
static bool is_left_out(struct unit *u, const struct profile_question *q,
                        const struct record *r)
{
    for (size_t i = 0; i < q->when.n; i++)
        if (condition_of_record(u, q->when.v[i], r) == TRUTH_FALSE)
            return true;
    return false;
}

/* Nothing of that kind is there: what do the lists say? */
static void ask_lists(struct unit *u, enum kind kind, struct finds *f)
{
    enum field state = kind_list_state(kind);
    const struct record *dataset;
    size_t i;

    for (i = 0; (dataset = unit_record(u, KIND_DATASET, i)); i++) {
        const struct value *v;

        if (state == FIELD_COUNT)
            break;
        v = record_get(dataset, state);
        if (v->state == STATE_VALUE)
            finds_open(f, dataset->ref, KIND_NONE, state, STATE_VALUE);
        else
            finds_state(f, dataset, state, v->state);
    }
    if (i == 0)
        finds_open(f, unit_head(u)->ref, kind, FIELD_COUNT, STATE_BLANK);
}

/* Those of the kind that are found without a name. */
static void find_direct(struct unit *u, const struct profile_question *q,
                        enum kind kind, struct holders *out, struct finds *f)
{
    const struct record *r;
    size_t i;

    for (i = 0; (r = unit_record(u, kind, i)); i++)
        if (!is_left_out(u, q, r))
            holders_add(out, r);
    if (i == 0 && f)
        ask_lists(u, kind, f);
}

/* From the records that name to those that are named. */
static int follow(struct unit *u, enum field field, const struct holders *from,
                  struct holders *to, struct finds *f, struct error *err)
{
    for (size_t i = 0; i < from->n; i++) {
        const struct value *v = unit_value(u, from->v[i], field, err);

        if (!v)
            return -1;
        if (v->state != STATE_VALUE && f)
            finds_state(f, from->v[i], field, v->state);
        for (size_t j = 0; j < v->items.n; j++) {
            const struct record *r = unit_named(u, v->items.v[j], err);

            if (!r)
                return -1;
            if (!has_holder(to, r))
                holders_add(to, r);
        }
    }
    return 0;
}

int holders_read(struct holders *out, struct unit *u,
                 const struct profile_question *q, size_t i, struct finds *f,
                 struct error *err)
{
    const struct profile_way *way = &q->ways[i];
    struct holders here = { 0 };
    int failed = 0;

    if (way->of_n == 0) {
        find_direct(u, q, field_info(q->fields[i])->kind, out, f);
        return 0;
    }
    find_direct(u, q, field_info(way->of[0])->kind, &here, f);
    for (size_t j = 0; j < way->of_n && !failed; j++) {
        struct holders there = { 0 };

        failed = follow(u, way->of[j], &here, &there, f, err);
        free(here.v);
        here = there;
    }
    *out = here;
    return failed;
}

void holders_release(struct holders *l)
{
    free(l->v);
    *l = (struct holders){ 0 };
}
