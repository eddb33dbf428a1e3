/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/coverage_parts.h"

#include <string.h>

#include "audit/coverage_holders.h"
#include "policy/asked.h"

/* --- one part ------------------------------------------------------------ */

/* Does another answer of the record make this one needless? */
static bool is_settled(const struct record *r, enum field field)
{
    const struct asked_when *w;

    for (size_t i = 0; (w = asked_when_at(i)); i++)
        if (w->field == field)
            return !asked(r, field);
    return false;
}

/* Is it the state of a list? */
static bool is_list(enum field field)
{
    for (int kind = 0; kind < KIND_COUNT; kind++)
        if (kind_list_state((enum kind)kind) == field)
            return true;
    return false;
}

/* The lists of what is told must be whole, but not those from which the unit
 * itself is taken, or from which a choice names what it covers. */
static void ask_whole(struct parts *p, enum kind kind, struct finds *f)
{
    enum kind head = unit_head(p->unit)->kind;
    enum field state = kind_list_state(kind);
    const struct record *dataset;

    if (kind == head || (kind == KIND_USE && head == KIND_CONSENT))
        return;
    for (size_t i = 0; state != FIELD_COUNT &&
                       (dataset = unit_record(p->unit, KIND_DATASET, i));
         i++) {
        const struct value *v = record_get(dataset, state);

        if (v->state != STATE_NONE && !value_has(v, "complete"))
            finds_open(f, dataset->ref, KIND_NONE, state, v->state);
    }
}

static int ask_must(struct parts *p, size_t i, struct error *err)
{
    enum field field = p->q->fields[i];
    struct holders l = { 0 };
    int failed = holders_read(&l, p->unit, p->q, i, &p->finds, err);

    for (size_t j = 0; j < l.n && !failed; j++) {
        const struct value *v = unit_value(p->unit, l.v[j], field, err);

        if (!v)
            failed = -1;
        else if (v->state != STATE_BLANK || !is_settled(l.v[j], field))
            finds_state(&p->finds, l.v[j], field, v->state);
    }
    if (l.n && p->q->ways[i].of_n == 0)
        ask_whole(p, field_info(field)->kind, &p->finds);
    holders_release(&l);
    return failed;
}

/* --- one of several ------------------------------------------------------ */

static bool same_way(const struct profile_question *q, size_t i, size_t j)
{
    const struct profile_way *x = &q->ways[i], *y = &q->ways[j];

    if (y->part != PART_ANY || x->of_n != y->of_n ||
        field_info(q->fields[i])->kind != field_info(q->fields[j])->kind)
        return false;
    return memcmp(x->of, y->of, x->of_n * sizeof *x->of) == 0;
}

/* One of the fields that are reached the same way as field number i. */
static void ask_one_of(struct parts *p, size_t i, const struct record *r,
                       struct finds *f)
{
    const struct profile_question *q = p->q;
    struct finds open = { 0 };
    enum state best = STATE_NONE;

    for (size_t j = i; j < q->n; j++) {
        const struct value *v;

        if (!same_way(q, i, j))
            continue;
        v = record_get(r, q->fields[j]);
        if (v->state == STATE_VALUE)
            best = STATE_VALUE;
        else if (v->state == STATE_BLANK || v->state == STATE_UNKNOWN)
            finds_open(&open, r->ref, KIND_NONE, q->fields[j], v->state);
    }
    if (best == STATE_VALUE || !open.n) {
        f->stated++;
        f->values += best == STATE_VALUE;
        finds_release(&open);
    } else {
        finds_take(f, &open);
    }
}

/* All records that hold the fields that are reached like field number i. */
static int ask_way(struct parts *p, size_t i, struct finds *f,
                   struct error *err)
{
    struct holders l = { 0 };
    int failed = holders_read(&l, p->unit, p->q, i, f, err);

    for (size_t j = 0; j < l.n && !failed; j++)
        ask_one_of(p, i, l.v[j], f);
    holders_release(&l);
    return failed;
}

static bool is_first_of_way(const struct profile_question *q, size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (q->ways[j].part == PART_ANY && same_way(q, j, i))
            return false;
    return q->ways[i].part == PART_ANY;
}

/* Is the one more of an answer than the other? */
static bool is_better(const struct finds *a, const struct finds *b)
{
    if (!a->n != !b->n)
        return !a->n;
    if (!a->values != !b->values)
        return a->values;
    return a->n < b->n;
}

/*
 * Where fields of several kinds would do, those of the kind count that say
 * most.  Whose fields are told by a name are asked for each by itself.
 */
static int ask_any(struct parts *p, struct error *err)
{
    struct finds best = { 0 };
    bool some = false;
    int failed = 0;

    for (size_t i = 0; i < p->q->n && !failed; i++) {
        struct finds f = { 0 };

        if (!is_first_of_way(p->q, i))
            continue;
        failed = ask_way(p, i, &f, err);
        if (p->q->ways[i].of_n) {
            finds_take(&p->finds, &f);
            continue;
        }
        if (!some || is_better(&f, &best)) {
            struct finds worse = best;

            best = f;
            f = worse;
        }
        finds_release(&f);
        some = true;
    }
    finds_take(&p->finds, &best);
    return failed;
}

/* --- what is said -------------------------------------------------------- */

static int say_part(struct parts *p, size_t i, struct error *err)
{
    enum field field = p->q->fields[i];
    struct holders l = { 0 };
    int failed = holders_read(&l, p->unit, p->q, i, NULL, err);

    for (size_t j = 0; j < l.n && !failed; j++) {
        const struct value *v = unit_value(p->unit, l.v[j], field, err);

        if (!v)
            failed = -1;
        else
            failed = say_field(&p->saying, l.v[j], field, v, err);
        if (v && p->q->ways[i].part == PART_MORE)
            p->more += v->state == STATE_VALUE;
    }
    holders_release(&l);
    return failed;
}

/* What the lists of a kind say, once, where nothing of it is there or there
 * is more. */
static int say_lists(struct parts *p, enum kind kind, struct error *err)
{
    enum field state = kind_list_state(kind);
    const struct record *dataset;
    int failed = 0;

    if (state == FIELD_COUNT || kind == unit_head(p->unit)->kind ||
        strs_has(&p->about, field_info(state)->name))
        return 0;
    strs_add(&p->about, field_info(state)->name);
    for (size_t i = 0;
         !failed && (dataset = unit_record(p->unit, KIND_DATASET, i)); i++) {
        const struct value *v = record_get(dataset, state);

        if (!value_has(v, "complete"))
            failed = say_field(&p->saying, dataset, state, v, err);
    }
    return failed;
}

static int say_all(struct parts *p, struct error *err)
{
    int failed = 0;

    for (size_t i = 0; i < p->q->n && !failed; i++) {
        const struct profile_way *way = &p->q->ways[i];
        enum field first = way->of_n ? way->of[0] : p->q->fields[i];

        if (way->part == PART_ELSE || is_list(p->q->fields[i]))
            continue;
        failed = say_part(p, i, err);
        if (!failed && way->part != PART_MORE)
            failed = say_lists(p, field_info(first)->kind, err);
    }
    return failed;
}

/* --- all of them --------------------------------------------------------- */

void parts_init(struct parts *p, struct unit *u,
                const struct profile_question *q)
{
    *p = (struct parts){
        .unit = u, .q = q, .saying = { .unit = u }, .about = STRS_INIT
    };
}

int parts_ask(struct parts *p, struct error *err)
{
    int failed = 0;

    for (size_t i = 0; i < p->q->n && !failed; i++)
        if (p->q->ways[i].part == PART_MUST && !is_list(p->q->fields[i]))
            failed = ask_must(p, i, err);
    if (!failed)
        failed = ask_any(p, err);
    return failed ? failed : say_all(p, err);
}

void parts_say(struct parts *p, struct strs *out)
{
    say_end(&p->saying, out);
}

void parts_release(struct parts *p)
{
    struct strs unsaid = STRS_INIT;

    say_end(&p->saying, &unsaid);
    strs_release(&unsaid);
    finds_release(&p->finds);
    strs_release(&p->about);
}
