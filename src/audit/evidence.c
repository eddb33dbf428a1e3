/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/evidence.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "model/ref.h"
#include "policy/asked.h"
#include "store/history.h"

/* --- reading the records ------------------------------------------------- */

static bool has_record(const struct records *l, const char *ref)
{
    for (size_t i = 0; i < l->n; i++)
        if (strcmp(l->v[i].ref, ref) == 0)
            return true;
    return false;
}

static void take(struct records *l, struct record *r)
{
    ARRAY_GROW(l->v, l->n, l->room);
    l->v[l->n++] = *r;
}

/* The records themselves are moved. */
static void take_all(struct records *l, struct records *more)
{
    for (size_t i = 0; i < more->n; i++)
        take(l, &more->v[i]);
    free(more->v);
}

static int add_record(struct records *l, struct store *s, const char *ref,
                      struct error *err)
{
    struct record r;

    if (has_record(l, ref))
        return 0;
    if (store_load(s, ref, &r, err) != 0)
        return -1;
    take(l, &r);
    return 0;
}

static int add_children(struct records *l, struct store *s, const char *dataset,
                        struct error *err)
{
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        struct records children = RECORDS_INIT;

        if (kind_info((enum kind)kind)->parent != KIND_DATASET)
            continue;
        if (store_children(s, dataset, (enum kind)kind, &children, err) != 0)
            return -1;
        take_all(l, &children);
    }
    return 0;
}

/* What the dataset or a child of it names, and is evidence. */
static bool is_named_evidence(enum field field)
{
    enum kind target = field_info(field)->target;

    return field == DATASET_CONTROLLER || target == KIND_ACTIVITY ||
           target == KIND_AGREEMENT || target == KIND_NOTICE;
}

static int add_named(struct records *l, struct store *s, size_t number,
                     struct error *err)
{
    const struct kind_info *k = kind_info(l->v[number].kind);

    for (size_t i = 0; i < k->count; i++) {
        enum field f = (enum field)(k->first + i);

        /* Growing the list moves its records. */
        for (size_t j = 0;
             is_named_evidence(f) && j < record_get(&l->v[number], f)->items.n;
             j++)
            if (add_record(l, s, record_get(&l->v[number], f)->items.v[j],
                           err) != 0)
                return -1;
    }
    return 0;
}

/* Agreements and notices say themselves what they are about. */
static int add_referrers(struct records *l, struct store *s,
                         const char *dataset, struct error *err)
{
    struct strs refs = STRS_INIT;
    int failed = store_referrers(s, dataset, &refs, err);

    for (size_t i = 0; i < refs.n && !failed; i++) {
        struct record r;

        if (has_record(l, refs.v[i]))
            continue;
        failed = store_load(s, refs.v[i], &r, err);
        if (failed)
            break;
        if (r.kind == KIND_AGREEMENT || r.kind == KIND_NOTICE)
            take(l, &r);
        else
            record_release(&r);
    }
    strs_release(&refs);
    return failed;
}

static int add_about(struct records *l, struct store *s, const char *dataset,
                     struct error *err)
{
    static const enum kind kinds[] = { KIND_ANSWER, KIND_CLAIM, KIND_WAIVER };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct records about = RECORDS_INIT;

        if (store_about(s, dataset, kinds[i], &about, err) != 0)
            return -1;
        take_all(l, &about);
    }
    return 0;
}

static int add_organisation(struct records *l, struct store *s,
                            struct error *err)
{
    int64_t id;
    int found = store_find(s, "organisation", &id, err);

    return found == 1 ? add_record(l, s, "organisation", err) : found;
}

static int count_change(const struct history_entry *e, void *data,
                        struct error *err)
{
    struct evidence_base *b = data;
    char time[21];

    (void)err;
    if (b->changes++ == 0) {
        clock_format(time, e->time);
        memcpy(b->last, time, DATE_TEXT - 1);
        b->last[DATE_TEXT - 1] = '\0';
    }
    return 0;
}

static int read_all(struct evidence_base *b, struct store *s,
                    const char *dataset, struct error *err)
{
    struct records *l = &b->records;
    size_t own;

    if (add_record(l, s, dataset, err) != 0 ||
        add_children(l, s, dataset, err) != 0)
        return -1;
    own = l->n;
    for (size_t i = 0; i < own; i++)
        if (add_named(l, s, i, err) != 0)
            return -1;
    if (add_referrers(l, s, dataset, err) != 0 ||
        add_about(l, s, dataset, err) != 0 || add_organisation(l, s, err) != 0)
        return -1;
    return history_each(s, dataset, 0, 0, count_change, b, err) < 0 ? -1 : 0;
}

int evidence_base_read(struct evidence_base *out, struct store *s,
                       const char *dataset, struct error *err)
{
    int failed;

    *out = (struct evidence_base){ .records = RECORDS_INIT };
    if (store_read_begin(s, err) != 0)
        return -1;
    failed = read_all(out, s, dataset, err);
    store_read_end(s);
    if (failed)
        evidence_base_release(out);
    return failed;
}

void evidence_base_release(struct evidence_base *b)
{
    records_release(&b->records);
    *b = (struct evidence_base){ .records = RECORDS_INIT };
}

/* --- one question -------------------------------------------------------- */

struct making {
    struct evidence *out;
    const struct evidence_base *base;
    const struct question_item *item;
};

static struct evidence_line *add_line(struct making *m,
                                      struct evidence_line line)
{
    struct evidence *l = m->out;

    ARRAY_GROW(l->v, l->n, l->room);
    l->v[l->n] = line;
    return &l->v[l->n++];
}

/* Is it the use that is asked about, or the activity of that use? */
static bool is_of_use(const struct making *m, const struct record *r)
{
    const struct records *l = &m->base->records;
    const char *activity = NULL;

    if (r->kind == KIND_USE)
        return strcmp(r->ref, m->item->about) == 0;
    for (size_t i = 0; i < l->n && !activity; i++)
        if (strcmp(l->v[i].ref, m->item->about) == 0)
            activity = record_text(&l->v[i], USE_ACTIVITY);
    return activity && strcmp(r->ref, activity) == 0;
}

/* An answer is no evidence for itself, and other uses are for others. */
static bool counts(const struct making *m, const struct record *r)
{
    if ((r->kind == KIND_USE || r->kind == KIND_ACTIVITY) &&
        ref_kind(m->item->about) == KIND_USE)
        return is_of_use(m, r);
    return r->kind != KIND_ANSWER || m->item->answer.kind == KIND_NONE ||
           strcmp(r->ref, m->item->answer.ref) != 0;
}

/* The line of this field that has the same value, from the first one on. */
static struct evidence_line *same_line(struct making *m, size_t first,
                                       const struct value *v)
{
    for (size_t i = first; i < m->out->n; i++)
        if (value_equal(m->out->v[i].value, v))
            return &m->out->v[i];
    return NULL;
}

static void add_missing(struct making *m, enum kind kind)
{
    enum field list = kind_list_state(kind);
    struct evidence_line line = {
        .what = EVIDENCE_MISSING, .kind = kind, .field = list, .refs = STRS_INIT
    };

    for (size_t i = 0; i < m->out->n; i++)
        if (m->out->v[i].what == EVIDENCE_MISSING && m->out->v[i].kind == kind)
            return;
    if (list != FIELD_COUNT)
        line.value = record_get(&m->base->records.v[0], list);
    add_line(m, line);
}

static void add_field(struct making *m, enum field field)
{
    const struct records *l = &m->base->records;
    enum kind kind = field_info(field)->kind;
    size_t first = m->out->n;

    for (size_t i = 0; i < l->n; i++) {
        struct evidence_line *line;
        const struct value *v;

        if (l->v[i].kind != kind || !counts(m, &l->v[i]))
            continue;
        v = record_get(&l->v[i], field);
        line = same_line(m, first, v);
        if (!line)
            line = add_line(m, (struct evidence_line){ .what = EVIDENCE_FIELD,
                                                       .kind = kind,
                                                       .field = field,
                                                       .value = v,
                                                       .refs = STRS_INIT });
        strs_add(&line->refs, l->v[i].ref);
    }
    if (m->out->n == first)
        add_missing(m, kind);
}

static void add_history(struct making *m)
{
    struct evidence_line line = { .what = EVIDENCE_HISTORY,
                                  .kind = KIND_DATASET,
                                  .field = FIELD_COUNT,
                                  .n = m->base->changes,
                                  .refs = STRS_INIT };

    memcpy(line.day, m->base->last, sizeof line.day);
    add_line(m, line);
}

/* Of the dataset and what belongs to it. */
static void add_open(struct making *m)
{
    const struct records *l = &m->base->records;
    struct evidence_line line = { .what = EVIDENCE_OPEN,
                                  .kind = KIND_DATASET,
                                  .field = FIELD_COUNT,
                                  .refs = STRS_INIT };

    for (size_t i = 0; i < l->n; i++) {
        const struct kind_info *k = kind_info(l->v[i].kind);

        for (size_t j = 0; j < k->count; j++) {
            enum field f = (enum field)(k->first + j);

            if ((i && k->parent != KIND_DATASET) || !asked(&l->v[i], f))
                continue;
            line.of++;
            line.n += record_get(&l->v[i], f)->state == STATE_BLANK;
        }
    }
    add_line(m, line);
}

void evidence_make(struct evidence *out, const struct evidence_base *b,
                   const struct question_item *item)
{
    struct making m = { out, b, item };

    *out = (struct evidence){ .v = NULL };
    if (item->question->also & PROFILE_HISTORY)
        add_history(&m);
    if (item->question->also & PROFILE_OPEN)
        add_open(&m);
    for (size_t i = 0; i < item->question->n; i++)
        add_field(&m, item->question->fields[i]);
}

void evidence_release(struct evidence *l)
{
    for (size_t i = 0; i < l->n; i++)
        strs_release(&l->v[i].refs);
    free(l->v);
    *l = (struct evidence){ .v = NULL };
}
