/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/due.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/filter.h"
#include "model/kinds.h"
#include "model/ref.h"
#include "model/value.h"
#include "store/list.h"
#include "store/read.h"

/* The day by which it ends or is due, from the cells of a row. */
struct walk;
typedef bool end_fn(const struct walk *w, char **cells, char out[DATE_TEXT]);

static end_fn end_of_one, end_of_consent, end_of_retention, end_of_request,
    end_of_incident;

/* What is dated: by one field, or by several. */
struct dated {
    const char *name;
    enum kind kind;
    const char *filter; /* records that have such a date                   */
    enum field columns[3];
    size_t columns_n;
    end_fn *end;
    size_t done; /* the column of the day on which it was done; 0: none    */
};

#define IN_FORCE " and not status=draft,refused,terminated,replaced"

static const struct dated table[DUE_COUNT] = {
    [DUE_CHECK] = { .name = "check",
                    .kind = KIND_DATASET,
                    .filter = "next_check=@any",
                    .columns = { DATASET_NEXT_CHECK },
                    .columns_n = 1,
                    .end = end_of_one },
    [DUE_USE] = { .name = "use",
                  .kind = KIND_USE,
                  .filter = "until=@any",
                  .columns = { USE_UNTIL },
                  .columns_n = 1,
                  .end = end_of_one },
    [DUE_RECIPIENT] = { .name = "recipient",
                        .kind = KIND_RECIPIENT,
                        .filter = "until=@any",
                        .columns = { RECIPIENT_UNTIL },
                        .columns_n = 1,
                        .end = end_of_one },
    [DUE_NOTICE] = { .name = "notice",
                     .kind = KIND_NOTICE,
                     .filter = "until=@any",
                     .columns = { NOTICE_UNTIL },
                     .columns_n = 1,
                     .end = end_of_one },
    [DUE_CONSENT] = { .name = "consent",
                      .kind = KIND_CONSENT,
                      .filter = "valid_until=@any or valid_for=@any",
                      .columns = { CONSENT_VALID_UNTIL, CONSENT_VALID_FOR,
                                   CONSENT_NOTICE },
                      .columns_n = 3,
                      .end = end_of_consent },
    [DUE_SENSITIVITY] = { .name = "sensitivity",
                          .kind = KIND_DATASET,
                          .filter = "sensitivity_until=@any",
                          .columns = { DATASET_SENSITIVITY_UNTIL },
                          .columns_n = 1,
                          .end = end_of_one },
    [DUE_RETENTION] = { .name = "retention",
                        .kind = KIND_RETENTION,
                        .filter = "(latest_date=@any or period=@any) and not "
                                  "done_on=@any and not hold=yes",
                        .columns = { RETENTION_LATEST_DATE, RETENTION_PERIOD,
                                     RETENTION_COUNTED_FROM_DATE },
                        .columns_n = 3,
                        .end = end_of_retention },
    [DUE_AGREEMENT] = { .name = "agreement",
                        .kind = KIND_AGREEMENT,
                        .filter = "end=@any" IN_FORCE,
                        .columns = { AGREEMENT_END },
                        .columns_n = 1,
                        .end = end_of_one },
    [DUE_REVIEW] = { .name = "review",
                     .kind = KIND_AGREEMENT,
                     .filter = "review_due=@any" IN_FORCE,
                     .columns = { AGREEMENT_REVIEW_DUE },
                     .columns_n = 1,
                     .end = end_of_one },
    [DUE_WAIVER] = { .name = "waiver",
                     .kind = KIND_WAIVER,
                     .filter = "until=@any",
                     .columns = { WAIVER_UNTIL },
                     .columns_n = 1,
                     .end = end_of_one },
    [DUE_REQUEST] = { .name = "request",
                      .kind = KIND_REQUEST,
                      .filter = "closed_on=@blank",
                      .columns = { REQUEST_EXTENDED_UNTIL, REQUEST_DUE_ON,
                                   REQUEST_RECEIVED_ON },
                      .columns_n = 3,
                      .end = end_of_request },
    [DUE_INCIDENT] = { .name = "incident",
                       .kind = KIND_INCIDENT,
                       .filter = "not risk=unlikely and not notified_on=@na",
                       .columns = { INCIDENT_FOUND_ON, INCIDENT_NOTIFIED_ON },
                       .columns_n = 2,
                       .end = end_of_incident,
                       .done = 1 },
};

/* Until when each notice is used: a date, a token or ""; sorted by ref. */
struct asked {
    char *ref;
    char *until;
};

struct asked_list {
    struct asked *v;
    size_t n;
    size_t room;
};

/* One walk through the register. */
struct walk {
    struct store *store;
    const char *as_of;
    enum due_what what;
    struct asked_list asked;
    struct buf parent; /* the dataset of the last child ...               */
    int64_t parent_id; /* ... and its number                              */
    due_each_fn *each;
    void *data;
};

const char *due_name(enum due_what what)
{
    return table[what].name;
}

/* --- when something ends ------------------------------------------------- */

bool due_end(char out[DATE_TEXT], const char *until, const char *span,
             const char *from)
{
    struct duration length;
    struct date end, other;
    bool ends = until && date_parse(&end, until);

    if (span && duration_parse(&length, span)) {
        if (from && date_parse(&other, from)) {
            other = date_add(other, length);
            if (!ends || date_to_days(other) < date_to_days(end))
                end = other;
            ends = true;
        } else if (!ends &&
                   (!from || strcmp(from, state_token(STATE_UNKNOWN)) == 0)) {
            out[0] = 0;
            return true;
        }
    }
    if (ends)
        date_format(out, end);
    return ends;
}

static bool end_of_one(const struct walk *w, char **cells, char out[DATE_TEXT])
{
    (void)w;
    return due_end(out, cells[0], NULL, NULL);
}

static bool end_of_retention(const struct walk *w, char **cells,
                             char out[DATE_TEXT])
{
    (void)w;
    return due_end(out, cells[0], cells[1], cells[2]);
}

static bool end_of_request(const struct walk *w, char **cells,
                           char out[DATE_TEXT])
{
    (void)w;
    return due_end(out, cells[0], NULL, NULL) ||
           due_end(out, cells[1], NULL, NULL) ||
           due_end(out, NULL, "P1M", cells[2]);
}

static bool end_of_incident(const struct walk *w, char **cells,
                            char out[DATE_TEXT])
{
    (void)w;
    return due_end(out, NULL, "P3D", cells[0]);
}

/* --- until when people are asked ----------------------------------------- */

static int by_ref(const void *a, const void *b)
{
    const struct asked *x = a, *y = b;

    return strcmp(x->ref, y->ref);
}

static int add_asked(const struct list_row *row, void *data, struct error *err)
{
    struct asked_list *l = data;

    (void)err;
    ARRAY_GROW(l->v, l->n, l->room);
    l->v[l->n++] =
        (struct asked){ xstrdup(row->ref), xstrdup(row->cells.v[0]) };
    return 0;
}

static const char *asked_until_of(const struct asked_list *l, char *notice)
{
    struct asked key = { .ref = notice };
    const struct asked *found =
        l->n ? bsearch(&key, l->v, l->n, sizeof *l->v, by_ref) : NULL;

    return found ? found->until : NULL;
}

static bool end_of_consent(const struct walk *w, char **cells,
                           char out[DATE_TEXT])
{
    return due_end(out, cells[0], cells[1],
                   asked_until_of(&w->asked, cells[2]));
}

/* --- the walk ------------------------------------------------------------ */

/* Calls each() for those columns of the records that pass the filter. */
static int list_all(struct store *s, enum kind kind, const char *filter,
                    const enum field *columns, size_t columns_n,
                    list_each_fn *each, void *data, struct error *err)
{
    struct list_query q = { .kind = kind,
                            .sort = FIELD_COUNT,
                            .columns = columns,
                            .columns_n = columns_n };
    struct filter *f = NULL;
    int rc;

    if (filter_parse(&f, kind, filter, err))
        return -1;
    q.filter = f;
    rc = list_each(s, &q, each, data, err);
    filter_free(f);
    return rc;
}

/* The number of the dataset of a child: asked once for neighbours. */
static int dataset_of(struct walk *w, const struct list_row *row, int64_t *out,
                      struct error *err)
{
    size_t len = ref_parent_len(row->ref);

    *out = table[w->what].kind == KIND_DATASET ? row->id : 0;
    if (len == 0)
        return 0;
    if (w->parent.len != len || memcmp(w->parent.s, row->ref, len) != 0) {
        buf_clear(&w->parent);
        buf_add(&w->parent, row->ref, len);
        if (store_find(w->store, w->parent.s, &w->parent_id, err) < 0)
            return -1;
    }
    *out = w->parent_id;
    return 0;
}

static int add_row(const struct list_row *row, void *data, struct error *err)
{
    struct walk *w = data;
    const struct dated *t = &table[w->what];
    char **cell = row->cells.v;
    char end[DATE_TEXT] = "";
    struct date done;
    struct due due = { .what = w->what, .record = row->id, .ref = row->ref };

    if (!t->end(w, cell, end))
        return 0;
    if (dataset_of(w, row, &due.dataset, err))
        return -1;
    if (t->done && date_parse(&done, cell[t->done]))
        due.done = cell[t->done];
    if (end[0]) {
        due.date = end;
        due.overdue = strcmp(end, due.done ? due.done : w->as_of) < 0;
    }
    return w->each(&due, w->data, err);
}

static int walk(struct walk *w, struct error *err)
{
    static const enum field until[] = { NOTICE_UNTIL };
    int rc = list_all(w->store, KIND_NOTICE, "", until, 1, add_asked, &w->asked,
                      err);

    if (w->asked.n)
        qsort(w->asked.v, w->asked.n, sizeof *w->asked.v, by_ref);
    for (w->what = 0; rc == 0 && w->what < DUE_COUNT; w->what++) {
        const struct dated *t = &table[w->what];

        rc = list_all(w->store, t->kind, t->filter, t->columns, t->columns_n,
                      add_row, w, err);
    }
    return rc;
}

int due_each(struct store *s, const char *as_of, due_each_fn *each, void *data,
             struct error *err)
{
    struct walk w = { .store = s,
                      .as_of = as_of,
                      .parent = BUF_INIT,
                      .each = each,
                      .data = data };
    int rc = walk(&w, err);
    size_t i;

    for (i = 0; i < w.asked.n; i++) {
        free(w.asked.v[i].ref);
        free(w.asked.v[i].until);
    }
    free(w.asked.v);
    buf_release(&w.parent);
    return rc;
}
