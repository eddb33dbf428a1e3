/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/slice.h"

#include <string.h>

#include "base/buf.h"
#include "model/kinds.h"
#include "store/db.h"
#include "store/schema.h"

/* Numbers of records in the slice, and of its datasets. */
static const char begin[] =
    "SAVEPOINT slice; CREATE TEMP TABLE slice(id INTEGER PRIMARY KEY); "
    "CREATE TEMP TABLE sliced(id INTEGER PRIMARY KEY); "
    "CREATE TEMP TABLE beside(id INTEGER PRIMARY KEY)";

static const char end[] = "ROLLBACK TO slice; RELEASE slice";

/* --- which records ------------------------------------------------------- */

/* Of the datasets beside: elements and recipients, and the parties that these
 * are, with all of which those are a part. */
static const char add_beside[] =
    "INSERT OR IGNORE INTO temp.slice SELECT id FROM temp.beside; "
    "INSERT OR IGNORE INTO temp.slice SELECT r.id FROM temp.beside b CROSS "
    "JOIN main.record r ON r.parent = b.id AND r.kind IN ('element', "
    "'recipient'); "
    "INSERT OR IGNORE INTO temp.slice WITH RECURSIVE up(id) AS (SELECT "
    "t.party FROM temp.beside b CROSS JOIN main.record r ON r.parent = b.id "
    "AND r.kind = 'recipient' CROSS JOIN main.recipient t ON t.id = r.id WHERE "
    "t.party IS NOT NULL UNION SELECT p.part_of FROM up CROSS JOIN main.party "
    "p ON p.id = up.id WHERE p.part_of IS NOT NULL) SELECT id FROM up";

/* What is told on one label with these: a label is compared as a whole. */
static const char add_labelled[] =
    "INSERT OR IGNORE INTO temp.sliced SELECT o.target FROM temp.sliced d "
    "CROSS JOIN main.link l ON l.target = d.id AND l.field = 'datasets' CROSS "
    "JOIN main.label t ON t.id = l.record AND t.label_state = 'issued' CROSS "
    "JOIN main.link o ON o.record = t.id AND o.field = 'datasets'";

/* All that these datasets are made from. */
static const char add_upstream[] =
    "INSERT OR IGNORE INTO temp.sliced WITH RECURSIVE up(id) AS (SELECT "
    "id FROM temp.sliced UNION SELECT s.upstream FROM up CROSS JOIN "
    "main.record r ON r.parent = up.id AND r.kind = 'source' CROSS JOIN "
    "main.source s ON s.id = r.id WHERE s.upstream IS NOT NULL) SELECT id FROM "
    "up";

static const char add_whole[] =
    "INSERT INTO temp.slice SELECT id FROM temp.sliced UNION ALL SELECT "
    "r.id FROM temp.sliced d CROSS JOIN main.record r ON r.parent = "
    "d.id";

/* What there is of these kinds is about all datasets. */
static const char add_global[] =
    "INSERT OR IGNORE INTO temp.slice SELECT id FROM main.organisation UNION "
    "ALL SELECT id FROM main.own_term UNION ALL SELECT id FROM "
    "main.country_rule";

static bool is_of_dataset(enum kind kind)
{
    return kind == KIND_DATASET ||
           (kind < KIND_COUNT && kind_info(kind)->parent != KIND_NONE);
}

/* May it name a dataset, or a part of one? */
static bool names_dataset(enum field field)
{
    enum kind target = field_info(field)->target;

    return field_is_ref(field) && (target == KIND_ANY || is_of_dataset(target));
}

/* May it name something else? */
static bool names_other(enum field field)
{
    return field_is_ref(field) && !is_of_dataset(field_info(field)->target);
}

/* What names a record of the slice by a field that does not repeat. */
static void add_namer(struct buf *sql, enum field field)
{
    const struct field_info *f = field_info(field);

    if (!names_dataset(field) || field_repeats(field) || is_of_dataset(f->kind))
        return;
    buf_addf(sql,
             " UNION ALL SELECT t.id FROM temp.slice c CROSS JOIN main.\"%s\" "
             "t ON t.\"%s\" = c.id",
             kind_info(f->kind)->name, f->name);
}

/* What is named by such a field; of a record of any kind no part of a dataset.
 */
static void add_named(struct buf *sql, enum field field)
{
    const struct field_info *f = field_info(field);

    if (!names_other(field) || field_repeats(field))
        return;
    buf_addf(sql,
             " UNION ALL SELECT t.\"%s\" FROM temp.slice c CROSS JOIN "
             "main.\"%s\" t ON t.id = c.id",
             f->name, kind_info(f->kind)->name);
}

/* The names of fields that repeat and may name something else, in quotes. */
static void add_names(struct buf *sql, bool wanted(enum field))
{
    const char *join = "";
    int i;

    for (i = 0; i < FIELD_COUNT; i++)
        if (wanted((enum field)i) && field_repeats((enum field)i)) {
            buf_addf(sql, "%s'%s'", join, field_info((enum field)i)->name);
            join = ",";
        }
}

static int add_namers(struct store *s, struct error *err)
{
    struct buf sql = BUF_INIT;
    int i, failed;

    buf_adds(&sql, "INSERT OR IGNORE INTO temp.slice SELECT r.id FROM "
                   "temp.slice c CROSS JOIN main.link l ON l.target = c.id "
                   "CROSS JOIN main.record r ON r.id = l.record WHERE r.parent "
                   "IS NULL AND r.kind <> 'dataset'");
    for (i = 0; i < FIELD_COUNT; i++)
        add_namer(&sql, (enum field)i);
    failed = db_exec(s, sql.s, err);
    buf_release(&sql);
    return failed;
}

/* What they name, until nothing is new. */
static int add_all_named(struct store *s, struct error *err)
{
    struct buf sql = BUF_INIT;
    int64_t before, n = 0;
    int i, failed;

    buf_adds(&sql, "INSERT OR IGNORE INTO temp.slice SELECT r.id FROM (SELECT "
                   "l.target AS id FROM temp.slice c CROSS JOIN main.link l ON "
                   "l.record = c.id AND l.field IN (");
    add_names(&sql, names_other);
    buf_addc(&sql, ')');
    for (i = 0; i < FIELD_COUNT; i++)
        add_named(&sql, (enum field)i);
    buf_adds(&sql, ") x CROSS JOIN main.record r ON r.id = x.id WHERE r.parent "
                   "IS NULL AND r.kind <> 'dataset'");
    do {
        before = n;
        failed = db_run(s, err, sql.s, "") ||
                 db_int(s, &n, err, "SELECT count(*) FROM temp.slice", "") < 0;
    } while (!failed && n > before);
    buf_release(&sql);
    return failed ? -1 : 0;
}

static int choose_datasets(struct store *s, const char *sql,
                           const struct strs *refs, struct error *err)
{
    size_t i;

    for (i = 0; i < refs->n; i++)
        if (db_run(s, err, sql, "t", refs->v[i]))
            return -1;
    return 0;
}

static int choose(struct store *s, const struct strs *datasets,
                  const struct strs *beside, struct error *err)
{
    if (choose_datasets(s,
                        "INSERT OR IGNORE INTO temp.sliced SELECT id FROM "
                        "main.record WHERE ref = ?1 AND kind = 'dataset'",
                        datasets, err) ||
        choose_datasets(s,
                        "INSERT OR IGNORE INTO temp.beside SELECT id FROM "
                        "main.record WHERE ref = ?1 AND kind = 'dataset'",
                        beside, err) ||
        db_exec(s, add_labelled, err) || db_exec(s, add_upstream, err) ||
        db_exec(s, add_whole, err) || add_namers(s, err) ||
        db_exec(s, add_global, err))
        return -1;
    return add_all_named(s, err) ? -1 : db_exec(s, add_beside, err);
}

/* --- what they hold ------------------------------------------------------ */

/* `key`: the columns by which the table is known, the first of them the
 * number of the record. */
static void copy_rows(struct buf *sql, const char *table, const char *id,
                      const char *key)
{
    buf_addf(sql,
             "CREATE TEMP TABLE \"%s\" AS SELECT t.* FROM temp.slice c CROSS "
             "JOIN main.\"%s\" t ON t.\"%s\" = c.id; CREATE UNIQUE INDEX "
             "temp.\"slice_%s\" ON \"%s\"(%s); ",
             table, table, id, table, table, key);
}

/* A list of a dataset's record, or of what is no dataset, is short. */
static bool is_short(enum field field)
{
    return field_repeats(field) && field_is_ref(field) &&
           (names_other(field) || is_of_dataset(field_info(field)->kind));
}

/* Such as agreement.datasets, which may name all that there are. */
static bool is_long(enum field field)
{
    return field_repeats(field) && names_dataset(field) && !is_short(field);
}

/* "('agreement', 'datasets', 'dataset'), ..." of such fields. */
static void add_fields(struct buf *sql, bool wanted(enum field))
{
    int i;

    buf_adds(sql, "(SELECT column1 AS kind, column2 AS name, column3 AS target "
                  "FROM (VALUES ('', '', '')");
    for (i = 0; i < FIELD_COUNT; i++)
        if (wanted((enum field)i))
            buf_addf(sql, ", ('%s', '%s', '%s')",
                     kind_info(field_info((enum field)i)->kind)->name,
                     field_info((enum field)i)->name,
                     field_target_name((enum field)i));
    buf_adds(sql, ")) f");
}

/*
 * Long lists are read from their other end, from what is whole in the slice;
 * and one more of each, so that the list has its state.
 */
static void copy_links(struct buf *sql)
{
    buf_adds(sql, "CREATE TEMP TABLE link AS SELECT l.record, l.field, "
                  "l.target FROM temp.record r JOIN ");
    add_fields(sql, is_short);
    buf_adds(sql, " ON f.kind = r.kind CROSS JOIN main.link l ON l.record = "
                  "r.id AND l.field = f.name UNION SELECT l.record, l.field, "
                  "l.target FROM temp.record r JOIN ");
    add_fields(sql, is_long);
    buf_adds(sql, " ON f.target IN (r.kind, 'any') CROSS JOIN main.link l ON "
                  "l.target = r.id AND l.field = f.name WHERE (r.id IN (SELECT "
                  "id FROM temp.sliced) OR r.parent IN (SELECT id FROM "
                  "temp.sliced)) AND l.record IN (SELECT id FROM temp.slice) "
                  "UNION SELECT r.id, f.name, (SELECT min(l.target) FROM "
                  "main.link l WHERE l.record = r.id AND l.field = f.name) AS "
                  "one FROM temp.record r JOIN ");
    add_fields(sql, is_long);
    buf_adds(sql,
             " ON f.kind = r.kind WHERE one IS NOT NULL; CREATE UNIQUE INDEX "
             "temp.slice_link ON link(record, field, target); ");
}

/* Indexes and views as the register has them, on what the slice holds. */
static void add_made(struct buf *sql)
{
    static const struct {
        const char *is;
        const char *becomes;
    } made[] = { { "CREATE INDEX ", "CREATE INDEX temp." },
                 { "CREATE VIEW ", "CREATE TEMP VIEW " } };
    struct strs all = STRS_INIT;
    size_t i, j;

    schema_statements(&all);
    for (i = 0; i < all.n; i++)
        for (j = 0; j < sizeof made / sizeof *made; j++) {
            size_t len = strlen(made[j].is);

            if (strncmp(all.v[i], made[j].is, len) == 0 &&
                !strstr(all.v[i], "history"))
                buf_addf(sql, "%s%s; ", made[j].becomes, all.v[i] + len);
        }
    strs_release(&all);
}

static int copy(struct store *s, struct error *err)
{
    struct buf sql = BUF_INIT;
    int i, failed;

    copy_rows(&sql, "record", "id", "id");
    for (i = 0; i < KIND_COUNT; i++)
        copy_rows(&sql, kind_info((enum kind)i)->name, "id", "id");
    copy_rows(&sql, "term", "record", "record, field, code");
    copy_rows(&sql, "words", "record", "record, field, lang");
    copy_links(&sql);
    buf_adds(&sql, "CREATE UNIQUE INDEX temp.slice_ref ON record(ref); ");
    add_made(&sql);
    failed = db_exec(s, sql.s, err);
    buf_release(&sql);
    return failed;
}

int slice_begin(struct store *s, const struct strs *datasets,
                const struct strs *beside, struct error *err)
{
    if (db_exec(s, begin, err))
        return -1;
    if (choose(s, datasets, beside, err) == 0 && copy(s, err) == 0)
        return 0;
    slice_end(s);
    return -1;
}

/* Whoever stops the program must not stop this: an answer of a connection
 * that keeps its slice could not be trusted. */
void slice_end(struct store *s)
{
    bool (*stop)(void) = s->stop;

    s->stop = NULL;
    if (!sqlite3_get_autocommit(s->db) &&
        sqlite3_exec(s->db, end, NULL, NULL, NULL) != SQLITE_OK)
        bug("%s: %s", s->path, sqlite3_errmsg(s->db));
    s->stop = stop;
}
