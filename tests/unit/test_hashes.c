/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* base/hashes and base/bits. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/bits.h"
#include "base/hashes.h"

static void texts_have_numbers(void **state)
{
    struct hashes h = { NULL, 0, 0 };
    char text[32];

    (void)state;
    assert_int_equal(hashes_get(&h, "a"), 0);
    hashes_set(&h, "a", 1);
    hashes_set(&h, "a", -2);
    assert_int_equal(hashes_get(&h, "a"), -2);
    assert_int_equal(h.n, 1);
    for (int i = 1; i <= 5000; i++) {
        snprintf(text, sizeof text, "text %d", i);
        hashes_set(&h, text, i);
    }
    for (int i = 1; i <= 5000; i++) {
        snprintf(text, sizeof text, "text %d", i);
        assert_int_equal(hashes_get(&h, text), i);
    }
    assert_int_equal(h.n, 5001);
    assert_int_equal(hashes_get(&h, "a"), -2);
    assert_int_equal(hashes_get(&h, "text 5001"), 0);
    assert_true(h.room < 3 * h.n);
    hashes_release(&h);
    assert_int_equal(hashes_get(&h, "a"), 0);
}

static void numbers_are_in_a_set(void **state)
{
    struct bits b = { NULL, 0 };

    (void)state;
    assert_false(bits_has(&b, 0));
    assert_false(bits_add(&b, 7));
    assert_true(bits_add(&b, 7));
    assert_false(bits_add(&b, 100000));
    assert_false(bits_has(&b, 6));
    assert_false(bits_has(&b, 8));
    assert_false(bits_has(&b, 99999));
    assert_true(bits_has(&b, 7));
    assert_true(bits_has(&b, 100000));
    assert_false(bits_has(&b, 1000000));
    bits_release(&b);
    assert_false(bits_has(&b, 7));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_have_numbers),
        cmocka_unit_test(numbers_are_in_a_set),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
