/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/change.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/ref.h"
#include "store/change_state.h"
#include "store/db.h"
#include "store/gate.h"
#include "store/image.h"
#include "store/own.h"
#include "store/place.h"
#include "store/schema.h"
#include "store/targets.h"
#include "store/tlv.h"

/* ---- the transaction ---------------------------------------------------- */

bool change_is_open(const struct store *s)
{
    return s->change && s->change->open;
}

void change_state_free(struct store *s)
{
    if (!s->change)
        return;
    free(s->change->operation);
    free(s->change->parent_ref);
    free(s->change->targets.v);
    text_index_release(&s->change->index);
    gate_release(&s->change->gate);
    free(s->change);
    s->change = NULL;
}

static void state_start(struct store *s, const struct change_info *info)
{
    struct change_state *c;

    change_state_free(s);
    s->change = c = xcalloc(1, sizeof *c);
    c->info = *info;
    c->operation = xstrdup(info->operation);
    c->info.operation = c->operation;
    if (*info->uuid)
        memcpy(c->uuid, info->uuid, sizeof c->uuid);
    else
        uuid_new(c->uuid);
    entry_uuid_bytes(c->uuid, c->id);
    c->time = clock_now();
}

/* Is the change in the history already?  1, 0, or -1. */
static int applied_before(struct store *s, struct error *err)
{
    int64_t seq;

    return db_int(s, &seq, err,
                  "SELECT seq FROM history WHERE change = ?1 LIMIT 1", "b",
                  (const void *)s->change->id, (size_t)ENTRY_CHANGE);
}

int change_begin(struct store *s, const struct change_info *info,
                 struct error *err)
{
    int got;

    if (!store_writable(s))
        return error_set(err, ERROR_FAILED,
                         _("the register '%s' is open for reading only; see "
                           "that you may write to the file, and open it again"),
                         s->path);
    if (change_is_open(s))
        bug("a change is open already");
    if (db_exec(s, "BEGIN IMMEDIATE", err) != 0)
        return -1;
    state_start(s, info);
    s->change->open = true;
    own_use(s);
    got = applied_before(s, err);
    if (got == 0)
        got = entry_end_read(s, &s->change->end, err);
    if (got != 0) {
        change_rollback(s);
        return got;
    }
    s->change->first = s->change->end.tree.size + 1;
    return 0;
}

void change_rollback(struct store *s)
{
    if (!change_is_open(s))
        return;
    s->change->open = false;
    text_index_release(&s->change->index);
    if (s->change->gate.own)
        own_forget(s);
    if (!sqlite3_get_autocommit(s->db))
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
}

/* A disk that fails during the commit leaves it open which way it went. */
static int commit_failed(struct store *s, struct error *err)
{
    int code = sqlite3_errcode(s->db) & 0xff;

    db_fail(s, err);
    if (code == SQLITE_IOERR)
        error_prefix(err, _("it is not known whether the change was saved: "
                            "open the register again and look"));
    change_rollback(s);
    return -1;
}

int change_commit(struct store *s, struct error *err)
{
    struct change_state *c = s->change;

    if (c->announced > 0) {
        change_rollback(s);
        bug("%lld announced records did not come", (long long)c->announced);
    }
    if (gate_check(s, err) != 0) {
        change_rollback(s);
        return -1;
    }
    if (c->info.dry_run) {
        change_rollback(s);
        return 0;
    }
    if (c->end.tree.size >= c->first &&
        (text_index_write(s, &c->index, err) != 0 ||
         entry_end_write(s, &c->end, err) != 0 ||
         entry_read_back(s, c->first, err) != 0)) {
        change_rollback(s);
        return -1;
    }
    if (sqlite3_exec(s->db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
        return commit_failed(s, err);
    c->open = false;
    return 0;
}

int change_append(struct store *s, const struct buf *body, int64_t record,
                  struct error *err)
{
    struct change_state *c = s->change;
    struct entry e = { .time = c->time,
                       .operation = c->operation,
                       .undone = c->undoes ? c->undone : NULL };

    memcpy(e.change, c->id, sizeof e.change);
    return entry_append(s, &c->end, &e, body, record, err);
}

int change_layout(struct store *s, struct error *err)
{
    unsigned char digest[SHA256_LEN];
    struct buf body = BUF_INIT;
    int failed;

    schema_digest(digest);
    tlv_adds(&body, IMAGE_ACTOR, s->actor);
    tlv_adds(&body, IMAGE_REGISTER, s->uid);
    tlv_add(&body, IMAGE_LAYOUT, digest, sizeof digest);
    failed = change_append(s, &body, 0, err);
    buf_release(&body);
    return failed;
}

int change_first(struct store *s, struct error *err)
{
    struct change_info info = { .operation = "init" };

    if (change_begin(s, &info, err) != 0)
        return -1;
    if (change_layout(s, err) == 0)
        return change_commit(s, err);
    change_rollback(s);
    return -1;
}

/* ---- writing ------------------------------------------------------------ */

int change_parent_uid(struct store *s, int64_t id, char out[UUID_TEXT],
                      struct error *err)
{
    sqlite3_stmt *q = db_query(s, err,
                               "SELECT p.uid FROM record r JOIN record p ON "
                               "p.id = r.parent WHERE r.id = ?1",
                               "i", id);
    int got = q ? db_step(s, q, err) : -1;

    out[0] = '\0';
    if (got == 1)
        db_uid(q, 0, out);
    db_done(s, q);
    return got < 0 ? -1 : 0;
}

static int append_image(struct store *s, const struct record *wire,
                        const char *parent, bool live,
                        const struct buf *redaction, struct error *err)
{
    struct buf body = BUF_INIT;
    int failed;

    image_add(&body, s->actor, wire, *parent ? parent : NULL, live);
    if (redaction)
        buf_add(&body, redaction->s, redaction->len);
    failed = change_append(s, &body, wire->id, err);
    buf_release(&body);
    return failed;
}

/* An index of places has `removed` in it, so it is set only where it counts. */
static int set_version(struct store *s, const struct record *r, bool back,
                       struct error *err)
{
    return db_run(s, err,
                  back ? "UPDATE record SET version = ?1, removed = 0 WHERE "
                         "id = ?2"
                       : "UPDATE record SET version = ?1 WHERE id = ?2",
                  "ii", r->version, r->id);
}

/* All of a record whose place has its version. */
static int write_content(struct store *s, const struct record *r,
                         const struct record *old, const struct buf *redaction,
                         struct error *err)
{
    struct record wire;
    struct place parent;
    int failed;

    if (place_parent(s, r->ref, r->kind, &parent, err) != 0 ||
        targets_find(s, r, parent.id, err) != 0)
        return -1;
    if ((old && text_index_put(s, &s->change->index, old, false, err) != 0) ||
        rows_write(s, r, &s->change->targets, !old, err) != 0 ||
        text_index_put(s, &s->change->index, r, true, err) != 0)
        return -1;
    gate_note(s, old, r);
    wire_init(&wire, r, &s->change->targets);
    failed = append_image(s, &wire, parent.uid, true, redaction, err);
    wire_release(&wire);
    return failed;
}

int change_write(struct store *s, struct record *r, const struct record *old,
                 const struct buf *redaction, struct error *err)
{
    r->version++;
    if (set_version(s, r, !old && r->version > 1, err) != 0)
        return -1;
    return write_content(s, r, old, redaction, err);
}

int change_write_removal(struct store *s, const struct record *old,
                         struct error *err)
{
    struct record wire = *old;
    char parent[UUID_TEXT];

    wire.version++;
    place_forget(s);
    if (change_parent_uid(s, old->id, parent, err) != 0 ||
        text_index_put(s, &s->change->index, old, false, err) != 0 ||
        rows_erase(s, old->kind, old->id, err) != 0 ||
        db_run(s, err,
               "UPDATE record SET version = ?1, removed = 1 WHERE id = ?2",
               "ii", wire.version, old->id) != 0)
        return -1;
    gate_note(s, old, NULL);
    return append_image(s, &wire, parent, false, NULL, err);
}

/* 1 where its ref or uid is another's already. */
static int insert_place(struct store *s, const struct record *r, int64_t parent,
                        struct error *err)
{
    sqlite3_stmt *q = db_query(
        s, err,
        "INSERT INTO record(uid, kind, ref, parent, version) VALUES "
        "(?1, ?2, ?3, nullif(?4, 0), ?5)",
        "tttii", r->uid, kind_info(r->kind)->name, r->ref, parent, r->version);
    int got = q ? db_step(s, q, err) : -1;

    if (q && got < 0 &&
        sqlite3_extended_errcode(s->db) == SQLITE_CONSTRAINT_UNIQUE) {
        got = 1;
        if (err)
            error_clear(err);
    }
    db_done(s, q);
    return got;
}

/* Makes the place of a new record, unless its ref or uid is another's: 1. */
static int make_place(struct store *s, struct record *r, struct error *err)
{
    struct place p;
    int got = place_by_old_ref(s, r->ref, &p, err);

    if (got != 0)
        return got < 0 ? -1 : place_taken(r->ref, &p, true, err);
    if (!*r->uid)
        uuid_new(r->uid);
    if (place_parent(s, r->ref, r->kind, &p, err) != 0)
        return -1;
    got = insert_place(s, r, p.id, err);
    if (got == 0)
        r->id = sqlite3_last_insert_rowid(s->db);
    return got;
}

static int uid_taken(const struct record *r, struct error *err)
{
    return error_set(err, ERROR_FAILED,
                     _("'%s' has the uid %s, which another record has; leave "
                       "the uid out, and it gets a new one"),
                     r->ref, r->uid);
}

/* Takes the place that was announced for a record. */
static int take_place(struct store *s, struct record *r, const char *uid,
                      struct error *err)
{
    struct place p;
    int got = place_by_ref(s, r->ref, &p, err);

    if (got != 1)
        return got < 0 ? -1 : uid_taken(r, err);
    if (p.version != 0 || p.kind != r->kind || (*uid && strcmp(uid, p.uid)))
        return place_taken(r->ref, &p, false, err);
    r->id = p.id;
    memcpy(r->uid, p.uid, sizeof r->uid);
    s->change->announced--;
    return 0;
}

static int put_new(struct store *s, struct record *r, struct error *err)
{
    char uid[UUID_TEXT];
    int got;

    if (ref_check(r->ref, r->kind, err) != 0)
        return -1;
    memcpy(uid, r->uid, sizeof uid);
    r->version = 1;
    got = make_place(s, r, err);
    if (got == 0)
        return write_content(s, r, NULL, NULL, err);
    r->version = 0;
    if (got < 0 || take_place(s, r, uid, err) != 0)
        return -1;
    return change_write(s, r, NULL, NULL, err);
}

int change_conflict(const struct record *r, bool gone, struct error *err)
{
    return error_set(err, ERROR_CONFLICT,
                     gone ? _("somebody else removed '%s' meanwhile; nothing "
                              "of yours was saved")
                          : _("somebody else changed '%s' meanwhile; nothing "
                              "was overwritten: look at it again, then save"),
                     r->ref);
}

static int put_changed(struct store *s, struct record *r,
                       enum change_outcome *out, struct error *err)
{
    struct record old;
    int got = rows_read(s, r->id, ROWS_REFS, &old, err);

    if (got != 1)
        return got < 0 ? -1 : change_conflict(r, true, err);
    if (old.version != r->version) {
        record_release(&old);
        return change_conflict(r, false, err);
    }
    *out = record_same(&old, r) ? CHANGE_SAME : CHANGE_CHANGED;
    got = 0;
    if (*out == CHANGE_CHANGED) {
        free(r->ref);
        r->ref = xstrdup(old.ref);
        memcpy(r->uid, old.uid, sizeof r->uid);
        got = change_write(s, r, &old, NULL, err);
    }
    record_release(&old);
    return got;
}

int change_put(struct store *s, struct record *r, enum change_outcome *out,
               struct error *err)
{
    enum change_outcome unwanted;

    if (!out)
        out = &unwanted;
    if (record_check(r, err) != 0)
        return -1;
    if (r->version > 0)
        return put_changed(s, r, out, err);
    *out = CHANGE_ADDED;
    return put_new(s, r, err);
}

int change_announce(struct store *s, enum kind kind, const char *ref,
                    const char *uid, struct error *err)
{
    struct record r;
    struct place p;
    int failed = ref_check(ref, kind, err);
    int got = failed ? -1 : place_by_ref(s, ref, &p, err);

    if (got != 0)
        return got < 0 ? -1 : 0;
    record_init(&r, kind, ref);
    if (uid)
        memcpy(r.uid, uid, UUID_TEXT);
    got = make_place(s, &r, err);
    failed = got == 1 ? uid_taken(&r, err) : got;
    if (!failed)
        s->change->announced++;
    record_release(&r);
    return failed;
}

/* ---- one record, one change --------------------------------------------- */

int change_save(struct store *s, const char *operation, struct record *r,
                enum change_outcome *out, struct error *err)
{
    struct change_info info = { .operation = operation };
    int64_t version = r->version;

    if (change_begin(s, &info, err) != 0)
        return -1;
    if (change_put(s, r, out, err) != 0 || change_commit(s, err) != 0) {
        change_rollback(s);
        r->version = version;
        return -1;
    }
    return 0;
}
