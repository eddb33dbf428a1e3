/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/targets.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/change_state.h"
#include "store/db.h"
#include "store/image.h"
#include "store/place.h"
#include "store/read.h"

static int target_refused(struct error *err, enum field field)
{
    error_prefix(err, "'%s'", field_info(field)->name);
    if (err)
        err->field = (int)field;
    return -1;
}

static int target_check(const struct record *r, enum field field,
                        const char *ref, int64_t parent, const struct place *p,
                        struct error *err)
{
    const struct field_info *f = field_info(field);

    if (!field_may_name(field, p->kind))
        return error_set(err, ERROR_FAILED,
                         _("'%s' is a record of the kind %s; name one of the "
                           "kind %s"),
                         ref, kind_info(p->kind)->name,
                         kind_info(f->target)->name);
    if (p->id == r->id)
        return error_set(err, ERROR_FAILED,
                         _("'%s' names itself; name another record"), ref);
    if ((f->flags & FIELD_OWN) && p->parent != parent)
        return error_set(err, ERROR_FAILED,
                         _("'%s' belongs to another dataset than '%s'"), ref,
                         r->ref);
    return 0;
}

static void target_push(struct rows_targets *t, enum field field,
                        const struct place *p)
{
    ARRAY_GROW(t->v, t->n, t->room);
    t->v[t->n] = (struct rows_target){ .field = field, .id = p->id };
    memcpy(t->v[t->n++].uid, p->uid, UUID_TEXT);
}

static int target_add(struct store *s, const struct record *r, enum field field,
                      const char *ref, int64_t parent, struct error *err)
{
    struct place p;
    int got = place_find(s, ref, &p, err);

    if (got < 0)
        return -1;
    if (got == 0 || p.removed) {
        store_missing(s, ref, err);
        return target_refused(err, field);
    }
    if (target_check(r, field, ref, parent, &p, err) != 0)
        return target_refused(err, field);
    target_push(&s->change->targets, field, &p);
    return 0;
}

int targets_find(struct store *s, const struct record *r, int64_t parent,
                 struct error *err)
{
    const struct kind_info *k = kind_info(r->kind);
    size_t i, n;

    s->change->targets.n = 0;
    for (i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);

        if (!field_is_ref(field))
            continue;
        for (n = 0; n < r->values[i].items.n; n++)
            if (target_add(s, r, field, r->values[i].items.v[n], parent, err) !=
                0)
                return -1;
    }
    return 0;
}

static void wire_sort(struct record *wire)
{
    const struct kind_info *k = kind_info(wire->kind);
    size_t i;

    for (i = 0; i < k->count; i++)
        if (field_is_ref((enum field)(k->first + i)))
            strs_sort_unique(&wire->values[i].items);
}

void wire_init(struct record *wire, const struct record *r,
               const struct rows_targets *targets)
{
    const struct kind_info *k = kind_info(r->kind);
    size_t i;

    *wire = *r;
    wire->values = xcalloc(k->count, sizeof *wire->values);
    memcpy(wire->values, r->values, k->count * sizeof *wire->values);
    for (i = 0; i < k->count; i++)
        if (field_is_ref((enum field)(k->first + i))) {
            wire->values[i] = (struct value)VALUE_INIT;
            wire->values[i].state = r->values[i].state;
        }
    for (i = 0; i < targets->n; i++) {
        size_t at = targets->v[i].field - k->first;

        strs_add(&wire->values[at].items, targets->v[i].uid);
    }
    wire_sort(wire);
}

void wire_release(struct record *wire)
{
    const struct kind_info *k = kind_info(wire->kind);
    size_t i;

    for (i = 0; i < k->count; i++)
        if (field_is_ref((enum field)(k->first + i)))
            value_release(&wire->values[i]);
    free(wire->values);
}

static int uid_add(struct store *s, enum field field, const char *ref,
                   struct rows_targets *out, struct error *err)
{
    struct place p;
    int got = place_find(s, ref, &p, err);

    if (got == 0)
        return store_missing(s, ref, err);
    if (got == 1)
        target_push(out, field, &p);
    return got < 0 ? -1 : 0;
}

/* The uids of all records that r, which is as it was loaded, names. */
static int uids_find(struct store *s, const struct record *r,
                     struct rows_targets *out, struct error *err)
{
    const struct kind_info *k = kind_info(r->kind);
    size_t i, n;

    for (i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);

        if (!field_is_ref(field))
            continue;
        for (n = 0; n < r->values[i].items.n; n++)
            if (uid_add(s, field, r->values[i].items.v[n], out, err) != 0)
                return -1;
    }
    return 0;
}

int store_digest(struct store *s, const struct record *r, char out[65],
                 struct error *err)
{
    struct rows_targets targets = { NULL, 0, 0 };
    unsigned char digest[SHA256_LEN];
    struct buf content = BUF_INIT;
    struct record wire;
    int failed = uids_find(s, r, &targets, err);

    if (!failed) {
        wire_init(&wire, r, &targets);
        image_add_content(&content, &wire);
        sha256_of(content.s, content.len, digest);
        sha256_hex(digest, out);
        buf_release(&content);
        wire_release(&wire);
    }
    free(targets.v);
    return failed;
}
