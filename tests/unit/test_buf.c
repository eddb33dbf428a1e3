/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* base/buf, base/error and base/mem. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"

static void test_is_a_string_from_the_start(void **state)
{
    struct buf b = BUF_INIT;

    (void)state;
    assert_string_equal(b.s, "");
    buf_clear(&b);
    buf_truncate(&b, 0);
    buf_add(&b, NULL, 0);
    buf_adds(&b, "");
    buf_addn(&b, 'x', 0);
    buf_insert(&b, 0, NULL, 0);
    assert_string_equal(b.s, "");
    assert_int_equal(b.len, 0);
    buf_release(&b);
    buf_release(&b);
    assert_int_equal(buf_empty[0], 0);
}

static void test_adds(void **state)
{
    struct buf b = BUF_INIT;

    (void)state;
    buf_adds(&b, "ab");
    buf_addc(&b, 'c');
    buf_addn(&b, '-', 3);
    buf_addf(&b, "%d%%%s", 42, "!");
    assert_string_equal(b.s, "abc---42%!");
    assert_int_equal(b.len, 10);
    buf_addf(&b, "%s", "");
    assert_int_equal(b.len, 10);
    buf_release(&b);
}

static void test_holds_nul_bytes(void **state)
{
    struct buf b = BUF_INIT;

    (void)state;
    buf_add(&b, "a\0b", 3);
    buf_addc(&b, '\0');
    assert_int_equal(b.len, 4);
    assert_memory_equal(b.s, "a\0b\0", 5);
    buf_release(&b);
}

/* Every length around the sizes at which it grows. */
static void test_grows_at_every_length(void **state)
{
    struct buf b = BUF_INIT;

    (void)state;
    for (size_t i = 0; i < 5000; i++) {
        assert_int_equal(b.len, i);
        assert_int_equal(b.s[b.len], 0);
        buf_addc(&b, (char)('a' + i % 26));
    }
    for (size_t i = 0; i < b.len; i++)
        assert_int_equal(b.s[i], 'a' + i % 26);
    buf_release(&b);
    for (size_t len = 1; len < 300; len++) {
        buf_addn(&b, 'x', len);
        assert_int_equal(strlen(b.s), len);
        buf_release(&b);
    }
}

static void test_addf_of_any_length(void **state)
{
    struct buf b = BUF_INIT;
    struct buf word = BUF_INIT;

    (void)state;
    for (size_t len = 0; len < 300; len++) {
        buf_clear(&b);
        buf_addf(&b, "<%s>", word.s);
        assert_int_equal(b.len, len + 2);
        assert_int_equal(strlen(b.s), len + 2);
        assert_int_equal(b.s[len + 1], '>');
        buf_addc(&word, 'w');
    }
    buf_release(&b);
    buf_release(&word);
}

static void test_insert(void **state)
{
    struct buf b = BUF_INIT;

    (void)state;
    buf_insert(&b, 0, "c", 1);
    buf_insert(&b, 0, "a", 1);
    buf_insert(&b, 1, "b", 1);
    buf_insert(&b, 3, "d", 1);
    assert_string_equal(b.s, "abcd");
    for (int i = 0; i < 100; i++)
        buf_insert(&b, 2, "--", 2);
    assert_int_equal(strlen(b.s), 204);
    assert_string_equal(b.s + 202, "cd");
    buf_release(&b);
}

static void test_truncate_keeps_memory(void **state)
{
    struct buf b = BUF_INIT;

    (void)state;
    buf_adds(&b, "hello");
    const char *before = b.s;
    buf_truncate(&b, 2);
    assert_string_equal(b.s, "he");
    buf_clear(&b);
    assert_string_equal(b.s, "");
    assert_ptr_equal(b.s, before);
    buf_release(&b);
}

static void test_detach(void **state)
{
    struct buf b = BUF_INIT;

    (void)state;
    char *s = buf_detach(&b);
    assert_string_equal(s, "");
    free(s);
    buf_adds(&b, "mine");
    s = buf_detach(&b);
    assert_string_equal(s, "mine");
    free(s);
    assert_string_equal(b.s, "");
    buf_adds(&b, "again");
    assert_string_equal(b.s, "again");
    buf_release(&b);
}

static void test_error_is_set(void **state)
{
    struct error err = ERROR_INIT;

    (void)state;
    assert_int_equal(error_set(&err, ERROR_BUSY, "'%s' is busy", "x"), -1);
    assert_int_equal(err.code, ERROR_BUSY);
    assert_string_equal(err.text, "'x' is busy");
    assert_int_equal(err.field, -1);
    error_clear(&err);
    assert_null(err.text);
    assert_int_equal(err.code, ERROR_NONE);
    error_clear(&err);
}

static void test_error_may_quote_the_one_before(void **state)
{
    struct error err = ERROR_INIT;

    (void)state;
    error_set(&err, ERROR_FAILED, "first");
    err.field = 7;
    error_set(&err, ERROR_USAGE, "second after %s", err.text);
    assert_string_equal(err.text, "second after first");
    assert_int_equal(err.code, ERROR_USAGE);
    assert_int_equal(err.field, -1);
    error_clear(&err);
}

/* What stands in the text is no format, and field and code stay. */
static void test_error_prefix(void **state)
{
    struct error err = ERROR_INIT;

    (void)state;
    assert_int_equal(error_prefix(&err, "nothing is wrong"), -1);
    assert_null(err.text);
    error_set(&err, ERROR_CONFLICT, "%s", "100%s %n");
    err.field = 3;
    assert_int_equal(error_prefix(&err, "%s:%d", "a.xml", 12), -1);
    assert_string_equal(err.text, "a.xml:12: 100%s %n");
    assert_int_equal(err.code, ERROR_CONFLICT);
    assert_int_equal(err.field, 3);
    error_clear(&err);
}

static void test_nobody_wants_to_know(void **state)
{
    (void)state;
    assert_int_equal(error_set(NULL, ERROR_FAILED, "x"), -1);
    assert_int_equal(error_prefix(NULL, "x"), -1);
}

static void test_memory_of_no_size(void **state)
{
    (void)state;
    void *p = xmalloc(0);
    assert_non_null(p);
    p = xrealloc(p, 0);
    assert_non_null(p);
    free(p);
    p = xcalloc(0, 8);
    assert_non_null(p);
    free(p);
    char *s = xstrndup(NULL, 0);
    assert_string_equal(s, "");
    free(s);
}

static void test_copies(void **state)
{
    (void)state;
    char *s = xstrdup("abc");
    assert_string_equal(s, "abc");
    free(s);
    s = xstrndup("abc", 2);
    assert_string_equal(s, "ab");
    free(s);
    s = xasprintf("%05d", 42);
    assert_string_equal(s, "00042");
    free(s);
    const unsigned char *zeros = xcalloc(4, 25);
    for (int i = 0; i < 100; i++)
        assert_int_equal(zeros[i], 0);
    free((void *)zeros);
}

static void test_array_grows(void **state)
{
    size_t n = 0, room = 0;
    size_t *items = NULL;

    (void)state;
    while (n < 1000) {
        ARRAY_GROW(items, n, room);
        assert_true(room > n);
        items[n] = n;
        n++;
    }
    for (size_t i = 0; i < n; i++)
        assert_int_equal(items[i], i);
    free(items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_is_a_string_from_the_start),
        cmocka_unit_test(test_adds),
        cmocka_unit_test(test_holds_nul_bytes),
        cmocka_unit_test(test_grows_at_every_length),
        cmocka_unit_test(test_addf_of_any_length),
        cmocka_unit_test(test_insert),
        cmocka_unit_test(test_truncate_keeps_memory),
        cmocka_unit_test(test_detach),
        cmocka_unit_test(test_error_is_set),
        cmocka_unit_test(test_error_may_quote_the_one_before),
        cmocka_unit_test(test_error_prefix),
        cmocka_unit_test(test_nobody_wants_to_know),
        cmocka_unit_test(test_memory_of_no_size),
        cmocka_unit_test(test_copies),
        cmocka_unit_test(test_array_grows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
