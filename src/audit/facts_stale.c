/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/facts_stale.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sha256.h"
#include "model/kinds.h"
#include "store/query.h"
#include "store/texts.h"

/* Words in a language, and the original that they translate. */
struct translation {
    int64_t record;
    enum field field;
    char *lang;
    char base[SHA256_HEX];
};

struct translations {
    struct store *s;
    struct translation *v;
    size_t n;
    size_t room;
};

static bool has_words(enum field field)
{
    return field_info(field)->flags & FIELD_WORDS;
}

static int collect(const struct stored_text *t, void *data, struct error *err)
{
    struct translations *l = data;
    struct translation *one;

    (void)err;
    ARRAY_GROW(l->v, l->n, l->room);
    one = &l->v[l->n++];
    one->record = t->record;
    one->field = t->field;
    one->lang = xstrdup(t->lang);
    snprintf(one->base, sizeof one->base, "%s", t->base);
    return 0;
}

/* By record and field. */
static int order(const void *a, const void *b)
{
    const struct translation *x = a, *y = b;

    if (x->record != y->record)
        return x->record < y->record ? -1 : 1;
    return (x->field > y->field) - (x->field < y->field);
}

/* The number of the first that translates this text, or how many there are. */
static size_t first_of(const struct translations *l,
                       const struct translation *key)
{
    size_t low = 0, high = l->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (order(&l->v[middle], key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int add_stale(struct store *s, const struct translation *t,
                     struct error *err)
{
    const struct query_fact row[] = {
        { QUERY_INTEGER, t->record, NULL },
        { QUERY_TEXT, 0, field_info(t->field)->name },
        { QUERY_TEXT, 0, t->lang },
    };

    return query_fact_add(s, "fact_stale", row, 3, err);
}

/* Compares an original with what its translations remember. */
static int compare(const struct stored_text *t, void *data, struct error *err)
{
    const struct translations *l = data;
    const struct translation key = { .record = t->record, .field = t->field };
    size_t i = first_of(l, &key);
    unsigned char digest[SHA256_LEN];
    char now[SHA256_HEX];

    if (t->lang || i == l->n || order(&l->v[i], &key) != 0)
        return 0;
    sha256_of(t->text, strlen(t->text), digest);
    sha256_hex(digest, now);
    for (; i < l->n && order(&l->v[i], &key) == 0; i++)
        if (strcmp(l->v[i].base, now) != 0 && add_stale(l->s, &l->v[i], err))
            return -1;
    return 0;
}

static void release(struct translations *l)
{
    for (size_t i = 0; i < l->n; i++)
        free(l->v[i].lang);
    free(l->v);
}

int facts_fill_stale(struct store *s, const char *as_of, struct error *err)
{
    struct translations l = { .s = s };
    int failed;

    (void)as_of;
    if (query_fact_table(s, "fact_stale",
                         "record_id INTEGER, field TEXT, lang TEXT, "
                         "PRIMARY KEY (record_id, field, lang)",
                         err))
        return -1;
    failed = texts_each_words(s, has_words, collect, &l, err);
    if (l.n)
        qsort(l.v, l.n, sizeof *l.v, order);
    if (!failed && l.n)
        failed = texts_each(s, has_words, compare, &l, err);
    release(&l);
    return failed;
}
