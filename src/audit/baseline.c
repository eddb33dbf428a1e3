/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/baseline.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void baseline_release(struct baseline *b)
{
    free(b->v);
    strs_release(&b->rules);
    *b = (struct baseline)BASELINE_INIT;
}

static int compare_identity(const void *a, const void *b)
{
    return memcmp(a, b, BASELINE_DIGEST);
}

/* --- matching ------------------------------------------------------------ */

/* The entries of the same rule, record and field; how many. */
static struct baseline_entry *entries_of(struct baseline *b,
                                         const unsigned char *digest, size_t *n)
{
    struct baseline_entry *e =
        b->n ? bsearch(digest, b->v, b->n, sizeof *b->v, compare_identity)
             : NULL;
    struct baseline_entry *end = b->v + b->n;

    *n = 0;
    if (!e)
        return NULL;
    while (e > b->v && compare_identity(e - 1, digest) == 0)
        e--;
    while (e + *n < end && compare_identity(e + *n, digest) == 0)
        ++*n;
    return e;
}

static bool take_equal(struct baseline_entry *e, size_t n,
                       const struct findings *l, size_t number)
{
    unsigned char digest[SHA256_LEN];
    size_t i;

    finding_values_digest(l, findings_at(l, number), digest);
    for (i = 0; i < n; i++)
        if (!e[i].found && memcmp(e[i].values, digest, BASELINE_DIGEST) == 0) {
            e[i].found = 1;
            return true;
        }
    return false;
}

static void match(struct baseline *b, struct findings *l, size_t from,
                  size_t many)
{
    unsigned char digest[SHA256_LEN];
    struct baseline_entry *e;
    size_t n, i;

    finding_digest(l, findings_at(l, from), digest);
    e = entries_of(b, digest, &n);
    if (n == 1 && many == 1 && !e->found) {
        e->found = 1;
        findings_set_known(l, from);
        return;
    }
    for (i = from; n && i < from + many; i++)
        if (take_equal(e, n, l, i))
            findings_set_known(l, i);
}

void baseline_match(struct baseline *b, struct findings *l)
{
    size_t i, many;

    for (i = 0; i < l->n; i += many) {
        many = findings_alike(l, i);
        if (findings_at(l, i)->rule->sql)
            match(b, l, i, many);
    }
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

size_t baseline_gone(const struct baseline *b, const struct strs *asked)
{
    bool *counts = xcalloc(b->rules.n + 1, sizeof *counts);
    size_t i, gone = 0;

    for (i = 0; i < b->rules.n && asked->n; i++)
        counts[i] = bsearch(&b->rules.v[i], asked->v, asked->n,
                            sizeof *asked->v, by_text) != NULL;
    for (i = 0; i < b->n; i++)
        gone += !b->v[i].found && counts[b->v[i].rule];
    free(counts);
    return gone;
}
