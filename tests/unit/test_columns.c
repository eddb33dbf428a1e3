/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* base/columns. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/columns.h"
#include "base/strs.h"
#include "base/utf8.h"

/* Prints the cells, parted by |, and compares. */
static void check(size_t per_row, size_t width, const char *cells,
                  const char *expected)
{
    struct columns c;
    struct buf cell = BUF_INIT;
    char *text = NULL;
    size_t len = 0;

    columns_init(&c, per_row, width);
    for (; *cells; cells++) {
        if (*cells != '|') {
            buf_addc(&cell, *cells);
            continue;
        }
        columns_add(&c, cell.s);
        buf_clear(&cell);
    }
    FILE *out = open_memstream(&text, &len);
    columns_print(&c, out);
    fclose(out);
    assert_string_equal(text, expected);
    free(text);
    buf_release(&cell);
    columns_release(&c);
}

static void test_aligns(void **state)
{
    (void)state;
    check(2, 0, "", "");
    check(1, 0, "a|bb|", "a\nbb\n");
    check(3, 0, "REF|NAME|NOTE|a|long name|x|bbbb||a long note|",
          "REF   NAME       NOTE\n"
          "a     long name  x\n"
          "bbbb             a long note\n");
}

static void test_no_blanks_at_the_ends(void **state)
{
    (void)state;
    check(3, 0, "A|B|C|a|||", "A  B  C\na\n");
    check(2, 0, "A|B|only|", "A     B\nonly\n");
    check(2, 0, "||", "\n");
}

static void test_wide_characters(void **state)
{
    (void)state;
    check(2, 0, "日本|x|a|y|e\u0301|z|", "日本  x\na     y\ne\u0301     z\n");
}

static void test_escapes(void **state)
{
    (void)state;
    check(2, 0, "\x1b[2J|a\nb|\u202e|\xff|",
          "\\x1b[2J   a\\x0ab\n"
          "\\u{202e}  \\xff\n");
}

static void test_cuts_the_widest(void **state)
{
    (void)state;
    check(2, 12, "ab|abcdefghij|cd|x|", "ab  abcdefg~\ncd  x\n");
    check(2, 14, "ab|abcdefghij|", "ab  abcdefghij\n");
    check(2, 13, "abcdefghij|0123456789|", "abcde~  0123~\n");
    check(3, 20, "abcdefghij|x|0123456789|", "abcdefg~  x  012345~\n");
}

static void test_cuts_wide_characters(void **state)
{
    (void)state;
    check(2, 11, "日本語文章|x|ab|y|", "日本語~   x\nab        y\n");
    check(1, 5, "日本語|", "日本~\n");
    check(1, 6, "日本語|", "日本語\n");
    check(1, 4, "e\u0301e\u0301e\u0301e\u0301e\u0301|",
          "e\u0301e\u0301e\u0301~\n");
}

/* A terminal too narrow for anything: the row is too long, not lost. */
static void test_keeps_four_cells(void **state)
{
    (void)state;
    check(3, 1, "abcdef|gh|ijklmn|", "abc~  gh  ijk~\n");
    check(1, 3, "abcdef|", "abc~\n");
}

static void test_rows_fit(void **state)
{
    (void)state;
    for (size_t width = 22; width < 200; width++) {
        struct columns c;
        struct strs lines = STRS_INIT;
        char *text = NULL;
        size_t len = 0;
        FILE *out = open_memstream(&text, &len);

        columns_init(&c, 4, width);
        for (int i = 0; i < 16; i++) {
            struct buf cell = BUF_INIT;

            for (int k = 0; k < i * 3; k++)
                buf_adds(&cell, k % 3 ? "x" : "日");
            columns_add(&c, cell.s);
            buf_release(&cell);
        }
        columns_print(&c, out);
        fclose(out);
        strs_split(&lines, text, '\n');
        assert_int_equal(lines.n, 4);
        for (size_t i = 0; i < lines.n; i++)
            assert_in_range(utf8_width(lines.v[i]), 1, width);
        strs_release(&lines);
        columns_release(&c);
        free(text);
    }
}

/* The last column goes on below itself, and nothing of it is lost. */
static void test_wraps_the_last(void **state)
{
    struct columns c;
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);

    (void)state;
    columns_init(&c, 2, 30);
    c.wrap = true;
    columns_add(&c, "words");
    columns_add(&c, "The choice as a person reads it.");
    columns_add(&c, "uses");
    columns_add(&c, "");
    columns_print(&c, out);
    fclose(out);
    assert_string_equal(text, "words  The choice as a person\n"
                              "       reads it.\n"
                              "uses\n");
    free(text);
    columns_release(&c);
}

static void test_long_cells(void **state)
{
    struct buf cells = BUF_INIT, shown = BUF_INIT;

    (void)state;
    buf_addn(&cells, 'w', 10000);
    buf_adds(&cells, "|x|");
    buf_addn(&shown, 'w', 76);
    buf_adds(&shown, "~  x\n");
    check(2, 80, cells.s, shown.s);
    buf_release(&cells);
    buf_release(&shown);
}

static int set_locale(void **state)
{
    (void)state;
    return setlocale(LC_CTYPE, "C.UTF-8") ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_aligns),
        cmocka_unit_test(test_no_blanks_at_the_ends),
        cmocka_unit_test(test_wide_characters),
        cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_cuts_the_widest),
        cmocka_unit_test(test_cuts_wide_characters),
        cmocka_unit_test(test_keeps_four_cells),
        cmocka_unit_test(test_rows_fit),
        cmocka_unit_test(test_wraps_the_last),
        cmocka_unit_test(test_long_cells),
    };

    return cmocka_run_group_tests(tests, set_locale, NULL);
}
