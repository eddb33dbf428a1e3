/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/change.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/ref.h"
#include "store/change_state.h"
#include "store/db.h"
#include "store/place.h"
#include "store/read.h"

/* Is the ref free for this record?  One that it had before is. */
static int ref_free_for(struct store *s, const char *ref, int64_t id,
                        struct error *err)
{
    struct place p;
    int got = place_by_ref(s, ref, &p, err);

    if (got == 1)
        return place_taken(ref, &p, false, err);
    if (got == 0)
        got = place_by_old_ref(s, ref, &p, err);
    if (got == 1 && p.id != id)
        return place_taken(ref, &p, true, err);
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
    place_forget(s);
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
