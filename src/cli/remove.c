/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/i18n.h"
#include "cli/deed.h"
#include "store/read.h"

static int count_children(struct store *s, const struct record *r, size_t *n,
                          struct error *err)
{
    int failed = 0;

    *n = 0;
    for (int kind = 0; kind < KIND_COUNT && !failed; kind++) {
        struct records l = RECORDS_INIT;

        if (kind_info((enum kind)kind)->parent != r->kind)
            continue;
        failed = store_children(s, r->ref, (enum kind)kind, &l, err);
        *n += l.n;
        records_release(&l);
    }
    return failed;
}

static void say_removed(struct deed *d, const struct record *r, size_t n)
{
    const char *kind = kind_info(r->kind)->name;

    if (d->dry_run)
        deed_line(d, _("would remove %s '%s'"), kind, r->ref);
    else
        deed_line(d, _("removed %s '%s'; 'larder undo %s' brings it back"),
                  kind, r->ref, r->ref);
    if (n)
        deed_line(d,
                  ngettext("with it %zu record that belongs to it",
                           "with it %zu records that belong to it", n),
                  n);
}

static int remove_one(struct deed *d, const char *ref, struct error *err)
{
    struct record r;
    size_t n;
    int failed;

    if (store_load(d->store, ref, &r, err) != 0)
        return -1;
    failed = count_children(d->store, &r, &n, err);
    if (!failed)
        failed = change_remove(d->store, r.ref, r.version, err);
    if (!failed)
        say_removed(d, &r, n);
    record_release(&r);
    return failed;
}

int cmd_remove(struct call *c, struct error *err)
{
    struct deed d;
    int failed = 0;

    if (deed_begin(&d, c, "remove", err) != 0)
        return -1;
    for (size_t i = 0; i < c->n && !failed; i++)
        failed = remove_one(&d, c->args[i], err);
    return deed_end(&d, failed, err);
}
