/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Whatever kinds there are, a person gets to the records of each. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "register.h"
#include "store/read.h"
#include "ui/choices.h"
#include "ui/sheet.h"
#include "ui/tabs.h"

static struct store *store;

static int set_up(void **state)
{
    (void)state;
    store = register_new();
    register_add(store, KIND_DATASET, "phones", "title", "Phones", NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    register_free(store);
    return 0;
}

static size_t times_in_tabs(enum kind kind)
{
    size_t times = 0;

    for (size_t i = 0; tabs_kind(i) != KIND_NONE; i++)
        times += tabs_kind(i) == kind;
    return times;
}

static bool is_choice(const struct choices *l, enum kind kind)
{
    for (size_t i = 0; i < l->n; i++)
        if (strcmp(l->v[i].item, kind_info(kind)->name) == 0)
            return true;
    return false;
}

static bool has_section(const struct sheet *h, enum kind child)
{
    for (size_t i = 0; i < h->n; i++)
        if (h->items[i].kind == SHEET_HEADING && h->items[i].child == child)
            return true;
    return false;
}

/* A kind that stands by itself has one list, and can be chosen. */
static void test_lists(void **state)
{
    struct choices l = CHOICES_INIT;
    struct error err = ERROR_INIT;

    (void)state;
    choices_lists(&l, store, "", &err);
    for (int k = 0; k < KIND_COUNT; k++) {
        bool alone = kind_info((enum kind)k)->parent == KIND_NONE;

        assert_int_equal(times_in_tabs((enum kind)k), alone ? 1 : 0);
        assert_int_equal(is_choice(&l, (enum kind)k), alone);
    }
    choices_release(&l);
}

/* Any other belongs to a dataset: it has a section there, and can be added. */
static void test_children(void **state)
{
    struct choices l = CHOICES_INIT;
    struct error err = ERROR_INIT;
    struct sheet h = { .id = 0 };
    int64_t id;

    (void)state;
    must(store_find(store, "phones", &id, &err), &err);
    must(sheet_read(&h, store, id, &err), &err);
    choices_children(&l, "");
    for (int k = 0; k < KIND_COUNT; k++) {
        bool child = kind_info((enum kind)k)->parent == KIND_DATASET;

        assert_int_equal(has_section(&h, (enum kind)k), child);
        assert_int_equal(is_choice(&l, (enum kind)k), child);
    }
    choices_release(&l);
    sheet_release(&h);
}

/* Round both ways, by way of each. */
static void test_steps(void **state)
{
    enum kind at = KIND_DATASET;
    size_t n = 0;

    (void)state;
    do {
        enum kind next = tabs_step(at, 1);

        assert_int_equal(tabs_step(next, -1), at);
        at = next;
        n++;
    } while (at != KIND_DATASET);
    assert_int_equal(tabs_kind(n), KIND_NONE);
    assert_int_not_equal(tabs_kind(n - 1), KIND_NONE);
}

static void test_actions(void **state)
{
    (void)state;
    assert_int_equal(tabs_of_action(ACTION_DATASETS), KIND_DATASET);
    assert_int_equal(tabs_of_action(ACTION_AGREEMENTS), KIND_AGREEMENT);
    assert_int_equal(tabs_of_action(ACTION_QUIT), KIND_NONE);
}

static void put_dataset(int i)
{
    struct error err = ERROR_INIT;
    char *ref = xasprintf("d%d", i);
    enum change_outcome outcome;
    struct record r;

    record_init(&r, KIND_DATASET, ref);
    register_set(&r, DATASET_TITLE, "Many");
    must(change_put(store, &r, &outcome, &err), &err);
    record_release(&r);
    free(ref);
}

/* What many records would cost is not counted. */
static void test_counts(void **state)
{
    struct change_info info = { .operation = "add" };
    struct choices l = CHOICES_INIT;
    struct error err = ERROR_INIT;

    (void)state;
    choices_lists(&l, store, "datasets", &err);
    assert_string_equal(l.v[0].title, "Datasets  (1)");
    choices_release(&l);
    must(change_begin(store, &info, &err), &err);
    for (int i = 0; i < 1000; i++)
        put_dataset(i);
    must(change_commit(store, &err), &err);
    choices_lists(&l, store, "datasets", &err);
    assert_string_equal(l.v[0].title, "Datasets  (more than 1000)");
    choices_release(&l);
}

#define KINDS_TEST(test)                                                       \
    cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        KINDS_TEST(test_lists),  KINDS_TEST(test_children),
        KINDS_TEST(test_steps),  KINDS_TEST(test_actions),
        KINDS_TEST(test_counts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
