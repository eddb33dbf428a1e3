/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "cli/args.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "model/ref.h"
#include "store/read.h"

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
