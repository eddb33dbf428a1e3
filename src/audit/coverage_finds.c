/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/coverage_finds.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void coverage_open_release(struct coverage_open *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        free(v[i].ref);
    free(v);
}

void finds_open(struct finds *f, const char *ref, enum kind kind,
                enum field field, enum state state)
{
    ARRAY_GROW(f->open, f->n, f->room);
    f->open[f->n++] =
        (struct coverage_open){ xstrdup(ref), kind, field, state };
}

static int by_what(const void *a, const void *b)
{
    const struct coverage_open *x = *(struct coverage_open *const *)a;
    const struct coverage_open *y = *(struct coverage_open *const *)b;
    int order = strcmp(x->ref, y->ref);

    if (!order)
        order = (int)x->field - (int)y->field;
    if (!order)
        order = (int)x->kind - (int)y->kind;
    return order ? order : (x > y) - (x < y);
}

static bool is_same(const struct coverage_open *a,
                    const struct coverage_open *b)
{
    return a->field == b->field && a->kind == b->kind &&
           strcmp(a->ref, b->ref) == 0;
}

void finds_tidy(struct finds *f)
{
    struct coverage_open **sorted;
    bool *twice;
    size_t n = 0;

    if (f->n < 2)
        return;
    sorted = xcalloc(f->n, sizeof *sorted);
    twice = xcalloc(f->n, sizeof *twice);
    for (size_t i = 0; i < f->n; i++)
        sorted[i] = &f->open[i];
    qsort(sorted, f->n, sizeof(struct coverage_open *), by_what);
    for (size_t i = 1; i < f->n; i++)
        twice[sorted[i] - f->open] = is_same(sorted[i - 1], sorted[i]);
    for (size_t i = 0; i < f->n; i++)
        if (twice[i])
            free(f->open[i].ref);
        else
            f->open[n++] = f->open[i];
    f->n = n;
    free(twice);
    free(sorted);
}

void finds_release(struct finds *f)
{
    coverage_open_release(f->open, f->n);
    *f = (struct finds){ 0 };
}

void finds_take(struct finds *to, struct finds *from)
{
    to->stated += from->stated;
    to->values += from->values;
    for (size_t i = 0; i < from->n; i++)
        finds_open(to, from->open[i].ref, from->open[i].kind,
                   from->open[i].field, from->open[i].state);
    finds_release(from);
}

void finds_state(struct finds *f, const struct record *r, enum field field,
                 enum state state)
{
    f->values += state == STATE_VALUE;
    if (state == STATE_BLANK || state == STATE_UNKNOWN)
        finds_open(f, r->ref, KIND_NONE, field, state);
    else
        f->stated++;
}
