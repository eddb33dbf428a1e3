/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/i18n.h"
#include "cli/args.h"
#include "cli/deed.h"
#include "store/read.h"

static int rename_record(struct deed *d, const struct record *r,
                         const char *given, struct error *err)
{
    struct buf ref = BUF_INIT;
    int failed = arg_new_ref(&ref, d->store, r->kind, given, r->ref, err);

    if (!failed)
        failed = change_rename(d->store, r->ref, ref.s, err);
    if (!failed)
        deed_line(d,
                  d->dry_run ? _("would rename %s '%s' to '%s'")
                             : _("renamed %s '%s' to '%s'"),
                  kind_info(r->kind)->name, r->ref, ref.s);
    buf_release(&ref);
    return failed;
}

int cmd_rename(struct call *c, struct error *err)
{
    struct record r;
    struct deed d;
    int failed;

    if (deed_begin(&d, c, "rename", err) != 0)
        return -1;
    failed = store_load(d.store, c->args[0], &r, err);
    if (!failed) {
        failed = rename_record(&d, &r, c->args[1], err);
        record_release(&r);
    }
    return deed_end(&d, failed, err);
}
