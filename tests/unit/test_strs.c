/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* base/strs. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/strs.h"

/* The list as one text, for comparing. */
static const char *joined(const struct strs *l)
{
    static char text[500];
    size_t at = 0;

    text[0] = '\0';
    for (size_t i = 0; i < l->n; i++)
        at += (size_t)snprintf(text + at, sizeof text - at, "[%s]", l->v[i]);
    return text;
}

static void test_adds_copies(void **state)
{
    struct strs l = STRS_INIT;
    char text[] = "abc";

    (void)state;
    strs_add(&l, text);
    strs_add_len(&l, text, 2);
    strs_add_len(&l, text, 0);
    text[0] = 'x';
    strs_take(&l, xstrdup("taken"));
    assert_string_equal(joined(&l), "[abc][ab][][taken]");
    strs_release(&l);
    assert_null(l.v);
    assert_int_equal(l.n, 0);
    strs_add(&l, "usable");
    strs_release(&l);
    strs_release(&l);
}

static void test_copy_replaces(void **state)
{
    struct strs a = STRS_INIT, b = STRS_INIT;

    (void)state;
    strs_add(&a, "1");
    strs_add(&a, "2");
    strs_add(&b, "old");
    strs_copy(&b, &a);
    assert_true(strs_equal(&a, &b));
    assert_ptr_not_equal(a.v[0], b.v[0]);
    strs_copy(&b, &b);
    assert_string_equal(joined(&b), "[1][2]");
    strs_release(&a);
    strs_copy(&b, &a);
    assert_null(b.v);
}

static void test_remove(void **state)
{
    struct strs l = STRS_INIT;

    (void)state;
    strs_split(&l, "a,b,c,d", ',');
    strs_remove(&l, 3);
    strs_remove(&l, 0);
    assert_string_equal(joined(&l), "[b][c]");
    strs_remove(&l, 0);
    strs_remove(&l, 0);
    assert_null(l.v);
    strs_add(&l, "again");
    assert_string_equal(joined(&l), "[again]");
    strs_release(&l);
}

static void test_finds(void **state)
{
    struct strs l = STRS_INIT;

    (void)state;
    assert_false(strs_has(&l, ""));
    assert_int_equal(strs_find(&l, "a"), -1);
    strs_split(&l, "a,b,a", ',');
    assert_int_equal(strs_find(&l, "a"), 0);
    assert_int_equal(strs_find(&l, "b"), 1);
    assert_int_equal(strs_find(&l, "B"), -1);
    assert_true(strs_has(&l, "b"));
    strs_release(&l);
}

static void test_equal_needs_order(void **state)
{
    struct strs a = STRS_INIT, b = STRS_INIT;

    (void)state;
    assert_true(strs_equal(&a, &b));
    strs_split(&a, "a,b", ',');
    strs_split(&b, "b,a", ',');
    assert_false(strs_equal(&a, &b));
    strs_sort_unique(&b);
    assert_true(strs_equal(&a, &b));
    strs_add(&b, "c");
    assert_false(strs_equal(&a, &b));
    strs_release(&a);
    strs_release(&b);
}

static void test_sorts_by_byte(void **state)
{
    struct strs l = STRS_INIT;

    (void)state;
    strs_sort_unique(&l);
    assert_null(l.v);
    strs_add(&l, "one");
    strs_sort_unique(&l);
    assert_string_equal(joined(&l), "[one]");
    strs_split(&l, "é,b,B,a,b,é,one,b,a", ',');
    strs_sort_unique(&l);
    assert_string_equal(joined(&l), "[B][a][b][one][é]");
    strs_release(&l);
}

static void test_sorts_many(void **state)
{
    struct strs l = STRS_INIT;
    char text[20];

    (void)state;
    for (unsigned i = 0; i < 20000; i++) {
        snprintf(text, sizeof text, "%04u", i * 7919 % 5000);
        strs_add(&l, text);
    }
    strs_sort_unique(&l);
    assert_int_equal(l.n, 5000);
    for (size_t i = 0; i < l.n; i++)
        assert_int_equal(atoi(l.v[i]), i);
    strs_release(&l);
}

static const struct {
    const char *text;
    char separator;
    const char *parts;
} splits[] = {
    { "", ',', "" },
    { "a", ',', "[a]" },
    { "a,b", ',', "[a][b]" },
    { ",,a,,b,,", ',', "[a][b]" },
    { " a , b\t,\n c d \r\n", ',', "[a][b][c d]" },
    { "  ,\t, ", ',', "" },
    { "a b  c", ' ', "[a][b][c]" },
    { "a\n\n b \n", '\n', "[a][b]" },
    { "a;b,c", ';', "[a][b,c]" },
    { "日本 , 語", ',', "[日本][語]" },
    { "\xc2\xa0,x", ',', "[\xc2\xa0][x]" },
};

static void test_split(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof splits / sizeof *splits; i++) {
        struct strs l = STRS_INIT;

        strs_split(&l, splits[i].text, splits[i].separator);
        assert_string_equal(joined(&l), splits[i].parts);
        strs_release(&l);
    }
}

static void test_split_adds(void **state)
{
    struct strs l = STRS_INIT;

    (void)state;
    strs_add(&l, "first");
    strs_split(&l, "a,b", ',');
    assert_string_equal(joined(&l), "[first][a][b]");
    strs_release(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_adds_copies),
        cmocka_unit_test(test_copy_replaces),
        cmocka_unit_test(test_remove),
        cmocka_unit_test(test_finds),
        cmocka_unit_test(test_equal_needs_order),
        cmocka_unit_test(test_sorts_by_byte),
        cmocka_unit_test(test_sorts_many),
        cmocka_unit_test(test_split),
        cmocka_unit_test(test_split_adds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
