/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/buf.h"
#include "lines.h"
#include "policy/broader.h"
#include "store/read.h"

#define DAY "2026-11-23"
#define MADE(from, to) "source " from "/source/" to " upstream=" to

/* "RECORD WHAT SAYS LIMIT" of each, one a line. */
struct told {
    struct store *store;
    struct buf text;
    size_t n;
};

static void add_ref(struct told *t, int64_t id)
{
    struct error err = ERROR_INIT;
    struct record r;

    must(store_load_id(t->store, id, &r, &err), &err);
    buf_adds(&t->text, r.ref);
    record_release(&r);
}

static int tell(const struct broader *b, void *data, struct error *err)
{
    struct told *t = data;

    (void)err;
    t->n++;
    add_ref(t, b->record);
    buf_addf(&t->text, " %s %s ", broader_what_name(b->what), b->says);
    add_ref(t, b->limit);
    buf_addc(&t->text, '\n');
    return 0;
}

static void assert_told(const char *const *lines, const char *expected)
{
    struct told t = { lines_register(lines), BUF_INIT, 0 };
    struct error err = ERROR_INIT;

    must(broader_each(t.store, DAY, tell, &t, &err), &err);
    assert_string_equal(t.text.s, expected);
    buf_release(&t.text);
    register_free(t.store);
}

static void test_uses(void **state)
{
    (void)state;
    assert_told(
        (const char *const[]){
            "dataset a", "dataset b", MADE("a", "b"),
            "use a/use/1 purpose=health-research", "use a/use/2 purpose=crime",
            "use a/use/3 purpose=crime|until=2026-11-22",
            "use b/use/1 purpose=research|basis=public-task", NULL },
        "a/use/2 purpose judge b\n");
}

/* Of the strictest the nearest is named. */
static void test_nearest(void **state)
{
    (void)state;
    assert_told(
        (const char *const[]){
            "dataset a", "dataset b not_used_for=crime", "dataset c",
            "dataset d not_used_for=crime", MADE("a", "c"), MADE("c", "b"),
            MADE("a", "d"), MADE("d", "b"), "use a/use/1 purpose=prevent-crime",
            "use c/use/1 purpose=crime|basis=public-task", NULL },
        "a/use/1 purpose forbidden d\n"
        "c/use/1 purpose forbidden b\n");
}

static void test_recipients(void **state)
{
    (void)state;
    assert_told(
        (const char *const[]){
            "dataset a", "dataset b sold=no", "dataset c", MADE("a", "b"),
            MADE("b", "c"),
            "consent c/consent/1 "
            "purposes_permitted=research|sharing=no|region=IE",
            "recipient a/recipient/1 category=company|sale=yes|country=US",
            "recipient a/recipient/2 category=processor|sale=no|country=IE",
            "recipient a/recipient/3 category=company|until=2020-01-01",
            "recipient c/recipient/1 category=company", NULL },
        "a/recipient/1 sharing no c\n"
        "a/recipient/1 sale no b\n"
        "a/recipient/1 region no c\n");
}

static void put(struct store *s, const char *form, ...)
    __attribute__((format(printf, 2, 3)));
static void put(struct store *s, const char *form, ...)
{
    char line[160];
    va_list args;

    va_start(args, form);
    vsnprintf(line, sizeof line, form, args);
    va_end(args);
    lines_put(s, line);
}

/* 1,000 deep and as wide, each with many uses: each dataset is read once. */
static void test_large(void **state)
{
    enum { LENGTH = 1000 };
    static const char *const purposes[] = { "crime", "census", "research",
                                            "health", "waste" };
    struct change_info info = { .operation = "add" };
    struct told t = { register_new(), BUF_INIT, 0 };
    struct error err = ERROR_INIT;

    (void)state;
    must(change_begin(t.store, &info, &err), &err);
    lines_put(t.store, "dataset top");
    for (int i = 0; i < LENGTH; i++) {
        put(t.store, "dataset d%04d%s", i, i ? "" : " not_used_for=crime");
        put(t.store, "use d%04d/use/1 purpose=%s|basis=public-task", i,
            purposes[i % 5]);
        put(t.store, "source top/source/%d upstream=d%04d", i + 1, i);
        if (i)
            put(t.store, "source d%04d/source/1 upstream=d%04d", i, i - 1);
    }
    lines_put(t.store, "use top/use/1 purpose=crime");
    must(change_commit(t.store, &err), &err);
    must(broader_each(t.store, DAY, tell, &t, &err), &err);
    /* All but the first of the chain, which is made from nothing. */
    assert_int_equal(t.n, LENGTH);
    assert_non_null(strstr(t.text.s, "d0995/use/1 purpose forbidden d0000\n"));
    assert_non_null(strstr(t.text.s, "top/use/1 purpose forbidden d0000\n"));
    buf_release(&t.text);
    register_free(t.store);
}

static void test_damaged(void **state)
{
    static const char *const lines[] = {
        "dataset a",    "dataset b not_used_for=crime", "source a/source/1",
        MADE("b", "a"), "use a/use/1 purpose=crime",    NULL
    };
    struct told t = { lines_register(lines), BUF_INIT, 0 };
    struct error err = ERROR_INIT;

    (void)state;
    register_damage(t.store, "a/source/1", SOURCE_UPSTREAM, "b");
    must(broader_each(t.store, DAY, tell, &t, &err), &err);
    assert_string_equal(t.text.s, "a/use/1 purpose forbidden b\n");
    buf_release(&t.text);
    register_free(t.store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_uses),       cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_recipients), cmocka_unit_test(test_large),
        cmocka_unit_test(test_damaged),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
