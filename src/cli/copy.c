/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "cli/args.h"
#include "cli/deed.h"
#include "model/ref.h"
#include "store/read.h"

/* From which place to which: "bus-stop-phones" to "tram-stop-phones". */
struct move {
    char *from;
    char *to;
};

static void move_init(struct move *m, const char *from, const char *to)
{
    size_t from_len = ref_parent_len(from);
    size_t to_len = ref_parent_len(to);

    m->from = from_len ? xstrndup(from, from_len) : xstrdup(from);
    m->to = to_len ? xstrndup(to, to_len) : xstrdup(to);
}

static void move_release(struct move *m)
{
    free(m->from);
    free(m->to);
}

/* What belonged to the old place belongs to the new one. */
static char *moved(const struct move *m, const char *ref)
{
    size_t len = strlen(m->from);

    if (strncmp(ref, m->from, len) == 0 && ref[len] == '/')
        return xasprintf("%s%s", m->to, ref + len);
    return xstrdup(ref);
}

static void move_items(const struct move *m, struct value *v)
{
    for (size_t i = 0; i < v->items.n; i++) {
        char *ref = moved(m, v->items.v[i]);

        free(v->items.v[i]);
        v->items.v[i] = ref;
    }
    strs_sort_unique(&v->items);
}

/* Puts a new record that holds the same. */
static int put_copy(struct deed *d, const struct record *from, const char *ref,
                    const struct move *m, struct error *err)
{
    const struct kind_info *k = kind_info(from->kind);
    struct record r;
    int failed;

    record_init(&r, from->kind, ref);
    for (size_t i = 0; i < k->count; i++) {
        value_copy(&r.values[i], &from->values[i]);
        if (field_info((enum field)(k->first + i))->flags & FIELD_OWN)
            move_items(m, &r.values[i]);
    }
    failed = deed_put(d, &r, err);
    record_release(&r);
    return failed;
}

/* Kinds stand in the table behind those that they name. */
static int put_children(struct deed *d, const struct record *from,
                        const struct move *m, struct error *err)
{
    int failed = 0;

    for (int kind = 0; kind < KIND_COUNT && !failed; kind++) {
        struct records l = RECORDS_INIT;

        if (kind_info((enum kind)kind)->parent != from->kind)
            continue;
        failed = store_children(d->store, from->ref, (enum kind)kind, &l, err);
        for (size_t i = 0; i < l.n && !failed; i++) {
            char *ref = moved(m, l.v[i].ref);

            failed = put_copy(d, &l.v[i], ref, m, err);
            free(ref);
        }
        records_release(&l);
    }
    return failed;
}

static int copy(struct deed *d, const struct record *from, const char *given,
                struct error *err)
{
    struct buf ref = BUF_INIT;
    struct record parent;
    struct move m;
    int failed;

    /* A bare name is that of another dataset, else of a sibling. */
    if (kind_info(from->kind)->parent != KIND_NONE &&
        store_load(d->store, given, &parent, NULL) == 0) {
        record_release(&parent);
        failed = arg_new_ref(&ref, d->store, from->kind, given, NULL, err);
    } else {
        failed = arg_new_ref(&ref, d->store, from->kind, given, from->ref, err);
    }
    if (!failed) {
        move_init(&m, from->ref, ref.s);
        failed = put_copy(d, from, ref.s, &m, err);
        if (!failed)
            failed = put_children(d, from, &m, err);
        move_release(&m);
    }
    buf_release(&ref);
    return failed;
}

int cmd_copy(struct call *c, struct error *err)
{
    struct record from;
    struct deed d;
    int failed;

    if (deed_begin(&d, c, "copy", err) != 0)
        return -1;
    failed = store_load(d.store, c->args[0], &from, err);
    if (!failed) {
        failed = copy(&d, &from, c->args[1], err);
        record_release(&from);
    }
    return deed_end(&d, failed, err);
}
