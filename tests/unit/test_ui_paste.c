/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* ui/paste. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "ui/paste.h"

static void pasted(const char *keys, size_t n, const char *expected)
{
    struct paste p = { .text = BUF_INIT };

    paste_begin(&p);
    for (size_t i = 0; i < n; i++)
        paste_key(&p, (unsigned char)keys[i]);
    assert_string_equal(p.text.s, expected);
    paste_release(&p);
}

static void test_ends_of_lines(void **state)
{
    static const struct {
        const char *keys, *text;
    } cases[] = {
        { "", "" },
        { "one", "one" },
        { "one\rtwo\r", "one\ntwo\n" },
        { "one\ntwo", "one\ntwo" },
        { "one\r\ntwo\r\n\r\nthree", "one\ntwo\n\nthree" },
        { "one\r\rtwo", "one\n\ntwo" },
        { "one\n\rtwo", "one\n\ntwo" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        pasted(cases[i].keys, strlen(cases[i].keys), cases[i].text);
}

static void test_keys(void **state)
{
    struct paste p = { .text = BUF_INIT };

    (void)state;
    paste_key(&p, 0x6771);
    paste_key(&p, KEYS_CODE | 0403);
    paste_key(&p, 0);
    paste_key(&p, 'x');
    assert_string_equal(p.text.s, "東x");
    paste_begin(&p);
    assert_string_equal(p.text.s, "");
    paste_release(&p);
}

/* Whatever is pasted, memory is not. */
static void test_too_long(void **state)
{
    struct paste p = { .text = BUF_INIT };

    (void)state;
    for (size_t i = 0; i < 3 * PASTE_MOST; i++)
        paste_key(&p, 0x1f600);
    assert_in_range(p.text.len, PASTE_MOST, PASTE_MOST + 3);
    paste_release(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ends_of_lines),
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_too_long),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
