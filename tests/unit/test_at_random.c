/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * Hundreds of changes as they come.  After each it is noted what the register
 * holds; in the end the register as it stood after each must hold just that,
 * byte for byte, and be proved by its own history.
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

#include "exchange_records.h"
#include "game.h"
#include "store/at.h"
#include "store/list.h"

enum { ROUNDS = 2, STEPS = 50 };

/* What the register held after an entry. */
struct then {
    int64_t entry;
    char *export;
    char *checkpoint;
    char *found; /* refs of what a search finds                            */
};

struct thens {
    struct then *v;
    size_t n;
    size_t room;
};

static int add_row(const struct list_row *row, void *data, struct error *err)
{
    (void)err;
    buf_addf(data, "%s\n", row->ref);
    return 0;
}

/* The full text index, and what records were called before. */
static char *search(struct store *s)
{
    struct error err = ERROR_INIT;
    struct buf b = BUF_INIT;
    unsigned i;

    for (i = 0; i < 3; i++) {
        struct list_query q = { .kind = game_kinds[i],
                                .search = i ? "words 1" : "people",
                                .sort = FIELD_COUNT };

        assert_ok(list_each(s, &q, add_row, &b, &err), err);
    }
    for (i = 0; i < 40; i++) {
        char *ref = xasprintf("d%u", i);
        int64_t id;

        if (store_find(s, ref, &id, NULL) == 1)
            buf_addf(&b, "%s is %lld\n", ref, (long long)id);
        free(ref);
    }
    return buf_detach(&b);
}

static struct then look(struct store *s)
{
    struct error err = ERROR_INIT;
    struct history_head head;
    struct buf checkpoint = BUF_INIT;
    struct then t;

    assert_ok(history_head(s, &head, &err), err);
    assert_ok(history_checkpoint(s, &checkpoint, &err), err);
    t.entry = head.size;
    t.export = test_export(s);
    t.checkpoint = buf_detach(&checkpoint);
    t.found = search(s);
    return t;
}

static void then_release(struct then *t)
{
    free(t->export);
    free(t->checkpoint);
    free(t->found);
}

static void note(struct game *g, struct thens *l)
{
    ARRAY_GROW(l->v, l->n, l->room);
    l->v[l->n++] = look(g->s);
}

static void assert_stood(struct game *g, const struct then *was)
{
    struct at_missing missing;
    struct game old = { .err = ERROR_INIT };
    struct then t;

    assert_ok(at_open(&old.s, g->s, was->entry, &missing, NULL, NULL, &g->err),
              g->err);
    assert_int_equal(missing.n, 0);
    t = look(old.s);
    assert_int_equal(t.entry, was->entry);
    assert_string_equal(t.export, was->export);
    assert_string_equal(t.checkpoint, was->checkpoint);
    assert_string_equal(t.found, was->found);
    prove(&old);
    assert_false(store_writable(old.s));
    then_release(&t);
    store_close(old.s);
    at_missing_release(&missing);
}

/* A seventh of the changes is undone, and some of that redone. */
static void play_on(struct game *g, struct thens *l)
{
    unsigned i;

    for (i = 0; i < STEPS; i++) {
        if (dice(g, 7))
            play(g);
        else
            step_back(g, dice(g, 3) == 0);
        note(g, l);
    }
}

/* How many changes were taken; others were refused. */
static unsigned run(unsigned seed, bool full)
{
    struct game g = { .seed = seed, .err = ERROR_INIT };
    struct coverage seen = { 0 };
    struct thens l = { NULL, 0, 0 };
    size_t i;

    g.s = register_new();
    note(&g, &l);
    if (full)
        test_fill(g.s, seed, &seen);
    note(&g, &l);
    play_on(&g, &l);
    for (i = 0; i < l.n; i++) {
        assert_stood(&g, &l.v[i]);
        then_release(&l.v[i]);
    }
    print_message("%u changes of %d, %lld entries\n", g.done, STEPS,
                  (long long)l.v[l.n - 1].entry);
    free(l.v);
    register_free(g.s);
    error_clear(&g.err);
    return g.done;
}

static void test_small(void **state)
{
    unsigned seed, done = 0;

    (void)state;
    for (seed = 1; seed <= ROUNDS; seed++)
        done += run(seed, false);
    assert_true(done > ROUNDS * STEPS / 5);
}

/* Every kind, field and state, words in several languages, own terms. */
static void test_full(void **state)
{
    (void)state;
    assert_true(run(77, true) > STEPS / 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_small),
                                        cmocka_unit_test(test_full) };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
