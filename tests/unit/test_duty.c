/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/strs.h"
#include "model/vocabulary.h"
#include "policy/duty.h"

static const struct duty *find(const char *code)
{
    const struct duty *d;

    for (size_t i = 0; (d = duty_at(i)); i++)
        if (strcmp(d->code, code) == 0)
            return d;
    return NULL;
}

static void test_vocabulary(void **state)
{
    const struct vocabulary *v = vocabulary_find("duties");

    (void)state;
    assert_true(v->count > 0);
    for (size_t i = 0; i < v->count; i++)
        if (!find(v->terms[i].code))
            fail_msg("the table lacks the duty '%s'", v->terms[i].code);
}

static void check_purposes(const struct duty *d, const char *codes)
{
    struct strs l = STRS_INIT;

    strs_split(&l, codes, ' ');
    for (size_t i = 0; i < l.n; i++)
        if (!vocabulary_term(vocabulary_find("purposes"), l.v[i]))
            fail_msg("%s: no purpose '%s'", d->code, l.v[i]);
    strs_release(&l);
}

/* Each code once, and nothing that there is not. */
static void test_table(void **state)
{
    const struct vocabulary *v = vocabulary_find("duties");
    const struct duty *d;
    size_t i;

    (void)state;
    for (i = 0; (d = duty_at(i)); i++) {
        if (!vocabulary_term(v, d->code))
            fail_msg("no duty '%s'", d->code);
        assert_ptr_equal(find(d->code), d);
        check_purposes(d, d->not_for);
        check_purposes(d, d->only_for);
        if (d->sharing && !d->first)
            fail_msg("%s: first seen by nobody", d->code);
    }
    assert_int_equal(i, v->count);
}

static const struct {
    const char *code, *purpose;
    bool sharing;
    enum duty_effect effect;
} effects[] = {
    { "ethics-approval", "research", false, DUTY_FIRST },
    { "no-re-identification", "research", false, DUTY_GOES_WITH },
    /* What forbids a purpose forbids its narrower ones, not its broader. */
    { "no-enforcement-use", "crime", false, DUTY_FORBIDS },
    { "no-enforcement-use", "predict-crime", false, DUTY_FORBIDS },
    { "no-enforcement-use", "research", false, DUTY_GOES_WITH },
    { "no-contact", "marketing", false, DUTY_FORBIDS },
    { "no-methods-research", "methods-research", false, DUTY_FORBIDS },
    { "no-methods-research", "research", false, DUTY_GOES_WITH },
    { "general-research", "health-research", false, DUTY_GOES_WITH },
    { "general-research", "census", false, DUTY_FORBIDS },
    { "health-research-only", "genetic-research", false, DUTY_GOES_WITH },
    { "health-research-only", "research", false, DUTY_FORBIDS },
    { "genetic-studies-only", "health-research", false, DUTY_FORBIDS },
    { "disease-research-only", "disease-research", false, DUTY_FIRST },
    { "disease-research-only", "health-research", false, DUTY_FORBIDS },
    { "not-for-profit-both", "commercial", false, DUTY_FORBIDS },
    { "not-for-profit-both", "research", false, DUTY_FIRST },
    { "no-restriction", "research", true, DUTY_GOES_WITH },
    /* Some are asked only where others get the data. */
    { "inform-before-sharing", "research", false, DUTY_GOES_WITH },
    { "inform-before-sharing", "research", true, DUTY_FIRST },
    { "data-access-committee", "research", false, DUTY_GOES_WITH },
    { "data-access-committee", "research", true, DUTY_FIRST },
    /* What nobody knows a person must see. */
    { "other-condition", "research", false, DUTY_FIRST },
    { "a-duty-of-somebody", "research", false, DUTY_FIRST },
};

static void test_effects(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof effects / sizeof *effects; i++)
        if (duty_effect(effects[i].code, effects[i].purpose,
                        effects[i].sharing) != effects[i].effect)
            fail_msg("%s for %s", effects[i].code, effects[i].purpose);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vocabulary),
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_effects),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
