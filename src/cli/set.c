/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "cli/assign.h"
#include "cli/deed.h"
#include "model/filter.h"
#include "store/list.h"
#include "store/read.h"

/* Assignments behind the refs. */
struct assignments {
    const char *const *v;
    size_t n;
};

static int set_loaded(struct deed *d, struct record *r,
                      const struct assignments *a, struct error *err)
{
    int failed = assign_apply(r, a->v, a->n, err);

    if (!failed)
        failed = deed_put(d, r, err);
    if (failed)
        error_prefix(err, "%s", r->ref);
    record_release(r);
    return failed;
}

static int set_refs(struct deed *d, const char *const *refs, size_t n,
                    const struct assignments *a, struct error *err)
{
    struct record r;

    for (size_t i = 0; i < n; i++)
        if (store_load(d->store, refs[i], &r, err) != 0 ||
            set_loaded(d, &r, a, err) != 0)
            return -1;
    return 0;
}

/* --- in bulk -------------------------------------------------------------- */

struct numbers {
    int64_t *v;
    size_t n;
    size_t room;
};

static int number_add(const struct list_row *row, void *data, struct error *err)
{
    struct numbers *l = data;

    (void)err;
    ARRAY_GROW(l->v, l->n, l->room);
    l->v[l->n++] = row->id;
    return 0;
}

static void say_bulk(struct deed *d)
{
    size_t n = d->outcomes[CHANGE_CHANGED];
    size_t same = d->outcomes[CHANGE_SAME];

    if (d->dry_run)
        deed_line(
            d,
            ngettext("would change %zu record", "would change %zu records", n),
            n);
    else
        deed_line(d, ngettext("changed %zu record", "changed %zu records", n),
                  n);
    if (same)
        deed_line(d,
                  ngettext("%zu record was so already",
                           "%zu records were so already", same),
                  same);
}

static int set_all(struct deed *d, const struct list_query *q,
                   const struct assignments *a, struct error *err)
{
    struct numbers l = { NULL, 0, 0 };
    struct record r;
    int failed = list_each(d->store, q, number_add, &l, err);

    d->quiet = true;
    for (size_t i = 0; !failed && i < l.n; i++) {
        failed = store_load_id(d->store, l.v[i], &r, err);
        if (!failed)
            failed = set_loaded(d, &r, a, err);
    }
    free(l.v);
    if (!failed)
        say_bulk(d);
    return failed;
}

static int set_where(struct deed *d, struct call *c, enum kind kind,
                     const struct assignments *a, struct error *err)
{
    struct list_query q = { .kind = kind, .sort = FIELD_COUNT };
    struct filter *filter;
    int failed;

    if (filter_parse(&filter, kind, options_text(&c->options, OPTION_WHERE),
                     err) != 0)
        return -1;
    if (!filter)
        return error_set(err, ERROR_USAGE,
                         _("--where is empty, which would change all; say so "
                           "with a filter that is true of all, such as "
                           "'ref~\"\"'"));
    q.filter = filter;
    failed = set_all(d, &q, a, err);
    filter_free(filter);
    return failed;
}

/* --- the command --------------------------------------------------------- */

static int check_words(const struct call *c, size_t names, enum kind *kind,
                       struct error *err)
{
    bool bulk = options_has(&c->options, OPTION_WHERE);

    *kind = KIND_DATASET;
    if (names == c->n)
        return error_set(err, ERROR_USAGE,
                         _("nothing to set; give FIELD=VALUE after the refs"));
    for (size_t i = names; i < c->n; i++)
        if (!assign_is(c->args[i]))
            return error_set(err, ERROR_USAGE,
                             _("'%s' is no assignment; write FIELD=VALUE, and "
                               "refs in front"),
                             c->args[i]);
    if (!bulk && names == 0)
        return error_set(err, ERROR_USAGE,
                         _("nothing to change; give a ref, or --where"));
    if (bulk && names > 1)
        return error_set(err, ERROR_USAGE,
                         _("--where takes one kind, and no refs; leave them "
                           "out"));
    return bulk && names == 1 ? kind_parse(kind, c->args[0], err) : 0;
}

int cmd_set(struct call *c, struct error *err)
{
    size_t names = assign_first(c->args, c->n);
    struct assignments a = { c->args + names, c->n - names };
    struct deed d;
    enum kind kind;
    int failed;

    if (check_words(c, names, &kind, err) != 0 ||
        deed_begin(&d, c, "set", err) != 0)
        return -1;
    if (options_has(&c->options, OPTION_WHERE))
        failed = set_where(&d, c, kind, &a, err);
    else
        failed = set_refs(&d, c->args, names, &a, err);
    return deed_end(&d, failed, err);
}
