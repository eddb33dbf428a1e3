/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/coverage_unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* --- what is there ------------------------------------------------------- */

const struct record *unit_head(const struct unit *u)
{
    return &u->records.v[0];
}

const struct record *unit_record(const struct unit *u, enum kind kind, size_t i)
{
    const struct unit_index *l = &u->kinds[kind];

    return i < l->n ? &u->records.v[l->v[i]] : NULL;
}

/* The dataset whose ref is the first `len` bytes; NULL: none of the unit. */
static const struct record *find_dataset(const struct unit *u, const char *ref,
                                         size_t len)
{
    size_t low = 0, high = u->kinds[KIND_DATASET].n;

    while (low < high) {
        size_t at = low + (high - low) / 2;
        const struct record *r = unit_record(u, KIND_DATASET, at);
        int order = strncmp(r->ref, ref, len);

        if (order == 0 && r->ref[len])
            order = 1;
        if (order == 0)
            return r;
        if (order < 0)
            low = at + 1;
        else
            high = at;
    }
    return NULL;
}

const struct record *unit_dataset(const struct unit *u, const struct record *r)
{
    return find_dataset(u, r->ref, strcspn(r->ref, "/"));
}

static bool is_child(const struct record *r)
{
    return kind_info(r->kind)->parent == KIND_DATASET;
}

const struct record *unit_beside(const struct unit *u, const struct record *r,
                                 enum kind kind, size_t i)
{
    const struct record *end = u->records.v + u->records.n;
    const struct record *at = unit_dataset(u, r);

    for (at = at ? at + 1 : end; at < end && is_child(at); at++)
        if (at->kind == kind && i-- == 0)
            return at;
    return NULL;
}

const struct record *unit_find(const struct unit *u, const char *ref)
{
    size_t len = strcspn(ref, "/");
    const struct record *r, *end = u->records.v + u->records.n;

    if (u->records.n && strcmp(unit_head(u)->ref, ref) == 0)
        return unit_head(u);
    r = find_dataset(u, ref, len);
    if (r && ref[len]) {
        for (r++; r < end && is_child(r); r++)
            if (strcmp(r->ref, ref) == 0)
                return r;
        return NULL;
    }
    for (int kind = 0; kind < KIND_COUNT && !r; kind++)
        for (size_t i = 0; kind != KIND_DATASET && !ref[len] &&
                           kind_info((enum kind)kind)->parent == KIND_NONE &&
                           (r = unit_record(u, (enum kind)kind, i)) &&
                           strcmp(r->ref, ref) != 0;
             i++)
            ;
    return r;
}

/* --- taking -------------------------------------------------------------- */

void unit_take(struct unit *u, struct record *r)
{
    struct unit_index *l = &u->kinds[r->kind];

    ARRAY_GROW(l->v, l->n, l->room);
    l->v[l->n++] = u->records.n;
    ARRAY_GROW(u->records.v, u->records.n, u->records.room);
    u->records.v[u->records.n++] = *r;
}

int unit_load(struct unit *u, const char *ref, struct error *err)
{
    struct record r;

    if (unit_find(u, ref))
        return 0;
    if (store_load(u->store, ref, &r, err) != 0)
        return -1;
    unit_take(u, &r);
    return 0;
}

void unit_release(struct unit *u)
{
    records_release(&u->records);
    for (int kind = 0; kind < KIND_COUNT; kind++)
        free(u->kinds[kind].v);
    for (size_t i = 0; i < u->named_n; i++) {
        record_release(u->named[i]);
        free(u->named[i]);
    }
    free(u->named);
}

/* --- what fields name ---------------------------------------------------- */

/* How many of those that were named before come before the ref. */
static size_t count_named(const struct unit *u, const char *ref)
{
    size_t low = 0, high = u->named_n;

    while (low < high) {
        size_t at = low + (high - low) / 2;

        if (strcmp(u->named[at]->ref, ref) < 0)
            low = at + 1;
        else
            high = at;
    }
    return low;
}

const struct record *unit_named(struct unit *u, const char *ref,
                                struct error *err)
{
    const struct record *known = unit_find(u, ref);
    size_t at = known ? 0 : count_named(u, ref);
    struct record *r;

    if (!known && at < u->named_n && strcmp(u->named[at]->ref, ref) == 0)
        known = u->named[at];
    if (known)
        return known;
    r = xcalloc(1, sizeof *r);
    if (store_load(u->store, ref, r, err) != 0) {
        free(r);
        return NULL;
    }
    ARRAY_GROW(u->named, u->named_n, u->named_room);
    memmove(&u->named[at + 1], &u->named[at],
            (u->named_n - at) * sizeof *u->named);
    u->named[at] = r;
    u->named_n++;
    return r;
}

const struct value *unit_value(struct unit *u, const struct record *r,
                               enum field field, struct error *err)
{
    const struct value *v = record_get(r, field);
    const char *controller;
    const struct record *party;

    if (field != DATASET_DATA_PROTECTION_OFFICER || v->state != STATE_BLANK)
        return v;
    controller = record_text(r, DATASET_CONTROLLER);
    if (!controller)
        return v;
    party = unit_named(u, controller, err);
    return party ? record_get(party, PARTY_DATA_PROTECTION_OFFICER) : NULL;
}
