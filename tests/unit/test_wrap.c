/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* base/wrap. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/strs.h"
#include "base/utf8.h"
#include "base/wrap.h"

#define FAMILY "\U0001F468\u200D\U0001F469\u200D\U0001F467"

/* Lines as they should come out, parted by |. */
static const struct {
    const char *text;
    size_t cells;
    const char *lines;
} cases[] = {
    { "", 10, "" },
    { "one", 10, "one" },
    { "one two", 7, "one two" },
    { "one two", 6, "one|two" },
    { "one two three", 8, "one two|three" },
    { "one  two", 4, "one|two" },
    { "one two ", 7, "one two" },
    { "one   ", 3, "one" },
    { "   ", 2, "" },
    { "  indented text", 10, "  indented|text" },
    { "a\nb", 10, "a|b" },
    { "a\n\nb\n", 10, "a||b|" },
    { "\n", 10, "|" },
    { "a \r\nb", 10, "a|b" },
    { "a\r\n\r\nb", 10, "a||b" },
    { "a\rb", 10, "a|b" },
    { "a\u2028b", 10, "a|b" },
    { "abcdefgh", 3, "abc|def|gh" },
    { "abcdef", 3, "abc|def" },
    { "ab abcdefgh ij", 4, "ab|abcd|efgh|ij" },
    { "well-known", 6, "well-|known" },
    { "go to example.org/no now", 16, "go to|example.org/no|now" },
    { "ask@data.example", 10, "ask@data.e|xample" },
    { "a\u00a0b c", 3, "a\u00a0b|c" },
    { "a b\u00a0c", 3, "a|b\u00a0c" },
    { "abc", 0, "a|b|c" },
    { "日本語", 4, "日本|語" },
    { "日本語", 5, "日本|語" },
    { "日本語", 1, "日|本|語" },
    { "a日本", 3, "a日|本" },
    { "日本。", 4, "日|本。" }, /* no line begins with a full stop  */
    { "日\u3000\u3000本", 4, "日|本" },
    { "e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301|e\u0301" },
    { "x " FAMILY " y", 6, "x|" FAMILY "|y" },
    { FAMILY FAMILY, 7, FAMILY "|" FAMILY },
    { FAMILY, 4, "\U0001F468\u200D\U0001F469\u200D|\U0001F467" },
    { "word\u200bword", 4, "word\u200b|word" },
    { "\xff\xfe\xfd", 2, "\xff\xfe|\xfd" },
    { "a \xe6\x97 b", 4, "a \xe6\x97|b" },
};

static void test_wraps(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct strs lines = STRS_INIT;
        struct buf b = BUF_INIT;

        wrap_text(&lines, cases[i].text, cases[i].cells);
        assert_true(lines.n > 0);
        for (size_t k = 0; k < lines.n; k++)
            buf_addf(&b, "%s%s", k ? "|" : "", lines.v[k]);
        assert_string_equal(b.s, cases[i].lines);
        strs_release(&lines);
        buf_release(&b);
    }
}

static void test_adds_to_the_list(void **state)
{
    struct strs lines = STRS_INIT;

    (void)state;
    strs_add(&lines, "before");
    wrap_text(&lines, "", 10);
    wrap_text(&lines, "after", 10);
    assert_int_equal(lines.n, 3);
    assert_string_equal(lines.v[1], "");
    assert_string_equal(lines.v[2], "after");
    strs_release(&lines);
}

/*
 * Wraps it at several widths, quickly; no line may be too wide, end in a
 * blank, or be empty without need, and nothing but blanks may be lost.
 */
static void check_long(const char *text, size_t blanks)
{
    static const size_t cells[] = { 2, 3, 7, 80, 200000 };

    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        struct strs lines = STRS_INIT;
        int64_t start = clock_ticks_ms();
        size_t kept = 0;

        wrap_text(&lines, text, cells[i]);
        assert_in_range(clock_ticks_ms() - start, 0, 1500);
        for (size_t k = 0; k < lines.n; k++) {
            size_t len = strlen(lines.v[k]);

            assert_in_range(utf8_width(lines.v[k]), 0, cells[i]);
            assert_true(len > 0 && lines.v[k][len - 1] != ' ');
            kept += len;
        }
        assert_in_range(kept, strlen(text) - blanks, strlen(text));
        strs_release(&lines);
    }
}

static void check_repeated(const char *part, size_t times)
{
    struct buf b = BUF_INIT;
    size_t blanks = 0;

    while (times--)
        buf_adds(&b, part);
    for (size_t i = 0; i < b.len; i++)
        blanks += b.s[i] == ' ' || b.s[i] == '\n';
    check_long(b.s, blanks);
    buf_release(&b);
}

static void test_long_words(void **state)
{
    (void)state;
    check_repeated("w", 10000);
    check_repeated("日", 10000);
    check_repeated("e\u0301", 10000);
}

static void test_long_texts(void **state)
{
    (void)state;
    check_repeated("lorem ipsum dolor ", 5600);
    check_repeated("日本語の文章。", 4800);
    check_repeated("a\nb ", 25000);
    check_repeated("w", 100000);
}

static void test_hostile_texts(void **state)
{
    struct buf b = BUF_INIT;

    (void)state;
    check_repeated("\u0301", 50000);
    check_repeated("\U0001F468\u200D", 14000);
    check_repeated("\xff", 100000);
    check_repeated("\u202e\x1b[2J", 14000);
    check_repeated("((((", 25000);
    buf_addn(&b, ' ', 100000);
    buf_addc(&b, 'x');
    struct strs lines = STRS_INIT;
    wrap_text(&lines, b.s, 10);
    assert_string_equal(lines.v[lines.n - 1], "x");
    strs_release(&lines);
    buf_release(&b);
}

static int set_locale(void **state)
{
    (void)state;
    return setlocale(LC_CTYPE, "C.UTF-8") ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wraps),
        cmocka_unit_test(test_adds_to_the_list),
        cmocka_unit_test(test_long_words),
        cmocka_unit_test(test_long_texts),
        cmocka_unit_test(test_hostile_texts),
    };

    return cmocka_run_group_tests(tests, set_locale, NULL);
}
