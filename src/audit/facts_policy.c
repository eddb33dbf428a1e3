/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/facts_policy.h"

#include "base/strs.h"
#include "model/filter.h"
#include "model/kinds.h"
#include "model/region.h"
#include "policy/flow.h"
#include "policy/mosaic.h"
#include "policy/onward.h"
#include "policy/trail.h"
#include "policy/vague.h"
#include "store/list.h"
#include "store/query.h"

#define TEXT(s)                                                                \
    {                                                                          \
        QUERY_TEXT, 0, (s)                                                     \
    }
#define INTEGER(n)                                                             \
    {                                                                          \
        QUERY_INTEGER, (n), NULL                                               \
    }
#define NUMBER_OR_NULL(n)                                                      \
    {                                                                          \
        (n) ? QUERY_INTEGER : QUERY_NULL, (n), NULL                            \
    }
#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Calls each() with that field of every record of its kind that has it. */
static int list_values(struct store *s, enum field field, const char *filter,
                       list_each_fn *each, void *data, struct error *err)
{
    struct list_query q = { .kind = field_info(field)->kind,
                            .sort = FIELD_COUNT,
                            .columns = &field,
                            .columns_n = 1 };
    struct filter *f = NULL;
    int rc;

    if (filter_parse(&f, q.kind, filter, err))
        return -1;
    q.filter = f;
    rc = list_each(s, &q, each, data, err);
    filter_free(f);
    return rc;
}

/* --- fact_flow ----------------------------------------------------------- */

/* The countries of parties, each once; few, however many parties there are. */
static int add_home(const struct list_row *row, void *data, struct error *err)
{
    struct strs *homes = data;

    (void)err;
    if (!strs_has(homes, row->cells.v[0]))
        strs_add(homes, row->cells.v[0]);
    return 0;
}

static int add_flow(struct store *s, const struct flow_table *t,
                    const char *home, const char *country, struct error *err)
{
    const struct country_line *line;
    enum flow flow = flow_between(t, home, country, &line);
    const struct query_fact row[] = {
        TEXT(home), TEXT(country), TEXT(flow_name(flow)),
        TEXT(line && *line->scope ? line->scope : NULL)
    };

    if (flow == FLOW_OUTSIDE)
        return 0;
    return query_fact_add(s, "fact_flow", row, COUNT(row), err);
}

/* All countries that there are, and those of the table and the register. */
static void add_countries(struct strs *out, const struct flow_table *t)
{
    const struct country_line *line;
    const char *code;
    size_t i;

    for (i = 0; (code = country_at(i)); i++)
        strs_add(out, code);
    for (i = 0; (line = country_line_at(i)); i++)
        strs_add(out, line->country);
    flow_countries(t, out);
    strs_sort_unique(out);
}

static int add_flows(struct store *s, const struct flow_table *t,
                     const struct strs *homes, struct error *err)
{
    struct strs countries = STRS_INIT;
    size_t i, j;
    int rc = 0;

    add_countries(&countries, t);
    for (i = 0; rc == 0 && i < homes->n; i++)
        strs_add(&countries, homes->v[i]);
    strs_sort_unique(&countries);
    for (i = 0; rc == 0 && i < homes->n; i++)
        for (j = 0; rc == 0 && j < countries.n; j++)
            rc = add_flow(s, t, homes->v[i], countries.v[j], err);
    strs_release(&countries);
    return rc;
}

int facts_fill_flow(struct store *s, const char *as_of, struct error *err)
{
    struct strs homes = STRS_INIT;
    struct flow_table *t = NULL;
    int rc = query_fact_table(s, "fact_flow",
                              "home TEXT, country TEXT, status TEXT, scope "
                              "TEXT, PRIMARY KEY (home, country)",
                              err);

    strs_add(&homes, "");
    if (rc == 0)
        rc = list_values(s, PARTY_COUNTRY, "country=@any", add_home, &homes,
                         err);
    if (rc == 0)
        rc = flow_open(&t, s, as_of, err);
    if (rc == 0)
        rc = add_flows(s, t, &homes, err);
    flow_free(t);
    strs_release(&homes);
    return rc;
}

/* --- fact_mosaic --------------------------------------------------------- */

static int add_mosaic(const struct mosaic *m, void *data, struct error *err)
{
    const struct query_fact row[] = { INTEGER(m->dataset), INTEGER(m->partner),
                                      INTEGER(m->party),
                                      INTEGER((int64_t)m->shared),
                                      TEXT(m->categories) };

    return query_fact_add(data, "fact_mosaic", row, COUNT(row), err);
}

int facts_fill_mosaic(struct store *s, const char *as_of, struct error *err)
{
    if (query_fact_table(s, "fact_mosaic",
                         "dataset_id INTEGER PRIMARY KEY, partner_id INTEGER, "
                         "party_id INTEGER, shared INTEGER, categories TEXT",
                         err))
        return -1;
    return mosaic_each(s, as_of, add_mosaic, s, err);
}

/* --- fact_onward --------------------------------------------------------- */

static int add_onward(const struct onward *o, void *data, struct error *err)
{
    const struct query_fact row[] = {
        INTEGER(o->recipient),
        TEXT(onward_name(o->end)),
        INTEGER(o->at),
        INTEGER((int64_t)o->steps),
        NUMBER_OR_NULL(o->reaches),
        NUMBER_OR_NULL(o->against),
    };

    return query_fact_add(data, "fact_onward", row, COUNT(row), err);
}

int facts_fill_onward(struct store *s, const char *as_of, struct error *err)
{
    if (query_fact_table(s, "fact_onward",
                         "record_id INTEGER PRIMARY KEY, \"end\" TEXT, at_id "
                         "INTEGER, steps INTEGER, reaches_id INTEGER, "
                         "against_id INTEGER",
                         err))
        return -1;
    return onward_each(s, as_of, add_onward, s, err);
}

/* --- fact_source --------------------------------------------------------- */

/* Most sources are the people themselves, and of these no rule asks. */
static int add_trail(const struct trail *t, void *data, struct error *err)
{
    const struct query_fact row[] = {
        INTEGER(t->source),     INTEGER(t->dataset),        INTEGER(t->third),
        NUMBER_OR_NULL(t->gap), INTEGER((int64_t)t->steps), INTEGER(t->loop),
    };

    if (!t->third && !t->gap && !t->loop)
        return 0;
    return query_fact_add(data, "fact_source", row, COUNT(row), err);
}

int facts_fill_source(struct store *s, const char *as_of, struct error *err)
{
    (void)as_of;
    if (query_fact_table(s, "fact_source",
                         "record_id INTEGER PRIMARY KEY, dataset_id INTEGER, "
                         "third INTEGER, gap_id INTEGER, steps INTEGER, loop "
                         "INTEGER",
                         err))
        return -1;
    return trail_each(s, add_trail, s, err);
}

/* --- fact_vague ---------------------------------------------------------- */

static int add_vague(const struct list_row *row, void *data, struct error *err)
{
    const char *name = field_info(RETENTION_CRITERIA)->name;
    const struct query_fact cells[] = { INTEGER(row->id), TEXT(name) };

    if (!vague_period(row->cells.v[0]))
        return 0;
    return query_fact_add(data, "fact_vague", cells, COUNT(cells), err);
}

int facts_fill_vague(struct store *s, const char *as_of, struct error *err)
{
    (void)as_of;
    if (query_fact_table(s, "fact_vague",
                         "record_id INTEGER, field TEXT, PRIMARY KEY "
                         "(record_id, field)",
                         err))
        return -1;
    return list_values(s, RETENTION_CRITERIA, "criteria=@any", add_vague, s,
                       err);
}
