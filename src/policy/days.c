/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/days.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/date.h"
#include "model/value.h"

void days_release(struct days *l)
{
    for (size_t i = 0; i < l->n; i++) {
        free(l->v[i].ref);
        free(l->v[i].day);
    }
    free(l->v);
    *l = (struct days)DAYS_INIT;
}

/* How little of an end it says. */
static int rank(const char *day)
{
    struct date d;

    if (date_parse(&d, day))
        return 0;
    return strcmp(day, state_token(STATE_NONE)) == 0 ? 2 : 1;
}

static bool says_less(const char *a, const char *b)
{
    int x = rank(a), y = rank(b);

    return x != y ? x > y : strcmp(a, b) > 0;
}

/* Refs that come in order are made one at once, so that memory grows with the
 * number of refs and not with that of days. */
void days_add(struct days *l, const char *ref, size_t len, const char *day)
{
    struct days_row *last = l->n ? &l->v[l->n - 1] : NULL;

    if (last && strncmp(last->ref, ref, len) == 0 && !last->ref[len]) {
        if (says_less(day, last->day)) {
            free(last->day);
            last->day = xstrdup(day);
        }
        return;
    }
    ARRAY_GROW(l->v, l->n, l->room);
    l->v[l->n++] = (struct days_row){ xstrndup(ref, len), xstrdup(day) };
}

/* By ref; of the same one that first which says less. */
static int by_ref(const void *a, const void *b)
{
    const struct days_row *x = a, *y = b;
    int order = strcmp(x->ref, y->ref);

    if (order)
        return order;
    return says_less(x->day, y->day) ? -1 : says_less(y->day, x->day);
}

void days_sort(struct days *l)
{
    size_t n = 0;

    if (l->n)
        qsort(l->v, l->n, sizeof *l->v, by_ref);
    for (size_t i = 0; i < l->n; i++) {
        if (n && strcmp(l->v[n - 1].ref, l->v[i].ref) == 0) {
            free(l->v[i].ref);
            free(l->v[i].day);
        } else {
            l->v[n++] = l->v[i];
        }
    }
    l->n = n;
}

const char *days_find(const struct days *l, const char *ref, size_t len)
{
    size_t from = 0, to = l->n;

    while (from < to) {
        size_t mid = from + (to - from) / 2;
        int order = strncmp(l->v[mid].ref, ref, len);

        if (order == 0 && l->v[mid].ref[len])
            order = 1;
        if (order == 0)
            return l->v[mid].day;
        if (order < 0)
            from = mid + 1;
        else
            to = mid;
    }
    return NULL;
}
