/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* When a question is answered, in part, not, and when it does not apply. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "audit/coverage.h"
#include "audit/coverage_when.h"
#include "register.h"

static struct store *s;

/* One dataset with a use that names one activity. */
static int begin(void **state)
{
    (void)state;
    s = register_new();
    register_add(s, KIND_PARTY, "city", "name", "City", NULL);
    register_add(s, KIND_ACTIVITY, "buses", "title", "Buses", NULL);
    register_add(s, KIND_DATASET, "d", "title", "D", NULL);
    register_add(s, KIND_ELEMENT, "d/element/1", "words", "A code", NULL);
    register_add(s, KIND_USE, "d/use/1", "words", "To plan", "activity",
                 "buses", NULL);
    return 0;
}

static int end(void **state)
{
    (void)state;
    register_free(s);
    return 0;
}

/* "party.country=IE"; "" makes it blank. */
static void set(const char *ref, const char *name, const char *text)
{
    struct error err = ERROR_INIT;
    enum change_outcome outcome;
    struct record r;

    must(store_load(s, ref, &r, &err), &err);
    register_set(&r, field_find(r.kind, name), text);
    must(change_save(s, "set", &r, &outcome, &err), &err);
    record_release(&r);
}

/* --- one question -------------------------------------------------------- */

static enum coverage_verdict verdict;
static size_t open_n;

static int keep(const struct coverage_unit *u, void *data, struct error *err)
{
    (void)data;
    (void)err;
    assert_int_equal(u->n, 1);
    verdict = u->answers[0].verdict;
    open_n = u->answers[0].n;
    return 0;
}

/* What becomes of a question with these fields. */
static void ask(enum kind unit, const char *ref, const char *when,
                const enum field *fields, struct profile_way *ways, size_t n)
{
    struct profile_question q = { .number = (char *)"1",
                                  .words = (char *)"Who?",
                                  .fields = (enum field *)fields,
                                  .ways = ways,
                                  .n = n };
    struct profile p = { .id = (char *)"x",
                         .unit = unit,
                         .asks = KIND_NONE,
                         .questions = &q,
                         .n = 1 };
    const struct coverage_options o = { .refs = &ref,
                                        .refs_n = 1,
                                        .as_of = "2026-11-23" };
    struct coverage_totals totals;
    struct error err = ERROR_INIT;

    if (unit == KIND_NONE)
        p.asks = KIND_DATASET;
    strs_split(&q.when, when, ' ');
    verdict = COVERAGE_VERDICTS;
    must(coverage_each(s, &p, &o, keep, NULL, &totals, &err), &err);
    assert_int_equal(totals.units, 1);
    strs_release(&q.when);
}

static void expect(enum coverage_verdict v, size_t n)
{
    if (verdict != v || open_n != n)
        fail_msg("%s with %zu open", coverage_name(verdict), open_n);
}

static void ask_one(enum field field)
{
    struct profile_way way = { .part = PART_MUST };

    ask(KIND_DATASET, "d", "", &field, &way, 1);
}

static void states_are_answers_but_unknown(void **state)
{
    (void)state;
    ask_one(DATASET_JOINT_CONTROLLERS);
    expect(COVERAGE_NOT, 1);
    set("d", "joint_controllers", "@unknown");
    ask_one(DATASET_JOINT_CONTROLLERS);
    expect(COVERAGE_PARTLY, 1);
    set("d", "joint_controllers", "@none");
    ask_one(DATASET_JOINT_CONTROLLERS);
    expect(COVERAGE_ANSWERED, 0);
    set("d", "joint_controllers", "@na");
    ask_one(DATASET_JOINT_CONTROLLERS);
    expect(COVERAGE_ANSWERED, 0);
    set("d", "joint_controllers", "city");
    ask_one(DATASET_JOINT_CONTROLLERS);
    expect(COVERAGE_ANSWERED, 0);
}

static void a_list_must_be_whole(void **state)
{
    (void)state;
    set("d/element/1", "category", "contact");
    ask_one(ELEMENT_CATEGORY);
    expect(COVERAGE_PARTLY, 1);
    set("d", "elements_list", "more");
    ask_one(ELEMENT_CATEGORY);
    expect(COVERAGE_PARTLY, 1);
    set("d", "elements_list", "complete");
    ask_one(ELEMENT_CATEGORY);
    expect(COVERAGE_ANSWERED, 0);
}

/* No recipient is there. */
static void a_list_speaks_for_what_is_not_there(void **state)
{
    static const struct {
        const char *list;
        enum coverage_verdict verdict;
        size_t open;
    } cases[] = {
        { "", COVERAGE_NOT, 1 },
        { "@none", COVERAGE_ANSWERED, 0 },
        { "@unknown", COVERAGE_PARTLY, 1 },
        /* Complete, and nothing on it: nobody has said that it is none. */
        { "complete", COVERAGE_PARTLY, 1 },
        { "more", COVERAGE_PARTLY, 1 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        set("d", "recipients_list", cases[i].list);
        ask_one(RECIPIENT_CATEGORY);
        expect(cases[i].verdict, cases[i].open);
    }
}

static void what_is_settled_is_no_part(void **state)
{
    static const enum field fields[] = { USE_CHOICE, USE_SAY_NO_HOW };
    struct profile_way ways[2] = { { .part = PART_MUST },
                                   { .part = PART_MUST } };

    (void)state;
    set("d", "uses_list", "complete");
    set("d/use/1", "choice", "opt-out");
    ask(KIND_DATASET, "d", "", fields, ways, 2);
    expect(COVERAGE_PARTLY, 1);
    set("d/use/1", "choice", "always");
    ask(KIND_DATASET, "d", "", fields, ways, 2);
    expect(COVERAGE_ANSWERED, 0);
}

/* --- whose ---------------------------------------------------------------- */

static void ask_contact(void)
{
    static const enum field fields[] = { PARTY_EMAIL, PARTY_PHONE };
    struct profile_way ways[2] = {
        { .part = PART_ANY, .of = { DATASET_CONTROLLER }, .of_n = 1 },
        { .part = PART_ANY, .of = { DATASET_CONTROLLER }, .of_n = 1 },
    };

    ask(KIND_DATASET, "d", "", fields, ways, 2);
}

static void one_of_several_is_enough(void **state)
{
    (void)state;
    ask_contact();
    expect(COVERAGE_NOT, 1); /* there is no controller                     */
    set("d", "controller", "@unknown");
    ask_contact();
    expect(COVERAGE_PARTLY, 1);
    set("d", "controller", "city");
    ask_contact();
    expect(COVERAGE_NOT, 2);
    set("city", "email", "@none");
    ask_contact();
    expect(COVERAGE_NOT, 1); /* nobody has said that there is no phone     */
    set("city", "phone", "@none");
    ask_contact();
    expect(COVERAGE_ANSWERED, 0);
    set("city", "phone", "555-0142");
    ask_contact();
    expect(COVERAGE_ANSWERED, 0);
    /* That of another party is none. */
    register_add(s, KIND_PARTY, "firm", "name", "Firm", NULL);
    set("d", "controller", "firm");
    ask_contact();
    expect(COVERAGE_NOT, 2);
}

static void one_of_several_kinds_is_enough(void **state)
{
    static const enum field fields[] = { ACTIVITY_SUMMARY, DATASET_SUMMARY };
    struct profile_way ways[2] = { { .part = PART_ANY }, { .part = PART_ANY } };

    (void)state;
    ask(KIND_ACTIVITY, "buses", "", fields, ways, 2);
    expect(COVERAGE_NOT, 1);
    set("d", "summary", "We plan.");
    ask(KIND_ACTIVITY, "buses", "", fields, ways, 2);
    expect(COVERAGE_ANSWERED, 0);
    set("d", "summary", "");
    set("buses", "summary", "We plan.");
    ask(KIND_ACTIVITY, "buses", "", fields, ways, 2);
    expect(COVERAGE_ANSWERED, 0);
}

static void the_officer_of_the_controller_stands_in(void **state)
{
    (void)state;
    set("d", "controller", "city");
    ask_one(DATASET_DATA_PROTECTION_OFFICER);
    expect(COVERAGE_NOT, 1);
    register_add(s, KIND_PARTY, "officer", "name", "Officer", NULL);
    set("city", "data_protection_officer", "officer");
    ask_one(DATASET_DATA_PROTECTION_OFFICER);
    expect(COVERAGE_ANSWERED, 0);
    set("d", "data_protection_officer", "@unknown");
    ask_one(DATASET_DATA_PROTECTION_OFFICER);
    expect(COVERAGE_PARTLY, 1);
}

/* --- units ---------------------------------------------------------------- */

static int add_ref(const struct coverage_unit *u, void *data, struct error *err)
{
    (void)err;
    assert_non_null(u->title);
    strs_add(data, u->ref);
    return 0;
}

/* Another use of no activity, and a dataset without uses: neither is lost. */
static void nothing_is_left_out(void **state)
{
    const struct coverage_options o = { .as_of = "2026-11-23" };
    struct coverage_totals totals;
    struct error err = ERROR_INIT;
    struct strs refs = STRS_INIT;

    (void)state;
    register_add(s, KIND_DATASET, "d-2", "title", "D", NULL);
    register_add(s, KIND_USE, "d/use/2", "words", "To sell", NULL);
    register_add(s, KIND_DATASET, "e", "title", "E", NULL);
    register_add(s, KIND_USE, "e/use/1", "words", "To plan", "activity",
                 "buses", NULL);
    must(coverage_each(s, profile_find("uk-ico"), &o, add_ref, &refs, &totals,
                       &err),
         &err);
    assert_int_equal(refs.n, 3);
    assert_string_equal(refs.v[0], "buses");
    assert_string_equal(refs.v[1], "d");
    assert_string_equal(refs.v[2], "d-2");
    assert_int_equal(totals.units, 3);
    assert_int_equal(coverage_applies(totals.counts), 3 * 42);
    strs_release(&refs);
}

/* What is stated to be for another use is not asked of the activity. */
static void a_unit_has_only_what_is_its_own(void **state)
{
    static const enum field field = RECIPIENT_CATEGORY;
    struct profile_way way = { .part = PART_MUST };

    (void)state;
    register_add(s, KIND_USE, "d/use/2", "words", "To sell", NULL);
    register_add(s, KIND_RECIPIENT, "d/recipient/1", "words", "A shop", "uses",
                 "d/use/2", NULL);
    register_add(s, KIND_RECIPIENT, "d/recipient/2", "words", "A firm", "uses",
                 "d/use/1", "category", "processor", NULL);
    set("d", "recipients_list", "complete");
    ask(KIND_ACTIVITY, "buses", "", &field, &way, 1);
    expect(COVERAGE_ANSWERED, 0);
    ask(KIND_ACTIVITY, "d", "", &field, &way, 1);
    expect(COVERAGE_PARTLY, 1);
}

/* --- conditions ----------------------------------------------------------- */

/* A register of which each is true, false and open: SETS are "ref field
 * text", parted by bars. */
static const struct {
    const char *name;
    const char *open; /* beside what the register begins with              */
    const char *is_false;
    const char *is_true;
} conditions[] = {
    { "automated-decision", "d uses_list complete",
      "d uses_list complete|d/use/1 decides helps", "d/use/1 decides alone" },
    { "basis-consent", "d/use/1 basis contract",
      "d uses_list complete|d/use/1 basis contract",
      "d/use/1 basis explicit-consent" },
    { "basis-legitimate-interests", "d/use/1 basis @unknown",
      "d uses_list complete|d/use/1 basis contract",
      "d/use/1 basis legitimate-interests" },
    { "controller-outside-eea", "d controller city",
      "d controller city|city country FR",
      "d controller city|city country US" },
    { "controller-outside-uk", "d controller @unknown",
      "d controller city|city country GB",
      "d controller city|city country FR" },
    { "decision", "d/use/1 decides no",
      "d uses_list complete|d/use/1 decides no", "d/use/1 decides helps" },
    { "dpia-needed", "buses dpia_needed @unknown", "buses dpia_needed no",
      "buses dpia_needed yes" },
    { "our-role-controller", "", "buses our_role processor",
      "buses our_role joint-controller" },
    { "our-role-processor", "", "buses our_role controller",
      "buses our_role sub-processor" },
    { "processors", "d recipients_list @unknown", "d recipients_list @none",
      "d/recipient/1 category sub-processor" },
    { "retention-not-followed",
      "d retentions_list complete|"
      "d/retention/1 followed @unknown",
      "d retentions_list complete|d/retention/1 followed yes",
      "d/retention/1 followed no" },
    { "special-categories", "d/element/1 special_category @unknown",
      "d uses_list complete|d/element/1 special_category @none",
      "d/element/1 special_category health" },
    { "transfer-outside", "d recipients_list @none",
      "d recipients_list @none|d stored_where FR",
      "d recipients_list @none|d stored_where US" },
    { "transfer-outside", "d controller city|city country GB|d stored_where GB",
      "d stored_where FR,IE|d/recipient/1 country FR|d recipients_list "
      "complete",
      "d/recipient/1 country @na" },
};

/* The children appear when they are first named. */
static void set_all(const char *sets)
{
    struct strs l = STRS_INIT;

    strs_split(&l, sets, '|');
    for (size_t i = 0; i < l.n; i++) {
        char *field = strchr(l.v[i], ' ') + 1, *text = strchr(field, ' ') + 1;
        int64_t id;

        field[-1] = text[-1] = '\0';
        if (store_find(s, l.v[i], &id, NULL) == 0 &&
            strstr(l.v[i], "recipient"))
            register_add(s, KIND_RECIPIENT, l.v[i], "words", "A firm", NULL);
        else if (store_find(s, l.v[i], &id, NULL) == 0)
            register_add(s, KIND_RETENTION, l.v[i], NULL);
        set(l.v[i], field, text);
    }
    strs_release(&l);
}

/* Of the activity, and of the dataset. */
static void check_condition(const char *name, const char *sets, bool applies)
{
    static const struct {
        enum kind unit;
        const char *ref;
    } units[] = { { KIND_ACTIVITY, "buses" }, { KIND_DATASET, "d" } };
    static const enum field field = ACTIVITY_TITLE;
    struct profile_way way = { .part = PART_MUST };

    begin(NULL);
    set_all(sets);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        ask(units[i].unit, units[i].ref, name, &field, &way, 1);
        if ((verdict != COVERAGE_NA) != applies)
            fail_msg("%s, %s, %s: %s", units[i].ref, name, sets,
                     coverage_name(verdict));
    }
    end(NULL);
}

static void every_condition_has_three_ends(void **state)
{
    const struct condition *c;

    (void)state;
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        assert_non_null(c = condition_at(i));
        assert_string_equal(c->name, conditions[i].name);
        assert_true(*c->words);
        check_condition(c->name, "", true);
        check_condition(c->name, conditions[i].open, true);
        check_condition(c->name, conditions[i].is_false, false);
        check_condition(c->name, conditions[i].is_true, true);
    }
    assert_null(condition_at(sizeof conditions / sizeof *conditions));
}

/* What leaves it open is told, where there is no answer. */
static void what_leaves_it_open_is_told(void **state)
{
    static const enum field field = USE_LEGITIMATE_INTEREST;
    struct profile_way way = { .part = PART_MUST };

    (void)state;
    set("d/use/1", "basis", "contract");
    ask(KIND_ACTIVITY, "buses", "basis-legitimate-interests", &field, &way, 1);
    expect(COVERAGE_NOT, 1);
    set("d/use/1", "basis", "");
    ask(KIND_ACTIVITY, "buses", "basis-legitimate-interests", &field, &way, 1);
    expect(COVERAGE_NOT, 2);
}

/* --- questions that people answer ----------------------------------------- */

static void a_stored_answer_is_one(void **state)
{
    static const struct {
        const char *verdict;
        enum coverage_verdict is;
    } cases[] = {
        { "yes", COVERAGE_ANSWERED },  { "no", COVERAGE_ANSWERED },
        { "partly", COVERAGE_PARTLY }, { "@unknown", COVERAGE_PARTLY },
        { "", COVERAGE_PARTLY },       { "not-applicable", COVERAGE_NA },
    };
    static const enum field field = DATASET_TITLE;
    struct profile_way way = { .part = PART_MUST };

    (void)state;
    ask(KIND_NONE, "d", "", &field, &way, 1);
    expect(COVERAGE_NOT, 0);
    register_add(s, KIND_ANSWER, "a-2", "about", "d", "question", "2",
                 "verdict", "yes", NULL);
    ask(KIND_NONE, "d", "", &field, &way, 1);
    expect(COVERAGE_NOT, 0);
    register_add(s, KIND_ANSWER, "a-1", "about", "d", "question", "1", NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        set("a-1", "verdict", cases[i].verdict);
        ask(KIND_NONE, "d", "", &field, &way, 1);
        expect(cases[i].is, 0);
    }
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(states_are_answers_but_unknown),
        TEST(a_list_must_be_whole),
        TEST(a_list_speaks_for_what_is_not_there),
        TEST(what_is_settled_is_no_part),
        TEST(one_of_several_is_enough),
        TEST(one_of_several_kinds_is_enough),
        TEST(the_officer_of_the_controller_stands_in),
        TEST(nothing_is_left_out),
        TEST(a_unit_has_only_what_is_its_own),
        cmocka_unit_test(every_condition_has_three_ends),
        TEST(what_leaves_it_open_is_told),
        TEST(a_stored_answer_is_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
