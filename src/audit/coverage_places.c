/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/coverage_places.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/ref.h"
#include "store/list.h"
#include "store/read.h"

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
    struct places *l = data;
    char *prefix = xasprintf("%s/", r->ref);
    size_t len = strlen(prefix), uses = 0;
    bool stray = false;

    (void)err;
    for (size_t i = count_before(l, prefix, offsetof(struct place, use));
         i < l->n && strncmp(l->v[i].use, prefix, len) == 0; i++, uses++)
        stray |= !*l->v[i].activity;
    if (stray || !uses)
        strs_add(&l->strays, r->ref);
    free(prefix);
    return 0;
}

static int by_activity(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    int order = strcmp(x->activity, y->activity);

    return order ? order : strcmp(x->use, y->use);
}

int places_read(struct places *l, struct store *s, struct error *err)
{
    static const enum field column = USE_ACTIVITY;
    const struct list_query q = { .kind = KIND_USE,
                                  .sort = FIELD_COUNT,
                                  .columns = &column,
                                  .columns_n = 1 };

    if (list_each(s, &q, add_place, l, err) != 0 ||
        store_each(s, KIND_DATASET, add_stray, l, err) != 0)
        return -1;
    if (l->n)
        qsort(l->v, l->n, sizeof *l->v, by_activity);
    return 0;
}

void places_datasets(const struct places *l, const char *activity,
                     struct strs *out)
{
    for (size_t i = count_before(l, activity, offsetof(struct place, activity));
         i < l->n && strcmp(l->v[i].activity, activity) == 0; i++)
        strs_take(out, ref_parent(l->v[i].use));
    strs_sort_unique(out);
}

void places_release(struct places *l)
{
    for (size_t i = 0; i < l->n; i++) {
        free(l->v[i].use);
        free(l->v[i].activity);
    }
    free(l->v);
    strs_release(&l->strays);
}
