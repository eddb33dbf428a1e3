/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/material.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/ref.h"

static const struct record *find(const struct records *l, const char *ref)
{
    for (size_t i = 0; i < l->n; i++)
        if (strcmp(l->v[i].ref, ref) == 0)
            return &l->v[i];
    return NULL;
}

const struct record *material_party(const struct material *src, const char *ref)
{
    return find(&src->parties, ref);
}

const struct record *material_upstream(const struct material *src,
                                       const char *ref)
{
    return find(&src->upstreams, ref);
}

const char *material_lang(const struct material *src)
{
    return src->organisation.values
               ? record_text(&src->organisation, ORGANISATION_DEFAULT_LANGUAGE)
               : NULL;
}

/* The lists of children, and the kind that each holds. */
static const struct child_list {
    enum kind kind;
    size_t offset;
} child_lists[] = {
    { KIND_ELEMENT, offsetof(struct subject, elements) },
    { KIND_USE, offsetof(struct subject, uses) },
    { KIND_RECIPIENT, offsetof(struct subject, recipients) },
    { KIND_CONSENT, offsetof(struct subject, consents) },
    { KIND_SOURCE, offsetof(struct subject, sources) },
    { KIND_RETENTION, offsetof(struct subject, retentions) },
    { KIND_MEASURE, offsetof(struct subject, measures) },
    { KIND_SCAN, offsetof(struct subject, scans) },
};

enum { CHILD_LISTS = sizeof child_lists / sizeof *child_lists };

static struct records *list_at(const struct subject *d, size_t i)
{
    return (struct records *)((char *)d + child_lists[i].offset);
}

const struct records *subject_children(const struct subject *d, enum kind kind)
{
    for (size_t i = 0; i < CHILD_LISTS; i++)
        if (child_lists[i].kind == kind)
            return list_at(d, i);
    bug("a label reads no children of kind %d", (int)kind);
}

/* Reads a record into the list, unless it is there. */
static int load_once(struct records *l, struct store *s, const char *ref,
                     struct error *err)
{
    struct record r;

    if (find(l, ref))
        return 0;
    if (store_load(s, ref, &r, err))
        return -1;
    ARRAY_GROW(l->v, l->n, l->room);
    l->v[l->n++] = r;
    return 0;
}

/* Reads the parties that a record names, by any field. */
static int load_parties_of(struct material *src, struct store *s,
                           const struct record *r, struct error *err)
{
    const struct kind_info *k = kind_info(r->kind);

    for (size_t i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);

        if (!field_is_ref(field) || field_info(field)->target != KIND_PARTY)
            continue;
        for (size_t j = 0; j < r->values[i].items.n; j++)
            if (load_once(&src->parties, s, r->values[i].items.v[j], err))
                return -1;
    }
    return 0;
}

static int load_parties_of_all(struct material *src, struct store *s,
                               const struct records *l, struct error *err)
{
    for (size_t i = 0; i < l->n; i++)
        if (load_parties_of(src, s, &l->v[i], err))
            return -1;
    return 0;
}

static int load_parties(struct material *src, struct store *s,
                        struct error *err)
{
    if (src->organisation.values &&
        load_parties_of(src, s, &src->organisation, err))
        return -1;
    for (size_t i = 0; i < src->n; i++) {
        const struct subject *d = &src->subjects[i];

        if (load_parties_of(src, s, &d->dataset, err) ||
            load_parties_of_all(src, s, &d->recipients, err) ||
            load_parties_of_all(src, s, &d->sources, err) ||
            load_parties_of_all(src, s, &d->claims, err))
            return -1;
    }
    /* And those that they name: the list grows while it is read. */
    for (size_t i = 0; i < src->parties.n; i++) {
        struct record r;
        int failed;

        record_copy(&r, &src->parties.v[i]);
        failed = load_parties_of(src, s, &r, err);
        record_release(&r);
        if (failed)
            return -1;
    }
    return 0;
}

/* Reads the datasets that this one was made from. */
static int load_upstreams(struct material *src, struct store *s,
                          const struct subject *d, struct error *err)
{
    for (size_t i = 0; i < d->sources.n; i++) {
        const char *ref = record_text(&d->sources.v[i], SOURCE_UPSTREAM);

        if (ref && load_once(&src->upstreams, s, ref, err))
            return -1;
    }
    return 0;
}

/* The list in which a record that names a dataset is kept, or NULL. */
static struct records *list_for(struct material *src, const struct record *r)
{
    const char *state;

    if (r->kind == KIND_NOTICE)
        return &src->notices;
    if (r->kind != KIND_LABEL)
        return NULL;
    state = record_text(r, LABEL_LABEL_STATE);
    return strcmp(state, "issued") == 0 || strcmp(state, "replaced") == 0
               ? &src->labels
               : NULL;
}

static int load_naming(struct material *src, struct store *s, const char *ref,
                       struct error *err)
{
    struct records *l;
    struct record r;

    if (ref_kind(ref) != KIND_NONE || find(&src->notices, ref) ||
        find(&src->labels, ref))
        return 0;
    if (store_load(s, ref, &r, err))
        return -1;
    l = list_for(src, &r);
    if (!l) {
        record_release(&r);
        return 0;
    }
    ARRAY_GROW(l->v, l->n, l->room);
    l->v[l->n++] = r;
    return 0;
}

/* Reads the notices and the issued labels that speak about a dataset. */
static int load_namings(struct material *src, struct store *s,
                        const struct subject *d, struct error *err)
{
    struct strs refs = STRS_INIT;
    int failed = store_referrers(s, d->dataset.ref, &refs, err);

    for (size_t i = 0; i < refs.n && !failed; i++)
        failed = load_naming(src, s, refs.v[i], err);
    strs_release(&refs);
    return failed;
}

static bool is_of_day(const struct record *r, enum field since,
                      enum field until, const char *day)
{
    const char *from = record_text(r, since), *to = record_text(r, until);

    return !(from && strcmp(from, day) > 0) && !(to && strcmp(to, day) < 0);
}

/* Leaves out the uses that are over, or not begun. */
static void drop_uses(struct subject *d, const char *day)
{
    size_t kept = 0;

    for (size_t i = 0; i < d->uses.n; i++)
        if (is_of_day(&d->uses.v[i], USE_SINCE, USE_UNTIL, day))
            d->uses.v[kept++] = d->uses.v[i];
        else
            record_release(&d->uses.v[i]);
    d->uses.n = kept;
}

static int load_subject(struct subject *d, struct store *s, const char *ref,
                        const char *as_of, struct error *err)
{
    if (store_load(s, ref, &d->dataset, err))
        return -1;
    if (d->dataset.kind != KIND_DATASET)
        return error_set(err, ERROR_USAGE,
                         _("'%s' is of the kind %s and has no label; name a "
                           "dataset"),
                         ref, kind_info(d->dataset.kind)->name);
    for (size_t i = 0; i < CHILD_LISTS; i++)
        if (store_children(s, d->dataset.ref, child_lists[i].kind,
                           list_at(d, i), err))
            return -1;
    if (store_about(s, d->dataset.ref, KIND_CLAIM, &d->claims, err))
        return -1;
    drop_uses(d, as_of);
    return 0;
}

static int load_organisation(struct material *src, struct store *s,
                             struct error *err)
{
    int64_t id;
    int found = store_find(s, "organisation", &id, err);

    if (found <= 0)
        return found;
    return store_load_id(s, id, &src->organisation, err);
}

static void subject_release(struct subject *d)
{
    record_release(&d->dataset);
    for (size_t i = 0; i < CHILD_LISTS; i++)
        records_release(list_at(d, i));
    records_release(&d->claims);
    *d = (struct subject){ .dataset = { .id = 0 } };
}

/* Is the last dataset, maybe by an older ref, among those before it? */
static bool is_named_before(const struct material *src)
{
    for (size_t i = 0; i + 1 < src->n; i++)
        if (src->subjects[i].dataset.id == src->subjects[src->n - 1].dataset.id)
            return true;
    return false;
}

static int read_all(struct material *src, struct store *s,
                    const char *const *refs, size_t n, struct error *err)
{
    if (load_organisation(src, s, err))
        return -1;
    src->subjects = xcalloc(n, sizeof *src->subjects);
    for (size_t i = 0; i < n; i++) {
        struct subject *d = &src->subjects[src->n++];

        if (load_subject(d, s, refs[i], src->as_of, err))
            return -1;
        if (is_named_before(src)) {
            subject_release(d);
            src->n--;
        }
    }
    for (size_t i = 0; i < src->n; i++)
        if (load_namings(src, s, &src->subjects[i], err) ||
            load_upstreams(src, s, &src->subjects[i], err))
            return -1;
    return load_parties(src, s, err);
}

int material_read(struct material *out, struct store *s,
                  const char *const *refs, size_t n, const char *as_of,
                  struct error *err)
{
    int failed;

    *out = (struct material){ .as_of = as_of };
    if (n == 0)
        return error_set(err, ERROR_USAGE,
                         _("there is no dataset to make a label of; name at "
                           "least one"));
    if (store_read_begin(s, err))
        return -1;
    failed = read_all(out, s, refs, n, err);
    store_read_end(s);
    if (failed)
        material_release(out);
    return failed;
}

void material_release(struct material *src)
{
    record_release(&src->organisation);
    for (size_t i = 0; i < src->n; i++)
        subject_release(&src->subjects[i]);
    free(src->subjects);
    records_release(&src->parties);
    records_release(&src->notices);
    records_release(&src->labels);
    records_release(&src->upstreams);
    *src = (struct material){ .n = 0 };
}

/* Leaves those that people were given before that day. */
static void drop_labels(struct material *src, const char *day)
{
    size_t kept = 0;

    for (size_t i = 0; i < src->labels.n; i++) {
        const char *on = record_text(&src->labels.v[i], LABEL_ISSUED_ON);

        if (on && day && strcmp(on, day) < 0)
            src->labels.v[kept++] = src->labels.v[i];
        else
            record_release(&src->labels.v[i]);
    }
    src->labels.n = kept;
}

int material_issue(struct material *src, struct store *s,
                   const struct record *label, struct error *err)
{
    const char *by = record_text(label, LABEL_APPROVED_BY);

    drop_labels(src, record_text(label, LABEL_ISSUED_ON));
    ARRAY_GROW(src->labels.v, src->labels.n, src->labels.room);
    record_copy(&src->labels.v[src->labels.n++], label);
    return by ? load_once(&src->parties, s, by, err) : 0;
}

static int each_of(const struct records *l, material_each_fn *each, void *data,
                   struct error *err)
{
    int rc = 0;

    for (size_t i = 0; i < l->n && rc == 0; i++)
        rc = each(&l->v[i], data, err);
    return rc;
}

static int each_of_subject(const struct subject *d, material_each_fn *each,
                           void *data, struct error *err)
{
    int rc = each(&d->dataset, data, err);

    for (size_t i = 0; i < CHILD_LISTS && rc == 0; i++)
        rc = each_of(list_at(d, i), each, data, err);
    return rc ? rc : each_of(&d->claims, each, data, err);
}

int material_each(const struct material *src, material_each_fn *each,
                  void *data, struct error *err)
{
    const struct records *const lists[] = { &src->parties, &src->notices,
                                            &src->upstreams };
    int rc = src->organisation.values ? each(&src->organisation, data, err) : 0;

    for (size_t i = 0; i < src->n && rc == 0; i++)
        rc = each_of_subject(&src->subjects[i], each, data, err);
    for (size_t i = 0; i < sizeof lists / sizeof *lists && rc == 0; i++)
        rc = each_of(lists[i], each, data, err);
    return rc;
}
