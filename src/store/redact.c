/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/check.h"
#include "store/change_state.h"
#include "store/db.h"
#include "store/history_state.h"
#include "store/image.h"
#include "store/read.h"
#include "store/tlv.h"

/* Entries whose bodies are to be erased. */
struct seqs {
    int64_t *v;
    size_t n;
    size_t room;
};

/* Does the body hold that field at all?  (NULL: any body will do.) */
static bool body_holds(sqlite3_stmt *q, const char *field)
{
    struct image image;
    enum field f;
    bool holds = true;

    if (!field)
        return true;
    if (image_read(&image, sqlite3_column_blob(q, 1),
                   (size_t)sqlite3_column_bytes(q, 1)) != 0)
        return true;
    if (image.has_record) {
        f = field_find(image.r.kind, field);
        holds =
            f != FIELD_COUNT && record_get(&image.r, f)->state != STATE_BLANK;
    }
    image_release(&image);
    return holds;
}

/* What a redaction said, which is to be erased itself, must be said again. */
static void carry_over(struct buf *redaction, const unsigned char *body,
                       size_t len)
{
    const unsigned char *at = body, *end = body + len;
    struct tlv t;

    while (tlv_next(&t, &at, end))
        if (t.tag == IMAGE_REDACTS || t.tag == IMAGE_REASON)
            tlv_add(redaction, t.tag, t.bytes, t.len);
}

static int seqs_find(struct store *s, int64_t record, const char *field,
                     struct seqs *out, struct buf *redaction, struct error *err)
{
    sqlite3_stmt *q = db_query(s, err,
                               "SELECT seq, body FROM history WHERE record = "
                               "?1 AND body IS NOT NULL ORDER BY seq",
                               "i", record);
    int got = -1;

    while (q && (got = db_step(s, q, err)) == 1)
        if (body_holds(q, field)) {
            ARRAY_GROW(out->v, out->n, out->room);
            out->v[out->n++] = sqlite3_column_int64(q, 0);
            carry_over(redaction, sqlite3_column_blob(q, 1),
                       (size_t)sqlite3_column_bytes(q, 1));
        }
    db_done(s, q);
    return got < 0 ? -1 : 0;
}

/* The part of the new body that names what is erased, and why. */
static void add_redaction(struct buf *out, const struct seqs *seqs,
                          const char *reason)
{
    size_t i;

    for (i = 0; i < seqs->n; i++)
        tlv_add_u64(out, IMAGE_REDACTS, (uint64_t)seqs->v[i]);
    tlv_adds(out, IMAGE_REASON, reason);
}

/*
 * The record as it will be: without the field and its words in all languages,
 * or as it is.
 */
static int redacted_value(struct record *r, const char *field,
                          struct error *err)
{
    enum field f;

    if (!field)
        return 0;
    if (field_parse(&f, r->kind, field, err) != 0)
        return -1;
    value_set_state(record_value(r, f), STATE_BLANK);
    if (field_info(f)->flags & FIELD_MUST)
        value_set_text(record_value(r, f), _("(redacted)"));
    return 0;
}

static int erase_bodies(struct store *s, const struct seqs *seqs,
                        struct error *err)
{
    size_t i;

    for (i = 0; i < seqs->n; i++)
        if (db_run(s, err,
                   "UPDATE history SET salt = NULL, body = NULL WHERE seq = "
                   "?1",
                   "i", seqs->v[i]) != 0)
            return -1;
    return 0;
}

static int redact_live(struct store *s, struct record *old, const char *field,
                       const struct buf *redaction, struct error *err)
{
    struct record r;
    int failed;

    record_copy(&r, old);
    failed = redacted_value(&r, field, err);
    if (!failed)
        failed = change_write(s, &r, old, redaction, err);
    record_release(&r);
    return failed;
}

/* A removed record has no rows: its new image says only that it is removed. */
static int redact_removed(struct store *s, int64_t id, const char *field,
                          const struct buf *redaction, struct error *err)
{
    sqlite3_stmt *q = db_query(
        s, err, "SELECT kind, ref, uid, version FROM record WHERE id = ?1", "i",
        id);
    int got = q ? db_step(s, q, err) : -1;
    struct buf body = BUF_INIT;
    char parent[UUID_TEXT];
    struct record r;
    int failed;

    if (got != 1) {
        db_done(s, q);
        return -1;
    }
    record_init(&r, kind_find(db_text(q, 0)), db_text(q, 1));
    db_uid(q, 2, r.uid);
    r.version = sqlite3_column_int64(q, 3) + 1;
    db_done(s, q);
    failed = redacted_value(&r, field, err);
    if (!failed)
        failed = db_run(s, err, "UPDATE record SET version = ?1 WHERE id = ?2",
                        "ii", r.version, id);
    if (!failed)
        failed = change_parent_uid(s, id, parent, err);
    if (!failed) {
        image_add(&body, s->actor, &r, *parent ? parent : NULL, false);
        buf_add(&body, redaction->s, redaction->len);
        failed = change_append(s, &body, id, err);
    }
    buf_release(&body);
    record_release(&r);
    return failed;
}

static int redact_in_change(struct store *s, int64_t id, const char *field,
                            const char *reason, int64_t *erased,
                            struct error *err)
{
    struct seqs seqs = { NULL, 0, 0 };
    struct buf redaction = BUF_INIT;
    struct record old;
    int got, failed = seqs_find(s, id, field, &seqs, &redaction, err);

    if (!failed) {
        add_redaction(&redaction, &seqs, reason);
        got = rows_read(s, id, ROWS_REFS, &old, err);
        failed = got < 0;
        if (got == 1) {
            failed = redact_live(s, &old, field, &redaction, err);
            record_release(&old);
        } else if (got == 0) {
            failed = redact_removed(s, id, field, &redaction, err);
        }
    }
    if (!failed)
        failed = erase_bodies(s, &seqs, err);
    *erased = (int64_t)seqs.n;
    free(seqs.v);
    buf_release(&redaction);
    return failed ? -1 : 0;
}

/* The change is committed; what the error says is only true of what follows. */
static int half_done(struct error *err)
{
    return error_prefix(err, _("the redaction is saved, but the words may "
                               "still be in the file, so redact again"));
}

/*
 * SQLite's secure_delete (on in Debian's build, asked for here) overwrites
 * what is freed; the full text index forgets only when it is optimised, and
 * the old pages stay in the -wal file until it is cut off.
 */
static int forget(struct store *s, struct error *err)
{
    sqlite3_stmt *q;
    int got, busy;

    if (db_exec(s, "INSERT INTO search(search) VALUES ('optimize')", err) != 0)
        return half_done(err);
    q = db_query(s, err, "PRAGMA wal_checkpoint(TRUNCATE)", "");
    got = q ? db_step(s, q, err) : -1;
    busy = got == 1 ? sqlite3_column_int(q, 0) : 1;
    db_done(s, q);
    if (got >= 0 && busy)
        return error_set(err, ERROR_BUSY,
                         _("the redaction is saved, but another program reads "
                           "the register, so the words may still be in '%s'; "
                           "close it and redact again"),
                         s->path);
    return got < 0 ? half_done(err) : 0;
}

int history_redact(struct store *s, const char *ref, const char *field,
                   const char *reason, int64_t *erased, struct error *err)
{
    struct change_info info = { .operation = "redact" };
    int64_t id;

    if (check_line(_("the reason"), reason, err) != 0)
        return -1;
    if (store_find_ever(s, ref, &id, err) != 0 ||
        db_exec(s, "PRAGMA secure_delete = ON", err) != 0 ||
        change_begin(s, &info, err) != 0)
        return -1;
    if (redact_in_change(s, id, field, reason, erased, err) != 0) {
        change_rollback(s);
        return -1;
    }
    if (change_commit(s, err) != 0)
        return -1;
    return forget(s, err);
}
