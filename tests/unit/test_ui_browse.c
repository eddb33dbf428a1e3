/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* ui/browse: wherever its work is stopped, a list is as it was before. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "register.h"
#include "ui/browse.h"

enum { RECORDS = 120, ROWS = 10 };

static struct store *store;
static struct browse list;

/* Titles go the other way than refs. */
static void add_datasets(struct store *s)
{
    for (int i = 0; i < RECORDS; i++) {
        char *ref = xasprintf("d%03d", i);
        char *title = xasprintf("Title %03d", RECORDS - i);

        register_add(s, KIND_DATASET, ref, "title", title, "sensitivity",
                     i % 2 ? "low" : "high", NULL);
        free(ref);
        free(title);
    }
}

static int set_up(void **state)
{
    struct error err = ERROR_INIT;

    (void)state;
    store = register_new();
    add_datasets(store);
    list = (struct browse){ .height = ROWS };
    browse_start(&list, store, KIND_DATASET);
    must(browse_read(&list, 0, &err), &err);
    for (int i = 0; i < ROWS + 3; i++)
        must(browse_move(&list, ACTION_DOWN, &err), &err);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    browse_release(&list);
    register_free(store);
    return 0;
}

/* --- stopping ------------------------------------------------------------ */

static int asked, stop_at;

static bool stop(void)
{
    return ++asked == stop_at;
}

/* All that is seen of the list. */
static char *seen(void)
{
    struct buf b = BUF_INIT;

    buf_addf(&b, "%zu %d %s %zu %lld:", list.sort, list.descending,
             list.filter_text ? list.filter_text : "", list.at,
             (long long)list.first);
    for (size_t i = 0; i < list.page.n; i++)
        buf_addf(&b, " %s", list.page.rows[i].ref);
    return buf_detach(&b);
}

typedef int work_fn(struct error *err);

static int sort_by_title(struct error *err)
{
    return browse_sort(&list, 0, err);
}

static int turn_round(struct error *err)
{
    return browse_invert(&list, err);
}

static int filter_high(struct error *err)
{
    return browse_filter(&list, "sensitivity=high", err);
}

static int read_again(struct error *err)
{
    return browse_read(&list, 0, err);
}

static int find_nothing(struct error *err)
{
    struct spot here = browse_spot(&list);
    int found = browse_find(&list, &here, false, false, "nothing", err);

    spot_release(&here);
    return found;
}

/* Stopped at every moment there is, until it is not stopped any more. */
static void stop_everywhere(work_fn *work)
{
    char *before = seen();
    int stopped = 0;

    for (stop_at = 1;; stop_at++) {
        struct error err = ERROR_INIT;
        char *after;
        int failed;

        asked = 0;
        store_set_interrupt(store, stop);
        failed = work(&err);
        store_set_interrupt(store, NULL);
        if (asked < stop_at)
            break;
        stopped++;
        assert_int_equal(failed, -1);
        assert_int_equal(err.code, ERROR_INTERRUPTED);
        error_clear(&err);
        after = seen();
        assert_string_equal(after, before);
        free(after);
    }
    assert_true(stopped > 0);
    free(before);
}

static void test_sort(void **state)
{
    (void)state;
    stop_everywhere(sort_by_title);
    assert_int_equal(list.sort, 0);
    assert_string_equal(browse_selected(&list)->ref, "d013");
    assert_string_equal(list.page.rows[0].ref, "d022");
}

static void test_invert(void **state)
{
    (void)state;
    must(turn_round(NULL), NULL);
    assert_true(list.descending);
    assert_string_equal(browse_selected(&list)->ref, "d013");
    stop_everywhere(sort_by_title);
    stop_everywhere(turn_round);
    assert_string_equal(browse_selected(&list)->ref, "d013");
}

/* The selected record is not among them: one beside it is selected. */
static void test_filter(void **state)
{
    (void)state;
    stop_everywhere(filter_high);
    assert_string_equal(list.filter_text, "sensitivity=high");
    assert_string_equal(browse_selected(&list)->ref, "d014");
    must(browse_filter(&list, "", NULL), NULL);
    assert_null(list.filter_text);
    assert_string_equal(browse_selected(&list)->ref, "d014");
}

static void test_read(void **state)
{
    (void)state;
    must(sort_by_title(NULL), NULL);
    must(filter_high(NULL), NULL);
    stop_everywhere(read_again);
}

/* What was stopped has not found that there is nothing. */
static void test_find(void **state)
{
    (void)state;
    stop_everywhere(find_nothing);
    assert_int_equal(find_nothing(NULL), 0);
}

static void test_bad_filter(void **state)
{
    struct error err = ERROR_INIT;
    char *before = seen(), *after;

    (void)state;
    assert_int_equal(browse_filter(&list, "colour=red", &err), -1);
    error_clear(&err);
    after = seen();
    assert_string_equal(after, before);
    free(before);
    free(after);
}

#define LIST_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        LIST_TEST(test_sort),   LIST_TEST(test_invert),
        LIST_TEST(test_filter), LIST_TEST(test_read),
        LIST_TEST(test_find),   LIST_TEST(test_bad_filter),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
