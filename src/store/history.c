/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/history_state.h"

#include <stdlib.h>
#include <string.h>

#include "base/base64.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/db.h"
#include "store/entry.h"
#include "store/image.h"
#include "store/read.h"

/* ---- the image before --------------------------------------------------- */

/* The body of an entry: 1, 0 where there is none or it was erased, or -1. */
static int body_read(struct store *s, sqlite3_stmt *q, struct image *out,
                     struct error *err)
{
    int got = q ? db_step(s, q, err) : -1;

    if (got == 1 && sqlite3_column_type(q, 0) == SQLITE_NULL)
        got = 0;
    if (got == 1 && image_read(out, sqlite3_column_blob(q, 0),
                               (size_t)sqlite3_column_bytes(q, 0)) != 0)
        got = error_set(err, ERROR_UNTRUE,
                        _("an entry of the history of '%s' cannot be read; "
                          "run 'larder verify'"),
                        s->path);
    db_done(s, q);
    return got;
}

int history_image_before(struct store *s, int64_t record, int64_t seq,
                         struct image *out, struct error *err)
{
    return body_read(s,
                     db_query(s, err,
                              "SELECT body FROM history WHERE record = ?1 AND "
                              "seq < ?2 ORDER BY seq DESC LIMIT 1",
                              "ii", record, seq),
                     out, err);
}

/* ---- entries, newest first ---------------------------------------------- */

/* The value of a field in an image; blank where it has no such record. */
static const struct value *image_value(const struct image *i, enum field field)
{
    static const struct value blank = VALUE_INIT;

    return i && i->has_record && i->live && i->r.kind == field_info(field)->kind
               ? record_get(&i->r, field)
               : &blank;
}

/* Names of the fields in which two images differ. */
static void fields_changed(struct strs *out, const struct image *before,
                           const struct image *after)
{
    const struct kind_info *k = kind_info(after->r.kind);
    size_t i;

    for (i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);

        if (!value_equal(image_value(before, field), image_value(after, field)))
            strs_add(out, field_info(field)->name);
    }
    if (before && before->has_record &&
        strcmp(before->r.ref, after->r.ref) != 0)
        strs_add(out, "ref");
}

static void entry_release(struct history_entry *e)
{
    free(e->operation);
    free(e->actor);
    free(e->kind);
    free(e->ref);
    free(e->uid);
    strs_release(&e->fields);
}

static int entry_fill_body(struct store *s, sqlite3_stmt *q, int64_t record,
                           struct history_entry *e, struct error *err)
{
    struct image image, before;
    int got = 0;

    if (image_read(&image, sqlite3_column_blob(q, 4),
                   (size_t)sqlite3_column_bytes(q, 4)) != 0)
        return 0; /* verify names it; the list goes on                     */
    e->actor = image.actor ? xstrdup(image.actor) : NULL;
    if (image.has_record) {
        e->kind = xstrdup(kind_info(image.r.kind)->name);
        e->ref = xstrdup(image.r.ref);
        e->uid = xstrdup(image.r.uid);
        got = history_image_before(s, record, e->seq, &before, err);
        if (got >= 0)
            fields_changed(&e->fields, got == 1 ? &before : NULL, &image);
        if (got == 1)
            image_release(&before);
    }
    image_release(&image);
    return got < 0 ? -1 : 0;
}

/* Columns: seq, time, change, operation, body, undone, record, ref. */
static int entry_fill(struct store *s, sqlite3_stmt *q, struct history_entry *e,
                      struct error *err)
{
    *e = (struct history_entry){ .seq = sqlite3_column_int64(q, 0),
                                 .time = sqlite3_column_int64(q, 1),
                                 .operation = xstrdup(db_text(q, 3)) };
    if (sqlite3_column_bytes(q, 2) == ENTRY_CHANGE)
        entry_uuid_text(sqlite3_column_blob(q, 2), e->change);
    if (sqlite3_column_bytes(q, 5) == ENTRY_CHANGE)
        entry_uuid_text(sqlite3_column_blob(q, 5), e->undone);
    e->redacted = sqlite3_column_type(q, 4) == SQLITE_NULL;
    if (e->redacted) {
        if (sqlite3_column_type(q, 7) != SQLITE_NULL)
            e->ref = xstrdup(db_text(q, 7));
        return 0;
    }
    return entry_fill_body(s, q, sqlite3_column_int64(q, 6), e, err);
}

#define ENTRY_COLUMNS                                                          \
    "SELECT h.seq, h.time, h.change, h.operation, h.body, h.undone, "          \
    "h.record, r.ref FROM history h LEFT JOIN record r ON r.id = h.record "

static sqlite3_stmt *entries_query(struct store *s, const char *ref,
                                   int64_t before, size_t limit,
                                   struct error *err)
{
    int64_t id, most = limit ? (int64_t)limit : -1;

    if (before <= 0)
        before = INT64_MAX;
    if (!ref)
        return db_query(s, err,
                        ENTRY_COLUMNS "WHERE h.seq < ?1 ORDER BY h.seq DESC "
                                      "LIMIT ?2",
                        "ii", before, most);
    if (store_find_ever(s, ref, &id, err) != 0)
        return NULL;
    return db_query(s, err,
                    ENTRY_COLUMNS
                    "WHERE h.seq < ?1 AND h.record IN (SELECT id FROM record "
                    "WHERE id = ?3 OR parent = ?3) ORDER BY h.seq DESC LIMIT "
                    "?2",
                    "iii", before, most, id);
}

int history_each(struct store *s, const char *ref, int64_t before, size_t limit,
                 history_each_fn *each, void *data, struct error *err)
{
    sqlite3_stmt *q;
    int got = -1, answer = 0;

    if (store_read_begin(s, err) != 0)
        return -1;
    q = entries_query(s, ref, before, limit, err);
    while (q && answer == 0 && (got = db_step(s, q, err)) == 1) {
        struct history_entry e;

        got = entry_fill(s, q, &e, err);
        if (got == 0)
            answer = each(&e, data, err);
        entry_release(&e);
        if (got < 0)
            break;
    }
    db_done(s, q);
    store_read_end(s);
    return got < 0 ? -1 : answer;
}

/* ---- what an entry changed ---------------------------------------------- */

int history_refs_today(struct store *s, struct strs *items, struct error *err)
{
    size_t i;

    for (i = 0; i < items->n; i++) {
        sqlite3_stmt *q = db_query(
            s, err, "SELECT ref FROM record WHERE uid = ?1", "t", items->v[i]);
        int got = q ? db_step(s, q, err) : -1;

        if (got == 1) {
            free(items->v[i]);
            items->v[i] = xstrdup(db_text(q, 0));
        }
        db_done(s, q);
        if (got < 0)
            return -1;
    }
    return 0;
}

/* Items that are uids, as the refs of today; else as they are. */
static void show_items(struct store *s, enum field field, const struct value *v,
                       struct value *out)
{
    value_copy(out, v);
    if (field_is_ref(field))
        history_refs_today(s, &out->items, NULL);
}

static void value_show(struct store *s, struct buf *out, enum field field,
                       const struct value *v)
{
    struct value shown = VALUE_INIT;
    size_t i;

    show_items(s, field, v, &shown);
    value_format(out, &shown);
    for (i = 0; i < shown.words_n; i++)
        buf_addf(out, "%s[%s] %s", out->len ? "\n" : "", shown.words[i].lang,
                 shown.words[i].text);
    value_release(&shown);
}

static int diff_fields(struct store *s, const struct image *before,
                       const struct image *after, history_diff_fn *each,
                       void *data)
{
    const struct kind_info *k = kind_info(after->r.kind);
    int answer = 0;
    size_t i;

    for (i = 0; i < k->count && answer == 0; i++) {
        enum field field = (enum field)(k->first + i);
        const struct value *was = image_value(before, field);
        const struct value *is = image_value(after, field);
        struct buf a = BUF_INIT, b = BUF_INIT;

        if (value_equal(was, is))
            continue;
        value_show(s, &a, field, was);
        value_show(s, &b, field, is);
        answer = each(field, a.s, b.s, data);
        buf_release(&a);
        buf_release(&b);
    }
    return answer;
}

int history_diff(struct store *s, int64_t seq, history_diff_fn *each,
                 void *data, struct error *err)
{
    struct image after, before;
    int64_t record = 0;
    int got, answer = 0;

    got = body_read(
        s,
        db_query(s, err, "SELECT body FROM history WHERE seq = ?1", "i", seq),
        &after, err);
    if (got != 1)
        return got;
    got = db_int(s, &record, err, "SELECT record FROM history WHERE seq = ?1",
                 "i", seq);
    if (got == 1 && after.has_record) {
        got = history_image_before(s, record, seq, &before, err);
        if (got >= 0)
            answer =
                diff_fields(s, got == 1 ? &before : NULL, &after, each, data);
        if (got == 1)
            image_release(&before);
    }
    image_release(&after);
    return got < 0 ? -1 : answer;
}

/* ---- the whole ---------------------------------------------------------- */

int history_head(struct store *s, struct history_head *out, struct error *err)
{
    struct entry_end end;

    if (entry_end_read(s, &end, err) != 0)
        return -1;
    out->size = end.tree.size;
    merkle_root(&end.tree, out->root);
    return 0;
}

void history_checkpoint_text(struct buf *out, const struct store *s,
                             int64_t size, const unsigned char *root)
{
    buf_addf(out, "larder.local/%s\n%lld\n", store_uid(s), (long long)size);
    base64_add(out, root, SHA256_LEN);
    buf_addc(out, '\n');
}

int history_checkpoint(struct store *s, struct buf *out, struct error *err)
{
    struct history_head head;

    if (history_head(s, &head, err) != 0)
        return -1;
    history_checkpoint_text(out, s, head.size, head.root);
    return 0;
}
