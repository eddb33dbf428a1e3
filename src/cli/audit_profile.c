/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "cli/audit_profile.h"

#include <stdlib.h>
#include <string.h>

#include "app/pager.h"
#include "app/status.h"
#include "audit/coverage_report.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"

/* Cells of a line, where there is no terminal. */
enum { WIDTH = 80 };

int no_profile(const char *id, struct error *err)
{
    const struct profile *p;
    struct nearest near;

    nearest_init(&near, id);
    for (size_t i = 0; (p = profile_at(i)); i++)
        nearest_offer(&near, p->id);
    if (near.best)
        return error_set(err, ERROR_USAGE,
                         _("there is no profile '%s'; did you mean '%s'?"), id,
                         near.best);
    return error_set(err, ERROR_USAGE,
                     _("there is no profile '%s'; 'larder explain profiles' "
                       "lists them"),
                     id);
}

int profiles_parse(struct profile_list *out, const char *ids, struct error *err)
{
    struct strs names = STRS_INIT;
    int failed = 0;

    *out = (struct profile_list){ 0 };
    strs_split(&names, ids, ',');
    if (names.n == 0)
        failed = no_profile(ids, err);
    for (size_t i = 0; i < names.n && !failed; i++) {
        const struct profile *p = profile_find(names.v[i]);

        if (!p) {
            failed = no_profile(names.v[i], err);
        } else {
            ARRAY_GROW(out->v, out->n, out->room);
            out->v[out->n++] = p;
        }
    }
    strs_release(&names);
    if (failed)
        profiles_release(out);
    return failed;
}

void profiles_release(struct profile_list *l)
{
    free(l->v);
    *l = (struct profile_list){ 0 };
}

/* NULL: profiles have no such format. */
static const struct coverage_format *format_of(const struct call *c)
{
    static const char *const names[] = { "text", "json", "csv" };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (call_format_is(c, names[i]))
            return coverage_format(names[i]);
    return NULL;
}

/* Of several profiles only text can be read one behind the other. */
static int check_call(const struct call *c, const struct coverage_format *f,
                      const struct profile_list *l, struct error *err)
{
    if (!f)
        return error_set(err, ERROR_USAGE,
                         _("a profile is not written as %s; the formats are "
                           "text, json and csv"),
                         call_format(c));
    if (f->machine && l->n > 1)
        return error_set(err, ERROR_USAGE,
                         _("one %s file holds one profile: name only one"),
                         call_format(c));
    return 0;
}

static int report(struct call *c, const struct profile_list *l,
                  struct error *err)
{
    const struct coverage_format *f = format_of(c);
    struct coverage_options o = { .refs = c->args, .refs_n = c->n };
    size_t width = pager_width();
    enum severity limit =
        severity_find(options_text(&c->options, OPTION_FAIL_ON));
    bool fails = false;

    if (*c->session.as_of)
        o.as_of = c->session.as_of;
    if (check_call(c, f, l, err) != 0)
        return -1;
    for (size_t i = 0; i < l->n; i++) {
        struct coverage_totals totals;

        if (i)
            putchar('\n');
        if (coverage_report(c->session.store, l->v[i], &o, f,
                            width ? width : WIDTH, stdout, &totals, err) != 0)
            return -1;
        fails |= coverage_fails(&totals, limit);
    }
    return fails ? STATUS_FINDINGS : STATUS_FINE;
}

int audit_profile(struct call *c, struct error *err)
{
    struct profile_list l;
    int status;

    if (profiles_parse(&l, options_text(&c->options, OPTION_PROFILE), err) != 0)
        return -1;
    status = report(c, &l, err);
    profiles_release(&l);
    return status;
}
