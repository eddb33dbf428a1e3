/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "app/defaults.h"
#include "base/i18n.h"
#include "cli/args.h"
#include "cli/assign.h"
#include "cli/deed.h"

/* The one organisation needs no name. */
static const char *given_ref(const struct call *c, enum kind kind,
                             size_t *first)
{
    *first = 1;
    if (c->n > 1 && !assign_is(c->args[1])) {
        *first = 2;
        return c->args[1];
    }
    return kind == KIND_ORGANISATION ? "organisation" : NULL;
}

/* Says what came from the organisation. */
static void say_filled(struct deed *d, const struct strs *filled)
{
    struct buf names = BUF_INIT;

    for (size_t i = 0; i < filled->n; i++)
        buf_addf(&names, "%s%s", i ? ", " : "", filled->v[i]);
    if (filled->n)
        deed_line(d, _("from the organisation: %s"), names.s);
    buf_release(&names);
}

static int put(struct deed *d, struct call *c, enum kind kind, const char *ref,
               size_t first, struct error *err)
{
    struct strs given = STRS_INIT, filled = STRS_INIT;
    struct record r;
    int failed;

    record_init(&r, kind, ref);
    failed = assign_apply(&r, c->args + first, c->n - first, err);
    assign_fields(&given, c->args + first, c->n - first);
    if (!failed)
        failed = defaults_fill(&r, d->store, &given, &filled, err);
    if (!failed)
        failed = deed_put(d, &r, err);
    if (!failed)
        say_filled(d, &filled);
    record_release(&r);
    strs_release(&given);
    strs_release(&filled);
    return failed;
}

int cmd_add(struct call *c, struct error *err)
{
    struct buf ref = BUF_INIT;
    enum kind kind;
    struct deed d;
    size_t first;
    const char *given;
    int failed;

    if (kind_parse(&kind, c->args[0], err) != 0)
        return -1;
    given = given_ref(c, kind, &first);
    if (!given)
        return error_set(err, ERROR_USAGE,
                         _("the ref of the new %s is missing; it stands "
                           "after the kind"),
                         kind_info(kind)->name);
    if (deed_begin(&d, c, "add", err) != 0)
        return -1;
    failed = arg_new_ref(&ref, d.store, kind, given, NULL, err);
    if (!failed)
        failed = put(&d, c, kind, ref.s, first, err);
    buf_release(&ref);
    return deed_end(&d, failed, err);
}
