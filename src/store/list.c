/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/list.h"

#include <stdlib.h>
#include <string.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/db.h"
#include "store/filter_sql.h"
#include "store/schema.h"

/* ---- the words of the query --------------------------------------------- */

static bool sorts_by_field(const struct list_query *q)
{
    return q->sort != FIELD_COUNT && schema_has_column(q->sort);
}

/* What rows are sorted by; NULL where the field holds no value. */
static void add_key(struct buf *sql, const struct list_query *q)
{
    const struct field_info *f;

    if (!sorts_by_field(q)) {
        buf_adds(sql, "r.ref");
        return;
    }
    f = field_info(q->sort);
    if (f->type == TYPE_REF)
        buf_addf(sql, "(SELECT ref FROM record x WHERE x.id = t.\"%s\")",
                 f->name);
    else
        buf_addf(sql, "t.\"%s\"", f->name);
}

/* Words sort alike in upper and lower case. */
static const char *collation(const struct list_query *q)
{
    return sorts_by_field(q) && (field_info(q->sort)->type == TYPE_TEXT ||
                                 field_info(q->sort)->type == TYPE_PROSE)
               ? " COLLATE NOCASE"
               : "";
}

/* Is there a word to look for? */
static bool searches(const struct list_query *q)
{
    return q->search && q->search[strspn(q->search, " \t\n\r\f\v")];
}

/* More words than a person types; each costs time. */
enum { WORDS_MOST = 50 };

static int check_search(const struct list_query *q, struct error *err)
{
    struct strs words = STRS_INIT;
    size_t n;

    if (q->search)
        strs_split(&words, q->search, ' ');
    n = words.n;
    strs_release(&words);
    if (n > WORDS_MOST)
        return error_set(err, ERROR_USAGE,
                         _("a search is for %d words at most; leave out those "
                           "that are in many records"),
                         WORDS_MOST);
    return 0;
}

/* All words of the search, each as the beginning of a word. */
static char *match_text(const char *search)
{
    struct strs words = STRS_INIT;
    struct buf match = BUF_INIT;
    const char *s;
    size_t i;

    strs_split(&words, search, ' ');
    for (i = 0; i < words.n; i++) {
        buf_adds(&match, i ? " \"" : "\"");
        for (s = words.v[i]; *s; s++)
            buf_adds(&match, *s == '"' ? "\"\"" : (char[]){ *s, '\0' });
        buf_adds(&match, "\"*");
    }
    strs_release(&words);
    return buf_detach(&match);
}

static void add_search(struct buf *sql, struct strs *params,
                       const struct list_query *q)
{
    char *match = match_text(q->search);

    buf_adds(sql,
             " AND r.id IN (SELECT rowid FROM search WHERE search MATCH ?");
    strs_add(params, match);
    if (q->kind == KIND_DATASET) {
        buf_adds(sql, " UNION SELECT parent FROM record WHERE id IN (SELECT "
                      "rowid FROM search WHERE search MATCH ?) AND parent IS "
                      "NOT NULL");
        strs_add(params, match);
    }
    buf_adds(sql, ")");
    free(match);
}

static void add_where(struct buf *sql, struct strs *params,
                      const struct list_query *q)
{
    buf_addf(sql, " WHERE %s%s = '%s' AND r.removed = 0",
             q->beside ? "r.id = b.id AND " : "",
             q->beside ? "+r.kind" : "r.kind", kind_info(q->kind)->name);
    if (q->filter) {
        buf_adds(sql, " AND ");
        filter_sql(sql, params, q->filter);
    }
    if (searches(q))
        add_search(sql, params, q);
}

/* True where the list is read from its end towards its beginning. */
static bool downwards(const struct list_query *q)
{
    return q->descending != q->backwards;
}

static void add_param(struct buf *sql, struct strs *params, const char *text)
{
    buf_addc(sql, '?');
    strs_add(params, text);
}

/* Only rows beyond the one that is known: see the order in add_order(). */
static void add_beyond(struct buf *sql, struct strs *params,
                       const struct list_query *q)
{
    const char *sign = downwards(q) ? "<" : ">";
    struct buf key = BUF_INIT;

    if (!q->after_ref)
        return;
    add_key(&key, q);
    buf_adds(sql, " AND (");
    if (sorts_by_field(q) && q->after_key) {
        buf_addf(sql, "%s %s ", key.s, sign);
        add_param(sql, params, q->after_key);
        buf_addf(sql, "%s OR %s = ", collation(q), key.s);
        add_param(sql, params, q->after_key);
        buf_addf(sql, "%s AND r.ref %s ", collation(q), sign);
        add_param(sql, params, q->after_ref);
        if (!q->backwards)
            buf_addf(sql, " OR %s IS NULL", key.s);
    } else {
        if (sorts_by_field(q) && q->backwards)
            buf_addf(sql, "%s IS NOT NULL OR ", key.s);
        buf_addf(sql, "r.ref %s ", sign);
        add_param(sql, params, q->after_ref);
        if (sorts_by_field(q))
            buf_addf(sql, " AND %s IS NULL", key.s);
    }
    buf_addc(sql, ')');
    buf_release(&key);
}

/* Rows whose field holds no value come last, whatever the direction. */
static void add_order(struct buf *sql, const struct list_query *q,
                      const char *key, const char *ref)
{
    const char *way = downwards(q) ? " DESC" : "";

    buf_adds(sql, " ORDER BY ");
    if (sorts_by_field(q))
        buf_addf(sql, "%s IS NULL%s, %s%s%s, ", key,
                 q->backwards ? " DESC" : "", key, collation(q), way);
    buf_addf(sql, "%s%s", ref, way);
}

/* A value that begins with @ has it doubled, as everywhere outside. */
static void add_cell(struct buf *sql, enum field field)
{
    const struct field_info *f = field_info(field);
    const char *name = f->name;

    buf_adds(sql, ", coalesce(");
    if (f->type == TYPE_REF)
        buf_addf(sql, "(SELECT ref FROM record x WHERE x.id = t.\"%s\")", name);
    else if (f->type == TYPE_YESNO)
        buf_addf(sql, "CASE t.\"%s\" WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END",
                 name);
    else if (schema_has_column(field))
        buf_addf(sql,
                 "CASE WHEN substr(t.\"%s\", 1, 1) = '@' THEN '@' || "
                 "t.\"%s\" ELSE t.\"%s\" END",
                 name, name, name);
    else if (field_is_ref(field))
        buf_addf(sql,
                 "(SELECT group_concat(ref, ', ') FROM (SELECT x.ref FROM "
                 "link l JOIN record x ON x.id = l.target WHERE l.record = "
                 "p.id AND l.field = '%s' ORDER BY x.ref))",
                 name);
    else
        buf_addf(sql,
                 "(SELECT group_concat(code, ', ') FROM (SELECT code FROM "
                 "term WHERE record = p.id AND field = '%s' ORDER BY "
                 "code))",
                 name);
    buf_addf(sql, ", '@' || t.\"%s_is\", '')", name);
}

static bool needs_row(const struct list_query *q)
{
    return q->filter || sorts_by_field(q);
}

/*
 * The rows of the page are found first, by number; their cells are read only
 * then, so that sorting does not carry them along.  CROSS JOIN, because SQLite
 * would else keep a copy of every row before it sees that it is not among the
 * first.
 */
static void add_page(struct buf *sql, struct strs *params,
                     const struct list_query *q, size_t limit)
{
    const char *name = kind_info(q->kind)->name;
    size_t i;

    buf_adds(sql, "SELECT p.id, p.ref, p.key");
    for (i = 0; i < q->columns_n; i++)
        add_cell(sql, q->columns[i]);
    buf_adds(sql, " FROM (SELECT r.id AS id, r.ref AS ref, ");
    add_key(sql, q);
    buf_addf(sql, " AS key FROM %srecord r",
             q->beside ? "temp.beside b CROSS JOIN " : "");
    if (needs_row(q))
        buf_addf(sql, " JOIN \"%s\" t ON t.id = r.id", name);
    add_where(sql, params, q);
    add_beyond(sql, params, q);
    add_order(sql, q, "key", "r.ref");
    if (limit)
        buf_addf(sql, " LIMIT %zu", limit);
    buf_addf(sql, ") p CROSS JOIN \"%s\" t ON t.id = p.id", name);
    add_order(sql, q, "p.key", "p.ref");
}

/* ---- rows --------------------------------------------------------------- */

/* SQLite reads only so many parentheses within each other. */
static bool too_deep(struct store *s)
{
    const char *why = sqlite3_errmsg(s->db);

    return strstr(why, "stack overflow") || strstr(why, "tree is too large");
}

static sqlite3_stmt *prepare(struct store *s, const struct buf *sql,
                             const struct strs *params, struct error *err)
{
    sqlite3_stmt *stmt = db_query(s, err, sql->s, "");
    size_t i;

    if (!stmt && too_deep(s)) {
        error_clear(err);
        error_set(err, ERROR_USAGE,
                  _("the filter has too many parentheses within each other; "
                    "ask in several steps"));
    }
    for (i = 0; stmt && i < params->n; i++)
        sqlite3_bind_text(stmt, (int)i + 1, params->v[i], -1, SQLITE_STATIC);
    return stmt;
}

static void row_read(struct list_row *row, sqlite3_stmt *stmt, size_t columns)
{
    size_t i;

    *row = (struct list_row){ .id = sqlite3_column_int64(stmt, 0),
                              .ref = xstrdup(db_text(stmt, 1)) };
    if (sqlite3_column_type(stmt, 2) != SQLITE_NULL)
        row->key = xstrdup(db_text(stmt, 2));
    for (i = 0; i < columns; i++)
        strs_add(&row->cells, db_text(stmt, (int)(3 + i)));
}

static void row_release(struct list_row *row)
{
    free(row->ref);
    free(row->key);
    strs_release(&row->cells);
}

void list_page_release(struct list_page *p)
{
    size_t i;

    for (i = 0; i < p->n; i++)
        row_release(&p->rows[i]);
    free(p->rows);
    *p = (struct list_page)LIST_PAGE_INIT;
}

static int rows_each(struct store *s, const struct list_query *q, size_t limit,
                     list_each_fn *each, void *data, struct error *err)
{
    struct buf sql = BUF_INIT;
    struct strs params = STRS_INIT;
    sqlite3_stmt *stmt;
    int got = -1, answer = 0;

    if (check_search(q, err) != 0)
        return -1;
    add_page(&sql, &params, q, limit);
    stmt = prepare(s, &sql, &params, err);
    while (stmt && answer == 0 && (got = db_step(s, stmt, err)) == 1) {
        struct list_row row;

        row_read(&row, stmt, q->columns_n);
        answer = each(&row, data, err);
        row_release(&row);
    }
    db_done(s, stmt);
    buf_release(&sql);
    strs_release(&params);
    return got < 0 ? -1 : answer;
}

int list_each(struct store *s, const struct list_query *q, list_each_fn *each,
              void *data, struct error *err)
{
    return rows_each(s, q, q->limit, each, data, err);
}

int list_where(struct store *s, enum kind kind, const char *filter,
               const enum field *columns, size_t columns_n, list_each_fn *each,
               void *data, struct error *err)
{
    struct list_query q = { .kind = kind,
                            .sort = FIELD_COUNT,
                            .columns = columns,
                            .columns_n = columns_n };
    struct filter *f = NULL;
    int rc;

    if (filter_parse(&f, kind, filter, err))
        return -1;
    q.filter = f;
    rc = list_each(s, &q, each, data, err);
    filter_free(f);
    return rc;
}

struct page_reader {
    struct list_page *page;
    size_t limit;
};

/* Takes the row over; the one beyond the limit only says that there is more. */
static int page_add(const struct list_row *row, void *data, struct error *err)
{
    struct page_reader *r = data;
    struct list_page *p = r->page;

    (void)err;
    if (r->limit && p->n == r->limit) {
        p->more = true;
        return 0;
    }
    ARRAY_GROW(p->rows, p->n, p->room);
    p->rows[p->n] =
        (struct list_row){ .id = row->id, .ref = xstrdup(row->ref) };
    if (row->key)
        p->rows[p->n].key = xstrdup(row->key);
    strs_copy(&p->rows[p->n].cells, &row->cells);
    p->n++;
    return 0;
}

static void page_reverse(struct list_page *p)
{
    size_t i;

    for (i = 0; i < p->n / 2; i++) {
        struct list_row row = p->rows[i];

        p->rows[i] = p->rows[p->n - 1 - i];
        p->rows[p->n - 1 - i] = row;
    }
}

int list_read(struct store *s, const struct list_query *q,
              struct list_page *out, struct error *err)
{
    struct page_reader r = { out, q->limit };

    *out = (struct list_page)LIST_PAGE_INIT;
    if (rows_each(s, q, q->limit ? q->limit + 1 : 0, page_add, &r, err) != 0) {
        list_page_release(out);
        return -1;
    }
    if (q->backwards)
        page_reverse(out);
    return 0;
}

int list_count(struct store *s, const struct list_query *q, int64_t *out,
               struct error *err)
{
    struct buf sql = BUF_INIT;
    struct strs params = STRS_INIT;
    sqlite3_stmt *stmt;
    int got;

    if (check_search(q, err) != 0)
        return -1;
    buf_adds(&sql, "SELECT count(*) FROM record r");
    if (q->filter)
        buf_addf(&sql, " JOIN \"%s\" t ON t.id = r.id",
                 kind_info(q->kind)->name);
    add_where(&sql, &params, q);
    stmt = prepare(s, &sql, &params, err);
    got = stmt ? db_step(s, stmt, err) : -1;
    if (got == 1)
        *out = sqlite3_column_int64(stmt, 0);
    db_done(s, stmt);
    buf_release(&sql);
    strs_release(&params);
    return got == 1 ? 0 : -1;
}
