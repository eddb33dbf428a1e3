/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <stdlib.h>
#include <string.h>

#include "base/hex.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/change.h"
#include "store/change_state.h"
#include "store/db.h"
#include "store/history_state.h"
#include "store/read.h"
#include "store/tlv.h"

/* One record that the change to be undone touched. */
struct touched {
    int64_t record;
    int64_t first; /* its first entry in that change                       */
    int64_t last;
    bool there; /* was it there before?                                 */
    struct image before;
};

struct touched_list {
    struct touched *v;
    size_t n;
    size_t room;
};

static void touched_release(struct touched_list *l)
{
    size_t i;

    for (i = 0; i < l->n; i++)
        if (l->v[i].there)
            image_release(&l->v[i].before);
    free(l->v);
}

static int touched_read(struct store *s, const unsigned char *change,
                        struct touched_list *out, struct error *err)
{
    sqlite3_stmt *q =
        db_query(s, err,
                 "SELECT record, min(seq), max(seq) FROM history WHERE change "
                 "= ?1 AND record IS NOT NULL GROUP BY record ORDER BY "
                 "min(seq) DESC",
                 "b", (const void *)change, (size_t)ENTRY_CHANGE);
    int got = -1;

    while (q && (got = db_step(s, q, err)) == 1) {
        ARRAY_GROW(out->v, out->n, out->room);
        out->v[out->n++] =
            (struct touched){ .record = sqlite3_column_int64(q, 0),
                              .first = sqlite3_column_int64(q, 1),
                              .last = sqlite3_column_int64(q, 2) };
    }
    db_done(s, q);
    return got < 0 ? -1 : 0;
}

static char *ref_of(struct store *s, int64_t record)
{
    sqlite3_stmt *q =
        db_query(s, NULL, "SELECT ref FROM record WHERE id = ?1", "i", record);
    char *ref = q && db_step(s, q, NULL) == 1 ? xstrdup(db_text(q, 0)) : NULL;

    db_done(s, q);
    return ref ? ref : xstrdup("?");
}

/* Is the record now as the image says?  1, 0 or -1. */
static int is_as(struct store *s, int64_t record, const struct image *image,
                 struct error *err)
{
    struct record now;
    int got = rows_read(s, record, ROWS_UIDS, &now, err);

    if (got <= 0)
        return got < 0 ? -1 : !image->live;
    got = image->live && strcmp(image->r.ref, now.ref) == 0 &&
          record_same(&image->r, &now);
    record_release(&now);
    return got;
}

/*
 * Refuses where the record is no longer as the change to be undone left it.
 * Later changes that were undone themselves do not matter.
 */
static int refuse_changed_since(struct store *s, const struct touched *t,
                                struct error *err)
{
    struct image after;
    char *ref;
    int got = history_image_before(s, t->record, t->last + 1, &after, err);

    if (got == 1) {
        got = is_as(s, t->record, &after, err);
        image_release(&after);
    }
    if (got != 0)
        return got < 0 ? -1 : 0;
    ref = ref_of(s, t->record);
    error_set(err, ERROR_CONFLICT,
              _("this cannot be undone: '%s' was changed since, or its image "
                "was redacted; see 'larder history %s', and use 'larder set'"),
              ref, ref);
    free(ref);
    return -1;
}

/* How the record was before; an erased image cannot come back. */
static int before_read(struct store *s, struct touched *t, struct error *err)
{
    int64_t erased = 0;
    int got = history_image_before(s, t->record, t->first, &t->before, err);

    if (got < 0)
        return -1;
    if (got == 1) {
        t->there = true;
        return 0;
    }
    got = db_int(s, &erased, err,
                 "SELECT seq FROM history WHERE record = ?1 AND seq < ?2 LIMIT "
                 "1",
                 "ii", t->record, t->first);
    if (got != 1)
        return got;
    return error_set(err, ERROR_FAILED,
                     _("this cannot be undone: how the record was before has "
                       "been redacted"));
}

/* The refs of today in the place of uids, so that the gate can check them. */
static int names_today(struct store *s, struct record *r, struct error *err)
{
    const struct kind_info *k = kind_info(r->kind);
    size_t i;

    for (i = 0; i < k->count; i++) {
        struct strs *items = &r->values[i].items;

        if (!field_is_ref((enum field)(k->first + i)))
            continue;
        if (history_refs_today(s, items, err) != 0)
            return -1;
        strs_sort_unique(items);
    }
    return 0;
}

/* A record gets the ref that it had, and gives up the one it has. */
static int ref_back(struct store *s, int64_t record, const char *now,
                    const char *was, struct error *err)
{
    if (strcmp(now, was) == 0)
        return 0;
    if (db_run(s, err, "DELETE FROM old_ref WHERE ref = ?1 AND record = ?2",
               "ti", was, record) != 0 ||
        db_run(s, err, "UPDATE record SET ref = ?1 WHERE id = ?2", "ti", was,
               record) != 0)
        return -1;
    return db_run(s, err, "INSERT INTO old_ref VALUES (?1, ?2)", "ti", now,
                  record);
}

/* All that come back are there before any is written: they name each other. */
static int wake(struct store *s, const struct touched *t, struct error *err)
{
    char *now;
    int failed;

    if (!t->there || !t->before.live)
        return 0;
    now = ref_of(s, t->record);
    failed = ref_back(s, t->record, now, t->before.r.ref, err);
    free(now);
    return failed
               ? -1
               : db_run(s, err, "UPDATE record SET removed = 0 WHERE id = ?1",
                        "i", t->record);
}

static int64_t version_of(struct store *s, int64_t record)
{
    int64_t version = 0;

    db_int(s, &version, NULL, "SELECT version FROM record WHERE id = ?1", "i",
           record);
    return version;
}

/* `old` is what is there now, read before anything was woken, or NULL. */
static int bring_back(struct store *s, struct touched *t,
                      const struct record *old, struct error *err)
{
    struct record *r = &t->before.r;

    if (names_today(s, r, err) != 0)
        return -1;
    r->id = t->record;
    r->version = version_of(s, t->record);
    return change_write(s, r, old, NULL, err);
}

/* Refuses to have taken away what others, which stay, hang on to. */
static int refuse_held(struct store *s, const struct record *r,
                       struct error *err)
{
    struct strs held = STRS_INIT;
    int failed = change_children(s, r->id, &held, err);

    if (!failed)
        failed = rows_referrers(s, r->id, &held, err);
    if (!failed && held.n)
        failed = error_set(err, ERROR_CONFLICT,
                           _("this cannot be undone: '%s' was added by it, and "
                             "'%s' hangs on to it by now"),
                           r->ref, held.v[0]);
    strs_release(&held);
    return failed;
}

static bool goes(const struct touched *t, bool is_there)
{
    return is_there && !(t->there && t->before.live);
}

/*
 * Takes away what was added.  Only then is it seen who still hangs on to it:
 * what goes together may name each other.
 */
static int take_all_away(struct store *s, const struct touched_list *l,
                         const struct record *now, const bool *is_there,
                         struct error *err)
{
    size_t i;

    for (i = 0; i < l->n; i++)
        if (goes(&l->v[i], is_there[i]) &&
            change_write_removal(s, &now[i], err) != 0)
            return -1;
    for (i = 0; i < l->n; i++)
        if (goes(&l->v[i], is_there[i]) && refuse_held(s, &now[i], err) != 0)
            return -1;
    return 0;
}

/* Undoes what happened to each record: those that come back first. */
static int undo_all(struct store *s, struct touched_list *l,
                    const struct record *now, const bool *is_there,
                    struct error *err)
{
    size_t i;

    for (i = 0; i < l->n; i++)
        if (wake(s, &l->v[i], err) != 0)
            return -1;
    for (i = l->n; i-- > 0;) {
        struct touched *t = &l->v[i];

        if (t->there && t->before.live &&
            bring_back(s, t, is_there[i] ? &now[i] : NULL, err) != 0)
            return -1;
    }
    return take_all_away(s, l, now, is_there, err);
}

static int undo_touched(struct store *s, struct touched_list *l,
                        struct error *err)
{
    struct record *now = xcalloc(l->n, sizeof *now);
    bool *is_there = xcalloc(l->n, sizeof *is_there);
    int failed = 0;
    size_t i;

    for (i = 0; i < l->n && !failed; i++) {
        int got = refuse_changed_since(s, &l->v[i], err);

        if (got == 0)
            got = before_read(s, &l->v[i], err);
        if (got == 0)
            got = rows_read(s, l->v[i].record, ROWS_REFS, &now[i], err);
        is_there[i] = got == 1;
        failed = got < 0;
    }
    if (!failed)
        failed = undo_all(s, l, now, is_there, err);
    for (i = 0; i < l->n; i++)
        if (is_there[i])
            record_release(&now[i]);
    free(now);
    free(is_there);
    return failed ? -1 : 0;
}

/* Operations that no one can take back. */
static bool lasts(const char *operation)
{
    static const char *const lasting[] = { "init", "issue", "migrate",
                                           "redact" };
    size_t i;

    for (i = 0; i < sizeof lasting / sizeof *lasting; i++)
        if (strcmp(operation, lasting[i]) == 0)
            return true;
    return false;
}

static int refuse_lasting(struct store *s, const unsigned char *change,
                          struct error *err)
{
    sqlite3_stmt *q = db_query(
        s, err, "SELECT operation FROM history WHERE change = ?1 LIMIT 1", "b",
        (const void *)change, (size_t)ENTRY_CHANGE);
    int got = q ? db_step(s, q, err) : -1;

    if (got == 0)
        error_set(err, ERROR_USAGE,
                  _("the history knows no such change; 'larder history' lists "
                    "them"));
    else if (got == 1 && lasts(db_text(q, 0)))
        got = error_set(err, ERROR_USAGE,
                        _("a change of the kind '%s' cannot "
                          "be undone"),
                        db_text(q, 0));
    db_done(s, q);
    return got == 1 ? 0 : -1;
}

/* What had no effect is undone, too: else it would be found again for ever. */
static int leave_trace(struct store *s, struct error *err)
{
    struct buf body = BUF_INIT;
    int failed;

    if (s->change->end.tree.size >= s->change->first)
        return 0;
    tlv_adds(&body, IMAGE_ACTOR, s->actor);
    failed = change_append(s, &body, 0, err);
    buf_release(&body);
    return failed;
}

int change_undo(struct store *s, const char *uuid, struct error *err)
{
    struct touched_list l = { NULL, 0, 0 };
    struct change_state *c = s->change;
    int failed;

    if (!uuid_valid(uuid))
        return error_set(err, ERROR_USAGE,
                         _("'%s' is not the UUID of a change; 'larder history' "
                           "lists them"),
                         uuid);
    entry_uuid_bytes(uuid, c->undone);
    c->undoes = true;
    failed = refuse_lasting(s, c->undone, err);
    if (!failed)
        failed = touched_read(s, c->undone, &l, err);
    if (!failed)
        failed = undo_touched(s, &l, err);
    if (!failed)
        failed = leave_trace(s, err);
    touched_release(&l);
    return failed;
}

/* ---- which change is next ----------------------------------------------- */

/* One change, as the walk back over the history meets it. */
struct step {
    int64_t first;
    unsigned char id[ENTRY_CHANGE];
    unsigned char undone[ENTRY_CHANGE];
    bool undoes;
    bool again; /* it is a redo                                            */
    bool lasts; /* it cannot be undone                                     */
};

/* The newest change before an entry: 1, 0 or -1. */
static int step_read(struct store *s, int64_t before, struct step *out,
                     struct error *err)
{
    sqlite3_stmt *q =
        db_query(s, err,
                 "SELECT h.change, h.undone, h.operation, (SELECT min(seq) "
                 "FROM history x WHERE x.change = h.change) FROM history h "
                 "WHERE h.seq < ?1 ORDER BY h.seq DESC LIMIT 1",
                 "i", before);
    int got = q ? db_step(s, q, err) : -1;

    if (got == 1 && sqlite3_column_bytes(q, 0) != ENTRY_CHANGE)
        got = 0; /* damaged: verify names it */
    if (got == 1) {
        const char *operation = db_text(q, 2);

        *out = (struct step){ .first = sqlite3_column_int64(q, 3) };
        memcpy(out->id, sqlite3_column_blob(q, 0), ENTRY_CHANGE);
        out->undoes = sqlite3_column_bytes(q, 1) == ENTRY_CHANGE;
        if (out->undoes)
            memcpy(out->undone, sqlite3_column_blob(q, 1), ENTRY_CHANGE);
        out->again = strcmp(operation, "redo") == 0;
        out->lasts = lasts(operation);
    }
    db_done(s, q);
    return got;
}

/* Does the change touch the record, or a child of it? */
static int step_touches(struct store *s, const struct step *step, int64_t id,
                        struct error *err)
{
    int64_t seq;

    if (!id)
        return 1;
    return db_int(s, &seq, err,
                  "SELECT h.seq FROM history h JOIN record r ON r.id = "
                  "h.record WHERE h.change = ?1 AND (r.id = ?2 OR r.parent = "
                  "?2) LIMIT 1",
                  "bi", (const void *)step->id, (size_t)ENTRY_CHANGE, id);
}

static int step_refs(struct store *s, const struct step *step,
                     struct strs *refs, struct error *err)
{
    sqlite3_stmt *q =
        db_query(s, err,
                 "SELECT DISTINCT r.ref FROM history h JOIN "
                 "record r ON r.id = h.record WHERE h.change = "
                 "?1 ORDER BY h.seq LIMIT 100",
                 "b", (const void *)step->id, (size_t)ENTRY_CHANGE);
    int got = -1;

    while (q && (got = db_step(s, q, err)) == 1)
        strs_add(refs, db_text(q, 0));
    db_done(s, q);
    return got < 0 ? -1 : 0;
}

static void cancel(struct strs *cancelled, const unsigned char *id)
{
    char hex[2 * ENTRY_CHANGE + 1];

    hex_encode(id, ENTRY_CHANGE, hex);
    strs_add(cancelled, hex);
}

static bool is_cancelled(const struct strs *cancelled, const unsigned char *id)
{
    char hex[2 * ENTRY_CHANGE + 1];

    hex_encode(id, ENTRY_CHANGE, hex);
    return strs_has(cancelled, hex);
}

/*
 * Walks back: a change that a later one undid has no effect, and neither has
 * what it undid itself.  To undo: the newest that is no undo and still has its
 * effect.  To redo: the newest undo that still has, if nothing else came
 * after it.
 */
static int find_step(struct store *s, int64_t id, bool redo, struct step *out,
                     struct error *err)
{
    struct strs cancelled = STRS_INIT;
    int64_t before = INT64_MAX;
    int got;

    while ((got = step_read(s, before, out, err)) == 1) {
        before = out->first;
        got = step_touches(s, out, id, err);
        if (got < 0)
            break;
        if (got == 0 || is_cancelled(&cancelled, out->id) || out->lasts)
            continue;
        if (redo && !out->undoes) {
            got = 0;
            break;
        }
        if (redo ? !out->again : !out->undoes) {
            got = 1;
            break;
        }
        cancel(&cancelled, out->undone);
    }
    strs_release(&cancelled);
    return got;
}

int history_last(struct store *s, const char *ref, bool redo,
                 char uuid[UUID_TEXT], struct strs *refs, struct error *err)
{
    struct step step;
    int64_t id = 0;
    int got;

    if (ref && store_find_ever(s, ref, &id, err) != 0)
        return -1;
    got = find_step(s, id, redo, &step, err);
    if (got != 1)
        return got;
    entry_uuid_text(step.id, uuid);
    return refs && step_refs(s, &step, refs, err) != 0 ? -1 : 1;
}
