/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/mosaic.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/strs.h"
#include "model/date.h"
#include "model/kinds.h"
#include "model/ref.h"
#include "model/vocabulary.h"
#include "store/list.h"

enum { NOBODY = -1, DEEP = 32 };

/* Sets of categories are rows of bits, one for each term. */
typedef uint64_t *bits;

struct dataset {
    char *ref;
    int64_t id;
    bool personal;
    size_t shared; /* with the worst partner so far                        */
    size_t partner;
    size_t party;
    bits common;
};

struct party {
    char *ref;
    int64_t id;
    char *part_of;
};

struct element {
    char *ref;
    bits told;
};

/* A party gets these categories of that dataset. */
struct holding {
    size_t party;
    size_t dataset;
    bits told;
};

/* What datasets of one party tell that tell the same. */
struct set {
    const struct holding *from; /* by dataset                              */
    size_t n;
    bits own;
    bits match; /* the same, with all terms above and below                */
    size_t size;
};

#define LIST(type)                                                             \
    struct {                                                                   \
        type *v;                                                               \
        size_t n;                                                              \
        size_t room;                                                           \
    }

struct job {
    const char *as_of;
    const struct vocabulary *terms;
    size_t width; /* words of a set                                        */
    bits match;   /* of each term: itself, all above it, all below it      */
    bits above;   /* of each term                                          */
    bits common;  /* set_common()                                          */
    LIST(struct dataset) datasets; /* these three in order of refs         */
    LIST(struct party) parties;
    LIST(struct element) elements;
    LIST(struct holding) holdings;
};

/* --- sets of categories -------------------------------------------------- */

static bits set_new(const struct job *j)
{
    return xcalloc(j->width, sizeof(uint64_t));
}

static void set_add(bits set, size_t term)
{
    set[term / 64] |= (uint64_t)1 << term % 64;
}

static bool set_has(const uint64_t *set, size_t term)
{
    return set[term / 64] >> term % 64 & 1;
}

static void set_join(const struct job *j, bits set, const uint64_t *other)
{
    size_t i;

    for (i = 0; i < j->width; i++)
        set[i] |= other[i];
}

/* Leaves in j->common what is in both, and says how many: a street and its
 * town are one thing, so where both stand, only the narrower. */
static size_t set_common(const struct job *j, const uint64_t *a,
                         const uint64_t *b)
{
    size_t i, k, n = 0;

    for (i = 0; i < j->width; i++)
        n += (size_t)__builtin_popcountll(j->common[i] = a[i] & b[i]);
    if (n < MOSAIC_SHARED)
        return n;
    for (i = n = 0; i < j->width; i++) {
        uint64_t rest = j->common[i];

        for (; rest; rest &= rest - 1) {
            size_t term = i * 64 + (size_t)__builtin_ctzll(rest);

            for (k = 0; k <= i; k++)
                j->common[k] &= ~j->above[term * j->width + k];
        }
    }
    for (i = 0; i < j->width; i++)
        n += (size_t)__builtin_popcountll(j->common[i]);
    return n;
}

static void make_match(struct job *j)
{
    size_t i;

    j->width = j->terms->count / 64 + 1;
    j->match = xcalloc(j->terms->count * j->width, sizeof *j->match);
    j->above = xcalloc(j->terms->count * j->width, sizeof *j->above);
    j->common = set_new(j);
    for (i = 0; i < j->terms->count; i++) {
        long up;

        for (up = (long)i; up >= 0; up = j->terms->terms[up].broader) {
            set_add(&j->match[i * j->width], (size_t)up);
            set_add(&j->match[(size_t)up * j->width], i);
            if (up != (long)i)
                set_add(&j->above[i * j->width], (size_t)up);
        }
    }
}

/* --- reading ------------------------------------------------------------- */

static int add_dataset(const struct list_row *row, void *data,
                       struct error *err)
{
    struct job *j = data;
    const char *nature = row->cells.v[0];

    (void)err;
    ARRAY_GROW(j->datasets.v, j->datasets.n, j->datasets.room);
    j->datasets.v[j->datasets.n++] = (struct dataset){
        .ref = xstrdup(row->ref),
        .id = row->id,
        .personal = strcmp(nature, "not-personal") != 0 &&
                    strcmp(nature, "synthetic") != 0,
    };
    return 0;
}

static int add_party(const struct list_row *row, void *data, struct error *err)
{
    struct job *j = data;

    (void)err;
    ARRAY_GROW(j->parties.v, j->parties.n, j->parties.room);
    j->parties.v[j->parties.n++] =
        (struct party){ xstrdup(row->ref), row->id, xstrdup(row->cells.v[0]) };
    return 0;
}

static int add_element(const struct list_row *row, void *data,
                       struct error *err)
{
    struct job *j = data;
    struct strs codes = STRS_INIT;
    bits told = set_new(j);
    size_t i;

    (void)err;
    strs_split(&codes, row->cells.v[0], ' ');
    for (i = 0; i < codes.n; i++) {
        const struct term *t;

        codes.v[i][strcspn(codes.v[i], ",")] = 0;
        t = vocabulary_term(j->terms, codes.v[i]);
        if (t)
            set_add(told, (size_t)(t - j->terms->terms));
    }
    strs_release(&codes);
    ARRAY_GROW(j->elements.v, j->elements.n, j->elements.room);
    j->elements.v[j->elements.n++] =
        (struct element){ xstrdup(row->ref), told };
    return 0;
}

/* Each of the three begins with its ref. */
static int by_ref(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static long party_find(const struct job *j, const char *ref)
{
    const struct party *p = j->parties.n
                                ? bsearch(&ref, j->parties.v, j->parties.n,
                                          sizeof *j->parties.v, by_ref)
                                : NULL;

    return p ? p - j->parties.v : NOBODY;
}

/* The first element whose ref is not before these bytes. */
static size_t first_element(const struct job *j, const char *ref, size_t len)
{
    size_t from = 0, to = j->elements.n;

    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (strncmp(j->elements.v[middle].ref, ref, len) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* All identifying elements of the dataset, or those in a cell of a list. */
static bits told_of(const struct job *j, const char *dataset, const char *list)
{
    bits told = set_new(j);
    struct strs refs = STRS_INIT;
    size_t i, len = strlen(dataset) + 1;
    char *start = xasprintf("%s/", dataset);

    if (*list && *list != '@')
        strs_split(&refs, list, ' ');
    for (i = 0; i < refs.n; i++)
        refs.v[i][strcspn(refs.v[i], ",")] = 0;
    for (i = first_element(j, start, len);
         i < j->elements.n && strncmp(j->elements.v[i].ref, start, len) == 0;
         i++)
        if (refs.n == 0 || strs_has(&refs, j->elements.v[i].ref))
            set_join(j, told, j->elements.v[i].told);
    strs_release(&refs);
    free(start);
    return told;
}

enum { PARTY, CATEGORY, ELEMENTS, UNTIL, CELLS };

static bool counts(const struct job *j, char *const *cell)
{
    struct date until;

    if (strcmp(cell[CATEGORY], "internal") == 0 ||
        strcmp(cell[CATEGORY], "person-concerned") == 0)
        return false;
    return !date_parse(&until, cell[UNTIL]) ||
           strcmp(cell[UNTIL], j->as_of) >= 0;
}

/* For the party and for all of which it is a part. */
static int add_recipient(const struct list_row *row, void *data,
                         struct error *err)
{
    struct job *j = data;
    char *const *cell = row->cells.v;
    char *ref = ref_parent(row->ref);
    const struct dataset *d = j->datasets.n
                                  ? bsearch(&ref, j->datasets.v, j->datasets.n,
                                            sizeof *j->datasets.v, by_ref)
                                  : NULL;
    long party = party_find(j, cell[PARTY]);
    int deep;

    (void)err;
    for (deep = 0;
         d && d->personal && counts(j, cell) && party != NOBODY && deep < DEEP;
         deep++) {
        bits told = told_of(j, ref, cell[ELEMENTS]);

        ARRAY_GROW(j->holdings.v, j->holdings.n, j->holdings.room);
        j->holdings.v[j->holdings.n++] =
            (struct holding){ (size_t)party, (size_t)(d - j->datasets.v),
                              told };
        party = party_find(j, j->parties.v[party].part_of);
    }
    free(ref);
    return 0;
}

static int read_all(struct job *j, struct store *s, struct error *err)
{
    static const enum field nature[] = { DATASET_NATURE };
    static const enum field part_of[] = { PARTY_PART_OF };
    static const enum field category[] = { ELEMENT_CATEGORY };
    static const enum field cells[CELLS] = {
        [PARTY] = RECIPIENT_PARTY,
        [CATEGORY] = RECIPIENT_CATEGORY,
        [ELEMENTS] = RECIPIENT_ELEMENTS,
        [UNTIL] = RECIPIENT_UNTIL,
    };

    if (list_where(s, KIND_DATASET, "", nature, 1, add_dataset, j, err) ||
        list_where(s, KIND_PARTY, "", part_of, 1, add_party, j, err) ||
        list_where(s, KIND_ELEMENT,
                   "identifying_role=quasi,direct and category=@any", category,
                   1, add_element, j, err))
        return -1;
    return list_where(s, KIND_RECIPIENT, "party=@any", cells, CELLS,
                      add_recipient, j, err);
}

/* --- comparing ----------------------------------------------------------- */

static int by_party(const void *a, const void *b)
{
    const struct holding *x = a, *y = b;

    if (x->party != y->party)
        return x->party < y->party ? -1 : 1;
    return x->dataset < y->dataset ? -1 : x->dataset > y->dataset;
}

static int by_told(const void *a, const void *b, void *data)
{
    const struct holding *x = a, *y = b;
    const struct job *j = data;
    int order = memcmp(x->told, y->told, j->width * sizeof *x->told);

    if (order)
        return order;
    return x->dataset < y->dataset ? -1 : x->dataset > y->dataset;
}

static int by_size(const void *a, const void *b)
{
    const struct set *x = a, *y = b;

    if (x->size != y->size)
        return x->size > y->size ? -1 : 1;
    return x->from->dataset < y->from->dataset ? -1 : 1;
}

/* What one party gets of one dataset is one holding; those that tell too
 * little are none.  How many are left. */
static size_t merge(struct job *j, struct holding *l, size_t n)
{
    size_t i, to = 0;

    for (i = 0; i < n; i++)
        if (to > 0 && l[to - 1].dataset == l[i].dataset) {
            set_join(j, l[to - 1].told, l[i].told);
            free(l[i].told);
        } else {
            l[to++] = l[i];
        }
    n = to;
    for (i = to = 0; i < n; i++) {
        if (set_common(j, l[i].told, l[i].told) >= MOSAIC_SHARED)
            l[to++] = l[i];
        else
            free(l[i].told);
    }
    return to;
}

/* Holdings that tell the same, side by side, as sets; how many sets. */
static size_t make_sets(struct job *j, struct holding *l, size_t n,
                        struct set *out)
{
    size_t i, t, sets = 0;

    qsort_r(l, n, sizeof *l, by_told, j);
    for (i = 0; i < n; i++) {
        struct set *last = sets ? &out[sets - 1] : NULL;

        if (last &&
            memcmp(last->own, l[i].told, j->width * sizeof *l[i].told) == 0) {
            last->n++;
            continue;
        }
        last = &out[sets++];
        *last = (struct set){ .from = &l[i], .n = 1, .own = l[i].told };
        last->match = set_new(j);
        for (t = 0; t < j->terms->count; t++)
            if (set_has(last->own, t))
                set_join(j, last->match, &j->match[t * j->width]);
        last->size = set_common(j, last->own, last->own);
    }
    qsort(out, sets, sizeof *out, by_size);
    return sets;
}

/* The worst that a set meets. */
struct worst {
    size_t shared;
    const struct set *other; /* whose first dataset comes first; NULL: none */
    bool self;               /* is it as bad with its own kind?            */
};

static size_t shared_by(const struct job *j, const struct set *a,
                        const struct set *b)
{
    size_t there = set_common(j, a->own, b->match);
    size_t back = set_common(j, b->own, a->match);

    return there < back ? there : back;
}

static struct worst find_worst(const struct job *j, const struct set *sets,
                               size_t n, const struct set *mine)
{
    struct worst w = { .shared = mine->n > 1 ? mine->size : 0,
                       .self = mine->n > 1 };
    size_t i;

    for (i = 0; i < n && i < MOSAIC_SETS; i++) {
        size_t shared;

        if (&sets[i] == mine)
            continue;
        shared = shared_by(j, mine, &sets[i]);
        if (shared > w.shared)
            w = (struct worst){ shared, &sets[i], false };
        else if (shared == w.shared &&
                 (!w.other || sets[i].from->dataset < w.other->from->dataset))
            w.other = &sets[i];
    }
    return w;
}

static void note(struct job *j, const struct holding *h, const struct set *mine,
                 const struct worst *w)
{
    struct dataset *d = &j->datasets.v[h->dataset];
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
        d->common = set_new(j);
    set_common(j, mine->own, other->match);
    memcpy(d->common, j->common, j->width * sizeof *d->common);
}

/* All that one party gets. */
static void compare(struct job *j, struct holding *l, size_t n)
{
    struct set *sets = xcalloc(n, sizeof *sets);
    size_t i, k, sets_n = make_sets(j, l, n, sets);

    for (i = 0; i < sets_n; i++) {
        struct worst w = find_worst(j, sets, sets_n, &sets[i]);

        for (k = 0; k < sets[i].n; k++)
            note(j, &sets[i].from[k], &sets[i], &w);
    }
    for (i = 0; i < sets_n; i++)
        free(sets[i].match);
    free(sets);
}

static void compare_all(struct job *j)
{
    struct holding *l = j->holdings.v;
    size_t from, to, n, left, i;

    if (j->holdings.n)
        qsort(l, j->holdings.n, sizeof *l, by_party);
    for (from = 0; from < j->holdings.n; from = to) {
        for (to = from + 1; to < j->holdings.n && l[to].party == l[from].party;
             to++)
            ;
        n = to - from;
        left = merge(j, l + from, n);
        if (left > 1)
            compare(j, l + from, left);
        for (i = 0; i < left; i++)
            free(l[from + i].told);
    }
}

/* --- telling ------------------------------------------------------------- */

static int tell(const struct job *j, const struct dataset *d,
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
        if (set_has(d->common, i))
            buf_addf(&codes, "%s%s", codes.len ? ", " : "",
                     j->terms->terms[i].code);
    m.categories = codes.s;
    rc = each(&m, data, err);
    buf_release(&codes);
    return rc;
}

static void release(struct job *j)
{
    size_t i;

    for (i = 0; i < j->datasets.n; i++) {
        free(j->datasets.v[i].ref);
        free(j->datasets.v[i].common);
    }
    for (i = 0; i < j->parties.n; i++) {
        free(j->parties.v[i].ref);
        free(j->parties.v[i].part_of);
    }
    for (i = 0; i < j->elements.n; i++) {
        free(j->elements.v[i].ref);
        free(j->elements.v[i].told);
    }
    free(j->datasets.v);
    free(j->parties.v);
    free(j->elements.v);
    free(j->holdings.v);
    free(j->match);
    free(j->above);
    free(j->common);
}

int mosaic_each(struct store *s, const char *as_of, mosaic_each_fn *each,
                void *data, struct error *err)
{
    struct job j = { .as_of = as_of, .terms = vocabulary_find("categories") };
    size_t i;
    int rc;

    make_match(&j);
    rc = read_all(&j, s, err);
    if (rc == 0)
        compare_all(&j);
    else
        for (i = 0; i < j.holdings.n; i++)
            free(j.holdings.v[i].told);
    for (i = 0; rc == 0 && i < j.datasets.n; i++)
        if (j.datasets.v[i].shared)
            rc = tell(&j, &j.datasets.v[i], each, data, err);
    release(&j);
    return rc;
}
