/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/texts.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "store/db.h"

struct walk {
    struct store *s;
    texts_wanted_fn *wanted;
    texts_each_fn *each;
    void *data;
};

static bool is_wanted(const struct walk *w, enum field field)
{
    enum field_type type = field_info(field)->type;

    return (type == TYPE_TEXT || type == TYPE_PROSE) && w->wanted(field);
}

/* The fields of a kind that are wanted, and how many. */
static size_t wanted_fields(const struct walk *w, enum kind kind,
                            enum field *out)
{
    const struct kind_info *k = kind_info(kind);
    size_t n = 0;

    for (size_t i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);

        if (is_wanted(w, field))
            out[n++] = field;
    }
    return n;
}

static int each_row(const struct walk *w, sqlite3_stmt *q,
                    const enum field *fields, size_t n, struct error *err)
{
    int answer = 0;

    for (size_t i = 0; i < n && answer == 0; i++) {
        struct stored_text t = { .record = sqlite3_column_int64(q, 0),
                                 .dataset = sqlite3_column_int64(q, 1),
                                 .field = fields[i],
                                 .text = db_text(q, (int)i + 2) };

        if (*t.text)
            answer = w->each(&t, w->data, err);
    }
    return answer;
}

/* A kind has rows only for records that are there. */
static int each_of_kind(const struct walk *w, enum kind kind, struct error *err)
{
    enum field *fields = xcalloc(kind_info(kind)->count + 1, sizeof *fields);
    size_t n = wanted_fields(w, kind, fields);
    struct buf sql = BUF_INIT;
    int got = 0, answer = 0;
    sqlite3_stmt *q = NULL;

    buf_addf(&sql, "SELECT k.id, %s",
             kind_info(kind)->parent == KIND_NONE ? "k.id" : "r.parent");
    for (size_t i = 0; i < n; i++)
        buf_addf(&sql, ", k.\"%s\"", field_info(fields[i])->name);
    buf_addf(&sql, " FROM \"%s\" k", kind_info(kind)->name);
    if (kind_info(kind)->parent != KIND_NONE)
        buf_adds(&sql, " CROSS JOIN record r ON r.id = k.id");
    if (n) {
        q = db_query(w->s, err, sql.s, "");
        got = -1;
    }
    while (q && answer == 0 && (got = db_step(w->s, q, err)) == 1)
        answer = each_row(w, q, fields, n, err);
    db_done(w->s, q);
    buf_release(&sql);
    free(fields);
    return got < 0 ? -1 : answer;
}

static int each_words(const struct walk *w, struct error *err)
{
    sqlite3_stmt *q = db_query(w->s, err,
                               "SELECT w.record, r.kind, w.field, w.text, "
                               "w.lang, w.base_digest, "
                               "coalesce(r.parent, r.id) FROM words w "
                               "JOIN record r ON r.id = w.record",
                               "");
    int got = -1, answer = 0;

    while (q && answer == 0 && (got = db_step(w->s, q, err)) == 1) {
        enum kind kind = kind_find(db_text(q, 1));
        struct stored_text t = { .record = sqlite3_column_int64(q, 0),
                                 .dataset = sqlite3_column_int64(q, 6),
                                 .field = FIELD_COUNT,
                                 .text = db_text(q, 3),
                                 .lang = db_text(q, 4),
                                 .base = db_text(q, 5) };

        if (kind != KIND_NONE)
            t.field = field_find(kind, db_text(q, 2));
        if (t.field != FIELD_COUNT && is_wanted(w, t.field))
            answer = w->each(&t, w->data, err);
    }
    db_done(w->s, q);
    return got < 0 ? -1 : answer;
}

int texts_each(struct store *s, texts_wanted_fn *wanted, texts_each_fn *each,
               void *data, struct error *err)
{
    const struct walk w = { s, wanted, each, data };
    int answer = store_read_begin(s, err);

    if (answer != 0)
        return answer;
    for (int k = 0; k < KIND_COUNT && answer == 0; k++)
        answer = each_of_kind(&w, (enum kind)k, err);
    if (answer == 0)
        answer = each_words(&w, err);
    store_read_end(s);
    return answer;
}

int texts_each_words(struct store *s, texts_wanted_fn *wanted,
                     texts_each_fn *each, void *data, struct error *err)
{
    const struct walk w = { s, wanted, each, data };
    int answer = store_read_begin(s, err);

    if (answer != 0)
        return answer;
    answer = each_words(&w, err);
    store_read_end(s);
    return answer;
}
