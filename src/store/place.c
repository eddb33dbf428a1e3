/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/place.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/ref.h"
#include "store/change_state.h"
#include "store/db.h"

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

int place_by_ref(struct store *s, const char *ref, struct place *out,
                 struct error *err)
{
    return place_read(s,
                      db_query(s, err,
                               "SELECT id, version, parent, kind, removed, "
                               "uid FROM record WHERE ref = ?1",
                               "t", ref),
                      out, err);
}

int place_by_old_ref(struct store *s, const char *ref, struct place *out,
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
int place_find(struct store *s, const char *ref, struct place *out,
               struct error *err)
{
    int got = place_by_ref(s, ref, out, err);

    return got == 0 ? place_by_old_ref(s, ref, out, err) : got;
}

/* Children come one after the other: the last parent is remembered. */
static int parent_read(struct store *s, const char *ref, struct place *out,
                       struct error *err)
{
    struct change_state *c = s->change;
    int got = 1;

    if (!c->parent_ref || strcmp(c->parent_ref, ref) != 0) {
        place_forget(s);
        got = place_by_ref(s, ref, &c->parent, err);
        if (got == 1)
            c->parent_ref = xstrdup(ref);
    }
    *out = c->parent;
    return got;
}

void place_forget(struct store *s)
{
    free(s->change->parent_ref);
    s->change->parent_ref = NULL;
}

int place_parent(struct store *s, const char *ref, enum kind kind,
                 struct place *out, struct error *err)
{
    enum kind parent = kind_info(kind)->parent;
    char *name;
    int got;

    *out = (struct place){ 0 };
    if (parent == KIND_NONE)
        return 0;
    name = xstrndup(ref, ref_parent_len(ref));
    got = parent_read(s, name, out, err);
    if (got >= 0 && (got == 0 || out->removed || out->kind != parent))
        got = error_set(err, ERROR_FAILED,
                        _("there is no %s '%s' to which '%s' could belong; "
                          "add it first"),
                        kind_info(parent)->name, name, ref);
    free(name);
    return got < 0 ? -1 : 0;
}

int place_taken(const char *ref, const struct place *p, bool was,
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
