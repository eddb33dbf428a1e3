/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/schema.h"

#include <string.h>

#include "base/i18n.h"
#include "model/kinds.h"
#include "store/db.h"

/* Statements are parted by this line, so that they can be taken apart. */
#define PART "\n--\n"

static const char common[] =
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, "
    "WITHOUT ROWID;" PART
    "CREATE TABLE record(id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE "
    "CHECK (length(uid) = 36), kind TEXT NOT NULL, ref TEXT NOT NULL UNIQUE, "
    "parent INTEGER REFERENCES record(id), version INTEGER NOT NULL, "
    "removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))) "
    "STRICT;" PART
    "CREATE INDEX record_kind ON record(kind, removed, ref);" PART
    "CREATE INDEX record_parent ON record(parent, kind, ref) WHERE parent IS "
    "NOT NULL;" PART
    "CREATE TABLE old_ref(ref TEXT PRIMARY KEY, record INTEGER NOT NULL "
    "REFERENCES record(id)) STRICT, WITHOUT ROWID;" PART
    "CREATE TABLE term(record INTEGER NOT NULL REFERENCES record(id), field "
    "TEXT NOT NULL, code TEXT NOT NULL, PRIMARY KEY (record, field, code)) "
    "STRICT, WITHOUT ROWID;" PART
    "CREATE INDEX term_code ON term(field, code);" PART
    "CREATE TABLE link(record INTEGER NOT NULL REFERENCES record(id), field "
    "TEXT NOT NULL, target INTEGER NOT NULL REFERENCES record(id), PRIMARY "
    "KEY (record, field, target)) STRICT, WITHOUT ROWID;" PART
    "CREATE INDEX link_target ON link(target, field);" PART
    "CREATE TABLE words(record INTEGER NOT NULL REFERENCES record(id), field "
    "TEXT NOT NULL, lang TEXT NOT NULL, text TEXT NOT NULL, base_digest TEXT "
    "NOT NULL CHECK (length(base_digest) = 64), PRIMARY KEY (record, field, "
    "lang)) STRICT, WITHOUT ROWID;" PART
    "CREATE TABLE history(seq INTEGER PRIMARY KEY, time INTEGER NOT NULL, "
    "change BLOB NOT NULL CHECK (length(change) = 16), operation TEXT NOT "
    "NULL, undone BLOB, commitment BLOB NOT NULL CHECK (length(commitment) = "
    "32), previous BLOB NOT NULL CHECK (length(previous) = 32), hash BLOB NOT "
    "NULL CHECK (length(hash) = 32), salt BLOB, body BLOB, record INTEGER "
    "REFERENCES record(id)) STRICT;" PART
    "CREATE INDEX history_record ON history(record, seq);" PART
    "CREATE INDEX history_change ON history(change);" PART
    "CREATE TABLE head(id INTEGER PRIMARY KEY CHECK (id = 1), size INTEGER "
    "NOT NULL, last BLOB NOT NULL, peaks BLOB NOT NULL) STRICT;" PART
    "CREATE TRIGGER history_append BEFORE INSERT ON history WHEN NEW.seq IS "
    "NOT (SELECT coalesce(max(seq), 0) + 1 FROM history) BEGIN SELECT "
    "RAISE(ABORT, 'history can only grow at its end'); END;" PART
    "CREATE TRIGGER history_keep BEFORE DELETE ON history BEGIN SELECT "
    "RAISE(ABORT, 'history cannot be deleted'); END;" PART
    "CREATE TRIGGER history_erase BEFORE UPDATE ON history WHEN NEW.body IS "
    "NOT NULL OR NEW.salt IS NOT NULL OR NEW.seq IS NOT OLD.seq OR NEW.time "
    "IS NOT OLD.time OR NEW.change IS NOT OLD.change OR NEW.operation IS NOT "
    "OLD.operation OR NEW.undone IS NOT OLD.undone OR NEW.commitment IS NOT "
    "OLD.commitment OR NEW.previous IS NOT OLD.previous OR NEW.hash IS NOT "
    "OLD.hash OR NEW.record IS NOT OLD.record BEGIN SELECT RAISE(ABORT, "
    "'history cannot be changed'); END;" PART
    "CREATE VIRTUAL TABLE search USING fts5(body, content='', tokenize=\""
    "unicode61 remove_diacritics 2 categories 'L* N* Co M*'\");" PART
    "CREATE VIEW v1_record AS SELECT r.id, r.uid, r.kind, r.ref, r.version, "
    "r.parent AS dataset_id, p.ref AS dataset FROM record r LEFT JOIN record "
    "p ON p.id = r.parent WHERE r.removed = 0;" PART
    "CREATE VIEW v1_term AS SELECT record AS record_id, field, code FROM "
    "term;" PART
    "CREATE VIEW v1_link AS SELECT l.record AS record_id, l.field, l.target AS "
    "target_id, r.ref AS target FROM link l JOIN record r ON r.id = "
    "l.target;" PART
    "CREATE VIEW v1_words AS SELECT record AS record_id, field, lang, text, "
    "base_digest FROM words;" PART
    "CREATE VIEW v1_history AS SELECT h.seq, h.time, lower(hex(h.change)) AS "
    "change, h.operation, h.record AS record_id, r.ref, h.body IS NULL AS "
    "redacted FROM history h LEFT JOIN record r ON r.id = h.record;" PART;

const char *schema_column_type(enum field field)
{
    switch (field_info(field)->type) {
    case TYPE_COUNT:
    case TYPE_YESNO:
    case TYPE_REF:
        return "INTEGER";
    case TYPE_RATIO:
        return "REAL";
    default:
        return "TEXT";
    }
}

bool schema_has_column(enum field field)
{
    return !field_repeats(field);
}

static void add_column(struct buf *out, enum field field)
{
    const struct field_info *f = field_info(field);

    if (schema_has_column(field)) {
        buf_addf(out, ", \"%s\" %s", f->name, schema_column_type(field));
        if (f->type == TYPE_REF)
            buf_adds(out, " REFERENCES record(id)");
        if (f->type == TYPE_YESNO)
            buf_addf(out, " CHECK (\"%s\" IN (0, 1))", f->name);
    }
    buf_addf(out,
             ", \"%s_is\" TEXT CHECK (\"%s_is\" IS NULL OR \"%s_is\" "
             "IN ('none', 'na', 'unknown')",
             f->name, f->name, f->name);
    if (schema_has_column(field))
        buf_addf(out, " AND \"%s\" IS NULL", f->name);
    buf_addc(out, ')');
}

static void add_table(struct buf *out, enum kind kind)
{
    const struct kind_info *k = kind_info(kind);
    size_t i;

    buf_addf(out,
             "CREATE TABLE \"%s\"(id INTEGER PRIMARY KEY REFERENCES "
             "record(id)",
             k->name);
    for (i = 0; i < k->count; i++)
        add_column(out, (enum field)(k->first + i));
    buf_adds(out, ") STRICT;" PART);
    for (i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);
        const char *name = field_info(field)->name;

        if (field_info(field)->type == TYPE_REF)
            buf_addf(out,
                     "CREATE INDEX \"%s_%s\" ON \"%s\"(\"%s\") WHERE "
                     "\"%s\" IS NOT NULL;" PART,
                     k->name, name, k->name, name, name);
    }
}

/* The column that tells a field's state: value, blank, or as stated. */
static void add_view_state(struct buf *out, enum field field)
{
    const char *name = field_info(field)->name;

    if (schema_has_column(field))
        buf_addf(out,
                 ", CASE WHEN t.\"%s\" IS NOT NULL THEN 'value' ELSE "
                 "coalesce(t.\"%s_is\", 'blank') END AS \"%s_is\"",
                 name, name, name);
    else
        buf_addf(out,
                 ", CASE WHEN t.\"%s_is\" IS NOT NULL THEN t.\"%s_is\" "
                 "WHEN EXISTS (SELECT 1 FROM %s x WHERE x.record = t.id "
                 "AND x.field = '%s') THEN 'value' ELSE 'blank' END AS "
                 "\"%s_is\"",
                 name, name, field_is_ref(field) ? "link" : "term", name, name);
}

static void add_view(struct buf *out, enum kind kind)
{
    const struct kind_info *k = kind_info(kind);
    size_t i;

    buf_addf(out,
             "CREATE VIEW \"v1_%s\" AS SELECT r.id, r.uid, r.ref, "
             "r.version",
             k->name);
    if (k->parent != KIND_NONE)
        buf_adds(out, ", r.parent AS dataset_id, p.ref AS dataset");
    for (i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);
        const char *name = field_info(field)->name;

        if (field_info(field)->type == TYPE_REF)
            buf_addf(out,
                     ", t.\"%s\" AS \"%s_id\", (SELECT x.ref FROM record "
                     "x WHERE x.id = t.\"%s\") AS \"%s\"",
                     name, name, name, name);
        else if (schema_has_column(field))
            buf_addf(out, ", t.\"%s\"", name);
        add_view_state(out, field);
    }
    buf_addf(out, " FROM \"%s\" t JOIN record r ON r.id = t.id", k->name);
    if (k->parent != KIND_NONE)
        buf_adds(out, " JOIN record p ON p.id = r.parent");
    buf_adds(out, ";" PART);
}

/* One of: is the field blank, is it stated as unknown?  1 or 0. */
static void add_open_term(struct buf *out, enum field field, bool unknown)
{
    const char *name = field_info(field)->name;

    if (unknown)
        buf_addf(out, "(t.\"%s_is\" IS 'unknown')", name);
    else if (schema_has_column(field))
        buf_addf(out, "(t.\"%s\" IS NULL AND t.\"%s_is\" IS NULL)", name, name);
    else
        buf_addf(out,
                 "(t.\"%s_is\" IS NULL AND NOT EXISTS (SELECT 1 FROM %s x "
                 "WHERE x.record = t.id AND x.field = '%s'))",
                 name, field_is_ref(field) ? "link" : "term", name);
}

/*
 * How many of these fields are blank, or unknown.  The sum is halved again and
 * again, because SQLite limits how deep an expression may be.
 */
static void add_open_sum(struct buf *out, const enum field *fields, size_t n,
                         bool unknown)
{
    if (n == 1) {
        add_open_term(out, fields[0], unknown);
        return;
    }
    buf_addc(out, '(');
    add_open_sum(out, fields, n / 2, unknown);
    buf_adds(out, " + ");
    add_open_sum(out, fields + n / 2, n - n / 2, unknown);
    buf_addc(out, ')');
}

/* The fields of a kind that somebody should answer. */
static size_t asked_fields(enum kind kind, enum field asked[FIELD_COUNT])
{
    const struct kind_info *k = kind_info(kind);
    size_t i, n = 0;

    for (i = 0; i < k->count; i++)
        if (field_info((enum field)(k->first + i))->flags & FIELD_ASK)
            asked[n++] = (enum field)(k->first + i);
    return n;
}

static void add_open_kind(struct buf *out, enum kind kind,
                          const enum field *asked, size_t n)
{
    buf_adds(out, "SELECT t.id AS record_id, coalesce(r.parent, r.id) AS "
                  "dataset_id, ");
    add_open_sum(out, asked, n, false);
    buf_adds(out, " AS blank, ");
    add_open_sum(out, asked, n, true);
    buf_addf(out,
             " AS unknown, %zu AS asked FROM \"%s\" t JOIN record r ON "
             "r.id = t.id",
             n, kind_info(kind)->name);
}

static void add_open_view(struct buf *out)
{
    enum field asked[FIELD_COUNT];
    const char *join = "";
    int i;

    buf_adds(out, "CREATE VIEW v1_open AS ");
    for (i = 0; i < KIND_COUNT; i++) {
        size_t n = asked_fields((enum kind)i, asked);

        if (n == 0)
            continue;
        buf_adds(out, join);
        add_open_kind(out, (enum kind)i, asked, n);
        join = " UNION ALL ";
    }
    buf_adds(out, ";" PART);
}

void schema_sql(struct buf *out)
{
    int i;

    buf_adds(out, common);
    for (i = 0; i < KIND_COUNT; i++)
        add_table(out, (enum kind)i);
    for (i = 0; i < KIND_COUNT; i++)
        add_view(out, (enum kind)i);
    add_open_view(out);
}

/* Takes one statement off the text, without its ";". */
static bool next_statement(struct strs *out, const char **at)
{
    const char *end = strstr(*at, ";" PART);

    if (!end)
        return false;
    strs_add_len(out, *at, (size_t)(end - *at));
    *at = end + strlen(";" PART);
    return true;
}

void schema_statements(struct strs *out)
{
    struct buf sql = BUF_INIT;
    const char *at;

    schema_sql(&sql);
    for (at = sql.s; next_statement(out, &at);)
        ;
    buf_release(&sql);
}

/* As others can compute it, from the texts that SQLite keeps. */
void schema_digest(unsigned char out[SHA256_LEN])
{
    struct strs statements = STRS_INIT;
    struct sha256 *h = sha256_new();
    size_t i;

    schema_statements(&statements);
    strs_sort_unique(&statements);
    for (i = 0; i < statements.n; i++) {
        sha256_add(h, statements.v[i], strlen(statements.v[i]));
        sha256_add(h, "\n", 1);
    }
    sha256_end(h, out);
    sha256_free(h);
    strs_release(&statements);
}

/* FTS5 makes these for itself. */
static bool is_shadow(const char *type, const char *name)
{
    static const char *const shadows[] = { "search_data", "search_idx",
                                           "search_docsize", "search_config" };
    size_t i;

    for (i = 0; i < sizeof shadows / sizeof *shadows; i++)
        if (strcmp(name, shadows[i]) == 0)
            return strcmp(type, "table") == 0;
    return false;
}

int schema_refuse_triggers(struct store *s, struct error *err)
{
    sqlite3_stmt *q = db_query(s, err,
                               "SELECT name, sql FROM sqlite_schema WHERE type "
                               "= 'trigger'",
                               "");
    int got = -1;

    while (q && (got = db_step(s, q, err)) == 1)
        if (!strstr(common, db_text(q, 1))) {
            got = error_set(err, ERROR_FAILED,
                            _("the register '%s' holds a trigger '%s', which "
                              "is not larder's and could change records "
                              "behind your back; see 'larder verify', and go "
                              "back to the last backup that it accepts"),
                            s->path, db_text(q, 0));
            break;
        }
    db_done(s, q);
    return got < 0 ? -1 : 0;
}

int schema_compare(struct store *s, struct strs *faults, struct error *err)
{
    struct strs wanted = STRS_INIT;
    sqlite3_stmt *q;
    size_t i;
    int got = -1;

    schema_statements(&wanted);
    q = db_query(s, err,
                 "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT "
                 "NULL ORDER BY name",
                 "");
    while (q && (got = db_step(s, q, err)) == 1) {
        long found = strs_find(&wanted, db_text(q, 2));
        char *fault;

        if (found >= 0) {
            strs_remove(&wanted, (size_t)found);
            continue;
        }
        if (is_shadow(db_text(q, 0), db_text(q, 1)))
            continue;
        fault = sqlite3_mprintf(_("layout: the %s '%s' is not the one that "
                                  "larder made"),
                                db_text(q, 0), db_text(q, 1));
        strs_add(faults, fault);
        sqlite3_free(fault);
    }
    db_done(s, q);
    for (i = 0; i < wanted.n; i++) {
        char *fault = sqlite3_mprintf(_("layout: missing or changed: %.60s..."),
                                      wanted.v[i]);

        strs_add(faults, fault);
        sqlite3_free(fault);
    }
    strs_release(&wanted);
    return got < 0 ? -1 : 0;
}
