/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/facts_policy.h"

#include "policy/broader.h"
#include "store/query.h"

static int add_scope(const struct broader *b, void *data, struct error *err)
{
    const struct query_fact row[] = {
        { QUERY_INTEGER, b->record, NULL },
        { QUERY_INTEGER, b->dataset, NULL },
        { QUERY_INTEGER, b->limit, NULL },
        { QUERY_TEXT, 0, broader_what_name(b->what) },
        { QUERY_TEXT, 0, b->says },
    };

    return query_fact_add(data, "fact_scope", row, sizeof row / sizeof *row,
                          err);
}

int facts_fill_scope(struct store *s, const char *as_of, struct error *err)
{
    if (query_fact_table(s, "fact_scope",
                         "record_id INTEGER, dataset_id INTEGER, limit_id "
                         "INTEGER, what TEXT, says TEXT, PRIMARY KEY "
                         "(record_id, what)",
                         err))
        return -1;
    return broader_each(s, as_of, add_scope, s, err);
}
