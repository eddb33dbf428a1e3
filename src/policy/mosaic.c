/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/mosaic.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "policy/mosaic_parts.h"
#include "store/beside.h"

/* What datasets of one party tell that tell the same. */
struct set {
    const struct mosaic_holding *from; /* by dataset                       */
    size_t n;
    mosaic_bits own;
    mosaic_bits match; /* the same, with all terms above and below         */
    size_t size;
};

/* All sets of one party, by their first dataset. */
struct sets {
    struct set *v;
    size_t n;
    size_t *first;  /* of each term: where the sets begin in `with` ...     */
    unsigned *with; /* ... whose match has it; one more at the end         */
    unsigned short *meets; /* of each set: how many terms of one are in its
                              match                                        */
};

/* --- holdings and sets --------------------------------------------------- */

static int by_party(const void *a, const void *b)
{
    const struct mosaic_holding *x = a, *y = b;

    if (x->party != y->party)
        return x->party < y->party ? -1 : 1;
    return x->dataset < y->dataset ? -1 : x->dataset > y->dataset;
}

static int by_told(const void *a, const void *b, void *data)
{
    const struct mosaic_holding *x = a, *y = b;
    const struct mosaic_job *j = data;
    int order = memcmp(x->told, y->told, j->width * sizeof *x->told);

    if (order)
        return order;
    return x->dataset < y->dataset ? -1 : x->dataset > y->dataset;
}

static int by_dataset(const void *a, const void *b)
{
    const struct set *x = a, *y = b;

    return x->from->dataset < y->from->dataset ? -1 : 1;
}

/* What one party gets of one dataset is one holding; those that tell too
 * little are none.  How many are left. */
static size_t merge(struct mosaic_job *j, struct mosaic_holding *l, size_t n)
{
    size_t i, to = 0;

    for (i = 0; i < n; i++)
        if (to > 0 && l[to - 1].dataset == l[i].dataset) {
            mosaic_set_join(j, l[to - 1].told, l[i].told);
            free(l[i].told);
        } else {
            l[to++] = l[i];
        }
    n = to;
    for (i = to = 0; i < n; i++) {
        if (mosaic_common(j, l[i].told, l[i].told) >= MOSAIC_SHARED)
            l[to++] = l[i];
        else
            free(l[i].told);
    }
    return to;
}

static void add_set(struct mosaic_job *j, struct sets *out,
                    const struct mosaic_holding *from)
{
    struct set *s = &out->v[out->n++];

    *s = (struct set){ .from = from, .n = 1, .own = from->told };
    s->match = mosaic_set_new(j);
    for (size_t t = 0; t < j->terms->count; t++)
        if (mosaic_set_has(s->own, t))
            mosaic_set_join(j, s->match, &j->match[t * j->width]);
    s->size = mosaic_common(j, s->own, s->own);
}

/* For each term the sets that have it in their match. */
static void make_index(const struct mosaic_job *j, struct sets *l)
{
    size_t terms = j->terms->count, at = 0;

    l->first = xcalloc(terms + 1, sizeof *l->first);
    for (size_t i = 0; i < l->n; i++)
        for (size_t t = 0; t < terms; t++)
            at += mosaic_set_has(l->v[i].match, t);
    l->with = xcalloc(at, sizeof *l->with);
    for (size_t t = at = 0; t < terms; t++) {
        l->first[t] = at;
        for (size_t i = 0; i < l->n; i++)
            if (mosaic_set_has(l->v[i].match, t))
                l->with[at++] = (unsigned)i;
    }
    l->first[terms] = at;
    l->meets = xcalloc(l->n, sizeof *l->meets);
}

/* Holdings that tell the same, side by side, as sets. */
static void make_sets(struct mosaic_job *j, struct mosaic_holding *l, size_t n,
                      struct sets *out)
{
    size_t width = j->width * sizeof *l->told;

    *out = (struct sets){ .v = xcalloc(n, sizeof *out->v) };
    qsort_r(l, n, sizeof *l, by_told, j);
    for (size_t i = 0; i < n; i++)
        if (i && memcmp(l[i - 1].told, l[i].told, width) == 0)
            out->v[out->n - 1].n++;
        else
            add_set(j, out, &l[i]);
    qsort(out->v, out->n, sizeof *out->v, by_dataset);
    make_index(j, out);
}

static void sets_release(struct sets *l)
{
    for (size_t i = 0; i < l->n; i++)
        free(l->v[i].match);
    free(l->v);
    free(l->first);
    free(l->with);
    free(l->meets);
}

/* --- comparing ----------------------------------------------------------- */

/* The worst that a set meets. */
struct worst {
    size_t shared;
    const struct set *other; /* whose first dataset comes first; NULL: none */
    bool self;               /* is it as bad with its own kind?            */
};

static size_t shared_by(const struct mosaic_job *j, const struct set *a,
                        const struct set *b)
{
    size_t there = mosaic_common(j, a->own, b->match);
    size_t back = mosaic_common(j, b->own, a->match);

    return there < back ? there : back;
}

/* Of each other set, how many terms it could share at most. */
static void count_meets(const struct mosaic_job *j, struct sets *l,
                        const struct set *mine)
{
    memset(l->meets, 0, l->n * sizeof *l->meets);
    for (size_t t = 0; t < j->terms->count; t++)
        for (size_t i = l->first[t];
             mosaic_set_has(mine->own, t) && i < l->first[t + 1]; i++)
            l->meets[l->with[i]]++;
    l->meets[mine - l->v] = 0;
}

/* The sets come in order of their datasets, so of those that are as bad the
 * first one stays; few can be worse than the worst so far. */
static struct worst find_worst(const struct mosaic_job *j, struct sets *l,
                               const struct set *mine)
{
    struct worst w = { .shared = mine->n > 1 ? mine->size : 0,
                       .self = mine->n > 1 };

    count_meets(j, l, mine);
    for (size_t i = 0; i < l->n; i++) {
        size_t most = l->meets[i], shared;

        if (most < MOSAIC_SHARED || most < w.shared ||
            (most == w.shared && w.other))
            continue;
        shared = shared_by(j, mine, &l->v[i]);
        if (shared > w.shared)
            w = (struct worst){ shared, &l->v[i], false };
        else if (shared == w.shared && !w.other)
            w.other = &l->v[i];
    }
    return w;
}

static bool is_wanted(const struct mosaic_job *j,
                      const struct mosaic_holding *h)
{
    return !j->wanted || strs_has(j->wanted, j->datasets.v[h->dataset].ref);
}

static void note(struct mosaic_job *j, const struct mosaic_holding *h,
                 const struct set *mine, const struct worst *w)
{
    struct mosaic_dataset *d = &j->datasets.v[h->dataset];
    const struct set *other = w->other;
    size_t partner = other ? other->from->dataset : 0;

    if (w->shared < MOSAIC_SHARED || w->shared <= d->shared)
        return;
    if (w->self) {
        size_t same = mine->from[h == mine->from].dataset;

        if (!other || same < partner) {
            partner = same;
            other = mine;
        }
    }
    d->shared = w->shared;
    d->partner = partner;
    d->party = h->party;
    if (!d->common)
        d->common = mosaic_set_new(j);
    mosaic_common(j, mine->own, other->match);
    memcpy(d->common, j->common, j->width * sizeof *d->common);
}

static void compare_set(struct mosaic_job *j, struct sets *l,
                        const struct set *mine)
{
    struct worst w;
    bool found = false;

    for (size_t i = 0; i < mine->n; i++) {
        if (!is_wanted(j, &mine->from[i]))
            continue;
        if (!found)
            w = find_worst(j, l, mine);
        found = true;
        note(j, &mine->from[i], mine, &w);
    }
}

/* Does this party get one of the datasets that are asked about? */
static bool has_wanted(const struct mosaic_job *j,
                       const struct mosaic_holding *l, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (is_wanted(j, &l[i]))
            return true;
    return false;
}

/* All that one party gets. */
static void compare(struct mosaic_job *j, struct mosaic_holding *l, size_t n)
{
    struct sets sets;

    if (n < 2 || !has_wanted(j, l, n))
        return;
    make_sets(j, l, n, &sets);
    for (size_t i = 0; i < sets.n; i++)
        compare_set(j, &sets, &sets.v[i]);
    sets_release(&sets);
}

static void compare_all(struct mosaic_job *j)
{
    struct mosaic_holding *l = j->holdings.v;
    size_t from, to, left, i;

    if (j->holdings.n)
        qsort(l, j->holdings.n, sizeof *l, by_party);
    for (from = 0; from < j->holdings.n; from = to) {
        for (to = from + 1; to < j->holdings.n && l[to].party == l[from].party;
             to++)
            ;
        left = merge(j, l + from, to - from);
        compare(j, l + from, left);
        for (i = 0; i < left; i++)
            free(l[from + i].told);
    }
}

/* --- telling ------------------------------------------------------------- */

static int tell(const struct mosaic_job *j, const struct mosaic_dataset *d,
                mosaic_each_fn *each, void *data, struct error *err)
{
    struct buf codes = BUF_INIT;
    struct mosaic m = { .dataset = d->id,
                        .partner = j->datasets.v[d->partner].id,
                        .party = j->parties.v[d->party].id,
                        .shared = d->shared };
    size_t i;
    int rc;

    for (i = 0; i < j->terms->count; i++)
        if (mosaic_set_has(d->common, i))
            buf_addf(&codes, "%s%s", codes.len ? ", " : "",
                     j->terms->terms[i].code);
    m.categories = codes.s;
    rc = each(&m, data, err);
    buf_release(&codes);
    return rc;
}

static int find(struct mosaic_job *j, struct store *s, bool beside,
                struct error *err)
{
    int rc;

    j->terms = vocabulary_find("categories");
    mosaic_make_match(j);
    rc = mosaic_read(j, s, beside, err);
    if (rc == 0)
        compare_all(j);
    else
        for (size_t i = 0; i < j->holdings.n; i++)
            free(j->holdings.v[i].told);
    return rc;
}

int mosaic_each(struct store *s, const char *as_of, mosaic_each_fn *each,
                void *data, struct error *err)
{
    struct mosaic_job j = { .as_of = as_of };
    int rc = find(&j, s, false, err);

    for (size_t i = 0; rc == 0 && i < j.datasets.n; i++)
        if (j.datasets.v[i].shared)
            rc = tell(&j, &j.datasets.v[i], each, data, err);
    mosaic_job_release(&j);
    return rc;
}

int mosaic_partners(struct strs *out, struct store *s, const char *as_of,
                    const struct strs *datasets, struct error *err)
{
    struct mosaic_job j = { .as_of = as_of, .wanted = datasets };
    int rc;

    if (beside_begin(s, datasets, err) != 0)
        return -1;
    rc = find(&j, s, true, err);
    beside_end(s);
    for (size_t i = 0; rc == 0 && i < j.datasets.n; i++)
        if (j.datasets.v[i].shared)
            strs_add(out, j.datasets.v[j.datasets.v[i].partner].ref);
    strs_sort_unique(out);
    mosaic_job_release(&j);
    return rc;
}
