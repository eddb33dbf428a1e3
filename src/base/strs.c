/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/strs.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"

void strs_release(struct strs *l)
{
    for (size_t i = 0; i < l->n; i++)
        free(l->v[i]);
    free(l->v);
    *l = (struct strs)STRS_INIT;
}

void strs_add(struct strs *l, const char *s)
{
    strs_take(l, xstrdup(s));
}

void strs_add_len(struct strs *l, const char *s, size_t len)
{
    strs_take(l, xstrndup(s, len));
}

void strs_take(struct strs *l, char *s)
{
    ARRAY_GROW(l->v, l->n, l->room);
    l->v[l->n++] = s;
}

void strs_copy(struct strs *out, const struct strs *from)
{
    if (out == from)
        return;
    strs_release(out);
    for (size_t i = 0; i < from->n; i++)
        strs_add(out, from->v[i]);
}

void strs_remove(struct strs *l, size_t i)
{
    if (i >= l->n)
        bug("removing string %zu of %zu", i, l->n);
    free(l->v[i]);
    l->n--;
    memmove(l->v + i, l->v + i + 1, (l->n - i) * sizeof *l->v);
    if (!l->n)
        strs_release(l);
}

bool strs_has(const struct strs *l, const char *s)
{
    return strs_find(l, s) >= 0;
}

long strs_find(const struct strs *l, const char *s)
{
    for (size_t i = 0; i < l->n; i++)
        if (!strcmp(l->v[i], s))
            return (long)i;
    return -1;
}

bool strs_equal(const struct strs *a, const struct strs *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (strcmp(a->v[i], b->v[i]))
            return false;
    return true;
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void strs_sort_unique(struct strs *l)
{
    size_t kept = 0;

    if (l->n < 2)
        return;
    qsort(l->v, l->n, sizeof *l->v, compare);
    for (size_t i = 1; i < l->n; i++) {
        if (strcmp(l->v[i], l->v[kept]))
            l->v[++kept] = l->v[i];
        else
            free(l->v[i]);
    }
    l->n = kept + 1;
}

/* Not isspace(): which bytes are blank must not hang on the locale. */
static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

void strs_split(struct strs *l, const char *s, char separator)
{
    for (;;) {
        const char *stop = strchrnul(s, separator);
        const char *end = stop;

        while (s < end && is_blank(*s))
            s++;
        while (s < end && is_blank(end[-1]))
            end--;
        if (s < end)
            strs_add_len(l, s, (size_t)(end - s));
        if (!*stop)
            return;
        s = stop + 1;
    }
}
