/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/waiver.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/filter.h"
#include "model/kinds.h"
#include "model/ref.h"
#include "store/list.h"

enum { RULE, ABOUT, UNTIL, REASON, APPROVER, CELLS };

void waivers_release(struct waivers *l)
{
    size_t i;

    for (i = 0; i < l->n; i++) {
        free(l->v[i].rule);
        free(l->v[i].about);
        free(l->v[i].ref);
        free(l->v[i].reason);
        free(l->v[i].approver);
    }
    free(l->v);
    *l = (struct waivers)WAIVERS_INIT;
}

static int add(const struct list_row *row, void *data, struct error *err)
{
    struct waivers *l = data;
    char *const *cell = row->cells.v;
    struct date until;
    struct waiver *w;

    (void)err;
    if (!date_parse(&until, cell[UNTIL]))
        return 0;
    ARRAY_GROW(l->v, l->n, l->room);
    w = &l->v[l->n++];
    *w = (struct waiver){ .id = row->id };
    w->rule = xstrdup(cell[RULE]);
    w->about = xstrdup(cell[ABOUT]);
    w->ref = xstrdup(row->ref);
    w->reason = xstrdup(cell[REASON]);
    w->approver = xstrdup(cell[APPROVER]);
    date_format(w->until, until);
    return 0;
}

/* By rule and record; the one that holds longest comes first. */
static int compare(const void *a, const void *b)
{
    const struct waiver *x = a, *y = b;
    int order = strcmp(x->rule, y->rule);

    if (order == 0)
        order = strcmp(x->about, y->about);
    if (order == 0)
        order = strcmp(y->until, x->until);
    return order ? order : strcmp(x->ref, y->ref);
}

int waivers_read(struct waivers *out, struct store *s, const char *as_of,
                 struct error *err)
{
    static const enum field columns[CELLS] = {
        [RULE] = WAIVER_RULE,         [ABOUT] = WAIVER_ABOUT,
        [UNTIL] = WAIVER_UNTIL,       [REASON] = WAIVER_REASON,
        [APPROVER] = WAIVER_APPROVER,
    };
    struct list_query q = { .kind = KIND_WAIVER,
                            .sort = FIELD_COUNT,
                            .columns = columns,
                            .columns_n = CELLS };
    char *text = xasprintf("until>=%s", as_of);
    struct filter *f = NULL;
    int rc = filter_parse(&f, KIND_WAIVER, text, err);

    free(text);
    q.filter = f;
    if (rc == 0)
        rc = list_each(s, &q, add, out, err);
    filter_free(f);
    if (out->n)
        qsort(out->v, out->n, sizeof *out->v, compare);
    return rc;
}

/* Of the record whose ref is these bytes. */
static const struct waiver *find(const struct waivers *l, const char *rule,
                                 const char *ref, size_t len)
{
    size_t from = 0, to = l->n;
    const struct waiver *w;

    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order;

        w = &l->v[middle];
        order = strcmp(w->rule, rule);
        if (order == 0)
            order = strncmp(w->about, ref, len);
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    w = from < l->n ? &l->v[from] : NULL;
    return w && strcmp(w->rule, rule) == 0 &&
                   strncmp(w->about, ref, len) == 0 && !w->about[len]
               ? w
               : NULL;
}

const struct waiver *waivers_find(const struct waivers *l, const char *rule,
                                  const char *ref)
{
    const struct waiver *record = find(l, rule, ref, strlen(ref));
    const struct waiver *dataset = NULL;
    size_t parent = ref_parent_len(ref);

    if (parent)
        dataset = find(l, rule, ref, parent);
    if (!record || (dataset && strcmp(dataset->until, record->until) > 0))
        return dataset;
    return record;
}

void waivers_note(struct waivers *l, const char *rule, const char *ref)
{
    const struct waiver *w = waivers_find(l, rule, ref);

    if (w)
        l->v[w - l->v].found++;
}
