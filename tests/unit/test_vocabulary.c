/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Vocabularies with the terms that a register adds, without a register. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/error.h"
#include "base/mem.h"
#include "model/check.h"
#include "model/country_table.h"
#include "model/own.h"
#include "model/own_term.h"
#include "model/ref.h"
#include "model/vocabulary.h"

/* --- a source ------------------------------------------------------------ */

enum { MOST = 20 };
static struct record records[MOST];
static struct own own;
static size_t asked;

static const struct own *give(enum kind kind, void *data)
{
    static const struct own none;

    (void)data;
    asked++;
    return own.n && own.v[0].kind == kind ? &own : &none;
}

static void forget_all(void)
{
    for (size_t i = 0; i < own.n; i++)
        record_release(&records[i]);
    own = (struct own){ records, 0, own.generation + 1 };
}

static struct record *add(enum kind kind)
{
    struct record *r = &records[own.n];
    char *ref = xasprintf("own-%zu", own.n);

    assert_true(own.n < MOST);
    record_init(r, kind, ref);
    free(ref);
    own = (struct own){ records, own.n + 1, own.generation + 1 };
    return r;
}

static struct record *add_term(const char *vocabulary, const char *code,
                               const char *broader, const char *words)
{
    struct record *r = add(KIND_OWN_TERM);

    value_set_text(record_value(r, OWN_TERM_VOCABULARY), vocabulary);
    value_set_text(record_value(r, OWN_TERM_CODE), code);
    value_set_text(record_value(r, OWN_TERM_BROADER), broader);
    value_set_text(record_value(r, OWN_TERM_TITLE), code);
    value_set_text(record_value(r, OWN_TERM_WORDS), words);
    return r;
}

static int begin(void **state)
{
    (void)state;
    forget_all();
    asked = 0;
    own_set_source(give, NULL);
    return 0;
}

static int end(void **state)
{
    (void)state;
    forget_all();
    own_set_source(NULL, NULL);
    return 0;
}

/* --- the tree ------------------------------------------------------------ */

static size_t place_of(const struct vocabulary *v, const char *code)
{
    const struct term *t = vocabulary_term(v, code);

    assert_non_null(t);
    return (size_t)(t - v->terms);
}

/* Broader first, depths and numbers right, each code found. */
static void assert_sound(const struct vocabulary *v)
{
    for (size_t i = 0; i < v->count; i++) {
        const struct term *t = &v->terms[i];

        assert_ptr_equal(vocabulary_term(v, t->code), t);
        assert_true(t->broader < (long)i);
        assert_int_equal(t->depth,
                         t->broader < 0 ? 0 : v->terms[t->broader].depth + 1);
    }
}

static void terms_stand_below_theirs(void **state)
{
    const struct vocabulary *v = vocabulary_find("purposes");
    size_t shipped = v->count, at;

    (void)state;
    /* In no order: what is below comes before what is above. */
    add_term("purposes", "leaf", "twig", "The leaf");
    add_term("purposes", "twig", "social-research", "The twig");
    add_term("purposes", "b-side", "social-research", "Beside it");
    add_term("subjects", "passer-by", "customer", "Who passes by");
    v = vocabulary_find("purposes");
    assert_int_equal(v->count, shipped + 3);
    assert_sound(v);
    at = place_of(v, "social-research");
    /* Behind what comes with larder, by code. */
    assert_string_equal(v->terms[at + 1].code, "b-side");
    assert_string_equal(v->terms[at + 2].code, "twig");
    assert_string_equal(v->terms[at + 3].code, "leaf");
    assert_int_equal(v->terms[at + 3].depth, v->terms[at].depth + 2);
    assert_ptr_equal(v->terms[at + 3].own, &records[0]);
    assert_true(vocabulary_within(v, "leaf", "research"));
    assert_true(vocabulary_within(v, "leaf", "twig"));
    assert_false(vocabulary_within(v, "twig", "leaf"));
    assert_false(vocabulary_within(v, "leaf", "b-side"));
    assert_null(vocabulary_term(v, "passer-by"));
    assert_null(vocabulary_term(vocabulary_shipped("purposes"), "leaf"));
    assert_int_equal(vocabulary_shipped("purposes")->count, shipped);
    /* And away again. */
    forget_all();
    v = vocabulary_find("purposes");
    assert_int_equal(v->count, shipped);
    assert_sound(v);
    assert_false(vocabulary_has("purposes", "leaf"));
}

static void only_open_vocabularies_take_terms(void **state)
{
    const char *id;
    size_t open = 0;

    (void)state;
    for (size_t i = 0; (id = vocabulary_id(i)); i++) {
        const struct vocabulary *v = vocabulary_find(id);
        size_t count = v->count;

        forget_all();
        add_term(id, "our-own", v->terms[0].code, "Our own");
        open += v->open;
        v = vocabulary_find(id);
        assert_int_equal(v->count, count + v->open);
        assert_int_equal(vocabulary_has(id, "our-own"), v->open);
        /* The ref that own terms get, numbered, fits. */
        assert_true(strlen(id) + 1 + VOCABULARY_CODE_MAX + strlen(".99") <=
                    REF_SLUG_MAX);
    }
    assert_true(open > 10);
    assert_true(vocabulary_find("purposes")->open);
    assert_false(vocabulary_find("bases")->open);
}

/* What a damaged register may hold: nothing is hidden, nothing runs for ever,
 * and a code of no code's form is no term. */
static void damaged_terms_do_no_harm(void **state)
{
    const struct vocabulary *v = vocabulary_find("purposes");
    size_t shipped = v->count;

    (void)state;
    add_term("purposes", "egg", "hen", "Egg");
    add_term("purposes", "hen", "egg", "Hen");
    add_term("purposes", "self", "self", "Self");
    add_term("purposes", "lost", "nowhere", "Lost");
    add_term("purposes", "lost", "research", "Twice");
    add_term("purposes", "research", "lost", "As larder's own");
    add_term("purposes", "') OR 1", "research", "No code");
    add_term("nowhere", "x", "research", "Of nothing");
    v = vocabulary_find("purposes");
    assert_int_equal(v->count, shipped + 4);
    assert_sound(v);
    assert_int_equal(vocabulary_term(v, "lost")->depth, 0);
    assert_int_equal(vocabulary_term(v, "self")->depth, 0);
    assert_int_equal(
        vocabulary_term(v, "egg")->depth + vocabulary_term(v, "hen")->depth, 1);
    assert_null(vocabulary_term(v, "research")->own);
    assert_string_equal(term_words(vocabulary_term(v, "lost"), NULL), "Lost");
}

/* --- texts, and when they are asked for ---------------------------------- */

static void words_are_in_the_language(void **state)
{
    struct record *r = add_term("purposes", "leaf", "research", "The leaf");
    struct value *words = record_value(r, OWN_TERM_WORDS);

    (void)state;
    value_set_words(words, "fr", "La feuille", NULL);
    value_set_words(words, "sw-TZ", "Jani", NULL);
    assert_string_equal(vocabulary_words_in("purposes", "leaf", "fr-BE"),
                        "La feuille");
    assert_string_equal(vocabulary_words_in("purposes", "leaf", "sw-TZ"),
                        "Jani");
    assert_string_equal(vocabulary_words_in("purposes", "leaf", "sw"),
                        "The leaf");
    assert_string_equal(vocabulary_words("purposes", "leaf"), "The leaf");
    assert_string_equal(vocabulary_title("purposes", "leaf"), "leaf");
    assert_string_equal(
        term_help(vocabulary_term(vocabulary_find("purposes"), "leaf")), "");
    assert_true(vocabulary_lacks_words("purposes", "leaf", "sw"));
    assert_false(vocabulary_lacks_words("purposes", "leaf", "fr"));
    assert_false(vocabulary_lacks_words("purposes", "research", "fr"));
    assert_false(vocabulary_lacks_words("purposes", "nothing", "fr"));
}

/* Lists show codes that come with larder before own ones are ever read. */
static void own_terms_are_asked_for_last(void **state)
{
    struct buf out = BUF_INIT;

    (void)state;
    add_term("purposes", "leaf", "research", "The leaf");
    assert_true(vocabulary_has("purposes", "research"));
    assert_string_not_equal(vocabulary_title("purposes", "research"), "");
    assert_int_equal(check_item(&out, USE_PURPOSE, "research", NULL), 0);
    vocabulary_find("bases");
    assert_int_equal(asked, 0);
    assert_int_equal(check_item(&out, USE_PURPOSE, "leaf", NULL), 0);
    assert_int_not_equal(asked, 0);
    buf_release(&out);
}

static void nearest_may_be_an_own_one(void **state)
{
    const struct vocabulary *v;
    const struct term *t;
    struct error err = ERROR_INIT;
    struct buf out = BUF_INIT;

    (void)state;
    add_term("purposes", "zoo-visits", "research", "Visits");
    assert_int_equal(check_item(&out, USE_PURPOSE, "zoo-visit", &err), -1);
    assert_non_null(strstr(err.text, "did you mean 'zoo-visits'?"));
    v = vocabulary_find("purposes");
    assert_int_equal(vocabulary_term_parse(&t, v, "zoo-vsits", &err), -1);
    assert_non_null(strstr(err.text, "did you mean 'zoo-visits'?"));
    assert_int_equal(vocabulary_term_parse(&t, v, "zoo-visits", &err), 0);
    assert_int_equal(vocabulary_parse(&v, "purpose", &err), -1);
    assert_non_null(strstr(err.text, "did you mean 'purposes'?"));
    error_clear(&err);
    buf_release(&out);
}

/* --- one record ---------------------------------------------------------- */

static void codes_have_a_form(void **state)
{
    static const char *const bad[] = { "",    "-",        "a-",   "-a",
                                       "A",   "a b",      "a_b",  "a.b",
                                       "a'b", "\xc3\xa9", "a\nb", "a/b" };
    char longest[VOCABULARY_CODE_MAX + 2];

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(vocabulary_code_fits(bad[i]));
    assert_true(vocabulary_code_fits("a"));
    assert_true(vocabulary_code_fits("4-eyes"));
    memset(longest, 'a', sizeof longest);
    longest[VOCABULARY_CODE_MAX] = '\0';
    assert_true(vocabulary_code_fits(longest));
    longest[VOCABULARY_CODE_MAX] = 'a';
    longest[VOCABULARY_CODE_MAX + 1] = '\0';
    assert_false(vocabulary_code_fits(longest));
}

static void record_is_checked_by_itself(void **state)
{
    static const struct {
        const char *vocabulary, *code, *says;
        enum field field;
    } cases[] = {
        { "purpose", "x", "did you mean 'purposes'?", OWN_TERM_VOCABULARY },
        { "bases", "x", "takes no own terms", OWN_TERM_VOCABULARY },
        { "purposes", "X y", "cannot be a code", OWN_TERM_CODE },
        { "purposes", "research", "has the code 'research' already",
          OWN_TERM_CODE },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error err = ERROR_INIT;
        struct record *r =
            add_term(cases[i].vocabulary, cases[i].code, "research", "Words");

        assert_int_equal(record_check(r, &err), -1);
        assert_non_null(strstr(err.text, cases[i].says));
        assert_int_equal(err.field, cases[i].field);
        error_clear(&err);
    }
    assert_int_equal(
        own_term_check(add_term("purposes", "x", "nowhere", "Words"), NULL), 0);
}

/* --- countries ----------------------------------------------------------- */

static void add_rule(const char *country, const char *since, const char *until)
{
    struct record *r = add(KIND_COUNTRY_RULE);

    value_set_text(record_value(r, COUNTRY_RULE_COUNTRY), country);
    value_set_text(record_value(r, COUNTRY_RULE_STATUS), "eu-adequacy");
    value_set_text(record_value(r, COUNTRY_RULE_SINCE), since);
    if (until)
        value_set_text(record_value(r, COUNTRY_RULE_UNTIL), until);
    else
        value_set_state(record_value(r, COUNTRY_RULE_UNTIL), STATE_NONE);
    value_set_text(record_value(r, COUNTRY_RULE_SOURCE), "A new decision");
}

static const char *source_on(const char *country, const char *day)
{
    const struct country_line *line =
        country_status(country, "eu-adequacy", day);

    return line ? line->source : "";
}

static void rules_take_the_place_of_lines(void **state)
{
    const struct country_line *line;
    size_t n = 0;

    (void)state;
    assert_string_not_equal(source_on("JP", "2026-01-01"), "");
    assert_null(country_own_at(0));
    add_rule("JP", "2027-01-01", "2027-12-31");
    add_rule("JP", "2030-01-01", NULL);
    add_rule("KE", "2026-02-01", NULL);
    assert_string_equal(source_on("JP", "2026-01-01"), "");
    assert_string_equal(source_on("JP", "2027-12-31"), "A new decision");
    assert_string_equal(source_on("JP", "2028-01-01"), "");
    assert_string_equal(source_on("JP", "2040-01-01"), "A new decision");
    assert_string_not_equal(source_on("NZ", "2026-01-01"), "");
    assert_non_null(country_status("IE", "eea", "2026-01-01"));
    for (size_t i = 0; (line = country_line_at(i)); i++)
        if (country_line_replaced(line))
            assert_string_equal(line->country, "JP");
    while (country_own_at(n))
        n++;
    assert_int_equal(n, 3);
    assert_string_equal(country_own_at(0)->country, "JP");
    assert_string_equal(country_own_at(0)->until, "2027-12-31");
    assert_string_equal(country_own_at(1)->until, "");
    assert_string_equal(country_own_at(2)->country, "KE");
    forget_all();
    assert_string_not_equal(source_on("JP", "2026-01-01"), "A new decision");
    assert_null(country_own_at(0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(terms_stand_below_theirs, begin, end),
        cmocka_unit_test_setup_teardown(only_open_vocabularies_take_terms,
                                        begin, end),
        cmocka_unit_test_setup_teardown(damaged_terms_do_no_harm, begin, end),
        cmocka_unit_test_setup_teardown(words_are_in_the_language, begin, end),
        cmocka_unit_test_setup_teardown(own_terms_are_asked_for_last, begin,
                                        end),
        cmocka_unit_test_setup_teardown(nearest_may_be_an_own_one, begin, end),
        cmocka_unit_test_setup_teardown(codes_have_a_form, begin, end),
        cmocka_unit_test_setup_teardown(record_is_checked_by_itself, begin,
                                        end),
        cmocka_unit_test_setup_teardown(rules_take_the_place_of_lines, begin,
                                        end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
