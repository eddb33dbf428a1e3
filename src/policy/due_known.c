/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/due_known.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/ref.h"
#include "model/value.h"

static bool holds_refs(const char *cell)
{
    return *cell && *cell != '@';
}

/* --- each list ----------------------------------------------------------- */

/* A record's own ref and its first cell. */
static int add_own(const struct list_row *row, void *data, struct error *err)
{
    (void)err;
    days_add(data, row->ref, strlen(row->ref), row->cells.v[0]);
    return 0;
}

/* The same for its dataset. */
static int add_parent(const struct list_row *row, void *data, struct error *err)
{
    (void)err;
    days_add(data, row->ref, ref_parent_len(row->ref), row->cells.v[0]);
    return 0;
}

/* The end of an agreement, for itself and for each dataset that it names. */
struct agreeing {
    struct days ends;
    struct days *datasets;
};

static int add_agreement(const struct list_row *row, void *data,
                         struct error *err)
{
    struct agreeing *a = data;
    const char *end = row->cells.v[0];
    struct strs refs = STRS_INIT;

    (void)err;
    days_add(&a->ends, row->ref, strlen(row->ref), end);
    if (holds_refs(row->cells.v[1]))
        strs_split(&refs, row->cells.v[1], ',');
    for (size_t i = 0; i < refs.n; i++)
        days_add(a->datasets, refs.v[i], strlen(refs.v[i]), end);
    strs_release(&refs);
    return 0;
}

/* A source that came under an agreement. */
static int add_source(const struct list_row *row, void *data, struct error *err)
{
    struct agreeing *a = data;
    const char *agreement = row->cells.v[0];
    const char *end = days_find(&a->ends, agreement, strlen(agreement));

    (void)err;
    if (end)
        days_add(a->datasets, row->ref, ref_parent_len(row->ref), end);
    return 0;
}

static int add_returned(const struct list_row *row, void *data,
                        struct error *err)
{
    const char *agreement = row->cells.v[1];
    struct buf both = BUF_INIT;

    (void)err;
    days_add(data, agreement, strlen(agreement), row->cells.v[0]);
    buf_addf(&both, "%s %.*s", agreement, (int)ref_parent_len(row->ref),
             row->ref);
    days_add(data, both.s, both.len, row->cells.v[0]);
    buf_release(&both);
    return 0;
}

/* --- which of them are needed -------------------------------------------- */

static int count(const struct list_row *row, void *data, struct error *err)
{
    (void)row;
    (void)data;
    (void)err;
    return 1; /* one is enough */
}

/* Is there a retention period that nothing but this tells the day of? */
static int asks_for(struct store *s, const char *triggers, struct error *err)
{
    struct buf filter = BUF_INIT;
    int found;

    buf_addf(&filter, "counted_from:%s and counted_from_date=@blank", triggers);
    found = list_where(s, KIND_RETENTION, filter.s, NULL, 0, count, NULL, err);
    buf_release(&filter);
    return found;
}

static int read_agreements(struct due_known *k, struct store *s,
                           struct error *err)
{
    static const enum field of_agreement[] = { AGREEMENT_END,
                                               AGREEMENT_DATASETS };
    static const enum field of_source[] = { SOURCE_AGREEMENT };
    struct agreeing a = { DAYS_INIT, &k->agreements };
    int rc = asks_for(s, "agreement-end", err);

    if (rc <= 0)
        return rc;
    rc = list_where(s, KIND_AGREEMENT, "not status=draft,refused,replaced",
                    of_agreement, 2, add_agreement, &a, err);
    days_sort(&a.ends);
    if (rc == 0)
        rc = list_where(s, KIND_SOURCE, "agreement=@any", of_source, 1,
                        add_source, &a, err);
    days_release(&a.ends);
    return rc;
}

static int read_uses(struct due_known *k, struct store *s, struct error *err)
{
    static const enum field until[] = { USE_UNTIL };
    int rc = asks_for(s, "first-use,last-use,project-end,purpose-met", err);

    if (rc <= 0)
        return rc;
    return list_where(s, KIND_USE, "", until, 1, add_parent, &k->uses, err);
}

/* Uses that are over matter only where a consent can be over, too. */
static int read_over(struct due_known *k, struct store *s, const char *as_of,
                     struct error *err)
{
    static const enum field until[] = { USE_UNTIL };
    struct buf filter = BUF_INIT;
    int rc =
        list_where(s, KIND_CONSENT, "uses=@any", NULL, 0, count, NULL, err);

    if (rc <= 0)
        return rc;
    buf_addf(&filter, "until<%s", as_of);
    rc = list_where(s, KIND_USE, filter.s, until, 1, add_own, &k->over, err);
    buf_release(&filter);
    return rc;
}

static int read_others(struct due_known *k, struct store *s, struct error *err)
{
    static const enum field until[] = { NOTICE_UNTIL };
    static const enum field collected[] = { DATASET_COLLECTED_UNTIL };
    static const enum field share[] = { SHARE_HAPPENED_ON, SHARE_AGREEMENT };

    if (list_where(s, KIND_NOTICE, "", until, 1, add_own, &k->asked, err) ||
        list_where(s, KIND_DATASET, "collected_until=@any", collected, 1,
                   add_own, &k->collected, err))
        return -1;
    return list_where(s, KIND_SHARE,
                      "what_happened=returned,deleted and agreement=@any",
                      share, 2, add_returned, &k->returned, err);
}

int due_known_read(struct due_known *k, struct store *s, const char *as_of,
                   struct error *err)
{
    *k = (struct due_known){ .asked = DAYS_INIT };
    if (read_others(k, s, err) || read_agreements(k, s, err) ||
        read_uses(k, s, err) || read_over(k, s, as_of, err))
        return -1;
    days_sort(&k->asked);
    days_sort(&k->collected);
    days_sort(&k->agreements);
    days_sort(&k->uses);
    days_sort(&k->over);
    days_sort(&k->returned);
    return 0;
}

void due_known_release(struct due_known *k)
{
    days_release(&k->asked);
    days_release(&k->collected);
    days_release(&k->agreements);
    days_release(&k->uses);
    days_release(&k->over);
    days_release(&k->returned);
}

/* --- asking -------------------------------------------------------------- */

bool due_known_all_over(const struct due_known *k, const char *uses)
{
    struct strs refs = STRS_INIT;
    bool all;

    if (holds_refs(uses))
        strs_split(&refs, uses, ',');
    all = refs.n > 0;
    for (size_t i = 0; i < refs.n; i++)
        all &= days_find(&k->over, refs.v[i], strlen(refs.v[i])) != NULL;
    strs_release(&refs);
    return all;
}

bool due_known_all_returned(const struct due_known *k, const char *agreement,
                            const char *datasets)
{
    struct strs refs = STRS_INIT;
    bool all = days_find(&k->returned, agreement, strlen(agreement)) != NULL;

    if (all && holds_refs(datasets))
        strs_split(&refs, datasets, ',');
    for (size_t i = 0; all && i < refs.n; i++) {
        char *both = xasprintf("%s %s", agreement, refs.v[i]);

        all = days_find(&k->returned, both, strlen(both)) != NULL;
        free(both);
    }
    strs_release(&refs);
    return all;
}
