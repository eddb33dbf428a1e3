/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/coverage_unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/list.h"

/* --- which use names which activity -------------------------------------- */

struct place {
    char *use;
    char *activity; /* "": none                                            */
};

struct places {
    struct place *v; /* in order of the uses, then of the activities       */
    size_t n;
    size_t room;
};

struct hunt {
    struct unit unit; /* what all of them have in common                   */
    struct places places;
    struct strs strays; /* datasets with uses that name no activity        */
    unit_each_fn *each;
    void *data;
};

static int add_place(const struct list_row *row, void *data, struct error *err)
{
    struct places *l = data;
    const char *cell = row->cells.v[0];

    (void)err;
    ARRAY_GROW(l->v, l->n, l->room);
    l->v[l->n++] =
        (struct place){ xstrdup(row->ref), xstrdup(*cell == '@' ? "" : cell) };
    return 0;
}

/* How many places from the start come before the text. */
static size_t count_before(const struct places *l, const char *text,
                           size_t offset)
{
    size_t low = 0, high = l->n;

    while (low < high) {
        size_t at = low + (high - low) / 2;
        char *const *s =
            (char *const *)(const void *)((const char *)&l->v[at] + offset);

        if (strcmp(*s, text) < 0)
            low = at + 1;
        else
            high = at;
    }
    return low;
}

/* Uses that name no activity, or no uses at all, make a dataset a stray. */
static int add_stray(const struct record *r, void *data, struct error *err)
{
    struct hunt *h = data;
    char *prefix = xasprintf("%s/", r->ref);
    size_t len = strlen(prefix), uses = 0;
    bool stray = false;

    (void)err;
    for (size_t i =
             count_before(&h->places, prefix, offsetof(struct place, use));
         i < h->places.n && strncmp(h->places.v[i].use, prefix, len) == 0;
         i++, uses++)
        stray |= !*h->places.v[i].activity;
    if (stray || !uses)
        strs_add(&h->strays, r->ref);
    free(prefix);
    return 0;
}

static int by_activity(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    int order = strcmp(x->activity, y->activity);

    return order ? order : strcmp(x->use, y->use);
}

static int read_places(struct hunt *h, struct error *err)
{
    static const enum field column = USE_ACTIVITY;
    const struct list_query q = { .kind = KIND_USE,
                                  .sort = FIELD_COUNT,
                                  .columns = &column,
                                  .columns_n = 1 };

    if (list_each(h->unit.store, &q, add_place, &h->places, err) != 0 ||
        store_each(h->unit.store, KIND_DATASET, add_stray, h, err) != 0)
        return -1;
    if (h->places.n)
        qsort(h->places.v, h->places.n, sizeof *h->places.v, by_activity);
    return 0;
}

static void places_release(struct places *l)
{
    for (size_t i = 0; i < l->n; i++) {
        free(l->v[i].use);
        free(l->v[i].activity);
    }
    free(l->v);
}

/* The ref of the dataset to which a record belongs: of itself, if it is one. */
static char *dataset_of(const char *ref)
{
    const char *slash = strchr(ref, '/');

    return slash ? xstrndup(ref, (size_t)(slash - ref)) : xstrdup(ref);
}

/* --- what belongs to a unit ---------------------------------------------- */

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

/* The record of that ref, if it is one of the unit. */
static const struct record *find_record(const struct unit *u, const char *ref)
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

static void take_record(struct unit *u, struct record *r)
{
    struct unit_index *l = &u->kinds[r->kind];

    ARRAY_GROW(l->v, l->n, l->room);
    l->v[l->n++] = u->records.n;
    ARRAY_GROW(u->records.v, u->records.n, u->records.room);
    u->records.v[u->records.n++] = *r;
}

static int load(struct unit *u, const char *ref, struct error *err)
{
    struct record r;

    if (find_record(u, ref))
        return 0;
    if (store_load(u->store, ref, &r, err) != 0)
        return -1;
    take_record(u, &r);
    return 0;
}

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

/* Which uses a unit takes. */
enum uses { USES_ALL, USES_OF_ACTIVITY, USES_OF_NONE, USES_OF_CONSENT };

static bool is_meant(const struct unit *u, enum uses uses,
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
static bool belongs(const struct unit *u, enum uses uses, size_t from,
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

static int add_children(struct unit *u, enum uses uses, const char *dataset,
                        struct error *err)
{
    size_t from = u->records.n;

    for (size_t i = 0; i < sizeof children / sizeof *children; i++) {
        struct records l = RECORDS_INIT;

        if (store_children(u->store, dataset, children[i], &l, err) != 0)
            return -1;
        for (size_t j = 0; j < l.n; j++)
            if (belongs(u, uses, from, &l.v[j]))
                take_record(u, &l.v[j]);
            else
                record_release(&l.v[j]);
        free(l.v);
    }
    return 0;
}

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
        failed = load(u, refs.v[i], err);
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

        if (find_record(u, refs.v[i]))
            continue;
        failed = store_load(u->store, refs.v[i], &r, err);
        if (failed)
            break;
        if (r.kind == KIND_INCIDENT || (notices && r.kind == KIND_NOTICE))
            take_record(u, &r);
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

    return found == 1 ? load(u, "organisation", err) : found;
}

/* All that is reached from the head and these datasets. */
static int gather(struct unit *u, enum uses uses, const struct strs *datasets,
                  struct error *err)
{
    int failed = 0;

    for (size_t i = 0; i < datasets->n && !failed; i++)
        failed = load(u, datasets->v[i], err) ||
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

static void unit_release(struct unit *u)
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

/* --- one unit ------------------------------------------------------------ */

static void datasets_of_activity(const struct hunt *h, const char *ref,
                                 struct strs *out)
{
    const struct places *l = &h->places;

    for (size_t i = count_before(l, ref, offsetof(struct place, activity));
         i < l->n && strcmp(l->v[i].activity, ref) == 0; i++)
        strs_take(out, dataset_of(l->v[i].use));
    strs_sort_unique(out);
}

static enum uses datasets_of(const struct hunt *h, const struct record *head,
                             struct strs *out)
{
    switch (head->kind) {
    case KIND_ACTIVITY:
        datasets_of_activity(h, head->ref, out);
        return USES_OF_ACTIVITY;
    case KIND_AGREEMENT:
        strs_copy(out, &record_get(head, AGREEMENT_DATASETS)->items);
        return USES_ALL;
    case KIND_CONSENT:
        strs_take(out, dataset_of(head->ref));
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
    int failed = load(&u, ref, err);
    enum uses uses;

    if (!failed) {
        uses = datasets_of(h, unit_head(&u), &datasets);
        failed = gather(&u, stray ? USES_OF_NONE : uses, &datasets, err);
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

    for (size_t i = 0; i < h->strays.n && !failed; i++)
        failed = do_unit(h, h->strays.v[i], true, err);
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
    dataset = dataset_of(r.ref);
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
    int failed = kind == KIND_ACTIVITY ? read_places(h, err) : 0;

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
        .unit = UNIT_INIT, .strays = STRS_INIT, .each = each, .data = data
    };
    struct flow_table *flow;
    int failed;

    if (flow_open(&flow, s, day, err) != 0)
        return -1;
    h.unit.store = s;
    h.unit.flow = flow;
    failed = do_all(&h, kind, refs, n, err);
    places_release(&h.places);
    strs_release(&h.strays);
    flow_free(flow);
    return failed;
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
    const struct record *known = find_record(u, ref);
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
