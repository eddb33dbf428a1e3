/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "policy/trail.h"
#include "register.h"
#include "store/read.h"

/* "SOURCE third gap=REF/STEPS loop" of each source, one a line. */
struct told {
    struct store *store;
    struct buf text;
};

static void add_ref(struct told *t, int64_t id)
{
    struct error err = ERROR_INIT;
    struct record r;

    must(store_load_id(t->store, id, &r, &err), &err);
    buf_adds(&t->text, r.ref);
    record_release(&r);
}

static int tell(const struct trail *t, void *data, struct error *err)
{
    struct told *told = data;

    (void)err;
    add_ref(told, t->source);
    buf_adds(&told->text, t->third ? " third" : "");
    if (t->gap) {
        buf_adds(&told->text, " gap=");
        add_ref(told, t->gap);
        buf_addf(&told->text, "+%zu", t->steps);
    }
    buf_adds(&told->text, t->loop ? " loop\n" : "\n");
    return 0;
}

static void assert_trails(struct store *s, const char *expected)
{
    struct told t = { s, BUF_INIT };
    struct error err = ERROR_INIT;

    must(trail_each(s, tell, &t, &err), &err);
    assert_string_equal(t.text.s ? t.text.s : "", expected);
    buf_release(&t.text);
}

static void dataset(struct store *s, const char *ref)
{
    register_add(s, KIND_DATASET, ref, "title", "T", NULL);
}

static void made_from(struct store *s, const char *source, const char *dataset)
{
    register_add(s, KIND_SOURCE, source, "words", "W", "source_kind", "dataset",
                 "upstream", dataset, NULL);
}

/* --- one source ---------------------------------------------------------- */

static const struct {
    const char *kind; /* NULL: blank                                       */
    const char *collected_by;
    const char *said;
} sources[] = {
    { "person", NULL, "" },
    { "sensor", "@unknown", "" },
    { "worked-out", NULL, "" },
    { "data-broker", "p", " third" },
    { "data-broker", "@na", " third" },
    { "data-broker", "@unknown", " third gap=a/source/1+0" },
    { "public-record", NULL, " third gap=a/source/1+0" },
    { "@unknown", "p", " gap=a/source/1+0" },
    { NULL, NULL, " gap=a/source/1+0" },
    { "dataset", NULL, " gap=a/source/1+0" },
};

static void test_source(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof sources / sizeof *sources; i++) {
        struct store *s = register_new();
        char *expected = xasprintf("a/source/1%s\n", sources[i].said);

        register_add(s, KIND_PARTY, "p", "name", "P", NULL);
        dataset(s, "a");
        register_add(s, KIND_SOURCE, "a/source/1", "words", "W", "source_kind",
                     sources[i].kind ? sources[i].kind : "", "collected_by",
                     sources[i].collected_by ? sources[i].collected_by : "",
                     NULL);
        assert_trails(s, expected);
        free(expected);
        register_free(s);
    }
}

/* --- chains -------------------------------------------------------------- */

static void test_chain(void **state)
{
    struct store *s = register_new();

    (void)state;
    dataset(s, "a");
    dataset(s, "b");
    dataset(s, "c");
    dataset(s, "d");
    register_add(s, KIND_DATASET, "e", "title", "T", "sources_list", "@none",
                 NULL);
    made_from(s, "a/source/1", "b");
    made_from(s, "b/source/1", "c");
    register_add(s, KIND_SOURCE, "c/source/1", "words", "W", "source_kind",
                 "person", NULL);
    assert_trails(s, "a/source/1\nb/source/1\nc/source/1\n");

    /* One source of three is not known, far up. */
    register_add(s, KIND_SOURCE, "c/source/2", "words", "W", "source_kind",
                 "data-broker", NULL);
    assert_trails(s, "a/source/1 gap=c/source/2+2\n"
                     "b/source/1 gap=c/source/2+1\n"
                     "c/source/1\n"
                     "c/source/2 third gap=c/source/2+0\n");

    /* The nearest one is told, of two the first by ref; a dataset without
     * sources is one, too. */
    made_from(s, "a/source/2", "d");
    made_from(s, "a/source/3", "e");
    made_from(s, "b/source/2", "d");
    assert_trails(s, "a/source/1 gap=c/source/2+2\n"
                     "a/source/2 gap=d+1\n"
                     "a/source/3\n"
                     "b/source/1 gap=c/source/2+1\n"
                     "b/source/2 gap=d+1\n"
                     "c/source/1\n"
                     "c/source/2 third gap=c/source/2+0\n");
    register_free(s);
}

static void test_loop(void **state)
{
    struct store *s = register_new();

    (void)state;
    dataset(s, "a");
    dataset(s, "b");
    dataset(s, "c");
    dataset(s, "d");
    dataset(s, "e");
    made_from(s, "a/source/1", "b");
    made_from(s, "b/source/1", "c");
    made_from(s, "c/source/1", "@none");
    made_from(s, "c/source/2", "d");
    made_from(s, "d/source/1", "e");
    made_from(s, "e/source/1", "@none");
    register_damage(s, "c/source/1", SOURCE_UPSTREAM, "b");
    register_damage(s, "e/source/1", SOURCE_UPSTREAM, "e");
    /* d is between two circles, and in none of them. */
    assert_trails(s, "a/source/1\n"
                     "b/source/1 loop\n"
                     "c/source/1 loop\n"
                     "c/source/2\n"
                     "d/source/1\n"
                     "e/source/1 loop\n");
    register_free(s);
}

/* A long chain is no deep recursion, and no square of its length. */
static void test_long(void **state)
{
    enum { LENGTH = 3000 };
    struct store *s = register_new();
    struct change_info info = { .operation = "add" };
    struct error err = ERROR_INIT;
    enum change_outcome outcome;
    struct told t = { s, BUF_INIT };
    int i;

    (void)state;
    must(change_begin(s, &info, &err), &err);
    for (i = 0; i < LENGTH; i++) {
        char *ref = xasprintf("d%04d", i), *up = xasprintf("d%04d", i - 1);
        char *source = xasprintf("%s/source/1", ref);
        struct record r;

        record_init(&r, KIND_DATASET, ref);
        register_set(&r, DATASET_TITLE, "T");
        must(change_put(s, &r, &outcome, &err), &err);
        record_release(&r);
        if (i) {
            record_init(&r, KIND_SOURCE, source);
            register_set(&r, SOURCE_WORDS, "W");
            register_set(&r, SOURCE_UPSTREAM, up);
            must(change_put(s, &r, &outcome, &err), &err);
            record_release(&r);
        }
        free(ref);
        free(up);
        free(source);
    }
    must(change_commit(s, &err), &err);
    must(trail_each(s, tell, &t, &err), &err);
    assert_non_null(strstr(t.text.s, "d2999/source/1 gap=d0000+2999\n"));
    buf_release(&t.text);
    register_free(s);
}

static int stop(const struct trail *t, void *data, struct error *err)
{
    (void)t;
    (void)data;
    (void)err;
    return 7;
}

static void test_stop(void **state)
{
    struct store *s = register_new();
    struct error err = ERROR_INIT;

    (void)state;
    assert_trails(s, "");
    dataset(s, "a");
    made_from(s, "a/source/1", "@none");
    assert_int_equal(trail_each(s, stop, NULL, &err), 7);
    register_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_source), cmocka_unit_test(test_chain),
        cmocka_unit_test(test_loop),   cmocka_unit_test(test_long),
        cmocka_unit_test(test_stop),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
