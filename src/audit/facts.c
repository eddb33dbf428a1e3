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

/* --- fact_open ----------------------------------------------------------- */

/* Both numbers in one, so that each state is looked up once. */
enum { UNKNOWN_ONE = 1000 };

/*
 * Adds a sum over those fields, as SQL: 1 for each that is blank, UNKNOWN_ONE
 * for each that is unknown.  It is halved again and again, because SQLite
 * limits how deep an expression may be.
 */
static void add_sum(struct buf *sql, const enum field *fields, size_t n)
{
    if (n == 0) {
        buf_addc(sql, '0');
    } else if (n == 1) {
        buf_addf(sql,
                 "CASE \"%s_is\" WHEN 'blank' THEN 1 WHEN 'unknown' THEN %d "
                 "ELSE 0 END",
                 field_info(fields[0])->name, UNKNOWN_ONE);
    } else {
        buf_addc(sql, '(');
        add_sum(sql, fields, n / 2);
        buf_adds(sql, " + ");
        add_sum(sql, fields + n / 2, n - n / 2);
        buf_addc(sql, ')');
    }
}

/* What the query of one kind fills in. */
struct opened {
    struct store *store;
    size_t asked;
};

static int add_open(const struct query_row *row, void *data, struct error *err)
{
    const struct opened *o = data;
    int64_t sum = row->cells[2].integer;
    const struct query_fact fact[] = {
        fact_integer(row->cells[0].integer),
        fact_integer(row->cells[1].integer),
        fact_integer(sum % UNKNOWN_ONE),
        fact_integer(sum / UNKNOWN_ONE),
        fact_integer((int64_t)o->asked),
    };

    return query_fact_add(o->store, "fact_open", fact,
                          sizeof fact / sizeof *fact, err);
}

static int fill_open_kind(struct store *s, enum kind kind, struct error *err)
{
    const struct kind_info *k = kind_info(kind);
    struct opened o = { s, 0 };
    struct buf sql = BUF_INIT;
    enum field asked[FIELD_COUNT];
    size_t i;
    int rc;

    for (i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);

        if (field_info(field)->flags & FIELD_ASK)
            asked[o.asked++] = field;
    }
    buf_addf(&sql, "SELECT id, %s, ",
             k->parent == KIND_NONE ? "id" : "dataset_id");
    add_sum(&sql, asked, o.asked);
    buf_addf(&sql, " FROM v1_%s", k->name);
    rc = query_run(s, sql.s, NULL, 0, 0, add_open, &o, err);
    buf_release(&sql);
    return rc;
}

static int fill_open(struct store *s, const char *as_of, struct error *err)
{
    int kind;

    (void)as_of;
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

static const struct {
    const char *name;
    int (*fill)(struct store *s, const char *as_of, struct error *err);
} facts[] = {
    { "fact_due", fill_due },
    { "fact_within", fill_within },
    { "fact_open", fill_open },
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
