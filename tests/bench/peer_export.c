/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * peer_export REGISTER: the register as XML, as plainly as it can be had from
 * SQLite and libxml2's xmlTextWriter.  Writes what an export writes, but for
 * the attribute "was".  What `larder export` is measured against.
 */

#include <libxml/xmlwriter.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/kinds.h"

static sqlite3 *db;
static xmlTextWriterPtr out;

/* What hangs on a record: (field, text) or (field, text, lang, of). */
struct item {
    char *column[4];
};
static struct item *items;
static size_t items_n, items_room;
static sqlite3_stmt *lists[3], *ref_of;

static sqlite3_stmt *prepare(const char *sql)
{
    sqlite3_stmt *q;

    if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) != SQLITE_OK) {
        fprintf(stderr, "%s\n%s\n", sqlite3_errmsg(db), sql);
        exit(1);
    }
    return q;
}

static const char *column(sqlite3_stmt *q, int at)
{
    return (const char *)sqlite3_column_text(q, at);
}

static void indent(const char *spaces)
{
    xmlTextWriterWriteRaw(out, BAD_CAST spaces);
}

static void open_field(const char *name)
{
    indent("\n    ");
    xmlTextWriterStartElement(out, BAD_CAST name);
}

static void field(const char *name, const char *text)
{
    open_field(name);
    xmlTextWriterWriteString(out, BAD_CAST text);
    xmlTextWriterEndElement(out);
}

static void state(const char *name, const char *is)
{
    char token[32];

    snprintf(token, sizeof token, "@%s", is);
    field(name, token);
}

/* Reads all that hangs on a record, by three queries. */
static void read_items(sqlite3_int64 id)
{
    int i, at;

    for (i = 0; i < 3; i++) {
        sqlite3_bind_int64(lists[i], 1, id);
        while (sqlite3_step(lists[i]) == SQLITE_ROW) {
            ARRAY_GROW(items, items_n, items_room);
            items[items_n] = (struct item){ { NULL } };
            for (at = 0; at < sqlite3_column_count(lists[i]); at++)
                items[items_n].column[at] = xstrdup(column(lists[i], at));
            items_n++;
        }
        sqlite3_reset(lists[i]);
    }
}

static void clear_items(void)
{
    int at;

    while (items_n) {
        items_n--;
        for (at = 0; at < 4; at++)
            free(items[items_n].column[at]);
    }
}

static void write_items(const char *name)
{
    size_t i;

    for (i = 0; i < items_n; i++) {
        char **c = items[i].column;

        if (strcmp(c[0], name) != 0)
            continue;
        open_field(name);
        if (c[2]) {
            xmlTextWriterWriteAttribute(out, BAD_CAST "xml:lang",
                                        BAD_CAST c[2]);
            xmlTextWriterWriteAttribute(out, BAD_CAST "of", BAD_CAST c[3]);
        }
        xmlTextWriterWriteString(out, BAD_CAST c[1]);
        xmlTextWriterEndElement(out);
    }
}

/* A field that holds one value, which is not NULL. */
static void value(sqlite3_stmt *q, int at, enum field f)
{
    const char *name = field_info(f)->name;

    switch (field_info(f)->type) {
    case TYPE_REF:
        sqlite3_bind_int64(ref_of, 1, sqlite3_column_int64(q, at));
        sqlite3_step(ref_of);
        field(name, column(ref_of, 0));
        sqlite3_reset(ref_of);
        break;
    case TYPE_YESNO:
        field(name, sqlite3_column_int(q, at) ? "yes" : "no");
        break;
    default:
        field(name, column(q, at));
    }
}

/* Each field is a value, if it does not repeat, and a state. */
static void record(sqlite3_stmt *q, const struct kind_info *k)
{
    int at = 3;
    size_t i;

    read_items(sqlite3_column_int64(q, 2));
    indent("\n  ");
    xmlTextWriterStartElement(out, BAD_CAST k->name);
    xmlTextWriterWriteAttribute(out, BAD_CAST "ref", BAD_CAST column(q, 0));
    xmlTextWriterWriteAttribute(out, BAD_CAST "uid", BAD_CAST column(q, 1));
    for (i = 0; i < k->count; i++) {
        enum field f = (enum field)(k->first + i);
        const char *name = field_info(f)->name;

        if (!field_repeats(f) && sqlite3_column_type(q, at++) != SQLITE_NULL)
            value(q, at - 1, f);
        if (sqlite3_column_type(q, at++) != SQLITE_NULL)
            state(name, column(q, at - 1));
        write_items(name);
    }
    indent("\n  ");
    xmlTextWriterEndElement(out);
    clear_items();
}

static void kind(const struct kind_info *k)
{
    struct buf sql = BUF_INIT;
    sqlite3_stmt *q;

    buf_addf(&sql,
             "SELECT r.ref, r.uid, t.* FROM record r JOIN \"%s\" t ON t.id = "
             "r.id WHERE r.kind = '%s' AND r.removed = 0 ORDER BY r.ref",
             k->name, k->name);
    q = prepare(sql.s);
    while (sqlite3_step(q) == SQLITE_ROW)
        record(q, k);
    sqlite3_finalize(q);
    buf_release(&sql);
}

static void prepare_all(void)
{
    lists[0] = prepare("SELECT field, code FROM term WHERE record = ?1 ORDER "
                       "BY field, code");
    lists[1] = prepare("SELECT l.field, r.ref FROM link l JOIN record r ON "
                       "r.id = l.target WHERE l.record = ?1 ORDER BY l.field, "
                       "r.ref");
    lists[2] = prepare("SELECT field, text, lang, base_digest FROM words "
                       "WHERE record = ?1 ORDER BY field, lang");
    ref_of = prepare("SELECT ref FROM record WHERE id = ?1");
}

int main(int argc, char **argv)
{
    int i;

    if (argc != 2 ||
        sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
        return 2;
    out = xmlNewTextWriterFilename("-", 0);
    prepare_all();
    sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
    xmlTextWriterStartDocument(out, NULL, "UTF-8", NULL);
    xmlTextWriterStartElement(out, BAD_CAST "register");
    xmlTextWriterWriteAttribute(
        out, BAD_CAST "xmlns", BAD_CAST "https://larder.example/ns/register/1");
    xmlTextWriterWriteAttribute(out, BAD_CAST "version", BAD_CAST "1.0");
    for (i = 0; i < KIND_COUNT; i++)
        kind(kind_info((enum kind)i));
    indent("\n");
    xmlTextWriterEndDocument(out);
    xmlFreeTextWriter(out);
    return 0;
}
