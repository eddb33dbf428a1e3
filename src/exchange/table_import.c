/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/sha256.h"
#include "exchange/table_headings.h"
#include "model/check.h"
#include "model/record.h"
#include "model/ref.h"
#include "store/change.h"
#include "store/read.h"

/* ---- the ref of a row --------------------------------------------------- */

static const char *cell_of(const struct table *t, const struct csv *row,
                           const struct column *c)
{
    return csv_cell(row, (size_t)(c - t->v));
}

static const char *cell_of_kind(const struct table *t, const struct csv *row,
                                enum column_kind kind)
{
    const struct column like = { .kind = kind, .field = FIELD_COUNT };
    const struct column *c = table_column(t, &like);

    return c ? cell_of(t, row, c) : "";
}

static int next_number(struct csv_import *m, const struct table *t,
                       const char *parent, struct error *err)
{
    struct record r;
    int64_t number = 0;
    int failed;

    if (store_load(m->store, parent, &r, err) != 0)
        return 1;
    failed = store_next_number(m->store, r.ref, t->kind, &number, err);
    buf_clear(&m->ref);
    buf_addf(&m->ref, "%s/%s/%lld", r.ref, kind_info(t->kind)->name,
             (long long)number);
    record_release(&r);
    return failed;
}

static int no_ref(const struct table *t, struct error *err)
{
    enum kind parent = kind_info(t->kind)->parent;

    if (parent == KIND_NONE)
        error_set(err, ERROR_FAILED, _("'ref' is blank; give the record one"));
    else
        error_set(err, ERROR_FAILED,
                  _("neither 'ref' nor '%s' says to which %s it belongs; fill "
                    "in one of them"),
                  kind_info(parent)->name, kind_info(parent)->name);
    return 1;
}

/* "bus/element/stop" is of "bus": both tell the same, or only one is there. */
static int check_told(const struct table *t, const char *ref,
                      const char *parent, struct error *err)
{
    size_t len = ref_parent_len(ref);

    if (!*parent || (strlen(parent) == len && strncmp(ref, parent, len) == 0))
        return 0;
    error_set(err, ERROR_FAILED,
              _("'ref' and '%s' tell two things, '%s' and '%s'; put one of "
                "them right"),
              kind_info(kind_info(t->kind)->parent)->name, ref, parent);
    return 1;
}

/*
 * Sets the ref of the row.  Where it has none but its parent's: `number` says
 * whether the next number is taken, else the ref stays "".
 */
static int find_ref(struct csv_import *m, const struct table *t,
                    const struct csv *row, bool number, struct error *err)
{
    const char *ref = cell_of_kind(t, row, COLUMN_REF);
    const char *parent = cell_of_kind(t, row, COLUMN_PARENT);
    bool child = kind_info(t->kind)->parent != KIND_NONE;

    if (!*ref && t->kind == KIND_ORGANISATION)
        ref = "organisation";
    if (child && *ref && *parent && !strchr(ref, '/')) {
        buf_addf(&m->ref, "%s/%s/%s", parent, kind_info(t->kind)->name, ref);
        return 0;
    }
    if (*ref && (!child || strchr(ref, '/'))) {
        buf_adds(&m->ref, ref);
        return child ? check_told(t, ref, parent, err) : 0;
    }
    if (child && (*ref || *parent))
        return number ? next_number(m, t, *ref ? ref : parent, err) : 0;
    return no_ref(t, err);
}

/* ---- the record of a row ------------------------------------------------ */

/* Puts the name of the column in front; the row is refused. */
static int cell_failed(const struct column *c, struct error *err)
{
    error_prefix(err, "%s", c->heading);
    return 1;
}

static int set_fields(const struct table *t, const struct csv *row,
                      struct record *r, struct error *err)
{
    for (size_t i = 0; i < t->n; i++) {
        const struct column *c = &t->v[i];
        const char *cell = csv_cell(row, i);

        if (c->kind == COLUMN_BLANK && *cell) {
            error_set(err, ERROR_FAILED,
                      _("field %zu has no heading; put one over it, or take "
                        "it out"),
                      i + 1);
            return 1;
        }
        if (c->kind == COLUMN_FIELD && *cell &&
            value_parse_text(record_value(r, c->field), c->field, cell, err) !=
                0)
            return cell_failed(c, err);
    }
    return 0;
}

static const char *of_cell(const struct table *t, const struct csv *row,
                           const struct column *words)
{
    const struct column like = { .kind = COLUMN_OF,
                                 .field = words->field,
                                 .lang = words->lang };
    const struct column *c = table_column(t, &like);

    return c ? cell_of(t, row, c) : "";
}

/* Words that are as they were stay the translation of what they translate. */
static int put_words(struct value *v, const struct column *c, const char *text,
                     const char *of, struct error *err)
{
    const struct words *w = value_words(v, c->lang);

    if (v->state != STATE_VALUE)
        return error_set(err, ERROR_FAILED,
                         _("'%s' holds no text to translate; give that first"),
                         field_info(c->field)->name);
    if (*of && (strlen(of) != SHA256_HEX - 1 ||
                strspn(of, "0123456789abcdef") != SHA256_HEX - 1))
        return error_set(err, ERROR_FAILED,
                         _("'%s' is not the digest of a text, which '@of' "
                           "wants"),
                         of);
    if (*of || !w || strcmp(w->text, text) != 0)
        value_set_words(v, c->lang, text, *of ? of : NULL);
    return 0;
}

static int set_words(const struct table *t, const struct csv *row,
                     struct record *r, struct error *err)
{
    struct buf text = BUF_INIT;
    int failed = 0;

    for (size_t i = 0; i < t->n && !failed; i++) {
        const struct column *c = &t->v[i];
        const char *cell = csv_cell(row, i);

        if (c->kind != COLUMN_WORDS || !*cell)
            continue;
        buf_clear(&text);
        failed = value_parse_words(&text, c->field, cell, err);
        if (!failed)
            failed = put_words(record_value(r, c->field), c, text.s,
                               of_cell(t, row, c), err);
        if (failed)
            failed = cell_failed(c, err);
    }
    buf_release(&text);
    return failed;
}

/* All records that it names must be there. */
static int check_targets(struct csv_import *m, const struct record *r,
                         struct error *err)
{
    const struct kind_info *k = kind_info(r->kind);

    for (size_t i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);
        const struct value *v = &r->values[i];

        for (size_t n = 0; field_is_ref(field) && n < v->items.n; n++) {
            int64_t id;
            int got = store_find(m->store, v->items.v[n], &id, err);

            if (got < 0)
                return -1;
            if (got == 1)
                continue;
            store_missing(m->store, v->items.v[n], err);
            error_prefix(err, "%s", field_info(field)->name);
            return 1;
        }
    }
    return 0;
}

/* 1: the register's record was changed since the table was written. */
static int check_was(struct csv_import *m, const struct table *t,
                     const struct csv *row, const struct record *old,
                     struct error *err)
{
    const char *was = cell_of_kind(t, row, COLUMN_WAS);
    char now[SHA256_HEX];

    if (!*was)
        return 0;
    if (store_digest(m->store, old, now, err) != 0)
        return -1;
    if (strcmp(was, now) == 0)
        return 0;
    error_set(err, ERROR_CONFLICT,
              _("the register's record was changed since this table was "
                "exported; export again, and make your change there"));
    return 1;
}

/* ---- storing ------------------------------------------------------------ */

/* Begins a new record, whose parent must be there. */
static int begin_record(struct csv_import *m, const struct table *t,
                        struct record *out, struct error *err)
{
    char *parent;
    int64_t id;
    int got = 1;

    if (ref_check(m->ref.s, t->kind, err) != 0)
        return 1;
    parent = xstrndup(m->ref.s, ref_parent_len(m->ref.s));
    if (*parent)
        got = store_find(m->store, parent, &id, err);
    if (got == 0)
        store_missing(m->store, parent, err);
    if (got == 1)
        record_init(out, t->kind, m->ref.s);
    free(parent);
    return got < 0 ? -1 : !got;
}

/* Finds the record: a new one has version 0.  1: the row is refused. */
static int find_record(struct csv_import *m, const struct table *t,
                       struct record *out, struct error *err)
{
    int64_t id = 0;
    int got = store_find(m->store, m->ref.s, &id, err);

    if (got < 0)
        return -1;
    if (got == 1 && bits_has(&m->seen, id)) {
        error_set(err, ERROR_FAILED,
                  _("an earlier row is about '%s', too; make one of both"),
                  m->ref.s);
        return 1;
    }
    if (got == 0 || bits_has(&t->announced, id))
        return begin_record(m, t, out, err);
    if (store_load_id(m->store, id, out, err) != 0)
        return -1;
    if (out->kind == t->kind)
        return 0;
    error_set(err, ERROR_FAILED,
              _("'%s' is a record of the kind %s, not %s; give this one "
                "another ref"),
              out->ref, kind_info(out->kind)->name, kind_info(t->kind)->name);
    record_release(out);
    return 1;
}

static void changed_fields(struct strs *out, const struct record *old,
                           const struct record *r)
{
    const struct kind_info *k = kind_info(r->kind);

    for (size_t i = 0; i < k->count; i++)
        if (!value_equal(&old->values[i], &r->values[i]))
            strs_add(out, field_info((enum field)(k->first + i))->name);
}

static int put(struct csv_import *m, const struct csv *row, struct record *r,
               const struct record *old, struct error *err)
{
    static const enum import_outcome whats[] = {
        [CHANGE_SAME] = IMPORT_SAME,
        [CHANGE_ADDED] = IMPORT_ADDED,
        [CHANGE_CHANGED] = IMPORT_CHANGED,
    };
    enum change_outcome change;
    struct strs fields = STRS_INIT;
    int failed;

    if (change_put(m->store, r, &change, err) != 0)
        return -1;
    bits_add(&m->seen, r->id);
    if (change == CHANGE_CHANGED)
        changed_fields(&fields, old, r);

    const struct outcome x = { .file = m->file,
                               .line = row->line,
                               .what = whats[change],
                               .kind = kind_info(r->kind)->name,
                               .ref = r->ref,
                               .why = "",
                               .fields = &fields };

    failed = outcomes_add(&m->outcomes, &x, err);
    strs_release(&fields);
    return failed;
}

/* Fills a record that is there or new, checks it, and stores it. */
static int take_record(struct csv_import *m, const struct table *t,
                       const struct csv *row, struct record *r,
                       struct error *err)
{
    struct record old;
    int got;

    record_copy(&old, r);
    got = set_fields(t, row, r, err);
    if (!got)
        got = set_words(t, row, r, err);
    if (!got)
        got = record_check(r, err) == 0 ? 0 : 1;
    if (!got)
        got = check_targets(m, r, err);
    if (!got && r->version && !record_same(&old, r))
        got = check_was(m, t, row, &old, err);
    if (!got)
        got = put(m, row, r, &old, err);
    record_release(&old);
    return got;
}

static int take(struct csv_import *m, const struct csv *row, void *data,
                struct error *err)
{
    const struct table *t = data;
    struct record r;
    int got = csv_check_width(row, t->n, err);

    if (!got)
        got = find_ref(m, t, row, true, err);
    if (!got)
        got = find_record(m, t, &r, err);
    if (got)
        return got;
    got = take_record(m, t, row, &r, err);
    record_release(&r);
    return got;
}

/* ---- rows that name later rows ------------------------------------------ */

/* Announces the record of a row that is not there yet. */
static int look(struct csv_import *m, const struct csv *row, void *data,
                struct error *err)
{
    struct table *t = data;
    int64_t id = 0;
    int got = find_ref(m, t, row, false, err);

    if (got || m->ref.len == 0)
        return got;
    if (ref_check(m->ref.s, t->kind, err) != 0)
        return 1;
    got = store_find(m->store, m->ref.s, &id, err);
    if (got != 0)
        return got < 0 ? -1 : 0;
    if (change_announce(m->store, t->kind, m->ref.s, NULL, err) != 0)
        return 1;
    if (store_find(m->store, m->ref.s, &id, err) == 1)
        bits_add(&t->announced, id);
    return 0;
}

/* May a record of that kind name another one? */
static bool names_itself(enum kind kind)
{
    const struct kind_info *k = kind_info(kind);

    for (size_t i = 0; i < k->count; i++)
        if (field_is_ref((enum field)(k->first + i)) &&
            field_may_name((enum field)(k->first + i), kind))
            return true;
    return false;
}

int table_import(struct store *s, enum kind kind, const char *const *files,
                 size_t n, const struct csv_options *o, outcome_fn *row,
                 void *data, struct import_totals *totals, struct strs *ignored,
                 struct error *err)
{
    struct table t = { .kind = kind };
    const struct csv_taker taker = { .headings = table_headings,
                                     .look = names_itself(kind) ? look : NULL,
                                     .take = take,
                                     .data = &t };
    int failed =
        csv_import(s, files, n, o, &taker, row, data, totals, ignored, err);

    table_clear(&t);
    bits_release(&t.announced);
    return failed;
}
