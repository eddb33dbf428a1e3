/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* audit/finding: the same list, whether it is in memory or in a file. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/finding_blocks.h"
#include "base/mem.h"
#include "base/scratch.h"

/* Values are so long that of a few findings FINDINGS_KEPT is full. */
enum { MANY = 600, LONG = 1 << 17 };

static struct rule rules[3];
static char *value;

static int make_rules(void **state)
{
    static const char *const ids[] = { "B-01", "A-01", "C-01" };

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        rules[i] = (struct rule){ .id = xstrdup(ids[i]),
                                  .sql = xstrdup("SELECT 1"),
                                  .severity = SEVERITY_WARNING };
        strs_add(&rules[i].columns, "v");
        strs_add(&rules[i].columns, "w");
    }
    rules[2].severity = SEVERITY_ERROR;
    value = xmalloc(LONG + 1);
    memset(value, 'x', LONG);
    value[LONG] = '\0';
    return 0;
}

static int free_rules(void **state)
{
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        free(rules[i].id);
        free(rules[i].sql);
        strs_release(&rules[i].columns);
    }
    free(value);
    return 0;
}

/* A value of that length, which ends in the number. */
static void add(struct findings *l, size_t rule, size_t number, size_t len)
{
    char ref[24], end[24], uid[40];

    snprintf(ref, sizeof ref, "d%05zu", number * 7 % MANY);
    snprintf(uid, sizeof uid, "01900000-0000-7000-8000-0000000%05zu",
             number * 7 % MANY);
    snprintf(end, sizeof end, "%05zu", number);
    findings_add(l, &rules[rule], ref, uid, "title");
    findings_add_value(l, value + LONG - len);
    findings_add_value(l, end);
}

static void fill(struct findings *l, size_t len)
{
    *l = (struct findings)FINDINGS_INIT;
    for (size_t rule = 0; rule < 3; rule++)
        for (size_t i = 0; i < MANY / 2; i++)
            add(l, rule, i, len);
    /* a rule that goes on after another one */
    for (size_t i = MANY / 2; i < MANY; i++)
        add(l, 0, i, len);
}

static bool in_file(const struct findings *l)
{
    return l->blocks->scratch.fd >= 0;
}

/* Are the numbers of both lists the same findings, but for the long value? */
static void assert_same(const struct findings *a, const struct findings *b)
{
    assert_int_equal(a->n, b->n);
    for (size_t i = 0; i < a->n; i++) {
        const struct finding *x = findings_at(a, i), *y = findings_at(b, i);
        struct buf one = BUF_INIT, other = BUF_INIT;

        assert_ptr_equal(x->rule, y->rule);
        assert_string_equal(finding_ref(a, x), finding_ref(b, y));
        assert_string_equal(finding_field(a, x), finding_field(b, y));
        assert_string_equal(finding_value(a, x, 1), finding_value(b, y, 1));
        finding_uid(x, &one);
        finding_uid(y, &other);
        assert_string_equal(one.s, other.s);
        assert_int_equal(x->known, y->known);
        assert_ptr_equal(x->waiver, y->waiver);
        buf_release(&one);
        buf_release(&other);
    }
}

static void test_same(void **state)
{
    struct waiver w = { .rule = (char *)"B-01", .about = (char *)"d00014" };
    const struct waivers waivers = { &w, 1, 1 };
    struct findings few, many;

    (void)state;
    fill(&few, 3);
    fill(&many, LONG);
    findings_sort(&few, &waivers);
    findings_sort(&many, &waivers);
    assert_false(in_file(&few));
    assert_true(in_file(&many));
    assert_same(&few, &many);

    /* severity first, then the rule, then the ref */
    assert_string_equal(findings_at(&many, 0)->rule->id, "C-01");
    assert_string_equal(findings_at(&many, MANY / 2)->rule->id, "A-01");
    assert_string_equal(findings_at(&many, MANY)->rule->id, "B-01");
    assert_string_equal(finding_ref(&many, findings_at(&many, MANY + 14)),
                        "d00014");
    assert_ptr_equal(findings_at(&many, MANY + 14)->waiver, &w);
    assert_null(findings_at(&many, MANY + 15)->waiver);

    /* a mark is there when its block comes back */
    findings_set_known(&many, 5);
    findings_set_known(&many, MANY + 7);
    findings_set_known(&few, 5);
    findings_set_known(&few, MANY + 7);
    assert_false(findings_at(&many, MANY / 2)->known);
    assert_true(findings_at(&many, 5)->known);
    assert_same(&few, &many);
    assert_int_equal(findings_alike(&many, 0), findings_alike(&few, 0));
    findings_release(&few);
    findings_release(&many);
}

static void test_drop(void **state)
{
    struct findings few, many;

    (void)state;
    fill(&few, 3);
    fill(&many, LONG);
    findings_drop(&few, &rules[1]);
    findings_drop(&many, &rules[1]);
    add(&few, 2, 1, 3);
    add(&many, 2, 1, LONG);
    findings_sort(&few, NULL);
    findings_sort(&many, NULL);
    assert_int_equal(many.n, 3 * MANY / 2 + 1);
    assert_same(&few, &many);
    for (size_t i = 0; i < many.n; i++)
        assert_string_not_equal(findings_at(&many, i)->rule->id, "A-01");
    findings_release(&few);
    findings_release(&many);
}

static void test_scratch(void **state)
{
    struct scratch s = SCRATCH_INIT;
    char back[6] = "";
    off_t first, second;

    (void)state;
    assert_true(scratch_add(&s, "hello", 5, &first));
    assert_true(scratch_add(&s, "world", 5, &second));
    assert_int_equal(second, first + 5);
    scratch_read(&s, second, back, 5);
    assert_string_equal(back, "world");
    scratch_read(&s, first, back, 5);
    assert_string_equal(back, "hello");
    scratch_release(&s);
    assert_int_equal(s.fd, -1);

    /* what cannot be written is said, and what was there stays */
    assert_true(scratch_add(&s, "hello", 5, &first));
    assert_int_not_equal(close(s.fd), -1);
    assert_false(scratch_add(&s, "world", 5, &second));
    s.fd = -1;
    scratch_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same),
        cmocka_unit_test(test_drop),
        cmocka_unit_test(test_scratch),
    };

    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
