/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/coverage_units.h"

#include <stdlib.h>

#include "audit/coverage_gather.h"
#include "audit/coverage_places.h"
#include "base/i18n.h"
#include "model/ref.h"
#include "store/read.h"

/* What a walk over units knows. */
struct hunt {
    struct unit unit; /* what all of them have in common                   */
    struct places places;
    unit_each_fn *each;
    void *data;
};

/* --- one unit ------------------------------------------------------------ */

static enum unit_uses datasets_of(const struct hunt *h,
                                  const struct record *head, struct strs *out)
{
    switch (head->kind) {
    case KIND_ACTIVITY:
        places_datasets(&h->places, head->ref, out);
        return USES_OF_ACTIVITY;
    case KIND_AGREEMENT:
        strs_copy(out, &record_get(head, AGREEMENT_DATASETS)->items);
        return USES_ALL;
    case KIND_CONSENT:
        strs_take(out, ref_parent(head->ref));
        return USES_OF_CONSENT;
    case KIND_USE:
        return USES_ALL;
    default:
        strs_add(out, head->ref);
        return USES_ALL;
    }
}

/* `stray`: only uses that name no activity. */
static int do_unit(struct hunt *h, const char *ref, bool stray,
                   struct error *err)
{
    struct unit u = h->unit;
    struct strs datasets = STRS_INIT;
    int failed = unit_load(&u, ref, err);
    enum unit_uses uses;

    if (!failed) {
        uses = datasets_of(h, unit_head(&u), &datasets);
        failed = unit_gather(&u, stray ? USES_OF_NONE : uses, &datasets, err);
    }
    if (!failed)
        failed = h->each(&u, h->data, err);
    strs_release(&datasets);
    unit_release(&u);
    return failed;
}

/* --- all of them --------------------------------------------------------- */

static int add_ref(const struct record *r, void *data, struct error *err)
{
    (void)err;
    strs_add(data, r->ref);
    return 0;
}

static int do_kind(struct hunt *h, enum kind kind, struct error *err)
{
    struct strs refs = STRS_INIT;
    int failed = store_each(h->unit.store, kind, add_ref, &refs, err);

    for (size_t i = 0; i < refs.n && !failed; i++)
        failed = do_unit(h, refs.v[i], false, err);
    strs_release(&refs);
    return failed;
}

static int do_strays(struct hunt *h, struct error *err)
{
    int failed = 0;

    for (size_t i = 0; i < h->places.strays.n && !failed; i++)
        failed = do_unit(h, h->places.strays.v[i], true, err);
    return failed;
}

static int not_meant(const struct record *r, enum kind kind, struct error *err)
{
    return error_set(err, ERROR_USAGE,
                     _("'%s' is of the kind %s, and this profile asks about "
                       "records of the kind %s; give the ref of one"),
                     r->ref, kind_info(r->kind)->name, kind_info(kind)->name);
}

static int do_children(struct hunt *h, enum kind kind, const char *dataset,
                       struct error *err)
{
    struct records l = RECORDS_INIT;
    int failed = store_children(h->unit.store, dataset, kind, &l, err);

    for (size_t i = 0; i < l.n && !failed; i++)
        failed = do_unit(h, l.v[i].ref, false, err);
    records_release(&l);
    return failed;
}

/* What a person named. */
static int do_ref(struct hunt *h, enum kind kind, const char *ref,
                  struct error *err)
{
    bool datasets = kind == KIND_ACTIVITY || kind == KIND_DATASET;
    struct record r;
    char *dataset;
    int failed;

    if (store_load(h->unit.store, ref, &r, err) != 0)
        return -1;
    dataset = ref_parent(r.ref);
    if (r.kind == kind)
        failed = do_unit(h, r.ref, false, err);
    else if (datasets && (r.kind == KIND_DATASET ||
                          kind_info(r.kind)->parent == KIND_DATASET))
        failed = do_unit(h, dataset, false, err);
    else if (kind_info(kind)->parent == KIND_DATASET && r.kind == KIND_DATASET)
        failed = do_children(h, kind, r.ref, err);
    else
        failed = not_meant(&r, kind, err);
    free(dataset);
    record_release(&r);
    return failed;
}

static int do_all(struct hunt *h, enum kind kind, const char *const *refs,
                  size_t n, struct error *err)
{
    int failed =
        kind == KIND_ACTIVITY ? places_read(&h->places, h->unit.store, err) : 0;

    for (size_t i = 0; i < n && !failed; i++)
        failed = do_ref(h, kind, refs[i], err);
    if (!failed && !n)
        failed = do_kind(h, kind, err);
    if (!failed && !n && kind == KIND_ACTIVITY)
        failed = do_strays(h, err);
    return failed;
}

int unit_each(struct store *s, enum kind kind, const char *const *refs,
              size_t n, const char *day, unit_each_fn *each, void *data,
              struct error *err)
{
    struct hunt h = {
        .unit = UNIT_INIT, .places = PLACES_INIT, .each = each, .data = data
    };
    struct flow_table *flow;
    int failed;

    if (flow_open(&flow, s, day, err) != 0)
        return -1;
    h.unit.store = s;
    h.unit.flow = flow;
    failed = do_all(&h, kind, refs, n, err);
    places_release(&h.places);
    flow_free(flow);
    return failed;
}
