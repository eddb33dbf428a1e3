/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/mosaic_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/date.h"
#include "model/filter.h"
#include "model/kinds.h"
#include "model/ref.h"
#include "store/list.h"

enum { NOBODY = -1, DEEP = 32 };

static int add_dataset(const struct list_row *row, void *data,
                       struct error *err)
{
    struct mosaic_job *j = data;
    const char *nature = row->cells.v[0];

    (void)err;
    ARRAY_GROW(j->datasets.v, j->datasets.n, j->datasets.room);
    j->datasets.v[j->datasets.n++] = (struct mosaic_dataset){
        .ref = xstrdup(row->ref),
        .id = row->id,
        .personal = strcmp(nature, "not-personal") != 0 &&
                    strcmp(nature, "synthetic") != 0,
    };
    return 0;
}

static int add_party(const struct list_row *row, void *data, struct error *err)
{
    struct mosaic_job *j = data;

    (void)err;
    ARRAY_GROW(j->parties.v, j->parties.n, j->parties.room);
    j->parties.v[j->parties.n++] =
        (struct mosaic_party){ xstrdup(row->ref), row->id,
                               xstrdup(row->cells.v[0]) };
    return 0;
}

static int add_element(const struct list_row *row, void *data,
                       struct error *err)
{
    struct mosaic_job *j = data;
    struct strs codes = STRS_INIT;
    mosaic_bits told = mosaic_set_new(j);
    size_t i;

    (void)err;
    strs_split(&codes, row->cells.v[0], ' ');
    for (i = 0; i < codes.n; i++) {
        const struct term *t;

        codes.v[i][strcspn(codes.v[i], ",")] = 0;
        t = vocabulary_term(j->terms, codes.v[i]);
        if (t)
            mosaic_set_add(told, (size_t)(t - j->terms->terms));
    }
    strs_release(&codes);
    ARRAY_GROW(j->elements.v, j->elements.n, j->elements.room);
    j->elements.v[j->elements.n++] =
        (struct mosaic_element){ xstrdup(row->ref), told };
    return 0;
}

/* Each of the three begins with its ref. */
static int by_ref(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static long party_find(const struct mosaic_job *j, const char *ref)
{
    const struct mosaic_party *p =
        j->parties.n ? bsearch(&ref, j->parties.v, j->parties.n,
                               sizeof *j->parties.v, by_ref)
                     : NULL;

    return p ? p - j->parties.v : NOBODY;
}

/* The first element whose ref is not before these bytes. */
static size_t first_element(const struct mosaic_job *j, const char *ref,
                            size_t len)
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
static mosaic_bits told_of(const struct mosaic_job *j, const char *dataset,
                           const char *list)
{
    mosaic_bits told = mosaic_set_new(j);
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
            mosaic_set_join(j, told, j->elements.v[i].told);
    strs_release(&refs);
    free(start);
    return told;
}

enum { PARTY, CATEGORY, ELEMENTS, UNTIL, CELLS };

static bool counts(const struct mosaic_job *j, char *const *cell)
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
    struct mosaic_job *j = data;
    char *const *cell = row->cells.v;
    char *ref = ref_parent(row->ref);
    const struct mosaic_dataset *d =
        j->datasets.n ? bsearch(&ref, j->datasets.v, j->datasets.n,
                                sizeof *j->datasets.v, by_ref)
                      : NULL;
    long party = party_find(j, cell[PARTY]);
    int deep;

    (void)err;
    for (deep = 0;
         d && d->personal && counts(j, cell) && party != NOBODY && deep < DEEP;
         deep++) {
        mosaic_bits told = told_of(j, ref, cell[ELEMENTS]);

        ARRAY_GROW(j->holdings.v, j->holdings.n, j->holdings.room);
        j->holdings.v[j->holdings.n++] =
            (struct mosaic_holding){ (size_t)party, (size_t)(d - j->datasets.v),
                                     told };
        party = party_find(j, j->parties.v[party].part_of);
    }
    free(ref);
    return 0;
}

int mosaic_read(struct mosaic_job *j, struct store *s, bool beside,
                struct error *err)
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
    const struct {
        enum kind kind;
        const char *filter;
        const enum field *columns;
        size_t n;
        list_each_fn *add;
    } lists[] = {
        { KIND_DATASET, "", nature, 1, add_dataset },
        { KIND_PARTY, "", part_of, 1, add_party },
        { KIND_ELEMENT, "identifying_role=quasi,direct and category=@any",
          category, 1, add_element },
        { KIND_RECIPIENT, "party=@any", cells, CELLS, add_recipient },
    };

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct list_query q = { .kind = lists[i].kind,
                                .sort = FIELD_COUNT,
                                .columns = lists[i].columns,
                                .columns_n = lists[i].n,
                                .beside = beside };
        struct filter *f = NULL;
        int rc = filter_parse(&f, q.kind, lists[i].filter, err);

        q.filter = f;
        if (rc == 0)
            rc = list_each(s, &q, lists[i].add, j, err);
        filter_free(f);
        if (rc)
            return rc;
    }
    return 0;
}

void mosaic_job_release(struct mosaic_job *j)
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
