/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/facts.h"

#include "base/buf.h"
#include "model/kinds.h"
#include "model/vocabulary.h"
#include "policy/due.h"
#include "store/query.h"

static struct query_fact fact_text(const char *s)
{
    return (struct query_fact){ QUERY_TEXT, 0, s };
}

static struct query_fact fact_integer(int64_t n)
{
    return (struct query_fact){ QUERY_INTEGER, n, NULL };
}

static const struct query_fact fact_null = { QUERY_NULL, 0, NULL };

/* --- fact_due ------------------------------------------------------------ */

static int add_due(const struct due *d, void *data, struct error *err)
{
    const struct query_fact row[] = {
        fact_integer(d->record),
        d->dataset ? fact_integer(d->dataset) : fact_null,
        fact_text(due_name(d->what)),
        d->date ? fact_text(d->date) : fact_null,
        d->date ? fact_integer(d->overdue) : fact_null,
    };

    return query_fact_add(data, "fact_due", row, sizeof row / sizeof *row, err);
}

static int fill_due(struct store *s, const char *as_of, struct error *err)
{
    if (query_fact_table(s, "fact_due",
                         "record_id INTEGER, dataset_id INTEGER, what TEXT, "
                         "due TEXT, overdue INTEGER, "
                         "PRIMARY KEY (record_id, what)",
                         err))
        return -1;
    return due_each(s, as_of, add_due, s, err);
}

/* --- fact_within --------------------------------------------------------- */

static int add_term(struct store *s, const struct vocabulary *v,
                    const struct term *t, struct error *err)
{
    const struct term *up = t;

    for (;;) {
        const struct query_fact row[] = { fact_text(v->id), fact_text(t->code),
                                          fact_text(up->code) };

        if (query_fact_add(s, "fact_within", row, sizeof row / sizeof *row,
                           err))
            return -1;
        if (up->broader < 0)
            return 0;
        up = &v->terms[up->broader];
    }
}

static int fill_within(struct store *s, const char *as_of, struct error *err)
{
    const struct vocabulary *v;
    const char *id;
    size_t i, j;

    (void)as_of;
    if (query_fact_table(s, "fact_within",
                         "vocabulary TEXT, code TEXT, broader TEXT, "
                         "PRIMARY KEY (vocabulary, code, broader)",
                         err))
        return -1;
    for (i = 0; (id = vocabulary_id(i)); i++) {
        v = vocabulary_find(id);
        for (j = 0; j < v->count; j++)
            if (add_term(s, v, &v->terms[j], err))
                return -1;
    }
    return 0;
}

static const struct {
    const char *name;
    int (*fill)(struct store *s, const char *as_of, struct error *err);
} facts[] = {
    { "fact_due", fill_due },
    { "fact_within", fill_within },
};

int facts_fill(struct store *s, const char *as_of, facts_needed_fn *needed,
               void *data, struct error *err)
{
    size_t i;

    for (i = 0; i < sizeof facts / sizeof *facts; i++)
        if ((!needed || needed(facts[i].name, data)) &&
            facts[i].fill(s, as_of, err))
            return -1;
    return 0;
}
