/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/change.h"

#include <string.h>

#include "base/i18n.h"
#include "store/change_state.h"
#include "store/db.h"
#include "store/read.h"

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
    failed = version && version != old.version
                 ? change_conflict(&old, false, err)
                 : 0;
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
