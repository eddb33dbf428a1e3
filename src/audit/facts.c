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

static int fill_within(struct store *s, struct error *err)
{
    const struct vocabulary *v;
    const char *id;
    size_t i, j;

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

/* --- fact_open ----------------------------------------------------------- */

/*
 * Adds the number of those fields that are in that state, as
 * SQL.  The sum is halved again and again, because SQLite limits how deep an
 * expression may be.
 */
static void add_sum(struct buf *sql, const enum field *fields, size_t n,
                    const char *state)
{
    if (n == 0) {
        buf_adds(sql, "0");
    } else if (n == 1) {
        buf_addf(sql, "(\"%s_is\" = '%s')", field_info(fields[0])->name, state);
    } else {
        buf_addc(sql, '(');
        add_sum(sql, fields, n / 2, state);
        buf_adds(sql, " + ");
        add_sum(sql, fields + n / 2, n - n / 2, state);
        buf_addc(sql, ')');
    }
}

static int add_open(const struct query_row *row, void *data, struct error *err)
{
    struct query_fact fact[5];
    size_t i;

    for (i = 0; i < 5; i++)
        fact[i] = fact_integer(row->cells[i].integer);
    return query_fact_add(data, "fact_open", fact, 5, err);
}

static int fill_open_kind(struct store *s, enum kind kind, struct error *err)
{
    const struct kind_info *k = kind_info(kind);
    struct buf sql = BUF_INIT;
    enum field asked[FIELD_COUNT];
    size_t i, n = 0;
    int rc;

    for (i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);

        if (field_info(field)->flags & FIELD_ASK)
            asked[n++] = field;
    }
    buf_addf(&sql, "SELECT id, %s, ",
             k->parent == KIND_NONE ? "id AS dataset_id" : "dataset_id");
    add_sum(&sql, asked, n, "blank");
    buf_adds(&sql, " AS blank, ");
    add_sum(&sql, asked, n, "unknown");
    buf_addf(&sql, " AS unknown, %zu AS asked FROM v1_%s", n, k->name);
    rc = query_run(s, sql.s, NULL, 0, 0, add_open, s, err);
    buf_release(&sql);
    return rc;
}

static int fill_open(struct store *s, struct error *err)
{
    int kind;

    if (query_fact_table(s, "fact_open",
                         "record_id INTEGER PRIMARY KEY, dataset_id INTEGER, "
                         "blank INTEGER, unknown INTEGER, asked INTEGER",
                         err))
        return -1;
    for (kind = 0; kind < KIND_COUNT; kind++)
        if (fill_open_kind(s, (enum kind)kind, err))
            return -1;
    return 0;
}

int facts_fill(struct store *s, const char *as_of, struct error *err)
{
    if (fill_due(s, as_of, err) || fill_within(s, err))
        return -1;
    return fill_open(s, err);
}
