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

#include "game.h"

enum { ROUNDS = 6, STEPS = 60 };

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
        assert_int_equal(
            store_each(g->s, game_kinds[i], note_record, &b, &g->err), 0);
    return buf_detach(&b);
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
