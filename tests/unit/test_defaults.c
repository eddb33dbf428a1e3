/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* What a new dataset begins with. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "app/defaults.h"
#include "register.h"

enum { FIELDS = 4 };

static const enum field fields[FIELDS] = {
    DATASET_CONTROLLER,
    DATASET_DATA_PROTECTION_OFFICER,
    DATASET_COMPLAIN_TO,
    DATASET_ANSWER_WITHIN,
};

static const struct default_case {
    const char *organisation; /* party, authority and time; NULL: there is no
                                 such record                               */
    const char *officer;      /* of the city                               */
    const char *says;         /* what the person gave for the four         */
    const char *given;        /* for which of them a blank                 */
    const char *wanted;       /* what the four then hold                   */
} cases[] = {
    { "city|board|P30D", "officer", "|||", "", "city|officer|board|P30D" },
    { NULL, "officer", "|||", "", "|||" },
    { "||", "officer", "|||", "", "|||" },
    { "city||", "", "|||", "", "city|||" },
    { "|board|P1M", "officer", "|||", "", "||board|P1M" },
    /* What a person gave stays, also a state, and a blank. */
    { "city|board|P30D", "officer", "|||P1Y", "", "city|officer|board|P1Y" },
    { "city|board|P30D", "officer", "@unknown|@none||@none", "",
      "@unknown|@none|board|@none" },
    { "city|board|P30D", "officer", "|||", "complain_to",
      "city|officer||P30D" },
    /* The officer of the city is not that of others. */
    { "city|board|P30D", "officer", "school|||", "", "school||board|P30D" },
    { "city|board|P30D", "officer", "|||", "controller", "||board|P30D" },
    { "city|board|P30D", "officer", "city|||", "", "city|officer|board|P30D" },
    /* A state is about the organisation, not about the dataset. */
    { "city|@none|@unknown", "@none", "|||", "", "city|||" },
};

/* Part i of a text with "|". */
static char *part(const char *s, size_t i)
{
    for (; i > 0; i--)
        s = strchr(s, '|') + 1;
    return xstrndup(s, strcspn(s, "|"));
}

static void set_part(struct record *r, enum field field, const char *s,
                     size_t i)
{
    char *text = part(s, i);

    register_set(r, field, text);
    free(text);
}

static struct store *make_register(const struct default_case *c)
{
    struct error err = ERROR_INIT;
    enum change_outcome outcome;
    struct store *s = register_new();
    struct record us;

    register_add(s, KIND_PARTY, "officer", "name", "Officer", NULL);
    register_add(s, KIND_PARTY, "board", "name", "Board", NULL);
    register_add(s, KIND_PARTY, "school", "name", "School", NULL);
    register_add(s, KIND_PARTY, "city", "name", "City",
                 "data_protection_officer", c->officer, NULL);
    if (!c->organisation)
        return s;
    record_init(&us, KIND_ORGANISATION, "organisation");
    set_part(&us, ORGANISATION_PARTY, c->organisation, 0);
    set_part(&us, ORGANISATION_SUPERVISORY_AUTHORITY, c->organisation, 1);
    set_part(&us, ORGANISATION_ANSWER_WITHIN, c->organisation, 2);
    must(change_save(s, "add", &us, &outcome, &err), &err);
    record_release(&us);
    return s;
}

/* The names of the fields that hold something else than the person gave. */
static void check_filled(const struct record *before, const struct record *r,
                         const struct strs *filled)
{
    size_t n = 0;

    for (size_t i = 0; i < FIELDS; i++)
        if (!value_equal(record_get(before, fields[i]),
                         record_get(r, fields[i]))) {
            assert_true(strs_has(filled, field_info(fields[i])->name));
            n++;
        }
    assert_int_equal(filled->n, n);
}

static void run(const struct default_case *c)
{
    struct strs given = STRS_INIT, filled = STRS_INIT;
    struct error err = ERROR_INIT;
    struct store *s = make_register(c);
    struct record r, before;

    record_init(&r, KIND_DATASET, "bus");
    for (size_t i = 0; i < FIELDS; i++)
        set_part(&r, fields[i], c->says, i);
    record_copy(&before, &r);
    strs_split(&given, c->given, ' ');
    must(defaults_fill(&r, s, &given, &filled, &err), &err);
    for (size_t i = 0; i < FIELDS; i++) {
        char *wanted = part(c->wanted, i);
        struct buf held = BUF_INIT;

        value_format(&held, record_get(&r, fields[i]));
        if (strcmp(held.s, wanted) != 0)
            fail_msg("case %zu, %s: '%s'", (size_t)(c - cases),
                     field_info(fields[i])->name, held.s);
        buf_release(&held);
        free(wanted);
    }
    check_filled(&before, &r, &filled);
    record_release(&r);
    record_release(&before);
    strs_release(&given);
    strs_release(&filled);
    register_free(s);
}

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        run(&cases[i]);
}

/* Nothing else of a dataset is filled, and nothing of other kinds. */
static void nothing_else_is_filled(void **state)
{
    struct store *s = make_register(&cases[0]);
    struct error err = ERROR_INIT;
    struct record r;
    size_t n = 0;

    (void)state;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct kind_info *k = kind_info((enum kind)kind);

        record_init(&r, (enum kind)kind, "x");
        must(defaults_fill(&r, s, NULL, NULL, &err), &err);
        for (size_t i = 0; i < k->count; i++)
            n += r.values[i].state != STATE_BLANK;
        record_release(&r);
        if (kind != KIND_DATASET)
            assert_int_equal(n, kind < KIND_DATASET ? 0 : FIELDS);
    }
    assert_int_equal(n, FIELDS);
    register_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(nothing_else_is_filled),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
