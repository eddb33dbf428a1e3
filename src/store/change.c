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
#include "store/image.h"
#include "store/read.h"
#include "store/schema.h"
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
    free(s->change->targets.v);
    text_index_release(&s->change->index);
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

int change_layout(struct store *s, const char *operation, struct error *err)
{
    struct change_info info = { .operation = operation };
    unsigned char digest[SHA256_LEN];
    struct buf body = BUF_INIT;
    int failed;

    if (change_begin(s, &info, err) != 0)
        return -1;
    schema_digest(digest);
    tlv_adds(&body, IMAGE_ACTOR, s->actor);
    tlv_adds(&body, IMAGE_REGISTER, s->uid);
    tlv_add(&body, IMAGE_LAYOUT, digest, sizeof digest);
    failed = change_append(s, &body, 0, err);
    buf_release(&body);
    if (failed)
        change_rollback(s);
    else
        failed = change_commit(s, err);
    return failed;
}

int change_first(struct store *s, struct error *err)
{
    return change_layout(s, "init", err);
}

/* ---- places and names --------------------------------------------------- */

/* What the table of records says about one. */
struct place {
    int64_t id;
    int64_t version;
    int64_t parent;
    enum kind kind;
    bool removed;
    char uid[UUID_TEXT];
};

/* Reads the place that a query gives: 1, 0 if there is none, or -1. */
static int place_read(struct store *s, sqlite3_stmt *q, struct place *out,
                      struct error *err)
{
    int got = q ? db_step(s, q, err) : -1;

    if (got == 1) {
        *out = (struct place){ .id = sqlite3_column_int64(q, 0),
                               .version = sqlite3_column_int64(q, 1),
                               .parent = sqlite3_column_int64(q, 2),
                               .kind = kind_find(db_text(q, 3)),
                               .removed = sqlite3_column_int(q, 4) != 0 };
        db_uid(q, 5, out->uid);
    }
    db_done(s, q);
    return got;
}

static int place_by_ref(struct store *s, const char *ref, struct place *out,
                        struct error *err)
{
    return place_read(s,
                      db_query(s, err,
                               "SELECT id, version, parent, kind, removed, "
                               "uid FROM record WHERE ref = ?1",
                               "t", ref),
                      out, err);
}

static int place_by_old_ref(struct store *s, const char *ref, struct place *out,
                            struct error *err)
{
    return place_read(s,
                      db_query(s, err,
                               "SELECT r.id, r.version, r.parent, r.kind, "
                               "r.removed, r.uid FROM old_ref o JOIN record r "
                               "ON r.id = o.record WHERE o.ref = ?1",
                               "t", ref),
                      out, err);
}

/* By its present ref, else by one that it had. */
static int place_find(struct store *s, const char *ref, struct place *out,
                      struct error *err)
{
    int got = place_by_ref(s, ref, out, err);

    return got == 0 ? place_by_old_ref(s, ref, out, err) : got;
}

/* The parent of a record of that ref must be there. */
static int parent_of(struct store *s, const char *ref, enum kind kind,
                     struct place *out, struct error *err)
{
    enum kind parent = kind_info(kind)->parent;
    char *name;
    int got;

    *out = (struct place){ 0 };
    if (parent == KIND_NONE)
        return 0;
    name = xstrndup(ref, ref_parent_len(ref));
    got = place_by_ref(s, name, out, err);
    if (got >= 0 && (got == 0 || out->removed || out->kind != parent))
        got = error_set(err, ERROR_FAILED,
                        _("there is no %s '%s' to which '%s' could belong; "
                          "add it first"),
                        kind_info(parent)->name, name, ref);
    free(name);
    return got < 0 ? -1 : 0;
}

/* ---- what a record names ------------------------------------------------ */

static int target_refused(struct error *err, enum field field)
{
    error_prefix(err, "'%s'", field_info(field)->name);
    if (err)
        err->field = (int)field;
    return -1;
}

static int target_check(const struct record *r, enum field field,
                        const char *ref, int64_t parent, const struct place *p,
                        struct error *err)
{
    const struct field_info *f = field_info(field);

    if (p->kind != f->target)
        return error_set(err, ERROR_FAILED,
                         _("'%s' is a record of the kind %s; name one of the "
                           "kind %s"),
                         ref, kind_info(p->kind)->name,
                         kind_info(f->target)->name);
    if (p->id == r->id)
        return error_set(err, ERROR_FAILED,
                         _("'%s' names itself; name another record"), ref);
    if ((f->flags & FIELD_OWN) && p->parent != parent)
        return error_set(err, ERROR_FAILED,
                         _("'%s' belongs to another dataset than '%s'"), ref,
                         r->ref);
    return 0;
}

static void target_push(struct rows_targets *t, enum field field,
                        const struct place *p)
{
    ARRAY_GROW(t->v, t->n, t->room);
    t->v[t->n] = (struct rows_target){ .field = field, .id = p->id };
    memcpy(t->v[t->n++].uid, p->uid, UUID_TEXT);
}

static int target_add(struct store *s, const struct record *r, enum field field,
                      const char *ref, int64_t parent, struct error *err)
{
    struct place p;
    int got = place_find(s, ref, &p, err);

    if (got < 0)
        return -1;
    if (got == 0 || p.removed) {
        store_missing(s, ref, err);
        return target_refused(err, field);
    }
    if (target_check(r, field, ref, parent, &p, err) != 0)
        return target_refused(err, field);
    target_push(&s->change->targets, field, &p);
    return 0;
}

/* Finds all records that r names, into the change's targets. */
static int targets_find(struct store *s, const struct record *r, int64_t parent,
                        struct error *err)
{
    const struct kind_info *k = kind_info(r->kind);
    size_t i, n;

    s->change->targets.n = 0;
    for (i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);

        if (!field_is_ref(field))
            continue;
        for (n = 0; n < r->values[i].items.n; n++)
            if (target_add(s, r, field, r->values[i].items.v[n], parent, err) !=
                0)
                return -1;
    }
    return 0;
}

/*
 * The record as the history sees it: uids in the place of refs.  It borrows
 * all other values from r; wire_release() frees the rest.
 */
static void wire_init(struct record *wire, const struct record *r,
                      const struct rows_targets *targets)
{
    const struct kind_info *k = kind_info(r->kind);
    size_t i;

    *wire = *r;
    wire->values = xcalloc(k->count, sizeof *wire->values);
    memcpy(wire->values, r->values, k->count * sizeof *wire->values);
    for (i = 0; i < k->count; i++)
        if (field_is_ref((enum field)(k->first + i))) {
            wire->values[i] = (struct value)VALUE_INIT;
            wire->values[i].state = r->values[i].state;
        }
    for (i = 0; i < targets->n; i++) {
        size_t at = targets->v[i].field - k->first;

        strs_add(&wire->values[at].items, targets->v[i].uid);
    }
}

static void wire_release(struct record *wire)
{
    const struct kind_info *k = kind_info(wire->kind);
    size_t i;

    for (i = 0; i < k->count; i++)
        if (field_is_ref((enum field)(k->first + i)))
            value_release(&wire->values[i]);
    free(wire->values);
}

static void wire_sort(struct record *wire)
{
    const struct kind_info *k = kind_info(wire->kind);
    size_t i;

    for (i = 0; i < k->count; i++)
        if (field_is_ref((enum field)(k->first + i)))
            strs_sort_unique(&wire->values[i].items);
}

static int uid_add(struct store *s, enum field field, const char *ref,
                   struct rows_targets *out, struct error *err)
{
    struct place p;
    int got = place_find(s, ref, &p, err);

    if (got == 0)
        return store_missing(s, ref, err);
    if (got == 1)
        target_push(out, field, &p);
    return got < 0 ? -1 : 0;
}

/* The uids of all records that r, which is as it was loaded, names. */
static int uids_find(struct store *s, const struct record *r,
                     struct rows_targets *out, struct error *err)
{
    const struct kind_info *k = kind_info(r->kind);
    size_t i, n;

    for (i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);

        if (!field_is_ref(field))
            continue;
        for (n = 0; n < r->values[i].items.n; n++)
            if (uid_add(s, field, r->values[i].items.v[n], out, err) != 0)
                return -1;
    }
    return 0;
}

int store_digest(struct store *s, const struct record *r, char out[65],
                 struct error *err)
{
    struct rows_targets targets = { NULL, 0, 0 };
    unsigned char digest[SHA256_LEN];
    struct buf content = BUF_INIT;
    struct record wire;
    int failed = uids_find(s, r, &targets, err);

    if (!failed) {
        wire_init(&wire, r, &targets);
        wire_sort(&wire);
        image_add_content(&content, &wire);
        sha256_of(content.s, content.len, digest);
        sha256_hex(digest, out);
        buf_release(&content);
        wire_release(&wire);
    }
    free(targets.v);
    return failed;
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

int change_write(struct store *s, struct record *r, const struct record *old,
                 const struct buf *redaction, struct error *err)
{
    struct record wire;
    struct place parent;
    int failed;

    if (parent_of(s, r->ref, r->kind, &parent, err) != 0 ||
        targets_find(s, r, parent.id, err) != 0)
        return -1;
    r->version++;
    if (db_run(s, err,
               "UPDATE record SET version = ?1, removed = 0 WHERE id = ?2",
               "ii", r->version, r->id) != 0 ||
        (old && text_index_put(s, &s->change->index, old, false, err) != 0) ||
        rows_write(s, r, &s->change->targets, !old, err) != 0 ||
        text_index_put(s, &s->change->index, r, true, err) != 0)
        return -1;
    wire_init(&wire, r, &s->change->targets);
    wire_sort(&wire);
    failed = append_image(s, &wire, parent.uid, true, redaction, err);
    wire_release(&wire);
    return failed;
}

int change_write_removal(struct store *s, const struct record *old,
                         struct error *err)
{
    struct record wire = *old;
    char parent[UUID_TEXT];

    wire.version++;
    if (change_parent_uid(s, old->id, parent, err) != 0 ||
        text_index_put(s, &s->change->index, old, false, err) != 0 ||
        rows_erase(s, old->kind, old->id, err) != 0 ||
        db_run(s, err,
               "UPDATE record SET version = ?1, removed = 1 WHERE id = ?2",
               "ii", wire.version, old->id) != 0)
        return -1;
    return append_image(s, &wire, parent, false, NULL, err);
}

/* Says why a ref that is wanted for a new record is not free. */
static int ref_taken(const char *ref, const struct place *p, bool was,
                     struct error *err)
{
    if (was)
        return error_set(err, ERROR_FAILED,
                         _("'%s' is an earlier name of another record, and "
                           "stays reserved; choose another ref"),
                         ref);
    if (p->removed)
        return error_set(err, ERROR_FAILED,
                         _("'%s' is the ref of a record that was removed; "
                           "'larder undo %s' brings it back, or choose "
                           "another ref"),
                         ref, ref);
    return error_set(err, ERROR_FAILED,
                     _("'%s' is the ref of another record already (%s); "
                       "choose another ref"),
                     ref, kind_info(p->kind)->name);
}

/* Its ref is free; that its uid is, too, is seen when it is inserted. */
static int insert_place(struct store *s, const struct record *r, int64_t parent,
                        struct error *err)
{
    sqlite3_stmt *q =
        db_query(s, err,
                 "INSERT INTO record(uid, kind, ref, parent, version) VALUES "
                 "(?1, ?2, ?3, nullif(?4, 0), 0)",
                 "ttti", r->uid, kind_info(r->kind)->name, r->ref, parent);
    int got = q ? db_step(s, q, err) : -1;

    if (q && got < 0 &&
        sqlite3_extended_errcode(s->db) == SQLITE_CONSTRAINT_UNIQUE)
        error_set(err, ERROR_FAILED,
                  _("'%s' has the uid %s, which another record has; "
                    "leave the uid out, and it gets a new one"),
                  r->ref, r->uid);
    db_done(s, q);
    return got < 0 ? -1 : 0;
}

/* Makes the place of a record whose ref no other has. */
static int make_place(struct store *s, struct record *r, struct error *err)
{
    struct place p;
    int got = place_by_old_ref(s, r->ref, &p, err);

    if (got != 0)
        return got < 0 ? -1 : ref_taken(r->ref, &p, true, err);
    if (!*r->uid)
        uuid_new(r->uid);
    if (parent_of(s, r->ref, r->kind, &p, err) != 0 ||
        insert_place(s, r, p.id, err) != 0)
        return -1;
    r->id = sqlite3_last_insert_rowid(s->db);
    return 0;
}

/* The place of a new record: the one that was announced, or one made now. */
static int take_place(struct store *s, struct record *r, struct error *err)
{
    struct place p;
    int got = place_by_ref(s, r->ref, &p, err);

    if (got != 1)
        return got < 0 ? -1 : make_place(s, r, err);
    if (p.version != 0 || p.kind != r->kind ||
        (*r->uid && strcmp(r->uid, p.uid) != 0))
        return ref_taken(r->ref, &p, false, err);
    r->id = p.id;
    memcpy(r->uid, p.uid, sizeof r->uid);
    s->change->announced--;
    return 0;
}

static int put_new(struct store *s, struct record *r, struct error *err)
{
    if (ref_check(r->ref, r->kind, err) != 0)
        return -1;
    if (take_place(s, r, err) != 0)
        return -1;
    return change_write(s, r, NULL, NULL, err);
}

static int conflict(const struct record *r, bool gone, struct error *err)
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
        return got < 0 ? -1 : conflict(r, true, err);
    if (old.version != r->version) {
        record_release(&old);
        return conflict(r, false, err);
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
    failed = make_place(s, &r, err);
    if (!failed)
        s->change->announced++;
    record_release(&r);
    return failed;
}

/* ---- removing and renaming ---------------------------------------------- */

/* Refuses to remove what others name; children do not count. */
static int refuse_named(struct store *s, const char *ref, const char *root,
                        struct error *err)
{
    struct strs names = STRS_INIT;
    size_t i, len = strlen(root);
    int failed = store_referrers(s, ref, &names, err);

    for (i = 0; !failed && i < names.n; i++) {
        const char *name = names.v[i];

        if (strncmp(name, root, len) == 0 && (name[len] == '/' || !name[len]))
            continue;
        failed = error_set(err, ERROR_FAILED,
                           _("'%s' cannot be removed: '%s' names it; change "
                             "that first"),
                           ref, name);
    }
    strs_release(&names);
    return failed;
}

int change_children(struct store *s, int64_t id, struct strs *out,
                    struct error *err)
{
    sqlite3_stmt *q = db_query(s, err,
                               "SELECT ref FROM record WHERE parent = ?1 AND "
                               "removed = 0 ORDER BY ref",
                               "i", id);
    int got = -1;

    while (q && (got = db_step(s, q, err)) == 1)
        strs_add(out, db_text(q, 0));
    db_done(s, q);
    return got < 0 ? -1 : 0;
}

static int remove_one(struct store *s, const char *ref, const char *root,
                      struct error *err)
{
    struct record old;
    int failed;

    if (store_load(s, ref, &old, err) != 0)
        return -1;
    failed = refuse_named(s, ref, root, err);
    if (!failed)
        failed = change_write_removal(s, &old, err);
    record_release(&old);
    return failed;
}

int change_remove(struct store *s, const char *ref, int64_t version,
                  struct error *err)
{
    struct strs children = STRS_INIT;
    struct record old;
    size_t i;
    int failed;

    if (store_load(s, ref, &old, err) != 0)
        return -1;
    failed = version && version != old.version ? conflict(&old, false, err) : 0;
    if (!failed)
        failed = change_children(s, old.id, &children, err);
    for (i = 0; !failed && i < children.n; i++)
        failed = remove_one(s, children.v[i], old.ref, err);
    if (!failed)
        failed = remove_one(s, old.ref, old.ref, err);
    strs_release(&children);
    record_release(&old);
    return failed;
}

/* Is the ref free for this record?  One that it had before is. */
static int ref_free_for(struct store *s, const char *ref, int64_t id,
                        struct error *err)
{
    struct place p;
    int got = place_by_ref(s, ref, &p, err);

    if (got == 1)
        return ref_taken(ref, &p, false, err);
    if (got == 0)
        got = place_by_old_ref(s, ref, &p, err);
    if (got == 1 && p.id != id)
        return ref_taken(ref, &p, true, err);
    if (got == 1)
        return db_run(s, err, "DELETE FROM old_ref WHERE ref = ?1", "t", ref);
    return got;
}

static int rename_one(struct store *s, const char *ref, const char *new_ref,
                      struct error *err)
{
    struct record old, r;
    int failed;

    if (store_load(s, ref, &old, err) != 0)
        return -1;
    failed = ref_check(new_ref, old.kind, err);
    if (!failed)
        failed = ref_free_for(s, new_ref, old.id, err);
    if (!failed)
        failed = db_run(s, err, "UPDATE record SET ref = ?1 WHERE id = ?2",
                        "ti", new_ref, old.id);
    if (!failed)
        failed = db_run(s, err, "INSERT INTO old_ref VALUES (?1, ?2)", "ti",
                        old.ref, old.id);
    if (!failed) {
        record_copy(&r, &old);
        free(r.ref);
        r.ref = xstrdup(new_ref);
        failed = change_write(s, &r, &old, NULL, err);
        record_release(&r);
    }
    record_release(&old);
    return failed;
}

static int refuse_other_parent(const char *ref, const char *new_ref,
                               struct error *err)
{
    size_t len = ref_parent_len(ref);

    if (len == ref_parent_len(new_ref) && strncmp(ref, new_ref, len) == 0)
        return 0;
    return error_set(err, ERROR_USAGE,
                     _("'%s' cannot become '%s': a rename keeps the record "
                       "where it is; 'larder copy' makes another one there"),
                     ref, new_ref);
}

int change_rename(struct store *s, const char *ref, const char *new_ref,
                  struct error *err)
{
    struct strs children = STRS_INIT;
    struct record old;
    size_t i;
    int failed;

    if (store_load(s, ref, &old, err) != 0)
        return -1;
    failed = refuse_other_parent(old.ref, new_ref, err);
    if (!failed)
        failed = change_children(s, old.id, &children, err);
    if (!failed)
        failed = rename_one(s, old.ref, new_ref, err);
    for (i = 0; !failed && i < children.n; i++) {
        char *moved =
            xasprintf("%s%s", new_ref, children.v[i] + strlen(old.ref));

        failed = rename_one(s, children.v[i], moved, err);
        free(moved);
    }
    strs_release(&children);
    record_release(&old);
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
