/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/facts_policy.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/strs.h"
#include "label/issue.h"
#include "model/ref.h"
#include "store/list.h"
#include "store/query.h"
#include "store/read.h"

/* One label that people have, and the day. */
struct paper {
    struct store *store;
    const char *day;
    struct record record;
};

/* Texts of the table are codes, which are the same in any locale. */
static void add_said(struct buf *out, const struct drift_said *said)
{
    if (!said->told)
        return;
    if (said->state != STATE_VALUE)
        buf_adds(out, state_name(said->state));
    else if (!said->items.n && said->words)
        buf_adds(out, said->words);
    for (size_t i = 0; i < said->items.n; i++)
        buf_addf(out, "%s%s", i ? ", " : "", said->items.v[i]);
}

/* The number of a record, as a cell; NULL where there is none of that ref. */
static int find_cell(struct query_fact *out, struct store *s, const char *ref,
                     struct error *err)
{
    int64_t id = 0;
    int found = store_find(s, ref, &id, err);

    *out = (struct query_fact){ found == 1 ? QUERY_INTEGER : QUERY_NULL, id,
                                NULL };
    return found < 0 ? -1 : 0;
}

/* The dataset of a record; of one that is in none the label's first. */
static int find_dataset(struct query_fact *out, const struct paper *p,
                        const char *ref, struct error *err)
{
    const char *first = record_text(&p->record, LABEL_DATASETS);
    bool own = ref_kind(ref) != KIND_NONE ||
               value_has(record_get(&p->record, LABEL_DATASETS), ref);
    char *dataset = ref_parent(own ? ref : first);
    int failed = find_cell(out, p->store, dataset, err);

    free(dataset);
    return failed;
}

static int add_row(const struct paper *p, const char *ref, const char *field,
                   const char *event, const char *was, const char *now,
                   const char *direction, struct error *err)
{
    struct query_fact row[] = {
        { QUERY_INTEGER, p->record.id, NULL },
        { QUERY_NULL, 0, NULL },
        { QUERY_NULL, 0, NULL },
        { QUERY_TEXT, 0, field },
        { QUERY_TEXT, 0, event },
        { QUERY_TEXT, 0, was },
        { QUERY_TEXT, 0, now },
        { QUERY_TEXT, 0, direction },
    };

    if (find_dataset(&row[1], p, ref, err) ||
        find_cell(&row[2], p->store, ref, err))
        return -1;
    return query_fact_add(p->store, "fact_drift", row, sizeof row / sizeof *row,
                          err);
}

static int add_change(const struct paper *p, const struct drift_change *c,
                      struct error *err)
{
    struct buf was = BUF_INIT, now = BUF_INIT;
    int failed;

    add_said(&was, &c->was);
    add_said(&now, &c->now);
    failed = add_row(p, c->ref, field_info(c->field)->name,
                     drift_event_name(c->event), was.s, now.s,
                     drift_way_name(c->way), err);
    buf_release(&was);
    buf_release(&now);
    return failed;
}

/* Are all its datasets there?  The audit of some of them sees only these. */
static int is_whole(const struct paper *p, const struct label *l,
                    struct error *err)
{
    int64_t id;
    int found = 1;

    for (size_t i = 0; i < l->refs.n && found == 1; i++)
        found = store_find(p->store, l->refs.v[i], &id, err);
    return found;
}

static int compare(const struct paper *p, struct error *err)
{
    struct drift drift = DRIFT_INIT;
    int failed =
        issue_drift(&drift, p->store, &p->record, p->day, err) ? -1 : 0;

    for (size_t i = 0; i < drift.n && !failed; i++)
        failed = add_change(p, &drift.v[i], err);
    drift_release(&drift);
    return failed;
}

/* What cannot be read is told, and is no reason to tell nothing else. */
static int look_into(const struct paper *p, struct error *err)
{
    struct error unread = ERROR_INIT;
    struct label *l;
    int whole;

    if (issue_read(&l, &p->record, &unread)) {
        error_clear(&unread);
        return add_row(p, p->record.ref, "xml", "", "", "", "unreadable", err);
    }
    whole = is_whole(p, l, err);
    label_free(l);
    return whole == 1 ? compare(p, err) : whole;
}

static int look_at(const struct list_row *row, void *data, struct error *err)
{
    struct paper *p = data;
    int rc;

    if (store_load_id(p->store, row->id, &p->record, err))
        return -1;
    rc = record_text(&p->record, LABEL_DIGEST)
             ? issue_may_drift(p->store, &p->record, p->day, err)
             : 0;
    if (rc == 1)
        rc = look_into(p, err);
    record_release(&p->record);
    return rc;
}

int facts_fill_drift(struct store *s, const char *as_of, struct error *err)
{
    struct paper p = { .store = s, .day = as_of };
    struct buf filter = BUF_INIT;
    int failed = query_fact_table(
        s, "fact_drift",
        "label_id INTEGER, dataset_id INTEGER, record_id INTEGER, field TEXT, "
        "event TEXT, was TEXT, \"is\" TEXT, direction TEXT",
        err);

    buf_addf(&filter, "label_state=issued and issued_on<=%s", as_of);
    if (!failed)
        failed = list_where(s, KIND_LABEL, filter.s, NULL, 0, look_at, &p, err);
    buf_release(&filter);
    return failed;
}
