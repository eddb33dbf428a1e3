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
#include "policy/lineage.h"

enum { DEEP = 1000, WIDE = 10000 };

typedef int walk_fn(struct lineage *out, struct store *s, const char *ref,
                    struct error *err);

static void walk(struct lineage *out, walk_fn *fn, struct store *s,
                 const char *ref)
{
    struct error err = ERROR_INIT;

    must(fn(out, s, ref, &err), &err);
}

/* "a b<a/source/1 c<b/source/1": each with the source over which it was found,
 * "!" at the end: there is a circle. */
static void expect(struct store *s, walk_fn *fn, const char *ref,
                   const char *wanted)
{
    struct lineage l = LINEAGE_INIT;
    struct buf b = BUF_INIT;

    walk(&l, fn, s, ref);
    for (size_t i = 0; i < l.n; i++)
        buf_addf(&b, "%s%s%s%s", i ? " " : "", l.v[i].dataset,
                 l.v[i].source ? "<" : "", l.v[i].source ? l.v[i].source : "");
    if (l.circle)
        buf_addc(&b, '!');
    assert_string_equal(b.s, wanted);
    buf_release(&b);
    lineage_release(&l);
}

/* --- small ones ---------------------------------------------------------- */

/*     a
 *    / \
 *   b   c      and e beside it, made from c by two sources
 *    \ /
 *     d                                                                      */
static const char *const diamond[] = {
    "dataset a",
    "dataset b",
    "dataset c",
    "dataset d",
    "dataset e",
    "dataset alone",
    "source b/source/1 source_kind=dataset|upstream=a",
    "source c/source/1 source_kind=dataset|upstream=a",
    "source d/source/1 source_kind=dataset|upstream=b",
    "source d/source/2 source_kind=person",
    "source d/source/3 source_kind=dataset|upstream=c",
    "source e/source/1 source_kind=dataset|upstream=c",
    "source e/source/2 source_kind=dataset|upstream=c",
    NULL,
};

static void test_diamond(void **state)
{
    struct store *s = lines_register(diamond);

    (void)state;
    expect(s, lineage_up, "d", "d b<d/source/1 c<d/source/3 a<b/source/1");
    expect(s, lineage_down, "a",
           "a b<b/source/1 c<c/source/1 d<d/source/1 e<e/source/1");
    expect(s, lineage_up, "e", "e c<e/source/1 a<c/source/1");
    expect(s, lineage_up, "a", "a");
    expect(s, lineage_down, "d", "d");
    expect(s, lineage_up, "alone", "alone");
    register_free(s);
}

static void test_depths(void **state)
{
    struct store *s = lines_register(diamond);
    struct lineage l = LINEAGE_INIT;

    (void)state;
    walk(&l, lineage_up, s, "d");
    assert_int_equal(l.n, 4);
    assert_int_equal(l.v[0].depth, 0);
    assert_null(l.v[0].source);
    assert_int_equal(l.v[2].depth, 1);
    assert_int_equal(l.v[2].from, 0);
    assert_int_equal(l.v[3].depth, 2);
    assert_int_equal(l.v[3].from, 1);
    lineage_release(&l);
    register_free(s);
}

/* What was taken away leads nowhere. */
static void test_removed(void **state)
{
    struct change_info info = { .operation = "remove" };
    struct store *s = lines_register(diamond);
    struct error err = ERROR_INIT;

    (void)state;
    must(change_begin(s, &info, &err), &err);
    must(change_remove(s, "d/source/1", 0, &err), &err);
    must(change_commit(s, &err), &err);
    expect(s, lineage_up, "d", "d c<d/source/3 a<c/source/1");
    expect(s, lineage_down, "b", "b");
    register_free(s);
}

/* --- damaged by hand ----------------------------------------------------- */

static void test_circles(void **state)
{
    static const char *const lines[] = {
        "dataset a",
        "dataset b",
        "dataset c",
        "dataset x",
        "source a/source/1 source_kind=dataset|upstream=b",
        "source b/source/1 source_kind=dataset|upstream=c",
        "source c/source/1 source_kind=dataset|upstream=x",
        NULL,
    };
    struct store *s = lines_register(lines);

    (void)state;
    register_damage(s, "c/source/1", SOURCE_UPSTREAM, "a");
    expect(s, lineage_up, "a", "a b<a/source/1 c<b/source/1!");
    expect(s, lineage_down, "a", "a c<c/source/1 b<b/source/1!");
    /* A circle above it is no circle of it. */
    register_damage(s, "c/source/1", SOURCE_UPSTREAM, "b");
    expect(s, lineage_up, "a", "a b<a/source/1 c<b/source/1");
    register_damage(s, "a/source/1", SOURCE_UPSTREAM, "a");
    expect(s, lineage_up, "a", "a!");
    expect(s, lineage_down, "a", "a!");
    register_free(s);
}

/* --- large ones ---------------------------------------------------------- */

__attribute__((format(printf, 2, 3))) static void put(struct store *s,
                                                      const char *format, ...)
{
    char line[120];
    va_list args;

    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    lines_put(s, line);
}

static struct store *begin(void)
{
    struct change_info info = { .operation = "add" };
    struct store *s = register_new();
    struct error err = ERROR_INIT;

    must(change_begin(s, &info, &err), &err);
    return s;
}

static void end(struct store *s)
{
    struct error err = ERROR_INIT;

    must(change_commit(s, &err), &err);
}

static void test_deep(void **state)
{
    struct store *s = begin();
    struct lineage l = LINEAGE_INIT;

    (void)state;
    for (int i = 0; i <= DEEP; i++)
        put(s, "dataset d%d", i);
    for (int i = 1; i <= DEEP; i++)
        put(s, "source d%d/source/1 source_kind=dataset|upstream=d%d", i,
            i - 1);
    end(s);
    walk(&l, lineage_up, s, "d1000");
    assert_int_equal(l.n, DEEP + 1);
    assert_string_equal(l.v[DEEP].dataset, "d0");
    assert_int_equal(l.v[DEEP].depth, DEEP);
    lineage_release(&l);
    walk(&l, lineage_down, s, "d0");
    assert_int_equal(l.n, DEEP + 1);
    assert_string_equal(l.v[DEEP].dataset, "d1000");
    assert_false(l.circle);
    lineage_release(&l);
    register_free(s);
}

/* `hub` is made from 10,000 datasets, each of which is made from `root`. */
static void test_wide(void **state)
{
    struct store *s = begin();
    struct lineage l = LINEAGE_INIT;

    (void)state;
    lines_put(s, "dataset root");
    lines_put(s, "dataset hub");
    for (int i = 0; i < WIDE; i++) {
        put(s, "dataset d%d", i);
        put(s, "source d%d/source/1 source_kind=dataset|upstream=root", i);
        put(s, "source hub/source/s%d source_kind=dataset|upstream=d%d", i, i);
    }
    end(s);
    walk(&l, lineage_up, s, "hub");
    assert_int_equal(l.n, WIDE + 2);
    assert_string_equal(l.v[WIDE + 1].dataset, "root");
    assert_int_equal(l.v[WIDE + 1].depth, 2);
    lineage_release(&l);
    walk(&l, lineage_down, s, "root");
    assert_int_equal(l.n, WIDE + 2);
    assert_string_equal(l.v[WIDE + 1].dataset, "hub");
    lineage_release(&l);
    register_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_diamond), cmocka_unit_test(test_depths),
        cmocka_unit_test(test_removed), cmocka_unit_test(test_circles),
        cmocka_unit_test(test_deep),    cmocka_unit_test(test_wide),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
