/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "store/db.h"
#include "store/schema.h"

/* Which statement of a kind: its place in store.sql. */
enum { SQL_READ, SQL_WRITE };

/* SELECT: for each field its value, if it has a column, and its state. */
static char *make_read(enum kind kind)
{
    const struct kind_info *k = kind_info(kind);
    struct buf sql = BUF_INIT;
    size_t i;

    buf_adds(&sql, "SELECT r.uid, r.ref, r.version");
    for (i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);
        const char *name = field_info(field)->name;

        if (schema_has_column(field))
            buf_addf(&sql, ", t.\"%s\"", name);
        buf_addf(&sql, ", t.\"%s_is\"", name);
    }
    buf_addf(&sql,
             " FROM record r JOIN \"%s\" t ON t.id = r.id WHERE r.id = "
             "?1",
             k->name);
    return buf_detach(&sql);
}

static char *make_write(enum kind kind)
{
    const struct kind_info *k = kind_info(kind);
    struct buf sql = BUF_INIT;
    size_t i;

    buf_addf(&sql, "INSERT INTO \"%s\" VALUES (?", k->name);
    for (i = 0; i < k->count; i++)
        buf_adds(&sql,
                 schema_has_column((enum field)(k->first + i)) ? ",?,?" : ",?");
    buf_adds(&sql, ")");
    return buf_detach(&sql);
}

static const char *sql_of(struct store *s, enum kind kind, int which)
{
    char **slot = &s->sql[kind][which];

    if (!*slot)
        *slot = which == SQL_READ ? make_read(kind) : make_write(kind);
    return *slot;
}

/* The state that a column `<field>_is` tells; NULL is blank. */
static enum state state_of(sqlite3_stmt *q, int column)
{
    const char *text = db_text(q, column);

    switch (*text) {
    case 'n':
        return text[1] == 'a' ? STATE_NA : STATE_NONE;
    case 'u':
        return STATE_UNKNOWN;
    default:
        return STATE_BLANK;
    }
}

/*
 * What a field names is of the kind that the field asks for, or nobody could
 * read on: only another program can have written it.  Where uids are asked for
 * it is proved (verify.c), and so it is read as it is.
 */
static int check_kind(const struct record *r, enum field field,
                      enum rows_names names, const char *ref, const char *kind,
                      struct error *err)
{
    enum kind wanted = field_info(field)->target;

    if (names == ROWS_UIDS || wanted == KIND_ANY || wanted == KIND_NONE ||
        kind_find(kind) == wanted)
        return 0;
    return error_set(err, ERROR_FAILED,
                     _("'%s' of '%s' names '%s', which is of another kind; "
                       "another program has written that: go back to the last "
                       "backup"),
                     field_info(field)->name, r->ref, ref);
}

/* The uid or ref of a record, by its number. */
static int name_of(struct store *s, const struct record *r, enum field field,
                   int64_t id, enum rows_names names, struct value *v,
                   struct error *err)
{
    sqlite3_stmt *q = db_query(
        s, err, "SELECT ref, uid, kind FROM record WHERE id = ?1", "i", id);
    int got = q ? db_step(s, q, err) : -1;

    if (got == 1 &&
        check_kind(r, field, names, db_text(q, 0), db_text(q, 2), err) != 0)
        got = -1;
    if (got == 1)
        value_set_text(v, db_text(q, names == ROWS_UIDS ? 1 : 0));
    db_done(s, q);
    return got < 0 ? -1 : 0;
}

/* At most 6 decimals (model/check.c), without useless zeros; what has more
 * was not written by larder, and is shown whole. */
static void set_ratio(struct value *v, double number)
{
    char text[32];
    size_t len;

    snprintf(text, sizeof text, "%.6f", number);
    for (len = strlen(text); text[len - 1] == '0'; len--)
        ;
    if (text[len - 1] == '.')
        len--;
    text[len] = '\0';
    if (strtod(text, NULL) != number)
        snprintf(text, sizeof text, "%.17g", number);
    value_set_text(v, text);
}

static int read_column(struct store *s, const struct record *r, sqlite3_stmt *q,
                       int column, enum field field, enum rows_names names,
                       struct value *v, struct error *err)
{
    if (sqlite3_column_type(q, column) == SQLITE_NULL)
        return 0;
    switch (field_info(field)->type) {
    case TYPE_REF:
        return name_of(s, r, field, sqlite3_column_int64(q, column), names, v,
                       err);
    case TYPE_YESNO:
        value_set_text(v, sqlite3_column_int(q, column) ? "yes" : "no");
        return 0;
    case TYPE_RATIO:
        set_ratio(v, sqlite3_column_double(q, column));
        return 0;
    default:
        value_set_text(v, db_text(q, column));
        return 0;
    }
}

static int read_row(struct store *s, sqlite3_stmt *q, enum rows_names names,
                    struct record *r, struct error *err)
{
    const struct kind_info *k = kind_info(r->kind);
    int column = 3;
    size_t i;

    snprintf(r->uid, sizeof r->uid, "%s", db_text(q, 0));
    r->version = sqlite3_column_int64(q, 2);
    for (i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);
        struct value *v = &r->values[i];

        if (schema_has_column(field) &&
            read_column(s, r, q, column++, field, names, v, err) != 0)
            return -1;
        if (v->state != STATE_VALUE)
            v->state = state_of(q, column);
        column++;
    }
    return 0;
}

/* The value that a row of term, link or words belongs to, or NULL. */
static struct value *value_named(struct record *r, const char *field)
{
    enum field f = field_find(r->kind, field);

    return f == FIELD_COUNT ? NULL : record_value(r, f);
}

/* Reads rows of (field, item, kind of what it names, its ref), in order, as
 * items of fields that repeat. */
static int read_items(struct store *s, struct record *r, const char *sql,
                      enum rows_names names, struct error *err)
{
    sqlite3_stmt *q = db_query(s, err, sql, "i", r->id);
    int got = -1;

    while (q && (got = db_step(s, q, err)) == 1) {
        struct value *v = value_named(r, db_text(q, 0));

        if (!v)
            continue;
        if (check_kind(r, field_find(r->kind, db_text(q, 0)), names,
                       db_text(q, 3), db_text(q, 2), err) != 0) {
            got = -1;
            break;
        }
        strs_add(&v->items, db_text(q, 1));
        if (v->state == STATE_BLANK) /* else both: verify must see it */
            v->state = STATE_VALUE;
    }
    db_done(s, q);
    return got < 0 ? -1 : 0;
}

static int read_words(struct store *s, struct record *r, struct error *err)
{
    sqlite3_stmt *q = db_query(s, err,
                               "SELECT field, lang, text, base_digest FROM "
                               "words WHERE record = ?1 ORDER BY field, lang",
                               "i", r->id);
    int got = -1;

    while (q && (got = db_step(s, q, err)) == 1) {
        struct value *v = value_named(r, db_text(q, 0));

        if (v)
            value_set_words(v, db_text(q, 1), db_text(q, 2), db_text(q, 3));
    }
    db_done(s, q);
    return got < 0 ? -1 : 0;
}

/* Has the kind fields that repeat, of refs or of codes? */
static bool has_lists(enum kind kind, bool refs)
{
    const struct kind_info *k = kind_info(kind);
    size_t i;

    for (i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);

        if (field_repeats(field) && field_is_ref(field) == refs)
            return true;
    }
    return false;
}

static int read_lists(struct store *s, struct record *r, enum rows_names names,
                      struct error *err)
{
    static const char *const links[] = {
        "SELECT l.field, t.ref, t.kind, t.ref FROM link l JOIN record t ON "
        "t.id = l.target WHERE l.record = ?1 ORDER BY l.field, t.ref",
        "SELECT l.field, t.uid, t.kind, t.ref FROM link l JOIN record t ON "
        "t.id = l.target WHERE l.record = ?1 ORDER BY l.field, t.uid",
    };

    if (has_lists(r->kind, false) &&
        read_items(s, r,
                   "SELECT field, code, NULL, NULL FROM term WHERE record = ?1 "
                   "ORDER BY field, code",
                   names, err) != 0)
        return -1;
    if (has_lists(r->kind, true) &&
        read_items(s, r, links[names], names, err) != 0)
        return -1;
    return read_words(s, r, err);
}

/* Which kind a live record is of: 1, 0 if it is not there, -1. */
static int kind_of(struct store *s, int64_t id, enum kind *out,
                   struct error *err)
{
    sqlite3_stmt *q = db_query(
        s, err, "SELECT kind FROM record WHERE id = ?1 AND removed = 0", "i",
        id);
    int got = q ? db_step(s, q, err) : -1;

    if (got == 1) {
        *out = kind_find(db_text(q, 0));
        if (*out == KIND_NONE)
            got = 0;
    }
    db_done(s, q);
    return got;
}

int rows_read(struct store *s, int64_t id, enum rows_names names,
              struct record *out, struct error *err)
{
    enum kind kind;
    int got = kind_of(s, id, &kind, err);

    return got == 1 ? rows_read_kind(s, kind, id, names, out, err) : got;
}

int rows_read_kind(struct store *s, enum kind kind, int64_t id,
                   enum rows_names names, struct record *out, struct error *err)
{
    sqlite3_stmt *q = db_query(s, err, sql_of(s, kind, SQL_READ), "i", id);
    int got = q ? db_step(s, q, err) : -1;

    if (got == 1) {
        record_init(out, kind, db_text(q, 1));
        out->id = id;
        if (read_row(s, q, names, out, err) != 0 ||
            read_lists(s, out, names, err) != 0) {
            record_release(out);
            got = -1;
        }
    }
    db_done(s, q);
    return got;
}

static const struct rows_target *target_of(const struct rows_targets *targets,
                                           enum field field)
{
    size_t i;

    for (i = 0; i < targets->n; i++)
        if (targets->v[i].field == field)
            return &targets->v[i];
    return NULL;
}

static void bind_value(sqlite3_stmt *q, int at, enum field field,
                       const struct value *v,
                       const struct rows_targets *targets)
{
    const char *text = value_text(v);

    if (!text)
        return;
    switch (field_info(field)->type) {
    case TYPE_REF:
        sqlite3_bind_int64(q, at, target_of(targets, field)->id);
        break;
    case TYPE_COUNT:
        sqlite3_bind_int64(q, at, strtoll(text, NULL, 10));
        break;
    case TYPE_YESNO:
        sqlite3_bind_int(q, at, strcmp(text, "yes") == 0);
        break;
    case TYPE_RATIO:
        sqlite3_bind_double(q, at, strtod(text, NULL));
        break;
    default:
        sqlite3_bind_text(q, at, text, -1, SQLITE_STATIC);
    }
}

static int write_row(struct store *s, const struct record *r,
                     const struct rows_targets *targets, struct error *err)
{
    const struct kind_info *k = kind_info(r->kind);
    sqlite3_stmt *q =
        db_query(s, err, sql_of(s, r->kind, SQL_WRITE), "i", r->id);
    int at = 2, got;
    size_t i;

    if (!q)
        return -1;
    for (i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);
        const struct value *v = &r->values[i];

        if (schema_has_column(field))
            bind_value(q, at++, field, v, targets);
        if (v->state != STATE_VALUE && v->state != STATE_BLANK)
            sqlite3_bind_text(q, at, state_name(v->state), -1, SQLITE_STATIC);
        at++;
    }
    got = db_step(s, q, err);
    db_done(s, q);
    return got < 0 ? -1 : 0;
}

static int write_codes(struct store *s, const struct record *r,
                       struct error *err)
{
    const struct kind_info *k = kind_info(r->kind);
    size_t i, n;

    for (i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);
        const struct value *v = &r->values[i];

        if (!field_repeats(field) || field_is_ref(field))
            continue;
        for (n = 0; n < v->items.n; n++)
            if (db_run(s, err, "INSERT INTO term VALUES (?1, ?2, ?3)", "itt",
                       r->id, field_info(field)->name, v->items.v[n]) != 0)
                return -1;
    }
    return 0;
}

static int write_links(struct store *s, const struct record *r,
                       const struct rows_targets *targets, struct error *err)
{
    size_t i;

    for (i = 0; i < targets->n; i++) {
        const struct rows_target *t = &targets->v[i];

        if (field_repeats(t->field) &&
            db_run(s, err, "INSERT OR IGNORE INTO link VALUES (?1, ?2, ?3)",
                   "iti", r->id, field_info(t->field)->name, t->id) != 0)
            return -1;
    }
    return 0;
}

static int write_words(struct store *s, const struct record *r,
                       struct error *err)
{
    const struct kind_info *k = kind_info(r->kind);
    size_t i, n;

    for (i = 0; i < k->count; i++) {
        const struct value *v = &r->values[i];

        for (n = 0; n < v->words_n; n++)
            if (db_run(s, err, "INSERT INTO words VALUES (?1, ?2, ?3, ?4, ?5)",
                       "itttt", r->id, field_info(k->first + i)->name,
                       v->words[n].lang, v->words[n].text,
                       v->words[n].base_digest) != 0)
                return -1;
    }
    return 0;
}

static int erase_lists(struct store *s, int64_t id, struct error *err)
{
    if (db_run(s, err, "DELETE FROM term WHERE record = ?1", "i", id) != 0 ||
        db_run(s, err, "DELETE FROM link WHERE record = ?1", "i", id) != 0)
        return -1;
    return db_run(s, err, "DELETE FROM words WHERE record = ?1", "i", id);
}

int rows_erase(struct store *s, enum kind kind, int64_t id, struct error *err)
{
    struct buf sql = BUF_INIT;
    int failed;

    buf_addf(&sql, "DELETE FROM \"%s\" WHERE id = ?1", kind_info(kind)->name);
    failed = erase_lists(s, id, err);
    if (!failed)
        failed = db_run(s, err, sql.s, "i", id);
    buf_release(&sql);
    return failed;
}

int rows_write(struct store *s, const struct record *r,
               const struct rows_targets *targets, bool fresh,
               struct error *err)
{
    if (!fresh && rows_erase(s, r->kind, r->id, err) != 0)
        return -1;
    if (write_row(s, r, targets, err) != 0 || write_codes(s, r, err) != 0 ||
        write_links(s, r, targets, err) != 0)
        return -1;
    return write_words(s, r, err);
}

static int add_refs(struct store *s, sqlite3_stmt *q, struct strs *out,
                    struct error *err)
{
    int got = -1;

    while (q && (got = db_step(s, q, err)) == 1)
        strs_add(out, db_text(q, 0));
    db_done(s, q);
    return got < 0 ? -1 : 0;
}

/* Those that name a record by one field that holds one ref. */
static int referrers_by(struct store *s, enum field field, int64_t id,
                        struct strs *out, struct error *err)
{
    const struct field_info *f = field_info(field);
    struct buf sql = BUF_INIT;
    int failed;

    buf_addf(&sql,
             "SELECT r.ref FROM \"%s\" t JOIN record r ON r.id = t.id "
             "WHERE t.\"%s\" = ?1",
             kind_info(f->kind)->name, f->name);
    failed = add_refs(s, db_query(s, err, sql.s, "i", id), out, err);
    buf_release(&sql);
    return failed;
}

int rows_referrers(struct store *s, int64_t id, struct strs *out,
                   struct error *err)
{
    int i;

    if (add_refs(s,
                 db_query(s, err,
                          "SELECT DISTINCT r.ref FROM link l JOIN record r ON "
                          "r.id = l.record WHERE l.target = ?1",
                          "i", id),
                 out, err) != 0)
        return -1;
    for (i = 0; i < FIELD_COUNT; i++)
        if (field_info((enum field)i)->type == TYPE_REF &&
            referrers_by(s, (enum field)i, id, out, err) != 0)
            return -1;
    return 0;
}
