/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* ui/names: what records are called. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>

#include "register.h"
#include "store/read.h"
#include "ui/names.h"

static struct store *store;
static struct names *names;

static int set_up(void **state)
{
    (void)state;
    if (!setlocale(LC_ALL, "C.UTF-8"))
        return -1;
    store = register_new();
    register_add(store, KIND_PARTY, "city-of-x", "name", "City of X", NULL);
    register_add(store, KIND_PARTY, "tokyo", "name", "東京都庁・個人情報保護課",
                 NULL);
    register_add(store, KIND_ORGANISATION, "organisation", "party", "city-of-x",
                 NULL);
    register_add(store, KIND_DATASET, "phones", "title", "Phones", NULL);
    register_add(store, KIND_ELEMENT, "phones/element/code", "words", "A code",
                 NULL);
    register_add(store, KIND_REQUEST, "request-1", "request_kind", "access",
                 "received_on", "2026-11-01", NULL);
    register_add(store, KIND_CLAIM, "claim-1", "about", "phones", "words",
                 "Two\nlines", NULL);
    names = names_new(store);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    names_free(names);
    register_free(store);
    return 0;
}

static void named(const char *ref, const char *parent, size_t cells,
                  const char *expected)
{
    struct buf out = BUF_INIT;

    names_add(names, ref, parent, cells, &out);
    assert_string_equal(out.s, expected);
    buf_release(&out);
}

static void test_titles(void **state)
{
    (void)state;
    named("city-of-x", NULL, 0, "City of X (city-of-x)");
    named("organisation", NULL, 0, "City of X (organisation)");
    named("request-1", NULL, 0, "Access (request-1)");
    named("phones/element/code", NULL, 0, "A code (phones/element/code)");
    named("claim-1", NULL, 0, "Two lines (claim-1)");
}

static void test_within_the_dataset(void **state)
{
    (void)state;
    named("phones/element/code", "phones", 0, "A code (code)");
    named("phones/element/code", "phone", 0, "A code (phones/element/code)");
    named("city-of-x", "phones", 0, "City of X (city-of-x)");
}

static void test_what_is_not_there(void **state)
{
    (void)state;
    named("nobody", NULL, 0, "nobody");
    named("nobody", NULL, 3, "nobody");
    assert_int_equal(names_kind(names, "nobody"), KIND_NONE);
    assert_int_equal(names_kind(names, "phones"), KIND_DATASET);
}

/* The ref stays in sight, unless next to nothing of the title would. */
static void test_room(void **state)
{
    (void)state;
    named("city-of-x", NULL, 21, "City of X (city-of-x)");
    named("city-of-x", NULL, 20, "City of~ (city-of-x)");
    named("city-of-x", NULL, 19, "City of X (city-of-x)");
    named("tokyo", NULL, 22, "東京都庁・個~ (tokyo)");
    named("tokyo", NULL, 21, "東京都庁・個~ (tokyo)");
}

static void change_title(const char *title)
{
    struct error err = ERROR_INIT;
    enum change_outcome outcome;
    struct record r;

    must(store_load(store, "phones", &r, &err), &err);
    register_set(&r, DATASET_TITLE, title);
    must(change_save(store, "set", &r, &outcome, &err), &err);
    record_release(&r);
}

static void test_looked_up_once(void **state)
{
    (void)state;
    named("phones", NULL, 0, "Phones (phones)");
    change_title("Cameras");
    named("phones", NULL, 0, "Phones (phones)");
    names_forget(names);
    named("phones", NULL, 0, "Cameras (phones)");
}

#define NAMES_TEST(test)                                                       \
    cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        NAMES_TEST(test_titles),
        NAMES_TEST(test_within_the_dataset),
        NAMES_TEST(test_what_is_not_there),
        NAMES_TEST(test_room),
        NAMES_TEST(test_looked_up_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
