/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* app/actions: the table that keys, help, hints and the manual are made from.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <ctype.h>
#include <string.h>

#include "app/actions.h"
#include "ui/keys.h"

static const struct action_info *row(int action)
{
    return action_info((enum action)action);
}

static bool is_upper(const char *key)
{
    return isupper((unsigned char)key[0]) && !key[1];
}

static bool is_lower(const char *key)
{
    return islower((unsigned char)key[0]) && !key[1];
}

static void test_every_row_is_complete(void **state)
{
    (void)state;
    for (int a = ACTION_NONE + 1; a < ACTION_COUNT; a++) {
        size_t len = strlen(row(a)->help);

        assert_non_null(row(a)->name);
        assert_in_range(len, 8, 120);
        assert_int_equal(row(a)->help[len - 1], '.');
        assert_true(isupper((unsigned char)row(a)->help[0]));
        assert_int_not_equal(row(a)->places, 0);
        assert_int_equal(row(a)->places & ~(unsigned)(PLACE_END - 1), 0);
        assert_null(row(a)->keys[ACTION_KEYS]);
    }
}

static void test_names_are_unique(void **state)
{
    (void)state;
    for (int a = ACTION_NONE + 1; a < ACTION_COUNT; a++) {
        assert_int_equal(strspn(row(a)->name, "abcdefghijklmnopqrstuvwxyz-"),
                         strlen(row(a)->name));
        for (int b = a + 1; b < ACTION_COUNT; b++)
            assert_string_not_equal(row(a)->name, row(b)->name);
    }
}

/* One key, one action, wherever both are valid; and the key finds it. */
static void test_no_key_twice_in_one_place(void **state)
{
    (void)state;
    for (int a = ACTION_NONE + 1; a < ACTION_COUNT; a++)
        for (unsigned p = 1; p < PLACE_END; p <<= 1)
            for (size_t k = 0; row(a)->keys[k] && (row(a)->places & p); k++) {
                const char *key = row(a)->keys[k];

                if (!action_key_works(key, (enum place)p))
                    continue;
                if (action_of_key(key, (enum place)p) != (enum action)a)
                    fail_msg("%s is %s and %s in %s", key, row(a)->name,
                             row(action_of_key(key, (enum place)p))->name,
                             place_info((enum place)p)->name);
            }
}

/* Who presses a lower-case letter by mistake has changed nothing. */
static void test_upper_case_changes(void **state)
{
    static const char *const known[] = { "G", "N", "I" };

    (void)state;
    for (int a = ACTION_NONE + 1; a < ACTION_COUNT; a++)
        for (size_t k = 0; row(a)->keys[k]; k++) {
            const char *key = row(a)->keys[k];
            bool excepted = false;

            for (size_t i = 0; i < sizeof known / sizeof *known; i++)
                excepted |= strcmp(known[i], key) == 0;
            if (is_upper(key) && !excepted)
                assert_true(row(a)->changes);
            if (is_lower(key) && a != ACTION_UNDO)
                assert_false(row(a)->changes);
        }
}

/* Eight hints at most; each a word, a key, and valid where it is hinted at. */
static void test_hints(void **state)
{
    (void)state;
    for (unsigned p = 1; p < PLACE_END; p <<= 1) {
        size_t n = 0;

        for (int a = ACTION_NONE + 1; a < ACTION_COUNT; a++) {
            if (!(row(a)->hints & p))
                continue;
            n++;
            assert_non_null(row(a)->hint);
            assert_int_equal(row(a)->hints & ~row(a)->places, 0);
            assert_non_null(action_key((enum action)a, (enum place)p));
        }
        assert_in_range(n, 3, 9);
    }
    for (int a = ACTION_NONE + 1; a < ACTION_COUNT; a++)
        assert_true(row(a)->hints == 0 || strlen(row(a)->hint) <= 16);
}

static void test_help_is_the_last(void **state)
{
    (void)state;
    assert_int_equal(ACTION_HELP + 1, ACTION_COUNT);
}

/* Every key of the table can be pressed: ui/keys knows its name. */
static void test_keys_have_names(void **state)
{
    (void)state;
    for (int a = ACTION_NONE + 1; a < ACTION_COUNT; a++)
        for (size_t k = 0; row(a)->keys[k]; k++) {
            bool found = false;

            for (key_code key = 1; key < 0x400 && !found; key++) {
                struct buf plain = BUF_INIT, code = BUF_INIT;

                key_add_name(&plain, key);
                key_add_name(&code, KEYS_CODE | key);
                found = strcmp(plain.s, row(a)->keys[k]) == 0 ||
                        strcmp(code.s, row(a)->keys[k]) == 0;
                buf_release(&plain);
                buf_release(&code);
            }
            if (!found)
                fail_msg("no key is called %s", row(a)->keys[k]);
        }
}

static void test_letters_are_typed(void **state)
{
    (void)state;
    assert_int_equal(action_of_key("j", PLACE_LIST), ACTION_DOWN);
    assert_int_equal(action_of_key("j", PLACE_PICK), ACTION_NONE);
    assert_int_equal(action_of_key("Down", PLACE_PICK), ACTION_DOWN);
    assert_int_equal(action_of_key("?", PLACE_LINE), ACTION_NONE);
    assert_int_equal(action_of_key("F1", PLACE_LINE), ACTION_HELP);
    assert_string_equal(action_key(ACTION_HELP, PLACE_LIST), "?");
    assert_string_equal(action_key(ACTION_HELP, PLACE_LINE), "F1");
}

/* Moving and leaving work the same way everywhere. */
static void test_everywhere(void **state)
{
    (void)state;
    for (unsigned p = 1; p < PLACE_END; p <<= 1) {
        enum place place = (enum place)p;

        assert_int_equal(action_of_key("Esc", place), ACTION_CANCEL);
        assert_int_equal(action_of_key("^L", place), ACTION_REDRAW);
        assert_int_equal(action_of_key("^Z", place), ACTION_SUSPEND);
        if (place == PLACE_LINE)
            continue;
        assert_int_equal(action_of_key("Down", place), ACTION_DOWN);
        assert_int_equal(action_of_key("Up", place), ACTION_UP);
        if (!place_info(place)->typing && place != PLACE_ASK)
            assert_int_equal(action_of_key("q", place), ACTION_CLOSE);
    }
}

static void test_find(void **state)
{
    (void)state;
    assert_int_equal(action_find("undo", PLACE_LIST), ACTION_UNDO);
    assert_int_equal(action_find("undo", PLACE_LABEL), ACTION_NONE);
    assert_int_equal(action_find("", PLACE_LIST), ACTION_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_row_is_complete),
        cmocka_unit_test(test_names_are_unique),
        cmocka_unit_test(test_no_key_twice_in_one_place),
        cmocka_unit_test(test_upper_case_changes),
        cmocka_unit_test(test_hints),
        cmocka_unit_test(test_help_is_the_last),
        cmocka_unit_test(test_keys_have_names),
        cmocka_unit_test(test_letters_are_typed),
        cmocka_unit_test(test_everywhere),
        cmocka_unit_test(test_find),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
