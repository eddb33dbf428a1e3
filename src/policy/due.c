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

/* What is dated by one field, or, for consents, by several. */
struct dated {
    const char *name;
    enum kind kind;
    const char *filter; /* records that have such a date                   */
    enum field columns[3];
    size_t columns_n;
};

static const struct dated table[DUE_COUNT] = {
    [DUE_CHECK] = { .name = "check",
                    .kind = KIND_DATASET,
                    .filter = "next_check=@any",
                    .columns = { DATASET_NEXT_CHECK },
                    .columns_n = 1 },
    [DUE_USE] = { .name = "use",
                  .kind = KIND_USE,
                  .filter = "until=@any",
                  .columns = { USE_UNTIL },
                  .columns_n = 1 },
    [DUE_RECIPIENT] = { .name = "recipient",
                        .kind = KIND_RECIPIENT,
                        .filter = "until=@any",
                        .columns = { RECIPIENT_UNTIL },
                        .columns_n = 1 },
    [DUE_NOTICE] = { .name = "notice",
                     .kind = KIND_NOTICE,
                     .filter = "until=@any",
                     .columns = { NOTICE_UNTIL },
                     .columns_n = 1 },
    [DUE_CONSENT] = { .name = "consent",
                      .kind = KIND_CONSENT,
                      .filter = "valid_until=@any or valid_for=@any",
                      .columns = { CONSENT_VALID_UNTIL, CONSENT_VALID_FOR,
                                   CONSENT_NOTICE },
                      .columns_n = 3 },
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

bool due_consent_end(char out[DATE_TEXT], const char *until, const char *span,
                     const char *asked_until)
{
    struct duration length;
    struct date end, other;
    bool ends = until && date_parse(&end, until);

    if (span && duration_parse(&length, span)) {
        if (asked_until && date_parse(&other, asked_until)) {
            other = date_add(other, length);
            if (!ends || date_to_days(other) < date_to_days(end))
                end = other;
            ends = true;
        } else if (!ends &&
                   (!asked_until ||
                    strcmp(asked_until, state_token(STATE_UNKNOWN)) == 0)) {
            out[0] = 0;
            return true;
        }
    }
    if (ends)
        date_format(out, end);
    return ends;
}

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

    *out = w->what == DUE_CHECK ? row->id : 0;
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
    char **cell = row->cells.v;
    char end[DATE_TEXT] = "";
    const char *span = NULL, *asked = NULL;
    struct due due = { .what = w->what, .record = row->id, .ref = row->ref };

    if (w->what == DUE_CONSENT) {
        span = cell[1];
        asked = asked_until_of(&w->asked, cell[2]);
    }
    if (!due_consent_end(end, cell[0], span, asked))
        return 0;
    if (dataset_of(w, row, &due.dataset, err))
        return -1;
    if (end[0]) {
        due.date = end;
        due.overdue = strcmp(end, w->as_of) < 0;
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
