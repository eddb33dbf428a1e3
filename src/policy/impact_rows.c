/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/impact_rows.h"

#include <string.h>

#include "base/mem.h"
#include "policy/impact_contact.h"
#include "store/read.h"

static char *copy(const char *s)
{
    return xstrdup(s ? s : "");
}

/* `name` is that of who is reached where no party is known. */
static int add_row(struct impact_rows *w, const struct impact_row *row,
                   const char *party, const char *name, struct error *err)
{
    struct impact *l = w->out;
    struct impact_row *r;

    ARRAY_GROW(l->v, l->n, l->room);
    r = &l->v[l->n++];
    *r = *row;
    r->dataset = copy(row->dataset);
    r->ref = copy(row->ref);
    r->agreement = copy(row->agreement);
    r->over = copy(row->over);
    return contact_read(&r->contact, w->store, party, name, err);
}

/* --- those who get the data ---------------------------------------------- */

/* Do both name one thing?  1, 0, or -1 where one of them does not say. */
static int meets(const struct strs *ours, bool all, const struct record *r,
                 enum field field)
{
    const struct value *v = record_get(r, field);

    if (v->state == STATE_NONE)
        return 0;
    if (all || v->state == STATE_NA)
        return 1;
    if (v->state != STATE_VALUE)
        return -1;
    for (size_t i = 0; i < v->items.n; i++)
        if (strs_has(ours, v->items.v[i]))
            return 1;
    return 0;
}

enum impact_what rows_what(const struct record *recipient)
{
    static const struct {
        const char *category;
        enum impact_what what;
    } table[] = {
        { "internal", IMPACT_PROCESSOR },
        { "processor", IMPACT_PROCESSOR },
        { "sub-processor", IMPACT_PROCESSOR },
        { "joint-controller", IMPACT_JOINT },
        { "public", IMPACT_PUBLIC },
    };

    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (record_within(recipient, RECIPIENT_CATEGORY, table[i].category))
            return table[i].what;
    return IMPACT_RECIPIENT;
}

/* Those to whom this one gives data of the dataset, by agreements. */
static int add_known_onward(struct impact_rows *w,
                            const struct impact_row *from, const char *party,
                            size_t *found, struct error *err)
{
    struct records l = RECORDS_INIT;
    int failed = store_naming(w->store, AGREEMENT_GIVERS, party, &l, err);

    for (size_t i = 0; !failed && i < l.n; i++) {
        const struct value *to = record_get(&l.v[i], AGREEMENT_RECEIVERS);

        if (!value_has(record_get(&l.v[i], AGREEMENT_DATASETS), from->dataset))
            continue;
        for (size_t j = 0; !failed && j < to->items.n; j++) {
            struct impact_row row = { .what = IMPACT_ONWARD,
                                      .depth = from->depth,
                                      .perhaps = from->perhaps,
                                      .past = from->past,
                                      .dataset = from->dataset,
                                      .ref = l.v[i].ref,
                                      .agreement = l.v[i].ref,
                                      .over = from->ref };

            ++*found;
            failed = add_row(w, &row, to->items.v[j], "", err);
        }
    }
    records_release(&l);
    return failed;
}

/* May they have passed the data on? */
static int add_onward(struct impact_rows *w, const struct impact_row *from,
                      const struct record *r, struct error *err)
{
    const char *party = record_text(r, RECIPIENT_PARTY);
    bool never = record_is(r, RECIPIENT_ONWARD, "forbidden") &&
                 !record_is(r, RECIPIENT_SALE, "yes");
    struct impact_row any = { .what = IMPACT_ONWARD_ANY,
                              .depth = from->depth,
                              .perhaps = from->perhaps ||
                                         record_is_open(r, RECIPIENT_ONWARD),
                              .past = from->past,
                              .dataset = from->dataset,
                              .ref = from->ref,
                              .over = from->ref };
    size_t found = 0;

    if (party && add_known_onward(w, from, party, &found, err) != 0)
        return -1;
    if (never)
        return 0;
    return add_row(w, &any, party, record_title(r, NULL), err);
}

int rows_add_recipient(struct impact_rows *w, const struct record *r,
                       const struct reached *from, enum impact_what what,
                       struct error *err)
{
    const char *until = record_text(r, RECIPIENT_UNTIL);
    int uses = meets(&from->uses, from->all_uses, r, RECIPIENT_USES);
    int elements =
        meets(&from->elements, from->all_elements, r, RECIPIENT_ELEMENTS);
    struct impact_row row = { .what = what,
                              .depth = from->depth,
                              .perhaps = uses < 0 || elements < 0,
                              .past = until && strcmp(until, w->day) < 0,
                              .dataset = from->dataset,
                              .ref = r->ref,
                              .agreement = record_text(r, RECIPIENT_AGREEMENT),
                              .over = from->over };

    if (!from->all && (uses == 0 || elements == 0))
        return 0;
    if (record_within(r, RECIPIENT_CATEGORY, "person-concerned"))
        return 0;
    if (from->all)
        row.perhaps = false;
    row.perhaps |= from->perhaps;
    if (add_row(w, &row, record_text(r, RECIPIENT_PARTY), record_title(r, NULL),
                err) != 0)
        return -1;
    return add_onward(w, &row, r, err);
}

static int add_recipients(struct impact_rows *w, const struct reached *from,
                          struct error *err)
{
    struct records l = RECORDS_INIT;
    int failed =
        store_children(w->store, from->dataset, KIND_RECIPIENT, &l, err);

    for (size_t i = 0; !failed && i < l.n; i++)
        failed = rows_add_recipient(w, &l.v[i], from, rows_what(&l.v[i]), err);
    records_release(&l);
    return failed;
}

/* Parties to whom the log says that data were given, and whom no recipient
 * stands for. */
static int add_shares(struct impact_rows *w, const struct reached *from,
                      struct error *err)
{
    struct records l = RECORDS_INIT;
    int failed = store_children(w->store, from->dataset, KIND_SHARE, &l, err);

    for (size_t i = 0; !failed && i < l.n; i++) {
        const char *party = record_text(&l.v[i], SHARE_PARTY);
        int elements = meets(&from->elements, from->all || from->all_elements,
                             &l.v[i], SHARE_ELEMENTS);
        struct impact_row row = {
            .what = IMPACT_RECIPIENT,
            .depth = from->depth,
            .perhaps =
                from->perhaps || elements < 0 || !(from->all || from->all_uses),
            .past = true,
            .dataset = from->dataset,
            .ref = l.v[i].ref,
            .agreement = record_text(&l.v[i], SHARE_AGREEMENT),
            .over = from->over,
        };

        if (party && elements && !record_text(&l.v[i], SHARE_RECIPIENT) &&
            record_is(&l.v[i], SHARE_WHAT_HAPPENED, "given"))
            failed = add_row(w, &row, party, "", err);
    }
    records_release(&l);
    return failed;
}

/* --- datasets ------------------------------------------------------------ */

static int add_dataset(struct impact_rows *w, const struct reached *from,
                       struct error *err)
{
    struct impact_row row = { .what = from->depth ? IMPACT_DERIVED : IMPACT_OWN,
                              .depth = from->depth,
                              .perhaps = from->perhaps,
                              .dataset = from->dataset,
                              .ref = from->dataset,
                              .over = from->over };
    struct record d;
    const char *who;
    int failed = store_load(w->store, from->dataset, &d, err);

    if (failed)
        return failed;
    who = record_text(&d, DATASET_STEWARD);
    if (!who)
        who = record_text(&d, DATASET_CONTROLLER);
    failed = add_row(w, &row, who, record_title(&d, NULL), err);
    record_release(&d);
    return failed;
}

int rows_add_dataset(struct impact_rows *w, const struct reached *from,
                     struct error *err)
{
    int failed = add_dataset(w, from, err);

    if (!failed)
        failed = add_recipients(w, from, err);
    if (!failed)
        failed = add_shares(w, from, err);
    return failed;
}
