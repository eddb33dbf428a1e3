/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <locale.h>

#include "model/date.h"

static void test_days_there_are(void **state)
{
    static const char *const good[] = { "2026-11-23", "2024-02-29",
                                        "2000-02-29", "0001-01-01",
                                        "9999-12-31" };
    static const char *const bad[] = {
        "",           "2026-11-3",  "2026-13-01", "2026-00-01", "2026-02-29",
        "1900-02-29", "2026-04-31", "0000-01-01", "2026/11/23", "2026-11-23 ",
        "20261123",   "2026-1a-23", "+026-11-23", "@unknown"
    };
    struct date d;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof good / sizeof *good; i++) {
        char text[DATE_TEXT];

        assert_true(date_parse(&d, good[i]));
        date_format(text, d);
        assert_string_equal(text, good[i]);
        date_format(text, date_from_days(date_to_days(d)));
        assert_string_equal(text, good[i]);
    }
    for (i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(date_parse(&d, bad[i]));
}

/* Every day of 400 years follows the one before. */
static void test_each_day(void **state)
{
    struct date d;
    int64_t n, first;

    (void)state;
    assert_true(date_parse(&d, "1970-01-01"));
    assert_int_equal(date_to_days(d), 0);
    assert_true(date_parse(&d, "1800-01-01"));
    first = date_to_days(d);
    for (n = first; n < first + 146097; n++) {
        d = date_from_days(n);
        assert_int_equal(date_to_days(d), n);
    }
    assert_int_equal(d.year, 2199);
    assert_int_equal(d.month, 12);
    assert_int_equal(d.day, 31);
}

static const struct {
    const char *given;
    const char *canonical;
} spans[] = {
    { "P1Y", "P1Y" },       { "P12M", "P1Y" },
    { "P18M", "P1Y6M" },    { "P2W", "P14D" },
    { "P0D", "P0D" },       { "PT72H", "PT72H" },
    { "PT90M", "PT1H30M" }, { "P1Y2M3DT4H5M6S", "P1Y2M3DT4H5M6S" },
    { "P030D", "P30D" },    { "PT0S", "P0D" },
};

static void test_spans(void **state)
{
    static const char *const bad[] = { "",     "P",        "1Y",    "P1",
                                       "P1H",  "PT1D",     "P1D1Y", "PT",
                                       "P1DT", "P-1D",     "P1.5D", "P1Y1Y",
                                       "p1y",  "P999999D", "P1D ",  "P1TY" };
    struct duration d;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof spans / sizeof *spans; i++) {
        struct buf b = BUF_INIT;

        assert_true(duration_parse(&d, spans[i].given));
        duration_format(&b, d);
        assert_string_equal(b.s, spans[i].canonical);
        buf_release(&b);
    }
    for (i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(duration_parse(&d, bad[i]));
}

static const struct {
    const char *from;
    const char *span;
    const char *to;
} sums[] = {
    { "2026-01-31", "P1M", "2026-02-28" },
    { "2024-01-31", "P1M", "2024-02-29" },
    { "2024-02-29", "P1Y", "2025-02-28" },
    { "2024-02-29", "P4Y", "2028-02-29" },
    { "2026-12-31", "P1D", "2027-01-01" },
    { "2026-11-30", "P3M", "2027-02-28" },
    { "2026-11-23", "P0D", "2026-11-23" },
    { "2026-11-23", "PT72H", "2026-11-26" },
    { "2026-11-23", "PT23H", "2026-11-23" },
    { "2026-10-31", "P1M1D", "2026-12-01" },
    { "9999-01-01", "P99Y", "9999-12-31" },
};

static void test_sums(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof sums / sizeof *sums; i++) {
        struct duration span;
        struct date from;
        char to[DATE_TEXT];

        assert_true(date_parse(&from, sums[i].from));
        assert_true(duration_parse(&span, sums[i].span));
        date_format(to, date_add(from, span));
        assert_string_equal(to, sums[i].to);
    }
}

static void test_words(void **state)
{
    struct buf b = BUF_INIT;
    struct duration span;
    struct date d;

    (void)state;
    assert_true(date_parse(&d, "2026-05-04"));
    date_words(&b, d);
    assert_string_equal(b.s, "4 May 2026");
    buf_clear(&b);
    assert_true(duration_parse(&span, "P1Y6M"));
    duration_words(&b, span);
    assert_string_equal(b.s, "1 year and 6 months");
    buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days_there_are), cmocka_unit_test(test_each_day),
        cmocka_unit_test(test_spans),          cmocka_unit_test(test_sums),
        cmocka_unit_test(test_words),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
