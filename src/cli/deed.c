/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "cli/deed.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "cli/say.h"

int deed_begin(struct deed *d, struct call *c, const char *operation,
               struct error *err)
{
    struct change_info info = { .operation = operation };

    *d = (struct deed){ .store = c->session.store };
    info.dry_run = d->dry_run = options_has(&c->options, OPTION_DRY_RUN);
    session_introduce(&c->session);
    return change_begin(d->store, &info, err);
}

static char *put_words(const struct deed *d, const struct record *r,
                       enum change_outcome outcome)
{
    const char *kind = kind_info(r->kind)->name;
    long long version = r->version;

    if (outcome == CHANGE_SAME)
        return xasprintf(_("%s '%s' is so already (version %lld)"), kind,
                         r->ref, version);
    if (outcome == CHANGE_ADDED)
        return xasprintf(d->dry_run ? _("would add %s '%s' (version %lld)")
                                    : _("added %s '%s' (version %lld)"),
                         kind, r->ref, version);
    return xasprintf(d->dry_run ? _("would change %s '%s' (version %lld)")
                                : _("changed %s '%s' (version %lld)"),
                     kind, r->ref, version);
}

int deed_put(struct deed *d, struct record *r, struct error *err)
{
    enum change_outcome outcome;

    persons_look(&d->persons, d->store, r);
    if (change_put(d->store, r, &outcome, err) != 0)
        return -1;
    d->outcomes[outcome]++;
    if (!d->quiet)
        strs_take(&d->lines, put_words(d, r, outcome));
    return 0;
}

void deed_line(struct deed *d, const char *fmt, ...)
{
    char *line;
    va_list args;

    va_start(args, fmt);
    if (vasprintf(&line, fmt, args) < 0)
        bug("cannot format '%s'", fmt);
    va_end(args);
    strs_take(&d->lines, line);
}

int deed_end(struct deed *d, int failed, struct error *err)
{
    if (failed)
        change_rollback(d->store);
    else
        failed = change_commit(d->store, err);
    for (size_t i = 0; !failed && i < d->lines.n; i++)
        say("%s", d->lines.v[i]);
    if (!failed)
        persons_warn(&d->persons, d->dry_run);
    strs_release(&d->lines);
    persons_release(&d->persons);
    return failed ? -1 : 0;
}
