/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/coverage_gather.h"

#include <stdlib.h>

/* Where a record states for which others it is. */
static const struct narrow {
    enum field field;
    enum kind by;
} narrows[] = {
    { RECIPIENT_USES, KIND_USE },
    { CONSENT_USES, KIND_USE },
    { SOURCE_ELEMENTS, KIND_ELEMENT },
    { RETENTION_ELEMENTS, KIND_ELEMENT },
};

/* The order in which what belongs to a dataset is read: what narrows first. */
static const enum kind children[] = {
    KIND_USE,       KIND_ELEMENT, KIND_SOURCE, KIND_RECIPIENT, KIND_CONSENT,
    KIND_RETENTION, KIND_MEASURE, KIND_SHARE,  KIND_SCAN
};

/* --- what belongs to a dataset ------------------------------------------- */

/* Does it state nothing, or name one of these records, from number `from`? */
static bool names_one(const struct unit *u, size_t from, const struct value *v,
                      enum kind kind)
{
    if (v->state != STATE_VALUE)
        return true;
    for (size_t i = from; i < u->records.n; i++)
        if (u->records.v[i].kind == kind && value_has(v, u->records.v[i].ref))
            return true;
    return false;
}

/* Does one of the uses, or the consent, name the element, or none in all? */
static bool is_used(const struct unit *u, size_t from,
                    const struct record *element)
{
    const struct record *head = unit_head(u);
    bool any = false;

    if (head->kind == KIND_CONSENT &&
        record_get(head, CONSENT_ELEMENTS)->state == STATE_VALUE)
        return value_has(record_get(head, CONSENT_ELEMENTS), element->ref);
    for (size_t i = from; i < u->records.n; i++) {
        const struct record *use = &u->records.v[i];
        const struct value *v;

        if (use->kind != KIND_USE)
            continue;
        v = record_get(use, USE_ELEMENTS);
        if (v->state != STATE_VALUE || value_has(v, element->ref))
            return true;
        any = true;
    }
    return !any;
}

static bool is_meant(const struct unit *u, enum unit_uses uses,
                     const struct record *use)
{
    const struct record *head = unit_head(u);
    const struct value *v;

    switch (uses) {
    case USES_OF_ACTIVITY:
        return value_has(record_get(use, USE_ACTIVITY), head->ref);
    case USES_OF_NONE:
        return record_get(use, USE_ACTIVITY)->state != STATE_VALUE;
    case USES_OF_CONSENT:
        v = record_get(head, CONSENT_USES);
        return v->state != STATE_VALUE || value_has(v, use->ref);
    default:
        return true;
    }
}

/* What belongs to the same dataset begins at number `from`. */
static bool belongs(const struct unit *u, enum unit_uses uses, size_t from,
                    const struct record *r)
{
    if (r->kind == KIND_USE)
        return is_meant(u, uses, r);
    if (uses == USES_ALL)
        return true;
    if (r->kind == KIND_CONSENT && uses == USES_OF_CONSENT)
        return false; /* the head is there already                         */
    if (r->kind == KIND_ELEMENT)
        return is_used(u, from, r);
    for (size_t i = 0; i < sizeof narrows / sizeof *narrows; i++)
        if (field_info(narrows[i].field)->kind == r->kind)
            return names_one(u, from, record_get(r, narrows[i].field),
                             narrows[i].by);
    return true;
}

static int add_children(struct unit *u, enum unit_uses uses,
                        const char *dataset, struct error *err)
{
    size_t from = u->records.n;

    for (size_t i = 0; i < sizeof children / sizeof *children; i++) {
        struct records l = RECORDS_INIT;

        if (store_children(u->store, dataset, children[i], &l, err) != 0)
            return -1;
        for (size_t j = 0; j < l.n; j++)
            if (belongs(u, uses, from, &l.v[j]))
                unit_take(u, &l.v[j]);
            else
                record_release(&l.v[j]);
        free(l.v);
    }
    return 0;
}

/* --- what is named, or names --------------------------------------------- */

/* Those that the field of the records of its kind names. */
static int add_named(struct unit *u, enum field field, struct error *err)
{
    struct strs refs = STRS_INIT;
    const struct record *r;
    int failed = 0;

    for (size_t i = 0; (r = unit_record(u, field_info(field)->kind, i)); i++)
        for (size_t j = 0; j < record_get(r, field)->items.n; j++)
            strs_add(&refs, record_get(r, field)->items.v[j]);
    strs_sort_unique(&refs);
    for (size_t i = 0; i < refs.n && !failed; i++)
        failed = unit_load(u, refs.v[i], err);
    strs_release(&refs);
    return failed;
}

/* Notices and incidents say themselves what they are about. */
static int add_about(struct unit *u, const char *dataset, struct error *err)
{
    bool notices = unit_head(u)->kind != KIND_CONSENT;
    struct strs refs = STRS_INIT;
    int failed = store_referrers(u->store, dataset, &refs, err);

    for (size_t i = 0; i < refs.n && !failed; i++) {
        struct record r;

        if (unit_find(u, refs.v[i]))
            continue;
        failed = store_load(u->store, refs.v[i], &r, err);
        if (failed)
            break;
        if (r.kind == KIND_INCIDENT || (notices && r.kind == KIND_NOTICE))
            unit_take(u, &r);
        else
            record_release(&r);
    }
    strs_release(&refs);
    return failed;
}

static int add_organisation(struct unit *u, struct error *err)
{
    int64_t id;
    int found = store_find(u->store, "organisation", &id, err);

    return found == 1 ? unit_load(u, "organisation", err) : found;
}

int unit_gather(struct unit *u, enum unit_uses uses,
                const struct strs *datasets, struct error *err)
{
    int failed = 0;

    for (size_t i = 0; i < datasets->n && !failed; i++)
        failed = unit_load(u, datasets->v[i], err) ||
                 add_children(u, uses, datasets->v[i], err);
    if (!failed)
        failed = add_organisation(u, err);
    if (!failed && unit_head(u)->kind != KIND_ACTIVITY)
        failed = add_named(u, USE_ACTIVITY, err);
    if (!failed)
        failed = add_named(u, CONSENT_NOTICE, err);
    for (size_t i = 0; i < datasets->n && !failed; i++)
        failed = add_about(u, datasets->v[i], err);
    return failed ? -1 : 0;
}
