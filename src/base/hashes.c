/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/hashes.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sha256.h"

struct hashes_slot {
    uint64_t key;
    int64_t number; /* 0: free                                             */
};

void hashes_release(struct hashes *h)
{
    free(h->v);
    *h = (struct hashes){ NULL, 0, 0 };
}

static uint64_t key_of(const char *text)
{
    unsigned char digest[SHA256_LEN];
    uint64_t key;

    sha256_of(text, strlen(text), digest);
    memcpy(&key, digest, sizeof key);
    return key;
}

/* Where the key is, or belongs; there is always a free slot. */
static struct hashes_slot *slot_of(const struct hashes *h, uint64_t key)
{
    size_t at = (size_t)key & (h->room - 1);

    while (h->v[at].number && h->v[at].key != key)
        at = (at + 1) & (h->room - 1);
    return &h->v[at];
}

int64_t hashes_get(const struct hashes *h, const char *text)
{
    return h->n ? slot_of(h, key_of(text))->number : 0;
}

static void grow(struct hashes *h)
{
    struct hashes_slot *old = h->v;
    size_t room = h->room;

    h->room = room ? room * 2 : 64;
    h->v = xcalloc(h->room, sizeof *h->v);
    for (size_t i = 0; i < room; i++)
        if (old[i].number)
            *slot_of(h, old[i].key) = old[i];
    free(old);
}

void hashes_set(struct hashes *h, const char *text, int64_t number)
{
    uint64_t key = key_of(text);
    struct hashes_slot *slot;

    if (h->n * 3 >= h->room * 2)
        grow(h);
    slot = slot_of(h, key);
    h->n += slot->number == 0;
    *slot = (struct hashes_slot){ key, number };
}
