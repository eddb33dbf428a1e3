/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/beside.h"

#include "store/db.h"

static const char begin[] =
    "SAVEPOINT beside; CREATE TEMP TABLE besides(id INTEGER PRIMARY KEY); "
    "CREATE TEMP TABLE beside(id INTEGER PRIMARY KEY)";

static const char end[] = "ROLLBACK TO beside; RELEASE beside";

static const char fill[] =
    "INSERT INTO temp.beside WITH RECURSIVE up(id) AS (SELECT t.party FROM "
    "temp.besides d CROSS JOIN main.record r ON r.parent = d.id AND r.kind = "
    "'recipient' CROSS JOIN main.recipient t ON t.id = r.id WHERE t.party IS "
    "NOT NULL UNION SELECT p.part_of FROM up CROSS JOIN main.party p ON p.id = "
    "up.id WHERE p.part_of IS NOT NULL), down(id) AS (SELECT id FROM up UNION "
    "SELECT p.id FROM down CROSS JOIN main.party p ON p.part_of = down.id) "
    "SELECT id FROM down; "
    "INSERT OR IGNORE INTO temp.beside SELECT t.id FROM temp.beside b CROSS "
    "JOIN main.recipient t ON t.party = b.id; "
    "INSERT OR IGNORE INTO temp.beside SELECT r.parent FROM temp.beside b "
    "CROSS JOIN main.record r ON r.id = b.id WHERE r.kind = 'recipient'; "
    "INSERT OR IGNORE INTO temp.beside SELECT r.id FROM temp.beside b CROSS "
    "JOIN main.record r ON r.parent = b.id AND r.kind = 'element'";

static int choose(struct store *s, const struct strs *datasets,
                  struct error *err)
{
    for (size_t i = 0; i < datasets->n; i++)
        if (db_run(s, err,
                   "INSERT OR IGNORE INTO temp.besides SELECT id FROM "
                   "main.record WHERE ref = ?1 AND kind = 'dataset'",
                   "t", datasets->v[i]) != 0)
            return -1;
    return db_exec(s, fill, err);
}

int beside_begin(struct store *s, const struct strs *datasets,
                 struct error *err)
{
    if (db_exec(s, begin, err) != 0)
        return -1;
    if (choose(s, datasets, err) == 0)
        return 0;
    beside_end(s);
    return -1;
}

/* Whoever stops the program must not stop this. */
void beside_end(struct store *s)
{
    bool (*stop)(void) = s->stop;

    s->stop = NULL;
    if (!sqlite3_get_autocommit(s->db) &&
        sqlite3_exec(s->db, end, NULL, NULL, NULL) != SQLITE_OK)
        bug("%s: %s", s->path, sqlite3_errmsg(s->db));
    s->stop = stop;
}
