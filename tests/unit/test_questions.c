/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Sets of questions, what stands beside each, and the answers to them. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>

#include "app/asking.h"
#include "audit/evidence.h"
#include "audit/questions.h"
#include "base/clock.h"
#include "register.h"

enum { NOON = 1795428000 }; /* 2026-11-23 10:00 UTC                        */

/* --- the sets ------------------------------------------------------------ */

static void sets_are_sound(void **state)
{
    static const char *const ids[] = { "big-data", "smart-city", "ten-rules",
                                       "triple-test" };
    const struct profile *set, *its;
    size_t n = 0;

    (void)state;
    for (; (set = question_set_at(n)); n++) {
        assert_string_equal(set->id, ids[n]);
        assert_true(set->asks == KIND_DATASET || set->asks == KIND_USE);
        assert_true(set->citations.n > 0);
        for (size_t j = 0; j < set->n; j++) {
            const struct profile_question *q = &set->questions[j];

            /* Numbers are of one set only. */
            assert_ptr_equal(question_find(q->number, &its), q);
            assert_ptr_equal(its, set);
        }
    }
    assert_int_equal(n, sizeof ids / sizeof *ids);
    assert_string_equal(question_set_usual(KIND_DATASET)->id, "ten-rules");
    assert_string_equal(question_set_usual(KIND_USE)->id, "triple-test");
    assert_null(question_set_usual(KIND_PARTY));
    assert_null(question_find("1.1", NULL));
    assert_null(question_find("tr1", NULL));
    assert_string_equal(question_nearest("TR11"), "TR1");
    assert_string_equal(question_nearest("tr7"), "TR7");
    assert_null(question_nearest("RET-01"));
}

/* --- a register ---------------------------------------------------------- */

static struct store *store;

static int set_up(void **state)
{
    (void)state;
    clock_fix(NOON);
    store = register_new();
    register_add(store, KIND_PARTY, "desk", "name", "Data Desk", NULL);
    register_add(store, KIND_DATASET, "bus", "title", "Buses", "subjects",
                 "passer-by", "harm", "@unknown", "scans_list", "@none", NULL);
    register_add(store, KIND_ELEMENT, "bus/element/a", "words", "A code",
                 "identifying_role", "direct", NULL);
    register_add(store, KIND_ELEMENT, "bus/element/b", "words", "The time",
                 "identifying_role", "direct", NULL);
    register_add(store, KIND_ELEMENT, "bus/element/c", "words", "The place",
                 NULL);
    register_add(store, KIND_ACTIVITY, "plan", "title", "Planning",
                 "dpia_outcome", "@unknown", NULL);
    register_add(store, KIND_ACTIVITY, "sell", "title", "Selling", NULL);
    register_add(store, KIND_USE, "bus/use/plan", "words", "To plan",
                 "activity", "plan", NULL);
    register_add(store, KIND_USE, "bus/use/sell", "words", "To sell",
                 "activity", "sell", NULL);
    register_add(store, KIND_AGREEMENT, "pact", "title", "The pact", "datasets",
                 "bus", NULL);
    register_add(store, KIND_ANSWER, "old", "about", "bus", "question", "TR6",
                 "verdict", "no", "words", "Old", "answered_on", "2026-01-01",
                 NULL);
    register_add(store, KIND_ANSWER, "new", "about", "bus", "question", "TR6",
                 "verdict", "yes", "words", "New", "answered_on", "2026-02-01",
                 NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    register_free(store);
    return 0;
}

static struct questions read_questions(const char *set, const char *ref)
{
    struct error err = ERROR_INIT;
    struct questions l;

    must(questions_read(&l, store, set ? profile_find(set) : NULL, ref, &err),
         &err);
    return l;
}

static struct question_item *item(struct questions *l, const char *number,
                                  const char *about)
{
    for (size_t i = 0; i < l->n; i++)
        if (strcmp(l->v[i].question->number, number) == 0 &&
            strcmp(l->v[i].about, about) == 0)
            return &l->v[i];
    fail_msg("nobody asks %s of %s", number, about);
    return NULL;
}

/* The evidence beside a question, as people read it, a line each. */
static char *evidence(const char *set, const char *number, const char *about)
{
    struct questions l = read_questions(set, "bus");
    struct error err = ERROR_INIT;
    struct buf out = BUF_INIT;
    struct evidence_base base;
    struct evidence e;

    must(evidence_base_read(&base, store, "bus", &err), &err);
    evidence_make(&e, &base, item(&l, number, about));
    for (size_t i = 0; i < e.n; i++) {
        asking_add_evidence(&out, &e.v[i]);
        buf_addc(&out, '\n');
    }
    evidence_release(&e);
    evidence_base_release(&base);
    questions_release(&l);
    return buf_detach(&out);
}

static void has(const char *text, const char *line)
{
    if (!strstr(text, line))
        fail_msg("no '%s' in:\n%s", line, text);
}

static void has_not(const char *text, const char *line)
{
    if (strstr(text, line))
        fail_msg("'%s' in:\n%s", line, text);
}

/* --- evidence ------------------------------------------------------------ */

static void what_is_held_stands_beside(void **state)
{
    char *text = evidence("ten-rules", "TR1", "bus");

    (void)state;
    has(text, "Could it hurt someone: WE DO NOT KNOW\n");
    has(text, "Vulnerable people: not answered\n");
    has(text, "Element - In plain words: The time (b)\n");
    free(text);
    text = evidence("ten-rules", "TR3", "bus");
    /* The same of several records is told once. */
    has(text, "Element - Identifying role: Direct identifier (a, b)\n"
              "Element - Identifying role: not answered (c)\n");
    /* Of records that are not there the list is told, and only once. */
    has(text, "Measurements: none is recorded - List of measurements: none\n");
    has(text, "Safeguards: none is recorded - List of safeguards: not "
              "answered\n");
    assert_null(strstr(strstr(text, "Measurements:") + 1, "Measurements:"));
    free(text);
    text = evidence("ten-rules", "TR4", "bus");
    has(text, "Agreement - Title: The pact (pact)\n");
    free(text);
    text = evidence("ten-rules", "TR8", "bus");
    has(text, "History: 6 changes, the last on 23 November 2026\n");
    has(text, "Not answered in this record: ");
    free(text);
}

/* An answer is none for itself. */
static void answers_are_evidence_for_others(void **state)
{
    char *text = evidence("ten-rules", "TR6", "bus");

    (void)state;
    has(text, "Answer - In words: Old (old)\n");
    has_not(text, "New");
    free(text);
}

static void a_use_has_its_own(void **state)
{
    char *text = evidence("triple-test", "TT1", "bus/use/plan");

    (void)state;
    has(text, "Use - In plain words: To plan (plan)\n");
    has_not(text, "To sell");
    free(text);
    text = evidence("triple-test", "TT2", "bus/use/plan");
    has(text, "Activity - Outcome: WE DO NOT KNOW (plan)\n");
    has_not(text, "(sell)");
    free(text);
}

/* --- answers ------------------------------------------------------------- */

static void the_newest_answer_counts(void **state)
{
    struct questions l = read_questions(NULL, "bus");
    struct question_item *six = item(&l, "TR6", "bus");

    (void)state;
    assert_int_equal(l.n, 10);
    assert_int_equal(l.answered, 1);
    assert_string_equal(six->answer.ref, "new");
    assert_string_equal(six->actor, "tester");
    assert_int_equal(six->state, QUESTION_ANSWERED);
    assert_int_equal(item(&l, "TR1", "bus")->state, QUESTION_OPEN);
    questions_release(&l);
}

/* Stores an answer, as a command or the screen does. */
static struct record answer(struct questions *l, struct question_item *q,
                            const char *verdict, const char *actor)
{
    struct error err = ERROR_INIT;
    enum change_outcome outcome;
    struct record r;

    must(question_draft(&r, store, q, actor, "2026-11-23", &err), &err);
    must(value_parse_text(record_value(&r, ANSWER_VERDICT), ANSWER_VERDICT,
                          verdict, &err),
         &err);
    must(change_save(store, "ask", &r, &outcome, &err), &err);
    question_answered(l, q, &r, actor);
    return r;
}

static void an_answer_is_one_record(void **state)
{
    struct questions l = read_questions("triple-test", "bus");
    struct question_item *q = item(&l, "TT2", "bus/use/sell");
    struct record r = answer(&l, q, "@unknown", "tester");

    (void)state;
    assert_int_equal(l.n, 6);
    assert_string_equal(r.ref, "bus-use-sell-tt2");
    assert_string_equal(record_text(&r, ANSWER_ABOUT), "bus/use/sell");
    assert_int_equal(q->state, QUESTION_UNKNOWN);
    assert_int_equal(l.answered, 0);
    record_release(&r);
    r = answer(&l, q, "no", "data desk");
    assert_string_equal(r.ref, "bus-use-sell-tt2");
    assert_int_equal(r.version, 2);
    assert_string_equal(record_text(&r, ANSWER_ANSWERED_BY), "desk");
    assert_int_equal(l.answered, 1);
    record_release(&r);
    r = answer(&l, q, "yes", "somebody");
    assert_int_equal(record_get(&r, ANSWER_ANSWERED_BY)->state, STATE_BLANK);
    assert_int_equal(l.answered, 1);
    record_release(&r);
    questions_release(&l);
    l = read_questions(NULL, "bus/use/sell");
    assert_int_equal(l.n, 3);
    assert_string_equal(l.dataset, "bus");
    assert_int_equal(l.answered, 1);
    questions_release(&l);
}

/* A ref that is as long as one can be, and one that is taken. */
static void refs_are_free_and_fit(void **state)
{
    struct questions l = read_questions(NULL, "bus");
    struct record r;
    char longest[81];

    (void)state;
    register_add(store, KIND_CLAIM, "bus-tr1", "about", "bus", "words", "So",
                 NULL);
    r = answer(&l, item(&l, "TR1", "bus"), "yes", "tester");
    assert_string_equal(r.ref, "bus-tr1.2");
    record_release(&r);
    questions_release(&l);
    memset(longest, 'a', 80);
    longest[80] = '\0';
    register_add(store, KIND_DATASET, longest, "title", "Long", NULL);
    l = read_questions(NULL, longest);
    r = answer(&l, item(&l, "TR10", longest), "yes", "tester");
    assert_true(strlen(r.ref) <= 80);
    record_release(&r);
    questions_release(&l);
}

static void others_are_refused(void **state)
{
    struct error err = ERROR_INIT;
    struct questions l;

    (void)state;
    assert_int_equal(questions_read(&l, store, NULL, "desk", &err), -1);
    assert_non_null(strstr(err.text, "of which nothing is asked"));
    error_clear(&err);
    assert_int_equal(questions_read(&l, store, profile_find("big-data"),
                                    "bus/use/plan", &err),
                     -1);
    assert_non_null(strstr(err.text, "is asked of datasets"));
    error_clear(&err);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets_are_sound),
        cmocka_unit_test(what_is_held_stands_beside),
        cmocka_unit_test(answers_are_evidence_for_others),
        cmocka_unit_test(a_use_has_its_own),
        cmocka_unit_test(the_newest_answer_counts),
        cmocka_unit_test(an_answer_is_one_record),
        cmocka_unit_test(refs_are_free_and_fit),
        cmocka_unit_test(others_are_refused),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
