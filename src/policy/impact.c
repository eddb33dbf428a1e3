/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/impact.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/ref.h"
#include "policy/impact_contact.h"
#include "policy/impact_reach.h"
#include "policy/impact_rows.h"
#include "store/read.h"

void impact_release(struct impact *l)
{
    for (size_t i = 0; i < l->n; i++) {
        struct impact_row *r = &l->v[i];

        free((char *)r->dataset);
        free((char *)r->ref);
        free((char *)r->agreement);
        free((char *)r->over);
        contact_release(&r->contact);
    }
    free(l->v);
    *l = (struct impact)IMPACT_INIT;
}

/* One question: what is reached, and the rows that tell it. */
struct reaching {
    struct impact_rows rows;
    struct reach reach;
};

/* --- where it begins ----------------------------------------------------- */

static int begin_child(struct reaching *w, const struct record *r,
                       enum field elements, enum field uses)
{
    char *dataset = ref_parent(r->ref);

    reach_add(&w->reach, dataset, "", 0,
              elements == FIELD_COUNT ? NULL : record_get(r, elements),
              uses == FIELD_COUNT ? NULL : record_get(r, uses));
    free(dataset);
    return 0;
}

static int begin_consent(struct reaching *w, const struct record *r,
                         struct error *err)
{
    (void)err;
    return begin_child(w, r, CONSENT_ELEMENTS, CONSENT_USES);
}

static int begin_source(struct reaching *w, const struct record *r,
                        struct error *err)
{
    (void)err;
    return begin_child(w, r, SOURCE_ELEMENTS, FIELD_COUNT);
}

/* A use, or an element, by itself. */
static int begin_itself(struct reaching *w, const struct record *r,
                        struct error *err)
{
    struct value itself = VALUE_INIT;
    char *dataset = ref_parent(r->ref);

    (void)err;
    value_set_text(&itself, r->ref);
    reach_add(&w->reach, dataset, "", 0,
              r->kind == KIND_ELEMENT ? &itself : record_get(r, USE_ELEMENTS),
              r->kind == KIND_USE ? &itself : NULL);
    value_release(&itself);
    free(dataset);
    return 0;
}

static int begin_dataset(struct reaching *w, const struct record *r,
                         struct error *err)
{
    (void)err;
    reach_add(&w->reach, r->ref, "", 0, NULL, NULL);
    return 0;
}

static int begin_notice(struct reaching *w, const struct record *r,
                        struct error *err)
{
    struct records l = RECORDS_INIT;
    int failed = store_naming(w->rows.store, CONSENT_NOTICE, r->ref, &l, err);

    for (size_t i = 0; !failed && i < l.n; i++)
        failed = begin_consent(w, &l.v[i], err);
    records_release(&l);
    return failed;
}

static enum impact_what at_end(const struct record *agreement,
                               const struct record *recipient)
{
    static const struct {
        const char *code;
        enum impact_what what;
    } table[] = {
        { "delete", IMPACT_DELETE },           { "return", IMPACT_RETURN },
        { "return-or-delete", IMPACT_EITHER }, { "keep", IMPACT_KEEPS },
        { "keep-results", IMPACT_KEEPS },
    };

    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (record_is(agreement, AGREEMENT_AT_END, table[i].code))
            return table[i].what;
    return rows_what(recipient);
}

/* Those who get data by it come first; then what came by it. */
static int begin_agreement(struct reaching *w, const struct record *r,
                           struct error *err)
{
    struct records l = RECORDS_INIT;
    int failed =
        store_naming(w->rows.store, RECIPIENT_AGREEMENT, r->ref, &l, err);

    for (size_t i = 0; !failed && i < l.n; i++) {
        struct reached from = { .dataset = ref_parent(l.v[i].ref),
                                .over = r->ref,
                                .all = true };

        failed = rows_add_recipient(&w->rows, &l.v[i], &from,
                                    at_end(r, &l.v[i]), err);
        free(from.dataset);
    }
    records_release(&l);
    if (!failed)
        failed = store_naming(w->rows.store, SOURCE_AGREEMENT, r->ref, &l, err);
    for (size_t i = 0; !failed && i < l.n; i++)
        failed = begin_source(w, &l.v[i], err);
    records_release(&l);
    return failed;
}

static int begin_recipient(struct reaching *w, const struct record *r,
                           struct error *err)
{
    char *dataset = ref_parent(r->ref);
    struct reached from = { .dataset = dataset, .over = NULL, .all = true };
    int failed = rows_add_recipient(&w->rows, r, &from, rows_what(r), err);

    free(dataset);
    return failed;
}

static const struct {
    enum kind kind;
    int (*begin)(struct reaching *w, const struct record *r, struct error *err);
} begins[] = {
    { KIND_CONSENT, begin_consent },     { KIND_USE, begin_itself },
    { KIND_ELEMENT, begin_itself },      { KIND_SOURCE, begin_source },
    { KIND_DATASET, begin_dataset },     { KIND_NOTICE, begin_notice },
    { KIND_AGREEMENT, begin_agreement }, { KIND_RECIPIENT, begin_recipient },
};

static int begin(struct reaching *w, const struct record *r, struct error *err)
{
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (begins[i].kind == r->kind)
            return begins[i].begin(w, r, err);
    return error_set(err, ERROR_USAGE,
                     _("nothing follows from '%s' by itself; name a consent, a "
                       "notice, a use, an element, a source, an agreement, a "
                       "recipient or a dataset"),
                     r->ref);
}

/* --- the whole ----------------------------------------------------------- */

/* First all datasets, since some are reached over several ways. */
static int tell(struct reaching *w, struct error *err)
{
    int failed = reach_spread(&w->reach, err);

    for (size_t i = 0; !failed && i < w->reach.n; i++)
        failed = rows_add_dataset(&w->rows, &w->reach.v[i], err);
    return failed;
}

int impact_read(struct impact *out, struct store *s, const char *ref,
                const char *day, struct error *err)
{
    struct reaching w = { .rows = { out, s, day }, .reach = { .store = s } };
    struct record r;
    int failed = store_load(s, ref, &r, err);

    if (failed)
        return failed;
    failed = begin(&w, &r, err);
    record_release(&r);
    if (!failed)
        failed = tell(&w, err);
    reach_release(&w.reach);
    if (failed)
        impact_release(out);
    return failed;
}
