/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "register.h"
#include "store/history.h"
#include "store/read.h"

static void dataset(struct store *s, const char *ref)
{
    register_add(s, KIND_DATASET, ref, "title", "T", NULL);
}

/* Puts one field into one record, in the change that is open. */
static void put(struct store *s, enum kind kind, const char *ref,
                enum field title, enum field field, const char *text)
{
    struct error err = ERROR_INIT;
    enum change_outcome outcome;
    struct record r;

    if (store_load(s, ref, &r, NULL) != 0)
        record_init(&r, kind, ref);
    register_set(&r, title, "T");
    if (text)
        register_set(&r, field, text);
    must(change_put(s, &r, &outcome, &err), &err);
    record_release(&r);
}

static void begin(struct store *s)
{
    struct change_info info = { .operation = "set" };
    struct error err = ERROR_INIT;

    must(change_begin(s, &info, &err), &err);
}

/* NULL: it is committed; else the end of the error. */
static void assert_commit(struct store *s, const char *end)
{
    struct error err = ERROR_INIT;
    int failed = change_commit(s, &err);

    if (!end) {
        must(failed, &err);
        return;
    }
    assert_int_equal(failed, -1);
    assert_int_equal(err.code, ERROR_FAILED);
    assert_string_equal(strchr(err.text, ':'), end);
    error_clear(&err);
    change_rollback(s);
}

static void made_from(struct store *s, const char *source, const char *dataset)
{
    put(s, KIND_SOURCE, source, SOURCE_WORDS, SOURCE_UPSTREAM, dataset);
}

static void test_itself(void **state)
{
    struct store *s = register_new();

    (void)state;
    dataset(s, "a");
    begin(s);
    made_from(s, "a/source/1", "a");
    assert_commit(s, ": 'a', 'a'");
    begin(s);
    made_from(s, "a/source/1", "@none");
    assert_commit(s, NULL);
    register_free(s);
}

/* The way is named from where it begins; what leads to it is not. */
static void test_way(void **state)
{
    struct store *s = register_new();

    (void)state;
    dataset(s, "a");
    dataset(s, "b");
    dataset(s, "c");
    dataset(s, "d");
    begin(s);
    made_from(s, "a/source/1", "b");
    made_from(s, "b/source/1", "d");
    made_from(s, "b/source/2", "c");
    made_from(s, "a/source/2", "d");
    assert_commit(s, NULL);
    begin(s);
    made_from(s, "c/source/1", "b");
    assert_commit(s, ": 'c', 'b', 'c'");
    /* It may be there for a moment, within a change. */
    begin(s);
    made_from(s, "c/source/1", "b");
    made_from(s, "b/source/2", "d");
    assert_commit(s, NULL);
    register_free(s);
}

static const struct {
    enum kind kind;
    enum field title;
    enum field field;
} others[] = {
    { KIND_PARTY, PARTY_NAME, PARTY_PART_OF },
    { KIND_AGREEMENT, AGREEMENT_TITLE, AGREEMENT_REPLACES },
};

static void test_others(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct store *s = register_new();

        begin(s);
        put(s, others[i].kind, "a", others[i].title, others[i].field, NULL);
        put(s, others[i].kind, "b", others[i].title, others[i].field, "a");
        put(s, others[i].kind, "c", others[i].title, others[i].field, "b");
        assert_commit(s, NULL);
        begin(s);
        put(s, others[i].kind, "a", others[i].title, others[i].field, "c");
        assert_commit(s, ": 'a', 'c', 'b', 'a'");
        register_free(s);
    }
}

/* An undo that would bring a circle back is refused, and says so. */
static void test_undo(void **state)
{
    struct store *s = register_new();
    struct error err = ERROR_INIT;
    char change[UUID_TEXT];

    (void)state;
    dataset(s, "a");
    dataset(s, "b");
    begin(s);
    made_from(s, "a/source/1", "b");
    assert_commit(s, NULL);
    begin(s);
    made_from(s, "a/source/1", "@none");
    assert_commit(s, NULL);
    must(history_last(s, "a/source/1", false, change, NULL, &err), &err);
    begin(s);
    made_from(s, "b/source/1", "a");
    assert_commit(s, NULL);
    begin(s);
    must(change_undo(s, change, &err), &err);
    assert_int_equal(change_commit(s, &err), -1);
    assert_non_null(strstr(err.text, "undone"));
    assert_non_null(strstr(err.text, ": 'a', 'b', 'a'"));
    error_clear(&err);
    change_rollback(s);
    register_free(s);
}

/* Neither long nor wide ones are walked twice, or by recursion. */
static void test_large(void **state)
{
    enum { LENGTH = 600 };
    struct store *s = register_new();
    char ref[16], source[40];

    (void)state;
    begin(s);
    put(s, KIND_DATASET, "top", DATASET_TITLE, FIELD_COUNT, NULL);
    for (int i = 0; i < LENGTH; i++) {
        snprintf(ref, sizeof ref, "d%04d", i);
        put(s, KIND_DATASET, ref, DATASET_TITLE, FIELD_COUNT, NULL);
        snprintf(source, sizeof source, "top/source/%d", i + 1);
        made_from(s, source, ref);
        if (i) {
            snprintf(source, sizeof source, "d%04d/source/1", i);
            snprintf(ref, sizeof ref, "d%04d", i - 1);
            made_from(s, source, ref);
        }
    }
    assert_commit(s, NULL);
    begin(s);
    made_from(s, "d0000/source/1", "top");
    assert_commit(s, ": 'd0000', 'top', 'd0000'");
    begin(s);
    made_from(s, "d0000/source/1", "d0599");
    assert_commit(s, ": 'd0000', 'd0599', 'd0598', 'd0597', 'd0596', 'd0595', "
                     "'d0594', 'd0593', ..., 'd0000'");
    register_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_itself), cmocka_unit_test(test_way),
        cmocka_unit_test(test_others), cmocka_unit_test(test_undo),
        cmocka_unit_test(test_large),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
