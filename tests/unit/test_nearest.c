/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* base/nearest. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "base/nearest.h"

static const char *const names[] = {
    "dataset", "element", "source", "use",    "notice",  "consent",
    "export",  "import",  "audit",  "verify", "history", "ls",
    "add",     "rm",      "größe",  "label",  "labels",  "purpose-code",
};

static const struct {
    const char *word, *nearest;
    size_t distance;
} cases[] = {
    { "dataset", "dataset", 0 },
    { "DataSet", "dataset", 0 },
    { "datasets", "dataset", 1 },
    { "datset", "dataset", 1 },
    { "dtaaset", "dataset", 1 }, /* swapped: one, not two            */
    { "adtasets", "dataset", 2 },
    { "axport", "export", 1 },
    { "mport", "import", 1 },
    { "consetn", "consent", 1 },
    { "exp", "export", 1 }, /* a beginning                      */
    { "EXP", "export", 1 },
    { "ex", NULL, 0 }, /* too short to be one              */
    { "hist", "history", 1 },
    { "label", "label", 0 },
    { "labe", "label", 1 },
    { "GRÖSSE", "größe", 2 },
    { "GRÖßE", "größe", 0 },
    { "grüße", "größe", 1 },
    { "purposecode", "purpose-code", 1 },
    { "porposekode", "purpose-code", 3 },
    { "porpasekode", "purpose-code", 4 },
    { "parpasekade", NULL, 0 }, /* 5 of 12 is more than a third     */
    { "adt", "add", 1 },
    { "ad", "add", 1 },
    { "x", NULL, 0 },
    { "xyz", NULL, 0 },
    { "", NULL, 0 },
    { "zzzzzzzzzzzz", NULL, 0 },
    { "audi\xff", "audit", 1 },
    { "\xff\xfe\xfd", NULL, 0 },
    { "日本語", NULL, 0 },
};

static void test_nearest(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct nearest n;

        nearest_init(&n, cases[i].word);
        for (size_t k = 0; k < sizeof names / sizeof *names; k++)
            nearest_offer(&n, names[k]);
        if (!cases[i].nearest) {
            if (n.best)
                fail_msg("'%s' is not '%s'", cases[i].word, n.best);
            continue;
        }
        if (!n.best)
            fail_msg("nothing is like '%s'", cases[i].word);
        assert_string_equal(n.best, cases[i].nearest);
        assert_int_equal(n.distance, cases[i].distance);
    }
}

/* Optimal string alignment, not the unrestricted distance (which is 2). */
static void test_touches_no_letter_twice(void **state)
{
    struct nearest n;

    (void)state;
    nearest_init(&n, "caefghijkl");
    nearest_offer(&n, "abcefghijkl");
    assert_int_equal(n.distance, 3);
}

static void test_first_offered_stays(void **state)
{
    struct nearest n;

    (void)state;
    nearest_init(&n, "bat");
    nearest_offer(&n, "cat");
    nearest_offer(&n, "rat");
    assert_string_equal(n.best, "cat");
    nearest_offer(&n, "bat");
    assert_string_equal(n.best, "bat");
    nearest_offer(&n, "");
    assert_string_equal(n.best, "bat");
}

static void test_long_words(void **state)
{
    struct buf a = BUF_INIT, b = BUF_INIT;
    struct nearest n;

    (void)state;
    buf_addn(&a, 'a', 64);
    buf_addn(&b, 'a', 63);
    nearest_init(&n, a.s);
    nearest_offer(&n, b.s);
    assert_ptr_equal(n.best, b.s);
    buf_addn(&a, 'a', 10000);
    nearest_init(&n, a.s);
    nearest_offer(&n, b.s);
    nearest_offer(&n, a.s);
    assert_null(n.best);
    nearest_init(&n, b.s);
    nearest_offer(&n, a.s);
    assert_null(n.best);
    buf_clear(&a);
    for (int i = 0; i < 64; i++)
        buf_adds(&a, "\U0001F600");
    nearest_init(&n, a.s);
    nearest_offer(&n, a.s);
    assert_int_equal(n.distance, 0);
    buf_release(&a);
    buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_touches_no_letter_twice),
        cmocka_unit_test(test_first_offered_stays),
        cmocka_unit_test(test_long_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
