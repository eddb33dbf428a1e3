/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "cli/args.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "model/ref.h"
#include "store/read.h"

int arg_kind(enum kind *out, const char *name, struct error *err)
{
    const char *near;

    *out = kind_find(name);
    if (*out != KIND_NONE)
        return 0;
    near = kind_nearest(name);
    if (near)
        return error_set(err, ERROR_USAGE,
                         _("there is no kind '%s'; did you mean '%s'?"), name,
                         near);
    return error_set(err, ERROR_USAGE,
                     _("there is no kind '%s'; 'larder explain kinds' lists "
                       "them"),
                     name);
}

int arg_field(enum field *out, enum kind kind, const char *name,
              struct error *err)
{
    const char *of = kind_info(kind)->name;
    const char *near;

    *out = field_find(kind, name);
    if (*out != FIELD_COUNT)
        return 0;
    near = field_nearest(kind, name);
    if (near)
        return error_set(err, ERROR_USAGE,
                         _("the kind %s has no field '%s'; did you mean "
                           "'%s'?"),
                         of, name, near);
    return error_set(err, ERROR_USAGE,
                     _("the kind %s has no field '%s'; 'larder explain %s' "
                       "lists them"),
                     of, name, of);
}

static int next_number(struct buf *out, struct store *s, enum kind kind,
                       const char *parent, struct error *err)
{
    struct record r;
    int64_t number;

    if (store_load(s, parent, &r, err) != 0)
        return -1;
    buf_addf(out, "%s/%s/", r.ref, kind_info(kind)->name);
    if (store_next_number(s, r.ref, kind, &number, err) != 0) {
        record_release(&r);
        return -1;
    }
    buf_addf(out, "%lld", (long long)number);
    record_release(&r);
    return 0;
}

int arg_new_ref(struct buf *out, struct store *s, enum kind kind,
                const char *given, const char *beside, struct error *err)
{
    size_t parent;

    if (kind_info(kind)->parent == KIND_NONE || strchr(given, '/')) {
        buf_adds(out, given);
        return 0;
    }
    if (!beside)
        return next_number(out, s, kind, given, err);
    parent = ref_parent_len(beside);
    buf_add(out, beside, parent);
    buf_addf(out, "/%s/%s", kind_info(kind)->name, given);
    return 0;
}
