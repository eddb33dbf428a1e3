/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * Hundreds of changes as they come, with undo and redo among them: after each
 * the history must prove the rows, and what was undone must be as before.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <locale.h>

#include "base/buf.h"
#include "base/mem.h"
#include "register.h"
#include "store/history.h"
#include "store/read.h"

enum { ROUNDS = 6, STEPS = 60 };

struct game {
    struct store *s;
    unsigned seed;
    unsigned fresh; /* the next name that nobody had                         */
    unsigned done;  /* changes that were not refused                        */
    struct error err;
};

static unsigned dice(struct game *g, unsigned sides)
{
    g->seed = g->seed * 1103515245u + 12345u;
    return (g->seed >> 16) % sides;
}

static int note_ref(const struct record *r, void *data, struct error *err)
{
    (void)err;
    strs_add(data, r->ref);
    return 0;
}

static void refs_of_all(struct game *g, enum kind kind, struct strs *out)
{
    assert_int_equal(store_each(g->s, kind, note_ref, out, &g->err), 0);
}

/* The ref of a record that is there, or NULL. */
static char *some(struct game *g, enum kind kind)
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
static char *fresh(struct game *g, enum kind kind)
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
static char *any(struct game *g, enum kind kind)
{
    char *ref = dice(g, 3) ? some(g, kind) : NULL;

    return ref ? ref : fresh(g, kind);
}

static const enum kind kinds[] = { KIND_DATASET, KIND_ELEMENT, KIND_USE };

/* All that the register holds, as one text. */
static int note_record(const struct record *r, void *data, struct error *err)
{
    const struct kind_info *k = kind_info(r->kind);
    struct buf *out = data;
    size_t i;

    (void)err;
    buf_addf(out, "%s %s\n", r->uid, r->ref);
    for (i = 0; i < k->count; i++) {
        buf_adds(out, ";");
        value_format(out, &r->values[i]);
    }
    return 0;
}

static char *picture(struct game *g)
{
    struct buf b = BUF_INIT;
    size_t i;

    for (i = 0; i < 3; i++)
        assert_int_equal(store_each(g->s, kinds[i], note_record, &b, &g->err),
                         0);
    return buf_detach(&b);
}

/* Adds a record, or changes one. */
static int step_put(struct game *g)
{
    enum kind kind = kinds[dice(g, 3)];
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
static int step_link(struct game *g)
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

static int step_rename(struct game *g)
{
    enum kind kind = kinds[dice(g, 3)];
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

static int step_remove(struct game *g)
{
    char *ref = some(g, kinds[dice(g, 3)]);
    int failed = ref ? change_remove(g->s, ref, 0, &g->err) : -1;

    free(ref);
    return failed;
}

static int (*const steps[])(struct game *g) = {
    step_put,  step_put,    step_put,    step_link,
    step_link, step_rename, step_remove,
};

/* One change of one or more steps; whatever is refused leaves no trace. */
static void play(struct game *g)
{
    struct change_info info = { .operation = "play" };
    unsigned n = 1 + dice(g, 3);
    int failed = 0;

    assert_int_equal(change_begin(g->s, &info, &g->err), 0);
    while (n-- && !failed)
        failed = steps[dice(g, sizeof steps / sizeof *steps)](g);
    if (failed)
        change_rollback(g->s);
    else if (change_commit(g->s, &g->err) != 0)
        fail_msg("%s", g->err.text);
    g->done += !failed;
}

static int step_back(struct game *g, bool redo)
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

static void prove(struct game *g)
{
    struct history_verdict v;

    if (history_verify(g->s, NULL, &v, &g->err) != 0)
        fail_msg("%s", g->err.text);
    if (v.faults.n)
        fail_msg("%s", v.faults.v[0]);
    history_verdict_release(&v);
}

/* Back by some changes and forth again: as it was, all the way. */
static void back_and_forth(struct game *g)
{
    char *pictures[8];
    size_t n = 0, far = 1 + dice(g, 7);

    pictures[0] = picture(g);
    while (n < far && step_back(g, false) == 0)
        pictures[++n] = picture(g);
    prove(g);
    while (n > 0) {
        char *now;

        free(pictures[n--]);
        assert_int_equal(step_back(g, true), 0);
        now = picture(g);
        assert_string_equal(now, pictures[n]);
        free(now);
    }
    free(pictures[0]);
}

static void test_random(void **state)
{
    struct strs refs = STRS_INIT;
    unsigned round, i, done = 0;

    (void)state;
    for (round = 1; round <= ROUNDS; round++) {
        struct game g = { .seed = round };

        g.s = register_new();
        for (i = 0; i < STEPS; i++) {
            play(&g);
            if (dice(&g, 4) == 0)
                back_and_forth(&g);
        }
        prove(&g);
        refs_of_all(&g, KIND_USE, &refs);
        while (step_back(&g, false) == 0)
            ;
        prove(&g);
        strs_release(&refs);
        refs_of_all(&g, KIND_DATASET, &refs);
        assert_int_equal(refs.n, 0);
        strs_release(&refs);
        done += g.done;
        register_free(g.s);
        error_clear(&g.err);
    }
    print_message("%u changes of %u were taken\n", done, ROUNDS * STEPS);
    assert_true(done > ROUNDS * STEPS / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_random) };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
