/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* ui/lineedit. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <string.h>

#include "base/utf8.h"
#include "ui/lineedit.h"

/* Keys, by one letter each, as in a line of the tables below. */
static const struct {
    char letter;
    enum action action;
} keys[] = {
    { '<', ACTION_LINE_LEFT },  { '>', ACTION_LINE_RIGHT },
    { 'A', ACTION_LINE_START }, { 'E', ACTION_LINE_END },
    { 'B', ACTION_LINE_ERASE }, { 'D', ACTION_LINE_DELETE },
    { 'K', ACTION_LINE_KILL },  { 'U', ACTION_LINE_CLEAR },
    { 'W', ACTION_LINE_WORD },
};

static void press(struct lineedit *e, const char *letters)
{
    for (; *letters; letters++)
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
            if (keys[i].letter == *letters)
                assert_true(lineedit_act(e, keys[i].action));
}

/* What is left, with "|" where the cursor is. */
static void check(const char *text, const char *letters, const char *expected)
{
    struct lineedit e;

    lineedit_init(&e, text);
    press(&e, letters);
    buf_insert(&e.text, e.at, "|", 1);
    assert_string_equal(e.text.s, expected);
    lineedit_release(&e);
}

static void test_keys(void **state)
{
    (void)state;
    check("", "<>AEBDKUW", "|");
    check("abc", "", "abc|");
    check("abc", "<", "ab|c");
    check("abc", "A>", "a|bc");
    check("abc", "A<", "|abc");
    check("abc", "B", "ab|");
    check("abc", "<D", "ab|");
    check("abc", "AD", "|bc");
    check("abc", "<K", "ab|");
    check("abc", "<U", "|c");
    check("one two  three", "W", "one two  |");
    check("one two  three", "WW", "one |");
    check("one two", "<<W", "one |wo");
    check("abc", "UKBD", "|");
}

/* Wide characters and combining marks are one step each. */
static void test_characters(void **state)
{
    (void)state;
    check("日本", "<", "日|本");
    check("日本", "B", "日|");
    check("日本", "AD", "|本");
    check("xe\u0301y", "<<", "x|e\u0301y");
    check("xe\u0301y", "<<D", "x|y");
    check("xe\u0301", "B", "xe|");
    check("é ü", "W", "é |");
}

static void test_insert(void **state)
{
    struct lineedit e;

    (void)state;
    lineedit_init(&e, "ac");
    press(&e, "<");
    lineedit_insert(&e, "b");
    assert_string_equal(e.text.s, "abc");
    assert_int_equal(e.at, 2);
    lineedit_insert(&e, "x\ny\tz\x1b[31m\x7f");
    assert_string_equal(e.text.s, "abx y z[31mc");
    lineedit_release(&e);
}

static void insert(bool lines, const char *text, const char *expected)
{
    struct lineedit e;

    lineedit_init(&e, "[]");
    e.lines = lines;
    press(&e, "<");
    lineedit_insert(&e, text);
    assert_string_equal(e.text.s, expected);
    lineedit_release(&e);
}

/* A line stays one; where there may be several, they stay as they are. */
static void test_lines(void **state)
{
    (void)state;
    insert(false, "one\ntwo", "[one two]");
    insert(false, "one\n\n\ntwo\n\n", "[one two]");
    insert(false, "\none", "[ one]");
    insert(false, "\n", "[]");
    insert(true, "one\n\ntwo\n", "[one\n\ntwo\n]");
    insert(true, "a\tb\x1b\x7f", "[a b]");
}

static void test_typing_replaces_what_is_fresh(void **state)
{
    struct lineedit e;

    (void)state;
    lineedit_init(&e, "old");
    e.fresh = true;
    lineedit_insert(&e, "n");
    lineedit_insert(&e, "ew");
    assert_string_equal(e.text.s, "new");
    lineedit_set(&e, "old");
    e.fresh = true;
    press(&e, "<");
    lineedit_insert(&e, "x");
    assert_string_equal(e.text.s, "olxd");
    lineedit_release(&e);
}

static void view(struct lineedit *e, size_t cells, const char *expected,
                 size_t cursor)
{
    struct buf out = BUF_INIT;
    size_t at = lineedit_view(e, cells, &out);

    assert_string_equal(out.s, expected);
    assert_int_equal(at, cursor);
    buf_release(&out);
}

static void test_view(void **state)
{
    struct lineedit e;

    (void)state;
    lineedit_init(&e, "");
    view(&e, 5, "", 0);
    lineedit_set(&e, "abcdefgh");
    view(&e, 5, "efgh", 4);
    press(&e, "<<");
    view(&e, 5, "efgh", 2);
    press(&e, "A");
    view(&e, 5, "abcde", 0);
    press(&e, "E");
    view(&e, 9, "abcdefgh", 8);
    lineedit_set(&e, "日本語文");
    view(&e, 5, "語文", 4);
    view(&e, 6, "語文", 4);
    press(&e, "A");
    view(&e, 5, "日本", 0);
    lineedit_release(&e);
}

/* Nothing that a terminal takes for a command, or that turns text round. */
static void test_view_is_escaped(void **state)
{
    struct lineedit e;

    (void)state;
    lineedit_init(&e, "a\u202eb");
    view(&e, 40, "a\\u{202e}b", 10);
    press(&e, "<");
    view(&e, 40, "a\\u{202e}b", 9);
    lineedit_release(&e);
}

static void test_view_of_lines(void **state)
{
    struct lineedit e;

    (void)state;
    lineedit_init(&e, "one\ntwo");
    view(&e, 40, "one\u00b6two", 7);
    press(&e, "<<<<");
    view(&e, 40, "one\u00b6two", 3);
    press(&e, ">");
    view(&e, 40, "one\u00b6two", 4);
    press(&e, "B");
    view(&e, 40, "onetwo", 3);
    lineedit_release(&e);
}

/* Terminals do not agree how wide a joined emoji is: it is not joined. */
static void test_view_of_emoji(void **state)
{
    struct lineedit e;

    (void)state;
    lineedit_init(&e, "a\U0001f468\u200d\U0001f469\u200d\U0001f467!");
    view(&e, 40, "a\U0001f468\U0001f469\U0001f467!", 8);
    press(&e, "<<");
    view(&e, 40, "a\U0001f468\U0001f469\U0001f467!", 1);
    lineedit_set(&e, "\u2600\ufe0f!");
    view(&e, 40, "\u2600!", 2);
    lineedit_set(&e, "\u0915\u094d\u200d\u0937");
    view(&e, 40, "\u0915\u094d\u200d\u0937", 2);
    lineedit_set(&e, "\u200da\u200d");
    view(&e, 40, "\\u{200d}a\\u{200d}", 17);
    lineedit_release(&e);
}

/* Wherever the cursor is, it is in sight, and nothing is too wide. */
static void test_long_line(void **state)
{
    struct lineedit e;
    struct buf text = BUF_INIT;

    (void)state;
    for (int i = 0; i < 3000; i++)
        buf_adds(&text, i % 7 ? "x" : i % 2 ? "日" : "e\u0301");
    lineedit_init(&e, text.s);
    for (int i = 0; i < 3000; i++) {
        struct buf out = BUF_INIT;
        size_t at = lineedit_view(&e, 11, &out);

        assert_in_range(at, 0, 10);
        assert_in_range(utf8_width(out.s), 0, 11);
        buf_release(&out);
        press(&e, "<");
    }
    assert_int_equal(e.at, 0);
    lineedit_release(&e);
    buf_release(&text);
}

static int set_locale(void **state)
{
    (void)state;
    return setlocale(LC_CTYPE, "C.UTF-8") ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_characters),
        cmocka_unit_test(test_insert),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_typing_replaces_what_is_fresh),
        cmocka_unit_test(test_view),
        cmocka_unit_test(test_view_is_escaped),
        cmocka_unit_test(test_view_of_lines),
        cmocka_unit_test(test_view_of_emoji),
        cmocka_unit_test(test_long_line),
    };

    return cmocka_run_group_tests(tests, set_locale, NULL);
}
