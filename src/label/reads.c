/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/reads.h"

#include <string.h>

#include "base/mem.h"
#include "base/sha256.h"

/* Lines in the making. */
struct reading {
    struct store *store;
    struct strs lines;
};

static int add_line(const struct record *r, void *data, struct error *err)
{
    struct reading *reading = data;
    char digest[SHA256_HEX];

    if (store_digest(reading->store, r, digest, err))
        return -1;
    strs_take(&reading->lines, xasprintf("%s %s", r->uid, digest));
    return 0;
}

int reads_add(struct buf *out, struct store *s, const struct material *src,
              struct error *err)
{
    struct reading reading = { s, STRS_INIT };
    int failed = material_each(src, add_line, &reading, err);

    strs_sort_unique(&reading.lines); /* one may be of several datasets     */
    for (size_t i = 0; i < reading.lines.n && !failed; i++)
        buf_addf(out, "%s%s", i ? "\n" : "", reading.lines.v[i]);
    strs_release(&reading.lines);
    return failed;
}

/* Days between which something may begin or end. */
struct days {
    const char *from;
    const char *to;
};

/* 1 if one of its days is among them. */
static int turns(const struct record *r, void *data, struct error *err)
{
    const struct kind_info *k = kind_info(r->kind);
    const struct days *days = data;

    (void)err;
    for (size_t i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);
        const char *day = record_text(r, field);

        if (field_info(field)->type == TYPE_DATE && day &&
            strcmp(day, days->from) >= 0 && strcmp(day, days->to) <= 0)
            return 1;
    }
    return 0;
}

int reads_differ(struct store *s, const struct material *src, const char *lines,
                 const char *made, struct error *err)
{
    struct days days = { made, src->as_of };
    struct buf now = BUF_INIT;
    int rc;

    if (!lines || !made)
        return 1;
    if (reads_add(&now, s, src, err)) {
        buf_release(&now);
        return -1;
    }
    rc = strcmp(now.s, lines) != 0;
    buf_release(&now);
    return rc ? rc : material_each(src, turns, &days, err);
}
