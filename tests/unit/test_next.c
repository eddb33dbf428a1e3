/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* What is asked of a record, and what is asked first. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>

#include "audit/next.h"
#include "model/vocabulary.h"
#include "policy/asked.h"
#include "register.h"
#include "store/read.h"

#define AS_OF "2026-11-23"

/* --- what is asked ------------------------------------------------------- */

static void table_is_sound(void **state)
{
    const struct asked_when *w;

    (void)state;
    for (size_t i = 0; (w = asked_when_at(i)); i++) {
        const char *vocabulary;
        struct strs codes = STRS_INIT;

        if (w->by == FIELD_COUNT) {
            assert_null(w->codes);
            continue;
        }
        assert_int_equal(field_info(w->field)->kind, field_info(w->by)->kind);
        /* A row that changes nothing is none. */
        if (w->asked == ((field_info(w->field)->flags & FIELD_ASK) != 0))
            fail_msg("%s is so anyway", field_info(w->field)->name);
        if (!w->codes)
            continue;
        vocabulary = field_info(w->by)->vocabulary;
        strs_split(&codes, w->codes, ' ');
        for (size_t j = 0; j < codes.n; j++)
            if (strcmp(codes.v[j], "@none") == 0)
                assert_true(field_info(w->by)->flags & FIELD_NOT);
            else if (field_info(w->by)->type == TYPE_YESNO)
                assert_true(strcmp(codes.v[j], "yes") == 0 ||
                            strcmp(codes.v[j], "no") == 0);
            else if (!vocabulary_term(vocabulary_find(vocabulary), codes.v[j]))
                fail_msg("%s has no code '%s'", vocabulary, codes.v[j]);
        strs_release(&codes);
    }
}

static void other_answers_count(void **state)
{
    static const struct {
        enum field field;
        enum field by; /* FIELD_COUNT: nothing is said                     */
        const char *says;
        bool asked;
    } cases[] = {
        { USE_BASIS, FIELD_COUNT, "", true },
        { USE_NOTES, FIELD_COUNT, "", false },
        { USE_CITATION, FIELD_COUNT, "", true },
        { USE_CITATION, USE_BASIS, "public-task", true },
        { USE_CITATION, USE_BASIS, "explicit-consent", false },
        { USE_LOGIC, FIELD_COUNT, "", false },
        { USE_LOGIC, USE_DECIDES, "no", false },
        { USE_LOGIC, USE_DECIDES, "helps", true },
        { USE_HUMAN, USE_DECIDES, "helps", false },
        { USE_HUMAN, USE_DECIDES, "alone", true },
        { USE_SAY_NO_HOW, USE_CHOICE, "opt-out", true },
        { USE_SAY_NO_HOW, USE_CHOICE, "always", false },
        { RETENTION_CRITERIA, FIELD_COUNT, "", false },
        { RETENTION_CRITERIA, RETENTION_PERIOD, "P1Y", false },
        { RETENTION_CRITERIA, RETENTION_PERIOD, "@none", true },
        { RETENTION_COUNTED_FROM, RETENTION_PERIOD, "P1Y", true },
        { RETENTION_COUNTED_FROM, RETENTION_PERIOD, "@none", false },
        { SOURCE_PARTY, SOURCE_SOURCE_KIND, "data-broker", true },
        { SOURCE_PARTY, SOURCE_SOURCE_KIND, "person", false },
        { ACTIVITY_DPIA_LINK, ACTIVITY_DPIA_DONE, "@none", false },
        { ACTIVITY_DPIA_LINK, ACTIVITY_DPIA_DONE, "2026-01-01", true },
        { CONSENT_PROOF, FIELD_COUNT, "", true },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct record r;

        record_init(&r, field_info(cases[i].field)->kind, "x");
        if (cases[i].by != FIELD_COUNT)
            register_set(&r, cases[i].by, cases[i].says);
        if (asked(&r, cases[i].field) != cases[i].asked)
            fail_msg("%s, where it says '%s'", field_info(cases[i].field)->name,
                     cases[i].says);
        record_release(&r);
    }
}

/* --- what is asked first ------------------------------------------------- */

static struct store *store;

static int set_up(void **state)
{
    (void)state;
    setlocale(LC_CTYPE, "C.UTF-8");
    store = register_new();
    register_add(store, KIND_PARTY, "city", "name", "City", NULL);
    register_add(store, KIND_DATASET, "bus", "title", "Bus", "controller",
                 "city", NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    register_free(store);
    return 0;
}

static struct next read_next(const char *ref)
{
    struct error err = ERROR_INIT;
    struct next l;

    must(next_read(&l, store, ref, AS_OF, &err), &err);
    return l;
}

/* The question about that field (missing: of that kind), or NULL. */
static const struct next_question *find(const struct next *l,
                                        enum next_state state, enum kind kind,
                                        enum field field)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->v[i].state == state && l->v[i].kind == kind &&
            (state == NEXT_MISSING || l->v[i].field == field))
            return &l->v[i];
    return NULL;
}

static const struct next_question *find_blank(const struct next *l,
                                              enum field field)
{
    return find(l, NEXT_BLANK, field_info(field)->kind, field);
}

static void change(const char *ref, enum field field, const char *text)
{
    struct error err = ERROR_INIT;
    enum change_outcome outcome;
    struct record r;

    must(store_load(store, ref, &r, &err), &err);
    register_set(&r, field, text);
    must(change_save(store, "set", &r, &outcome, &err), &err);
    record_release(&r);
}

static void all_rows_have_a_place(void **state)
{
    const struct next_place *p;
    size_t whole[LABEL_ROWS] = { 0 };

    (void)state;
    for (size_t i = 0; (p = next_place_at(i)); i++) {
        assert_in_range(p->row, 1, LABEL_ROWS);
        whole[p->row - 1] += p->field == FIELD_COUNT;
    }
    for (size_t row = 0; row < LABEL_ROWS; row++)
        assert_int_equal(whole[row], 1);
}

/* Where nothing is known, records are missing; the uses above all. */
static void missing_records_are_asked(void **state)
{
    static const struct {
        enum kind kind;
        size_t row;
    } cases[] = {
        { KIND_USE, 6 },      { KIND_RECIPIENT, 7 }, { KIND_RETENTION, 9 },
        { KIND_SOURCE, 3 },   { KIND_CONSENT, 5 },   { KIND_ELEMENT, 1 },
        { KIND_MEASURE, 10 },
    };
    struct next l = read_next("bus");

    (void)state;
    assert_int_equal(l.v[0].state, NEXT_MISSING);
    assert_int_equal(l.v[0].kind, KIND_USE);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct next_question *q =
            find(&l, NEXT_MISSING, cases[i].kind, FIELD_COUNT);

        if (!q || !q->rows[cases[i].row - 1])
            fail_msg("%s", kind_info(cases[i].kind)->name);
        assert_int_equal(q->field, kind_list_state(cases[i].kind));
        assert_string_equal(q->refs.v[0], "bus");
        assert_null(find_blank(&l, q->field));
    }
    assert_non_null(find(&l, NEXT_MISSING, KIND_ORGANISATION, FIELD_COUNT));
    assert_null(find(&l, NEXT_MISSING, KIND_SHARE, FIELD_COUNT));
    next_release(&l);

    /* A list that is stated to be empty is no question; one that has more
     * than is on it still is. */
    change("bus", DATASET_USES_LIST, "@none");
    change("bus", DATASET_RECIPIENTS_LIST, "complete");
    change("bus", DATASET_SOURCES_LIST, "more");
    register_add(store, KIND_ORGANISATION, "organisation", NULL);
    l = read_next("bus");
    assert_null(find(&l, NEXT_MISSING, KIND_USE, FIELD_COUNT));
    assert_null(find(&l, NEXT_MISSING, KIND_RECIPIENT, FIELD_COUNT));
    assert_non_null(find(&l, NEXT_MISSING, KIND_SOURCE, FIELD_COUNT));
    assert_null(find(&l, NEXT_MISSING, KIND_ORGANISATION, FIELD_COUNT));
    assert_non_null(find_blank(&l, ORGANISATION_PRIVACY_POLICY));
    next_release(&l);

    /* Where something is on the list, its state is. */
    register_add(store, KIND_ELEMENT, "bus/element/1", "words", "A code", NULL);
    l = read_next("bus");
    assert_null(find(&l, NEXT_MISSING, KIND_ELEMENT, FIELD_COUNT));
    assert_true(find_blank(&l, DATASET_ELEMENTS_LIST)->rows[1 - 1]);
    assert_false(find_blank(&l, DATASET_ELEMENTS_LIST)->rows[11 - 1]);
    assert_true(find_blank(&l, ELEMENT_FINDABLE)->rows[11 - 1]);
    next_release(&l);
}

static void hurt_comes_first(void **state)
{
    struct next l;

    (void)state;
    register_add(store, KIND_ELEMENT, "bus/element/1", "words", "A code", NULL);
    register_add(store, KIND_USE, "bus/use/1", "words", "To plan", "choice",
                 "opt-out", "basis", "public-task", NULL);
    register_add(store, KIND_RECIPIENT, "bus/recipient/1", "words", "A firm",
                 NULL);
    l = read_next("bus");
    assert_int_equal(l.v[0].field, USE_REFUSAL_COSTS);
    assert_true(l.v[0].rows[6 - 1]);
    assert_true(find_blank(&l, RECIPIENT_CHOICE)->rows[7 - 1]);
    assert_true(find_blank(&l, RECIPIENT_ONWARD)->rows[8 - 1]);
    assert_false(find_blank(&l, RECIPIENT_ONWARD)->rows[7 - 1]);
    assert_true(find_blank(&l, USE_CITATION)->rows[5 - 1]);
    assert_true(find_blank(&l, PARTY_EMAIL)->rows[14 - 1]);
    /* It stands beside what the row does not know. */
    assert_false(find_blank(&l, RECIPIENT_PARTY)->rows[7 - 1]);
    assert_null(find_blank(&l, USE_REFUSAL_WORDS));
    assert_null(find_blank(&l, USE_LOGIC));
    next_release(&l);

    change("bus/use/1", USE_REFUSAL_COSTS, "nothing");
    l = read_next("bus");
    assert_null(find_blank(&l, USE_REFUSAL_COSTS));
    assert_true(l.v[0].rows[7 - 1]);
    next_release(&l);
}

/* Below the rows: errors, then what is required, then the rest. */
static unsigned tier(const struct next_question *q)
{
    bool error = false, required = false;

    for (size_t row = 0; row < LABEL_ROWS; row++)
        if (q->rows[row])
            return 0;
    for (size_t i = 0; i < q->rules_n; i++)
        error |= q->rules[i]->severity == SEVERITY_ERROR;
    for (size_t i = 0; i < q->askers_n; i++)
        required |= q->askers[i].question->required;
    return error ? 1 : required ? 2 : 3;
}

static void tiers_are_in_order(void **state)
{
    unsigned seen[4] = { 0 };
    struct next l;

    (void)state;
    register_add(store, KIND_NOTICE, "sign", "title", "Sign", "datasets", "bus",
                 NULL);
    register_add(store, KIND_ELEMENT, "bus/element/1", "words", "A code", NULL);
    register_add(store, KIND_USE, "bus/use/1", "words", "To plan", "basis",
                 "consent", "choice", "opt-in", NULL);
    register_add(store, KIND_CONSENT, "bus/consent/1", "words", "Plan", NULL);
    l = read_next("bus");
    assert_true(l.n > NEXT_MOST);
    for (size_t i = 0; i < l.n; i++) {
        assert_int_equal(l.v[i].state == NEXT_UNKNOWN, false);
        seen[tier(&l.v[i])]++;
        if (i > 0 && tier(&l.v[i - 1]) > tier(&l.v[i]))
            fail_msg("%s before %s", field_info(l.v[i - 1].field)->name,
                     field_info(l.v[i].field)->name);
    }
    for (size_t i = 0; i < 4; i++)
        assert_true(seen[i] > 0);
    assert_non_null(find_blank(&l, NOTICE_LANGUAGES));
    next_release(&l);
}

/* Nothing that is stated is asked, but what is not known, at the end. */
static void stated_is_stated(void **state)
{
    struct error err = ERROR_INIT;
    struct next l;
    bool unknown = false;

    (void)state;
    change("bus", DATASET_HARM, "@unknown");
    change("bus", DATASET_SOLD, "no");
    change("bus", DATASET_JOINT_CONTROLLERS, "@none");
    change("bus", DATASET_QUALITY, "@unknown");
    l = read_next("bus");
    assert_null(find_blank(&l, DATASET_SOLD));
    assert_null(find_blank(&l, DATASET_JOINT_CONTROLLERS));
    assert_null(find_blank(&l, DATASET_HARM));
    assert_true(find(&l, NEXT_UNKNOWN, KIND_DATASET, DATASET_HARM)->rows[11]);
    assert_null(find(&l, NEXT_UNKNOWN, KIND_DATASET, DATASET_QUALITY));
    for (size_t i = 0; i < l.n; i++) {
        const struct next_question *q = &l.v[i];

        assert_true(q->state == NEXT_UNKNOWN || !unknown);
        unknown |= q->state == NEXT_UNKNOWN;
        for (size_t j = 0; j < q->refs.n && q->state != NEXT_MISSING; j++) {
            struct record r;

            must(store_load(store, q->refs.v[j], &r, &err), &err);
            assert_int_equal(record_get(&r, q->field)->state,
                             q->state == NEXT_UNKNOWN ? STATE_UNKNOWN
                                                      : STATE_BLANK);
            record_release(&r);
        }
    }
    assert_true(unknown);
    next_release(&l);
}

static void same_field_is_one_question(void **state)
{
    const struct next_question *q;
    struct next l;

    (void)state;
    for (int i = 1; i <= 4; i++) {
        char *ref = xasprintf("bus/recipient/%d", i);

        register_add(store, KIND_RECIPIENT, ref, "words", "A firm", "onward",
                     i == 3 ? "forbidden" : "", NULL);
        free(ref);
    }
    l = read_next("bus");
    q = find_blank(&l, RECIPIENT_ONWARD);
    assert_int_equal(q->refs.n, 3);
    assert_string_equal(q->refs.v[2], "bus/recipient/4");
    for (size_t i = 0; i < l.n; i++)
        for (size_t j = 0; j < i; j++)
            assert_false(l.v[i].field == l.v[j].field &&
                         l.v[i].kind == l.v[j].kind &&
                         l.v[i].state == l.v[j].state);
    next_release(&l);
}

/* What it names is asked, too: once, and nothing else is. */
static void named_records_are_asked(void **state)
{
    const struct next_question *q;
    struct next l;

    (void)state;
    register_add(store, KIND_PARTY, "officer", "name", "Officer", "email",
                 "@none", NULL);
    register_add(store, KIND_PARTY, "firm", "name", "Firm", NULL);
    register_add(store, KIND_ACTIVITY, "planning", "title", "Planning", NULL);
    register_add(store, KIND_ACTIVITY, "other", "title", "Other", NULL);
    register_add(store, KIND_NOTICE, "sign", "title", "Sign", "datasets", "bus",
                 NULL);
    register_add(store, KIND_NOTICE, "form", "title", "Form", NULL);
    change("bus", DATASET_DATA_PROTECTION_OFFICER, "officer");
    register_add(store, KIND_USE, "bus/use/1", "words", "To plan", "activity",
                 "planning", NULL);
    register_add(store, KIND_USE, "bus/use/2", "words", "To count", "activity",
                 "planning", NULL);
    register_add(store, KIND_RECIPIENT, "bus/recipient/1", "words", "A firm",
                 "party", "firm", NULL);
    l = read_next("bus");
    q = find_blank(&l, PARTY_COUNTRY);
    assert_int_equal(q->refs.n, 2);
    assert_string_equal(q->refs.v[0], "city");
    assert_string_equal(q->refs.v[1], "officer");
    q = find_blank(&l, ACTIVITY_OUR_ROLE);
    assert_int_equal(q->refs.n, 1);
    assert_string_equal(q->refs.v[0], "planning");
    q = find_blank(&l, NOTICE_NOTICE_KIND);
    assert_int_equal(q->refs.n, 1);
    assert_string_equal(q->refs.v[0], "sign");
    next_release(&l);
}

static void only_datasets_are_asked(void **state)
{
    struct error err = ERROR_INIT;
    struct next l;

    (void)state;
    assert_int_equal(next_read(&l, store, "city", AS_OF, &err), -1);
    assert_int_equal(err.code, ERROR_USAGE);
    error_clear(&err);
    assert_int_equal(next_read(&l, store, "tram", AS_OF, &err), -1);
    assert_int_equal(l.n, 0);
    error_clear(&err);
    assert_int_equal(next_read(&l, store, "bus", "2026-02-30", &err), -1);
    error_clear(&err);
}

#define IN_A_REGISTER(test)                                                    \
    cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table_is_sound),
        cmocka_unit_test(other_answers_count),
        cmocka_unit_test(all_rows_have_a_place),
        IN_A_REGISTER(missing_records_are_asked),
        IN_A_REGISTER(hurt_comes_first),
        IN_A_REGISTER(tiers_are_in_order),
        IN_A_REGISTER(stated_is_stated),
        IN_A_REGISTER(same_field_is_one_question),
        IN_A_REGISTER(named_records_are_asked),
        IN_A_REGISTER(only_datasets_are_asked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
