/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* ui/draft: a record in a form. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>

#include "register.h"
#include "store/read.h"
#include "ui/draft.h"

static struct store *store;

static int set_up(void **state)
{
    (void)state;
    setlocale(LC_CTYPE, "C.UTF-8");
    store = register_new();
    register_add(store, KIND_DATASET, "phones", "title", "Phones", NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    register_free(store);
    return 0;
}

static int64_t id_of(const char *ref)
{
    struct error err = ERROR_INIT;
    int64_t id = 0;

    must(store_find(store, ref, &id, &err), &err);
    return id;
}

static enum state state_of(const struct draft *d, enum field field)
{
    return record_get(&d->r, field)->state;
}

static void type(struct draft *d, enum field field, const char *text)
{
    struct error err = ERROR_INIT;

    must(draft_type(d, field, text, &err), &err);
}

static void test_new_record(void **state)
{
    struct error err = ERROR_INIT;
    struct draft d;

    (void)state;
    draft_new(&d, KIND_DATASET, NULL);
    assert_true(draft_is_new(&d));
    assert_false(draft_changed(&d));
    assert_int_equal(draft_save(&d, store, &err), -1);
    assert_int_equal(err.field, DATASET_TITLE);
    error_clear(&err);
    type(&d, DATASET_TITLE, "Street cameras");
    draft_propose_ref(&d, store);
    assert_string_equal(d.r.ref, "street-cameras");
    assert_true(draft_changed(&d));
    assert_int_equal(draft_save(&d, store, &err), 1);
    assert_false(draft_is_new(&d));
    assert_false(draft_changed(&d));
    assert_true(id_of("street-cameras") > 0);
    draft_release(&d);
}

/* What somebody else has begun is unchanged, and keeps its ref. */
static void test_begun_record(void **state)
{
    struct error err = ERROR_INIT;
    struct record r;
    struct draft d;

    (void)state;
    record_init(&r, KIND_ANSWER, "phones-tr1");
    register_set(&r, ANSWER_ABOUT, "phones");
    register_set(&r, ANSWER_QUESTION, "TR1");
    draft_of(&d, &r);
    record_release(&r);
    assert_true(draft_is_new(&d));
    assert_false(draft_changed(&d));
    type(&d, ANSWER_VERDICT, "yes");
    draft_propose_ref(&d, store);
    assert_string_equal(d.r.ref, "phones-tr1");
    assert_int_equal(draft_save(&d, store, &err), 1);
    assert_false(draft_is_new(&d));
    draft_release(&d);
    must(store_load(store, "phones-tr1", &r, &err), &err);
    register_set(&r, ANSWER_VERDICT, "no");
    draft_of(&d, &r);
    record_release(&r);
    assert_false(draft_is_new(&d));
    assert_false(draft_changed(&d));
    assert_int_equal(draft_save(&d, store, &err), 1);
    draft_release(&d);
    must(store_load(store, "phones-tr1", &r, &err), &err);
    assert_string_equal(record_text(&r, ANSWER_VERDICT), "no");
    record_release(&r);
}

/* A new dataset holds what the organisation states, as if it were there. */
static void test_defaults(void **state)
{
    struct error err = ERROR_INIT;
    struct draft d;

    (void)state;
    register_add(store, KIND_PARTY, "city", "name", "City", NULL);
    register_add(store, KIND_ORGANISATION, "organisation", "party", "city",
                 "answer_within", "P30D", NULL);
    draft_new(&d, KIND_DATASET, NULL);
    must(draft_defaults(&d, store, &err), &err);
    assert_true(draft_is_new(&d));
    assert_false(draft_changed(&d));
    assert_string_equal(record_text(&d.r, DATASET_CONTROLLER), "city");
    assert_string_equal(record_text(&d.r, DATASET_ANSWER_WITHIN), "P30D");
    type(&d, DATASET_ANSWER_WITHIN, "P7D");
    assert_true(draft_field_changed(&d, DATASET_ANSWER_WITHIN));
    draft_revert(&d, DATASET_ANSWER_WITHIN);
    type(&d, DATASET_CONTROLLER, "");
    type(&d, DATASET_TITLE, "Trams");
    draft_propose_ref(&d, store);
    assert_int_equal(draft_save(&d, store, &err), 1);
    draft_release(&d);
    must(draft_load(&d, store, id_of("trams"), &err), &err);
    assert_int_equal(state_of(&d, DATASET_CONTROLLER), STATE_BLANK);
    assert_string_equal(record_text(&d.r, DATASET_ANSWER_WITHIN), "P30D");
    draft_release(&d);
}

static void test_refs_are_proposed(void **state)
{
    struct error err = ERROR_INIT;
    struct draft d;

    (void)state;
    draft_new(&d, KIND_DATASET, NULL);
    type(&d, DATASET_TITLE, "Phones");
    draft_propose_ref(&d, store);
    assert_string_equal(d.r.ref, "phones-2");
    assert_int_equal(draft_set_slug(&d, "No Slug", &err), -1);
    error_clear(&err);
    assert_string_equal(d.r.ref, "phones-2");
    assert_int_equal(draft_set_slug(&d, "mine", &err), 0);
    type(&d, DATASET_TITLE, "Something else");
    draft_propose_ref(&d, store);
    assert_string_equal(d.r.ref, "mine");
    draft_release(&d);

    draft_new(&d, KIND_ELEMENT, "phones");
    type(&d, ELEMENT_WORDS,
         "A code that your phone sends when it looks for Wi-Fi near it");
    draft_propose_ref(&d, store);
    assert_string_equal(d.r.ref,
                        "phones/element/a-code-that-your-phone-sends-when-it");
    assert_string_equal(draft_slug(&d), "a-code-that-your-phone-sends-when-it");
    assert_string_equal(draft_parent(&d), "phones");
    draft_release(&d);
}

/* A title without letters for a ref: what it is, rather than nothing. */
static void test_refs_without_letters(void **state)
{
    static const struct {
        enum kind kind;
        enum field field;
        const char *title, *ref;
    } cases[] = {
        { KIND_DATASET, DATASET_TITLE, "難民の記録", "dataset" },
        { KIND_NOTICE, NOTICE_TITLE, "مخيم", "notice" },
        { KIND_OWN_TERM, OWN_TERM_TITLE, "難民", "own-term" },
        { KIND_PARTY, PARTY_NAME, "X", "x" },
        { KIND_PARTY, PARTY_NAME, "東京 2", "2" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct draft d;

        draft_new(&d, cases[i].kind, NULL);
        type(&d, cases[i].field, cases[i].title);
        draft_propose_ref(&d, store);
        assert_string_equal(d.r.ref, cases[i].ref);
        draft_release(&d);
    }
}

/* Round all states that the field allows, and back to the value. */
static void test_states_go_round(void **state)
{
    static const enum state any[] = { STATE_NONE, STATE_NA, STATE_UNKNOWN,
                                      STATE_BLANK, STATE_VALUE };
    static const enum state unk[] = { STATE_UNKNOWN, STATE_BLANK, STATE_VALUE };
    struct draft d;

    (void)state;
    draft_new(&d, KIND_DATASET, NULL);
    type(&d, DATASET_HOW_TO_SEE, "Ask us.");
    for (size_t i = 0; i < 2 * sizeof any / sizeof *any; i++) {
        draft_next_state(&d, DATASET_HOW_TO_SEE);
        assert_int_equal(state_of(&d, DATASET_HOW_TO_SEE),
                         any[i % (sizeof any / sizeof *any)]);
    }
    assert_string_equal(record_text(&d.r, DATASET_HOW_TO_SEE), "Ask us.");
    type(&d, DATASET_HOW_MANY, "7");
    for (size_t i = 0; i < sizeof unk / sizeof *unk; i++) {
        draft_next_state(&d, DATASET_HOW_MANY);
        assert_int_equal(state_of(&d, DATASET_HOW_MANY), unk[i]);
    }
    draft_next_state(&d, DATASET_CHILDREN);
    assert_int_equal(state_of(&d, DATASET_CHILDREN), STATE_UNKNOWN);
    draft_next_state(&d, DATASET_CHILDREN);
    assert_int_equal(state_of(&d, DATASET_CHILDREN), STATE_BLANK);
    draft_next_state(&d, DATASET_CHILDREN);
    assert_int_equal(state_of(&d, DATASET_CHILDREN), STATE_UNKNOWN);
    draft_next_state(&d, DATASET_TITLE);
    assert_int_equal(state_of(&d, DATASET_TITLE), STATE_BLANK);
    draft_release(&d);
}

static void test_words_stay(void **state)
{
    struct error err = ERROR_INIT;
    const struct words *fr;
    struct draft d;

    (void)state;
    must(draft_load(&d, store, id_of("phones"), &err), &err);
    value_set_words(record_value(&d.r, DATASET_TITLE), "fr", "Téléphones",
                    NULL);
    type(&d, DATASET_TITLE, "Phones near stops");
    fr = value_words(record_get(&d.r, DATASET_TITLE), "fr");
    assert_non_null(fr);
    assert_true(words_stale(record_get(&d.r, DATASET_TITLE), fr));
    assert_true(draft_field_changed(&d, DATASET_TITLE));
    draft_revert(&d, DATASET_TITLE);
    assert_false(draft_changed(&d));
    assert_int_equal(draft_save(&d, store, &err), 0);
    draft_release(&d);
}

static void test_errors_leave_it_as_it_is(void **state)
{
    struct error err = ERROR_INIT;
    struct draft d;

    (void)state;
    draft_new(&d, KIND_DATASET, NULL);
    type(&d, DATASET_COLLECTED_SINCE, "2026-02-01");
    assert_int_equal(
        draft_type(&d, DATASET_COLLECTED_SINCE, "1 February", &err), -1);
    assert_string_equal(record_text(&d.r, DATASET_COLLECTED_SINCE),
                        "2026-02-01");
    error_clear(&err);
    draft_release(&d);
}

static void test_conflict(void **state)
{
    struct error err = ERROR_INIT;
    struct draft mine, theirs;

    (void)state;
    must(draft_load(&mine, store, id_of("phones"), &err), &err);
    must(draft_load(&theirs, store, id_of("phones"), &err), &err);
    type(&theirs, DATASET_TITLE, "Theirs");
    assert_int_equal(draft_save(&theirs, store, &err), 1);
    type(&mine, DATASET_TITLE, "Mine");
    assert_int_equal(draft_save(&mine, store, &err), -1);
    assert_int_equal(err.code, ERROR_CONFLICT);
    assert_string_equal(record_text(&mine.r, DATASET_TITLE), "Mine");
    assert_string_equal(record_text(&mine.base, DATASET_TITLE), "Phones");
    error_clear(&err);
    draft_release(&mine);
    draft_release(&theirs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_new_record, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_begun_record, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refs_without_letters, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_defaults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refs_are_proposed, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_states_go_round, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_words_stay, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_errors_leave_it_as_it_is, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_conflict, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
