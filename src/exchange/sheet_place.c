/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/sheet_place.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/ref.h"
#include "store/change.h"
#include "store/read.h"

void sheet_places_release(struct sheet_places *p)
{
    hashes_release(&p->numbers);
    bits_release(&p->announced);
}

/* "slug" or "slug-2", never longer than a slug may be. */
static void add_slug(struct buf *out, const char *slug, int64_t number)
{
    char suffix[32] = "";
    size_t len = strlen(slug), room;

    if (number > 1)
        snprintf(suffix, sizeof suffix, "-%lld", (long long)number);
    room = REF_SLUG_MAX - strlen(suffix);
    if (len > room)
        len = room;
    while (len && strchr("-.", slug[len - 1]))
        len--;
    buf_add(out, slug, len);
    buf_adds(out, suffix);
}

/* Begins a new record, unless the ref is reserved: 1, 0, -1. */
static int begin_new(struct sheet_places *p, enum kind kind, const char *ref,
                     struct record *out, struct error *err)
{
    struct store *s = p->import->store;
    int64_t id = 0;
    int got;

    if (change_announce(s, kind, ref, NULL, err) != 0)
        return -1;
    got = store_find(s, ref, &id, err);
    if (got != 1)
        return got;
    bits_add(&p->announced, id);
    record_init(out, kind, ref);
    return 1;
}

/* Is the ref that of the record, or free for it?  1, 0, -1. */
static int try_ref(struct sheet_places *p, enum kind kind, const char *ref,
                   bool fresh, struct record *out, struct error *err)
{
    struct store *s = p->import->store;
    int64_t id = 0;
    int got = store_find(s, ref, &id, err);

    if (got == 0)
        return begin_new(p, kind, ref, out, err);
    if (got < 0)
        return -1;
    if (fresh || bits_has(&p->import->seen, id) || bits_has(&p->announced, id))
        return 0;
    if (store_load_id(s, id, out, err) != 0)
        return -1;
    if (out->kind == kind)
        return 1;
    record_release(out);
    return 0;
}

int sheet_place(struct sheet_places *p, enum kind kind, const char *words,
                bool fresh, struct record *out, struct error *err)
{
    struct buf slug = BUF_INIT, ref = BUF_INIT;
    int64_t number;
    int got = 0;

    ref_from_words(&slug, words);
    number = hashes_get(&p->numbers, slug.s);
    while (got == 0) {
        buf_clear(&ref);
        add_slug(&ref, slug.s, ++number);
        got = try_ref(p, kind, ref.s, fresh, out, err);
    }
    hashes_set(&p->numbers, slug.s, number);
    buf_release(&slug);
    buf_release(&ref);
    return got < 0 ? -1 : 0;
}

int sheet_place_child(struct sheet_places *p, const char *parent, bool known,
                      enum kind kind, const char *words,
                      const struct strs *taken, struct record *out,
                      struct error *err)
{
    struct buf slug = BUF_INIT, ref = BUF_INIT;
    int64_t number = 0;
    int got = 0;

    ref_from_words(&slug, words);
    while (got == 0) {
        buf_clear(&ref);
        buf_addf(&ref, "%s/%s/", parent, kind_info(kind)->name);
        add_slug(&ref, slug.s, ++number);
        if (strs_has(taken, ref.s))
            continue;
        got = 1;
        if (known)
            got = try_ref(p, kind, ref.s, false, out, err);
        else
            record_init(out, kind, ref.s);
    }
    buf_release(&slug);
    buf_release(&ref);
    return got < 0 ? -1 : 0;
}
