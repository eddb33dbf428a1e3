/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* base/clock, base/random and base/uuid. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/random.h"
#include "base/uuid.h"

/* Must come first: the environment is read once, and clock_fix() outdoes it. */
static void test_environment_stops_the_clock(void **state)
{
    (void)state;
    assert_int_equal(clock_now(), 1795428000);
    assert_int_equal(clock_now_ms(), 1795428000000);
    assert_int_equal(clock_now(), 1795428000);
}

static void test_clock_is_fixed(void **state)
{
    (void)state;
    clock_fix(-5);
    assert_int_equal(clock_now(), -5);
    assert_int_equal(clock_now_ms(), -5000);
    clock_fix(INT64_MAX);
    assert_int_equal(clock_now(), 253402300799);
    clock_fix(INT64_MIN);
    assert_int_equal(clock_now_ms(), -62167219200000);
}

static void test_ticks_go_on(void **state)
{
    const struct timespec pause = { 0, 20000000 };

    (void)state;
    clock_fix(0);
    int64_t start = clock_ticks_ms();
    nanosleep(&pause, NULL);
    assert_in_range(clock_ticks_ms() - start, 19, 10000);
}

static const struct {
    int64_t time;
    const char *text;
} times[] = {
    { 0, "1970-01-01T00:00:00Z" },
    { 1795428000, "2026-11-23T10:00:00Z" },
    { -1, "1969-12-31T23:59:59Z" },
    { 951782400, "2000-02-29T00:00:00Z" },
    { 4107542399, "2100-02-28T23:59:59Z" },
    { 4107542400, "2100-03-01T00:00:00Z" },
    { INT64_C(-62135596800), "0001-01-01T00:00:00Z" },
    { INT64_C(-62167219200), "0000-01-01T00:00:00Z" },
    { INT64_C(-62167219201), "0000-01-01T00:00:00Z" },
    { INT64_MIN, "0000-01-01T00:00:00Z" },
    { 253402300799, "9999-12-31T23:59:59Z" },
    { 253402300800, "9999-12-31T23:59:59Z" },
    { INT64_MAX, "9999-12-31T23:59:59Z" },
};

/* Whatever zone the user is in. */
static void test_formats_in_utc(void **state)
{
    char text[21];

    (void)state;
    setenv("TZ", "Asia/Kathmandu", 1);
    tzset();
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        clock_format(text, times[i].time);
        assert_string_equal(text, times[i].text);
    }
    unsetenv("TZ");
}

static void test_random_differs(void **state)
{
    unsigned char a[4096] = { 0 }, b[4096] = { 0 };
    unsigned bits = 0;

    (void)state;
    random_bytes(a, sizeof a);
    random_bytes(b, sizeof b);
    assert_memory_not_equal(a, b, sizeof a);
    for (size_t i = 0; i < sizeof a; i++)
        bits += (unsigned)__builtin_popcount(a[i]);
    assert_in_range(bits, 4 * sizeof a - 1000, 4 * sizeof a + 1000);
    random_bytes(NULL, 0);
}

static unsigned hex_at(const char *uuid, size_t at, int digits)
{
    char text[9];

    snprintf(text, sizeof text, "%.*s", digits, uuid + at);
    return (unsigned)strtoul(text, NULL, 16);
}

static void test_uuid_is_version_7(void **state)
{
    char uuid[UUID_TEXT];

    (void)state;
    clock_fix(1795428000);
    for (int i = 0; i < 1000; i++) {
        uuid_new(uuid);
        assert_true(uuid_valid(uuid));
        assert_int_equal(uuid[14], '7');
        assert_int_equal(hex_at(uuid, 19, 1) & 0xc, 0x8);
    }
    /* 1795428000000 ms is 0x1a2081c2900. */
    assert_memory_equal(uuid, "01a20818-2900", 4);
    assert_int_equal((uint64_t)hex_at(uuid, 0, 8) << 16 | hex_at(uuid, 9, 4),
                     1795428000000);
}

/* At a clock that stands still, goes back, jumps and runs over. */
static void test_uuids_always_grow(void **state)
{
    static const int64_t clocks[] = { 1795428000, 1795427999, 1795428001, 0,
                                      -10,        1795429000, 1795428000 };
    char last[UUID_TEXT] = "", uuid[UUID_TEXT];

    (void)state;
    for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++) {
        clock_fix(clocks[i]);
        for (int k = 0; k < 10000; k++) {
            uuid_new(uuid);
            assert_true(strcmp(last, uuid) < 0);
            assert_true(uuid_valid(uuid));
            memcpy(last, uuid, sizeof last);
        }
    }
}

static void test_uuid_follows_the_clock_again(void **state)
{
    char uuid[UUID_TEXT];

    (void)state;
    clock_fix(1895428000);
    uuid_new(uuid);
    assert_int_equal((uint64_t)hex_at(uuid, 0, 8) << 16 | hex_at(uuid, 9, 4),
                     1895428000000);
}

static const struct {
    const char *s;
    bool valid;
} uuids[] = {
    { "0190163d-8694-739b-aea5-966c26f8ad91", true },
    { "00000000-0000-0000-0000-000000000000", true },
    { "ffffffff-ffff-ffff-ffff-ffffffffffff", true },
    { "c232ab00-9414-11ec-b3c8-9f6bdeced846", true },
    { "", false },
    { "0190163d-8694-739b-aea5-966c26f8ad9", false },
    { "0190163d-8694-739b-aea5-966c26f8ad911", false },
    { "0190163D-8694-739b-aea5-966c26f8ad91", false },
    { "0190163d86-94-739b-aea5-966c26f8ad91", false },
    { "0190163d-8694-739b-aea5-966c26f8ad9g", false },
    { "0190163d-8694-739b-aea5_966c26f8ad91", false },
    { "{190163d-8694-739b-aea5-966c26f8ad91}", false },
    { " 190163d-8694-739b-aea5-966c26f8ad91", false },
    { "0190163d-8694-739b-aea5-966c26f8ad\xc3\xa9", false },
};

static void test_uuid_valid(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof uuids / sizeof *uuids; i++)
        assert_int_equal(uuid_valid(uuids[i].s), uuids[i].valid);
}

/* Must come last: there is no way back to real randomness. */
static void test_random_is_fixed(void **state)
{
    unsigned char a[37], b[37], c[37];

    (void)state;
    random_fix(42);
    random_bytes(a, sizeof a);
    random_bytes(b, sizeof b);
    random_fix(42);
    random_bytes(c, sizeof c);
    assert_memory_equal(a, c, sizeof a);
    assert_memory_not_equal(a, b, sizeof a);
    random_fix(43);
    random_bytes(c, sizeof c);
    assert_memory_not_equal(a, c, sizeof a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_environment_stops_the_clock),
        cmocka_unit_test(test_clock_is_fixed),
        cmocka_unit_test(test_ticks_go_on),
        cmocka_unit_test(test_formats_in_utc),
        cmocka_unit_test(test_random_differs),
        cmocka_unit_test(test_uuid_is_version_7),
        cmocka_unit_test(test_uuids_always_grow),
        cmocka_unit_test(test_uuid_follows_the_clock_again),
        cmocka_unit_test(test_uuid_valid),
        cmocka_unit_test(test_random_is_fixed),
    };

    setenv("LARDER_CLOCK", "1795428000", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
