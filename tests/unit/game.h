/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_TESTS_GAME_H
#define LARDER_TESTS_GAME_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "register.h"
#include "store/history.h"
#include "store/read.h"

/*
 * Changes as they come, from a seed: records are added, changed, linked,
 * renamed and removed, and changes undone and redone.
 */

struct game {
    struct store *s;
    unsigned seed;
    unsigned fresh; /* the next name that nobody had                         */
    unsigned done;  /* changes that were not refused                        */
    struct error err;
};

static inline unsigned dice(struct game *g, unsigned sides)
{
    g->seed = g->seed * 1103515245u + 12345u;
    return (g->seed >> 16) % sides;
}

static inline int note_ref(const struct record *r, void *data,
                           struct error *err)
{
    (void)err;
    strs_add(data, r->ref);
    return 0;
}

static inline void refs_of_all(struct game *g, enum kind kind, struct strs *out)
{
    assert_int_equal(store_each(g->s, kind, note_ref, out, &g->err), 0);
}

/* The ref of a record that is there, or NULL. */
static inline char *some(struct game *g, enum kind kind)
{
    struct strs refs = STRS_INIT;
    char *ref = NULL;

    refs_of_all(g, kind, &refs);
    if (refs.n)
        ref = xstrdup(refs.v[dice(g, (unsigned)refs.n)]);
    strs_release(&refs);
    return ref;
}

/* A ref that no record had yet, of a child of some dataset; NULL: of none. */
static inline char *fresh(struct game *g, enum kind kind)
{
    char *parent, *ref;

    if (kind == KIND_DATASET)
        return xasprintf("d%u", g->fresh++);
    parent = some(g, KIND_DATASET);
    ref = parent
              ? xasprintf("%s/%s/%u", parent, kind_info(kind)->name, g->fresh++)
              : NULL;
    free(parent);
    return ref;
}

/* Sometimes a name that is, or was, somebody else's. */
static inline char *any(struct game *g, enum kind kind)
{
    char *ref = dice(g, 3) ? some(g, kind) : NULL;

    return ref ? ref : fresh(g, kind);
}

static const enum kind game_kinds[] = { KIND_DATASET, KIND_ELEMENT, KIND_USE };

/* Adds a record, or changes one. */
static inline int step_put(struct game *g)
{
    enum kind kind = game_kinds[dice(g, 3)];
    char *ref = any(g, kind), *words = xasprintf("words %u", dice(g, 1000));
    struct error quiet = ERROR_INIT;
    struct record r;
    int failed = -1;

    if (ref) {
        if (store_load(g->s, ref, &r, &quiet) != 0)
            record_init(&r, kind, ref);
        value_set_text(record_value(&r, kind_title_field(kind)), words);
        failed = change_put(g->s, &r, NULL, &g->err);
        record_release(&r);
    }
    error_clear(&quiet);
    free(ref);
    free(words);
    return failed;
}

/* A use names an element, maybe of its own dataset. */
static inline int step_link(struct game *g)
{
    char *ref = some(g, KIND_USE), *element = some(g, KIND_ELEMENT);
    struct strs one = STRS_INIT;
    struct record r;
    int failed = -1;

    if (ref && element && store_load(g->s, ref, &r, &g->err) == 0) {
        strs_add(&one, element);
        failed = value_parse(record_value(&r, USE_ELEMENTS), USE_ELEMENTS, &one,
                             &g->err);
        if (!failed)
            failed = change_put(g->s, &r, NULL, &g->err);
        record_release(&r);
    }
    strs_release(&one);
    free(ref);
    free(element);
    return failed;
}

static inline int step_rename(struct game *g)
{
    enum kind kind = game_kinds[dice(g, 3)];
    char *from = some(g, kind), *to;
    int failed = -1;

    if (!from)
        return -1;
    to = kind == KIND_DATASET
             ? any(g, kind)
             : xasprintf("%.*s/%s/%u", (int)strcspn(from, "/"), from,
                         kind_info(kind)->name, dice(g, 2) ? g->fresh++ : 1);
    failed = change_rename(g->s, from, to, &g->err);
    free(from);
    free(to);
    return failed;
}

static inline int step_remove(struct game *g)
{
    char *ref = some(g, game_kinds[dice(g, 3)]);
    int failed = ref ? change_remove(g->s, ref, 0, &g->err) : -1;

    free(ref);
    return failed;
}

static int (*const game_steps[])(struct game *g) = {
    step_put,  step_put,    step_put,    step_link,
    step_link, step_rename, step_remove,
};

/* One change of one or more steps; whatever is refused leaves no trace. */
static inline void play(struct game *g)
{
    struct change_info info = { .operation = "play" };
    unsigned n = 1 + dice(g, 3);
    int failed = 0;

    assert_int_equal(change_begin(g->s, &info, &g->err), 0);
    while (n-- && !failed)
        failed = game_steps[dice(g, sizeof game_steps / sizeof *game_steps)](g);
    if (failed)
        change_rollback(g->s);
    else if (change_commit(g->s, &g->err) != 0)
        fail_msg("%s", g->err.text);
    g->done += !failed;
}

static inline int step_back(struct game *g, bool redo)
{
    struct change_info info = { .operation = redo ? "redo" : "undo" };
    char uuid[UUID_TEXT];
    int failed;

    if (history_last(g->s, NULL, redo, uuid, NULL, &g->err) != 1)
        return 1;
    assert_int_equal(change_begin(g->s, &info, &g->err), 0);
    failed = change_undo(g->s, uuid, &g->err);
    if (failed)
        fail_msg("%s", g->err.text);
    if (change_commit(g->s, &g->err) != 0)
        fail_msg("%s", g->err.text);
    return 0;
}

static inline void prove(struct game *g)
{
    struct history_verdict v;

    if (history_verify(g->s, NULL, &v, &g->err) != 0)
        fail_msg("%s", g->err.text);
    if (v.faults.n)
        fail_msg("%s", v.faults.v[0]);
    history_verdict_release(&v);
}

#endif
