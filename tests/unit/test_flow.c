/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "policy/flow.h"
#include "register.h"

static const struct {
    const char *home;
    const char *country;
    const char *day;
    enum flow flow;
} flows[] = {
    { "IE", "IE", "2026-11-23", FLOW_INSIDE },
    { "IE", "FR", "2026-11-23", FLOW_INSIDE },
    { "IE", "NO", "2026-11-23", FLOW_INSIDE },
    { "IE", "CH", "2026-11-23", FLOW_ADEQUATE },
    { "IE", "GB", "2026-11-23", FLOW_ADEQUATE },
    { "IE", "CA", "2026-11-23", FLOW_PARTLY },
    { "IE", "IN", "2026-11-23", FLOW_OUTSIDE },
    /* What courts and time do. */
    { "IE", "US", "2015-10-07", FLOW_OUTSIDE },
    { "IE", "US", "2020-07-16", FLOW_PARTLY },
    { "IE", "US", "2020-07-17", FLOW_OUTSIDE },
    { "IE", "US", "2026-11-23", FLOW_PARTLY },
    { "IE", "GB", "2020-12-31", FLOW_INSIDE },
    { "IE", "GB", "2021-06-28", FLOW_PARTLY },
    { "HR", "DE", "2012-11-23", FLOW_OUTSIDE },
    { "HR", "DE", "2014-11-23", FLOW_INSIDE },
    /* The law of the place from which they go. */
    { "GB", "FR", "2026-11-23", FLOW_ADEQUATE },
    { "GB", "BR", "2026-11-23", FLOW_OUTSIDE },
    { "CH", "FR", "2026-11-23", FLOW_ADEQUATE },
    { "KE", "KE", "2026-11-23", FLOW_INSIDE },
    { "KE", "DE", "2026-11-23", FLOW_OUTSIDE },
    /* Nobody knows from where. */
    { "", "DE", "2026-11-23", FLOW_INSIDE },
    { "", "NZ", "2026-11-23", FLOW_ADEQUATE },
    { "", "IN", "2026-11-23", FLOW_OUTSIDE },
    { "IE", "XX", "2026-11-23", FLOW_OUTSIDE },
};

static enum flow flow_on(struct store *s, const char *home, const char *country,
                         const char *day)
{
    struct flow_table *t;
    struct error err = ERROR_INIT;
    enum flow flow;

    must(flow_open(&t, s, day, &err), &err);
    flow = flow_between(t, home, country, NULL);
    flow_free(t);
    return flow;
}

static void test_flows(void **state)
{
    struct store *s = register_new();
    size_t i;

    (void)state;
    for (i = 0; i < sizeof flows / sizeof *flows; i++) {
        enum flow flow =
            flow_on(s, flows[i].home, flows[i].country, flows[i].day);

        if (flow != flows[i].flow)
            fail_msg("case %zu: %s", i, flow_name(flow));
    }
    register_free(s);
}

/* The register corrects the table, both ways. */
static void test_own(void **state)
{
    struct store *s = register_new();
    struct flow_table *t;
    const struct country_line *line;
    struct strs countries = STRS_INIT;
    struct error err = ERROR_INIT;

    (void)state;
    register_add(s, KIND_COUNTRY_RULE, "in", "country", "IN", "status",
                 "eu-adequacy", "since", "2026-06-01", "until", "@none",
                 "source", "Decision 1", "scope", "banks", NULL);
    register_add(s, KIND_COUNTRY_RULE, "nz", "country", "NZ", "status",
                 "eu-adequacy", "since", "2012-12-19", "until", "2026-09-30",
                 "source", "Decision 2", NULL);
    must(flow_open(&t, s, "2026-11-23", &err), &err);
    assert_int_equal(flow_between(t, "IE", "IN", &line), FLOW_PARTLY);
    assert_string_equal(line->scope, "banks");
    assert_string_equal(line->source, "Decision 1");
    assert_int_equal(flow_between(t, "IE", "NZ", &line), FLOW_OUTSIDE);
    assert_null(line);
    flow_countries(t, &countries);
    assert_int_equal(countries.n, 2);
    strs_release(&countries);
    flow_free(t);
    assert_int_equal(flow_on(s, "IE", "NZ", "2026-09-30"), FLOW_ADEQUATE);
    assert_int_equal(flow_on(s, "IE", "IN", "2026-05-31"), FLOW_OUTSIDE);
    register_free(s);
}

static void test_names(void **state)
{
    int i;

    (void)state;
    for (i = 0; i < FLOW_COUNT; i++)
        assert_non_null(flow_name((enum flow)i));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_flows),
        cmocka_unit_test(test_own),
        cmocka_unit_test(test_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
