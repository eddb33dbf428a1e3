/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <locale.h>

#include "model/filter.h"

static const struct {
    const char *text;
    const char *says;
} bad[] = {
    { "title", "expected one of" },
    { "title=", "expected a value" },
    { "titel=x", "did you mean 'title'" },
    { "title=x and", "expected the name" },
    { "(title=x", "closing parenthesis" },
    { "title=x)", "'and', 'or'" },
    { "title=\"x", "closing \"" },
    { "title=x y", "character 9" },
    { "title<x", "dates and numbers" },
    { "title:x", "codes" },
    { "title.name=x", "full stop" },
    { "element.nonsense=x", "no field" },
    { "children=maybe", "neither yes nor no" },
    { "subjects=pupill", "did you mean 'pupil'" },
    { "next_check<@none", "neither more nor less" },
    { "title=@home", "is written with two" },
    { "controller=@home", "is written with two" },
    { "next_check<soon", "day of the calendar" },
    { "title=x\x01", "U+0001" },
};

static void test_refused(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct error err = ERROR_INIT;
        struct filter *f;

        if (filter_parse(&f, KIND_DATASET, bad[i].text, &err) == 0)
            fail_msg("'%s' was taken", bad[i].text);
        if (!strstr(err.text, bad[i].says))
            fail_msg("'%s' does not say '%s'", err.text, bad[i].says);
        assert_int_equal(err.code, ERROR_USAGE);
        assert_null(f);
        error_clear(&err);
    }
}

static void test_deep(void **state)
{
    char text[400] = "";
    struct error err = ERROR_INIT;
    struct filter *f;

    (void)state;
    memset(text, '(', 300);
    assert_int_equal(filter_parse(&f, KIND_DATASET, text, &err), -1);
    error_clear(&err);
}

static void test_shape(void **state)
{
    struct error err = ERROR_INIT;
    struct filter *f;

    (void)state;
    assert_int_equal(filter_parse(&f, KIND_DATASET,
                                  "title~\"a \\\"b\" or not sold=yes and "
                                  "element.category:name,health",
                                  &err),
                     0);
    assert_int_equal(f->op, FILTER_OR);
    assert_int_equal(f->left->op, FILTER_HAS);
    assert_string_equal(f->left->items.v[0], "a \"b");
    assert_int_equal(f->right->op, FILTER_AND);
    assert_int_equal(f->right->left->op, FILTER_NOT);
    assert_int_equal(f->right->right->child, KIND_ELEMENT);
    assert_int_equal(f->right->right->items.n, 2);
    filter_free(f);
    assert_int_equal(filter_parse(&f, KIND_DATASET, "  ", &err), 0);
    assert_null(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_deep),
        cmocka_unit_test(test_shape),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
