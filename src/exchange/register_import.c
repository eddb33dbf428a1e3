/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/register_xml.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "exchange/register_lines.h"
#include "exchange/register_schema.h"
#include "model/ref.h"
#include "store/change.h"
#include "store/read.h"

/* ---- twins -------------------------------------------------------------- */

/* Is the record of line number `at` the one of this ref and uid, and m->at? */
static bool same_record(const struct import *m, size_t at,
                        const struct import_line *l, const char *ref,
                        const char *uid)
{
    return strcmp(l->ref, ref) == 0 || (*uid && strcmp(l->uid, uid) == 0) ||
           (m->ids[at] && m->ids[at] == m->ids[m->at]);
}

/*
 * A record that is refused may be so because it was in the files before:
 * then that is the better reason.  Reads the lines anew.
 */
static int blame_twin(struct import *m, const char *ref, const char *uid,
                      struct error *err)
{
    struct import again = *m;
    struct error ignored = ERROR_INIT;
    struct import_line l;

    again.buffer = NULL; /* the line that is refused is in the other one */
    again.buffer_room = 0;
    if (import_rewind(&again, &ignored) == 0)
        for (; again.at < m->at; again.at++) {
            if (import_line_read(&again, &l, &ignored) != 0)
                break;
            if (!same_record(m, again.at, &l, ref, uid))
                continue;
            error_set(err, ERROR_FAILED,
                      _("this record is there twice: '%s' in %s, line %ld, "
                        "has the same ref or uid; take one of them out"),
                      l.ref, m->sources[l.source].name, l.line);
            break;
        }
    error_clear(&ignored);
    free(again.buffer);
    return -1;
}

/* Marks a record of the register as being in the files; was it already? */
static bool see(struct import *m, int64_t id)
{
    size_t at = (size_t)id / 8;
    unsigned char bit = (unsigned char)(1u << (id % 8));
    bool before;

    if (at >= m->seen_room) {
        size_t room = at + at / 2 + 64;

        m->seen = xrealloc(m->seen, room);
        memset(m->seen + m->seen_room, 0, room - m->seen_room);
        m->seen_room = room;
    }
    before = m->seen[at] & bit;
    m->seen[at] |= bit;
    return before;
}

/* ---- places ------------------------------------------------------------- */

static int conflict(bool was_known, struct error *err)
{
    if (was_known)
        return error_set(err, ERROR_CONFLICT,
                         _("the register's record was changed since this file "
                           "was exported, and nothing was imported; export "
                           "again, and make your change there"));
    return error_set(err, ERROR_CONFLICT,
                     _("the register holds this record with other content, "
                       "and nothing was imported; to change it, begin with an "
                       "export, whose attribute 'was' says what you changed"));
}

/* Is the register's record still what the file says that it was? */
static int check_was(struct import *m, const struct record *old,
                     const char *was, struct error *err)
{
    char now[SHA256_HEX];

    if (!*was)
        return conflict(false, err);
    if (store_digest(m->store, old, now, err) != 0)
        return -1;
    return strcmp(was, now) == 0 ? 0 : conflict(true, err);
}

static int refuse_old_ref(const struct record *old, struct error *err)
{
    return error_set(err, ERROR_CONFLICT,
                     _("the register's record was renamed to '%s', and "
                       "nothing was imported; use that ref, or export again"),
                     old->ref);
}

/* A record that is known by its uid has a new ref in the file. */
static int rename_record(struct import *m, const struct import_line *l,
                         const struct record *old, struct error *err)
{
    int64_t id = 0;
    int found = store_find(m->store, l->ref, &id, err);

    if (found < 0)
        return -1;
    if (found && id == old->id)
        return refuse_old_ref(old, err);
    if (check_was(m, old, l->was, err) != 0 ||
        change_rename(m->store, old->ref, l->ref, err) != 0)
        return -1;
    m->outcomes[m->at] = IMPORT_RENAMED;
    return 0;
}

static int place_known(struct import *m, const struct import_line *l,
                       int64_t id, bool by_uid, struct error *err)
{
    struct record old;
    int failed = 0;

    m->ids[m->at] = id;
    if (see(m, id)) {
        conflict(false, err);
        return blame_twin(m, l->ref, l->uid, err);
    }
    if (store_load_id(m->store, id, &old, err) != 0)
        return -1;
    if (old.kind != l->kind)
        failed = error_set(err, ERROR_FAILED,
                           _("the register has this record as one of the kind "
                             "%s; give this one another ref and uid"),
                           kind_info(old.kind)->name);
    else if (!by_uid && strcmp(old.ref, l->ref) != 0)
        failed = refuse_old_ref(&old, err);
    else if (strcmp(old.ref, l->ref) != 0)
        failed = rename_record(m, l, &old, err);
    record_release(&old);
    return failed;
}

/* Finds the register's record that a line means. */
static int find_place(struct import *m, const struct import_line *l,
                      struct error *err)
{
    int64_t id = 0;
    int found = *l->uid ? store_find_uid(m->store, l->uid, &id, err) : 0;
    bool by_uid = found == 1;

    if (found == 0)
        found = store_find(m->store, l->ref, &id, err);
    if (found <= 0)
        return found;
    return place_known(m, l, id, by_uid, err);
}

static bool is_child(const struct import_line *l)
{
    return kind_info(l->kind)->parent != KIND_NONE;
}

static int find_parent_place(struct import *m, const struct import_line *l,
                             struct error *err)
{
    return is_child(l) || m->empty[l->kind] ? 0 : find_place(m, l, err);
}

static int find_child_place(struct import *m, const struct import_line *l,
                            struct error *err)
{
    return !is_child(l) || m->empty[l->kind] ? 0 : find_place(m, l, err);
}

static int announce(struct import *m, const struct import_line *l,
                    struct error *err)
{
    if (m->ids[m->at] || !m->called[l->kind] ||
        change_announce(m->store, l->kind, l->ref, *l->uid ? l->uid : NULL,
                        err) == 0)
        return 0;
    return blame_twin(m, l->ref, l->uid, err);
}

static int announce_parent(struct import *m, const struct import_line *l,
                           struct error *err)
{
    return is_child(l) ? 0 : announce(m, l, err);
}

static int announce_child(struct import *m, const struct import_line *l,
                          struct error *err)
{
    return is_child(l) ? announce(m, l, err) : 0;
}

/*
 * Which kinds may be named by what comes before them?  Where kinds come in
 * their order, as in an export, few may; all others need not be announced.
 */
static void find_called(struct import *m)
{
    int i;

    for (i = 0; i < KIND_COUNT; i++)
        m->called[i] = !m->sorted;
    for (i = 0; i < FIELD_COUNT; i++) {
        const struct field_info *f = field_info((enum field)i);

        if (f->target == KIND_ANY)
            memset(m->called + f->kind, true, KIND_COUNT - f->kind);
        else if (f->target != KIND_NONE && f->target >= f->kind)
            m->called[f->target] = true;
    }
}

static int find_empty(struct import *m, struct error *err)
{
    int64_t count;
    int i;

    for (i = 0; i < KIND_COUNT; i++) {
        if (store_count(m->store, (enum kind)i, &count, err) != 0)
            return -1;
        m->empty[i] = count == 0;
    }
    return 0;
}

/* A place in the register for each record: parents before children. */
static int find_places(struct import *m, struct error *err)
{
    static import_line_fn *const sweeps[] = { find_parent_place,
                                              find_child_place, announce_parent,
                                              announce_child };
    size_t i;

    find_called(m);
    if (find_empty(m, err) != 0)
        return -1;
    for (i = 0; i < sizeof sweeps / sizeof *sweeps; i++)
        if (import_lines_each(m, sweeps[i], err) != 0)
            return -1;
    return 0;
}

/* ---- the two readings --------------------------------------------------- */

static int first_reading(struct incoming *in, void *data, struct error *err)
{
    return import_line_write(data, in, err);
}

static int file_changed(struct error *err)
{
    return error_set(err, ERROR_FAILED,
                     _("the file was changed while it was imported; import "
                       "it again"));
}

static int put_new(struct import *m, struct incoming *in, struct error *err)
{
    m->outcomes[m->at] = IMPORT_ADDED;
    if (change_put(m->store, &in->record, NULL, err) == 0)
        return 0;
    return blame_twin(m, in->record.ref, in->record.uid, err);
}

static int put_known(struct import *m, struct incoming *in, struct error *err)
{
    bool renamed = m->outcomes[m->at] == IMPORT_RENAMED;
    struct record *r = &in->record, old;
    int failed = 0;

    if (store_load_id(m->store, m->ids[m->at], &old, err) != 0)
        return -1;
    if (!record_same(&old, r)) {
        r->id = old.id;
        r->version = old.version;
        memcpy(r->uid, old.uid, sizeof r->uid);
        failed = check_was(m, &old, in->was, err);
        if (!failed)
            failed = change_put(m->store, r, NULL, err);
        m->outcomes[m->at] = IMPORT_CHANGED;
    } else if (!renamed) {
        m->outcomes[m->at] = IMPORT_SAME;
    }
    record_release(&old);
    return failed;
}

/* Stores one record, which must be the one that the first reading found. */
static int second_reading(struct incoming *in, void *data, struct error *err)
{
    struct import *m = data;
    struct import_line l;
    int failed;

    if (m->at >= m->n)
        return file_changed(err);
    if (import_line_read(m, &l, err) != 0)
        return -1;
    if (l.source != m->source || l.kind != in->record.kind ||
        strcmp(l.ref, in->record.ref) != 0 ||
        strcmp(l.uid, in->record.uid) != 0 || strcmp(l.was, in->was) != 0)
        return file_changed(err);
    failed = m->ids[m->at] ? put_known(m, in, err) : put_new(m, in, err);
    if (failed)
        return -1;
    m->totals.n[m->outcomes[m->at++]]++;
    return 0;
}

static int read_first(struct import *m, struct error *err)
{
    xmlSchemaPtr schema = register_schema_compile();
    int failed = 0;

    for (m->source = 0; !failed && m->source < m->sources_n; m->source++)
        failed = register_read(&m->sources[m->source], schema, first_reading, m,
                               m->digests[m->source], err);
    xmlSchemaFree(schema);
    m->ids = xcalloc(m->n + 1, sizeof *m->ids);
    m->outcomes = xcalloc(m->n + 1, 1);
    return failed;
}

static int read_second(struct import *m, struct error *err)
{
    unsigned char digest[SHA256_LEN];

    if (import_rewind(m, err) != 0)
        return -1;
    for (m->source = 0; m->source < m->sources_n; m->source++) {
        if (register_read(&m->sources[m->source], NULL, second_reading, m,
                          digest, err) != 0)
            return -1;
        if (memcmp(digest, m->digests[m->source], sizeof digest) != 0) {
            file_changed(err);
            return error_prefix(err, "%s", m->sources[m->source].name);
        }
    }
    return m->at == m->n ? 0 : file_changed(err);
}

/* ---- the whole ---------------------------------------------------------- */

static int apply(struct import *m, struct error *err)
{
    struct change_info info = { .operation = "import" };

    if (m->options && m->options->operation)
        info.operation = m->options->operation;
    if (m->options)
        info.dry_run = m->options->dry_run;
    if (change_begin(m->store, &info, err) != 0)
        return -1;
    if (find_places(m, err) == 0 && read_second(m, err) == 0 &&
        change_commit(m->store, err) == 0)
        return 0;
    change_rollback(m->store);
    return -1;
}

/* Tells what became of each record. */
static int report(struct import *m, import_row_fn *row, void *data,
                  struct error *err)
{
    struct import_line l;

    if (import_rewind(m, err) != 0)
        return -1;
    for (; m->at < m->n; m->at++) {
        if (import_line_read(m, &l, err) != 0)
            return -1;
        row(m->sources[l.source].name, l.line, l.ref,
            (enum import_outcome)m->outcomes[m->at], data);
    }
    return 0;
}

static int import_all(struct import *m, import_row_fn *row, void *data,
                      struct error *err)
{
    m->lines = source_temporary(store_path(m->store), err);
    if (!m->lines || read_first(m, err) != 0 || apply(m, err) != 0)
        return -1;
    return row ? report(m, row, data, err) : 0;
}

static int import_sources(struct import *m, import_row_fn *row, void *data,
                          struct import_totals *totals, struct error *err)
{
    struct error unwanted = ERROR_INIT;
    int failed;

    m->digests = xcalloc(m->sources_n + 1, sizeof *m->digests);
    failed = import_all(m, row, data, err ? err : &unwanted);
    if (!failed && totals)
        *totals = m->totals;
    if (m->lines)
        fclose(m->lines);
    free(m->buffer);
    free(m->digests);
    free(m->ids);
    free(m->outcomes);
    free(m->seen);
    error_clear(&unwanted);
    return failed;
}

int register_import(struct store *s, const char *const *files, size_t n,
                    const struct import_options *o, import_row_fn *row,
                    void *data, struct import_totals *totals, struct error *err)
{
    struct import m = { .store = s, .options = o, .sorted = true };
    int failed = 0;
    size_t i;

    m.sources = xcalloc(n + 1, sizeof *m.sources);
    for (i = 0; !failed && i < n; i++) {
        failed = source_file(&m.sources[i], files[i], store_path(s), err);
        m.sources_n += !failed;
    }
    if (!failed)
        failed = import_sources(&m, row, data, totals, err);
    for (i = 0; i < m.sources_n; i++)
        source_release(&m.sources[i]);
    free(m.sources);
    return failed;
}

int register_import_memory(struct store *s, const char *name, const void *bytes,
                           size_t len, const struct import_options *o,
                           import_row_fn *row, void *data,
                           struct import_totals *totals, struct error *err)
{
    struct source source;
    struct import m = { .store = s,
                        .options = o,
                        .sources = &source,
                        .sources_n = 1,
                        .sorted = true };

    source_memory(&source, name, bytes, len);
    return import_sources(&m, row, data, totals, err);
}

const char *import_outcome_name(enum import_outcome outcome)
{
    static const char *const names[IMPORT_OUTCOMES] = {
        [IMPORT_ADDED] = "added",     [IMPORT_CHANGED] = "changed",
        [IMPORT_RENAMED] = "renamed", [IMPORT_SAME] = "same",
        [IMPORT_REFUSED] = "refused",
    };

    return names[outcome];
}
