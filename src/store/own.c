/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/own.h"

#include <stdlib.h>

#include "base/mem.h"
#include "store/db.h"
#include "store/read.h"

static const enum kind kinds[] = { KIND_OWN_TERM, KIND_COUNTRY_RULE };
enum { KINDS = sizeof kinds / sizeof *kinds };

struct own_list {
    struct records records;
    struct own own; /* the same, as the model sees them                    */
};

/* The registers that are open, the one opened last first. */
static struct store *opened;

static struct own_list *list_of(struct store *s, enum kind kind)
{
    size_t i;

    for (i = 0; i < KINDS; i++)
        if (kinds[i] == kind)
            return &s->own.lists[i];
    return NULL;
}

bool own_is(enum kind kind)
{
    size_t i;

    for (i = 0; i < KINDS; i++)
        if (kinds[i] == kind)
            return true;
    return false;
}

/* The model must look at them again. */
static void list_changed(struct own_list *l)
{
    static uint64_t generations;

    l->own = (struct own){ l->records.v, l->records.n, ++generations };
}

static int add(const struct record *r, void *data, struct error *err)
{
    struct records *l = data;

    (void)err;
    ARRAY_GROW(l->v, l->n, l->room);
    record_copy(&l->v[l->n++], r);
    return 0;
}

static int read_all(struct store *s, struct error *err)
{
    size_t i;

    s->own.version = db_data_version(s);
    for (i = 0; i < KINDS; i++) {
        struct own_list *l = &s->own.lists[i];

        records_release(&l->records);
        if (store_each(s, kinds[i], add, &l->records, err) != 0)
            return -1;
        list_changed(l);
    }
    return 0;
}

/* It is short, and whoever asks could not wait for another time. */
int own_read(struct store *s, struct error *err)
{
    bool (*stop)(void) = s->stop;

    if (s->own.fresh)
        return 0;
    s->stop = NULL;
    if (store_read_begin(s, err) == 0) {
        s->own.fresh = read_all(s, err) == 0;
        store_read_end(s);
    }
    s->stop = stop;
    return s->own.fresh ? 0 : -1;
}

/* What cannot be read is not there for the model; the gate says why. */
static const struct own *give(enum kind kind, void *data)
{
    struct store *s = data;

    return own_read(s, NULL) == 0 ? &list_of(s, kind)->own : NULL;
}

void own_put(struct store *s, const struct record *r, bool fresh)
{
    struct own_list *l = list_of(s, r->kind);
    size_t i = 0;

    if (!s->own.fresh)
        return;
    while (!fresh && i < l->records.n && l->records.v[i].id != r->id)
        i++;
    if (fresh || i == l->records.n) {
        add(r, &l->records, NULL);
    } else {
        record_release(&l->records.v[i]);
        record_copy(&l->records.v[i], r);
    }
    list_changed(l);
}

void own_drop(struct store *s, const struct record *r)
{
    struct own_list *l = list_of(s, r->kind);
    size_t i;

    if (!s->own.fresh)
        return;
    for (i = 0; i < l->records.n; i++)
        if (l->records.v[i].id == r->id) {
            record_release(&l->records.v[i]);
            l->records.v[i] = l->records.v[--l->records.n];
            break;
        }
    list_changed(l);
}

void own_forget(struct store *s)
{
    s->own.fresh = false;
}

void own_look(struct store *s, int64_t version)
{
    if (version != s->own.version)
        own_forget(s);
}

void own_use(struct store *s)
{
    if (!s->own.lists)
        return;
    own_set_source(give, s);
    if (s->own.fresh)
        own_look(s, db_data_version(s));
}

void own_open(struct store *s)
{
    s->own.lists = xcalloc(KINDS, sizeof *s->own.lists);
    s->next_opened = opened;
    opened = s;
    own_use(s);
}

void own_close(struct store *s)
{
    struct store **at = &opened;
    size_t i;

    if (!s->own.lists)
        return;
    while (*at != s)
        at = &(*at)->next_opened;
    *at = s->next_opened;
    if (own_source() == s)
        own_set_source(opened ? give : NULL, opened);
    for (i = 0; i < KINDS; i++)
        records_release(&s->own.lists[i].records);
    free(s->own.lists);
}
