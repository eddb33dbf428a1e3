/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <locale.h>

#include <stdlib.h>

#include "model/check.h"
#include "model/record.h"
#include "model/ref.h"
#include "model/value.h"

/* What is given, and what it becomes; NULL: it is refused with `says`. */
struct parsed {
    enum field field;
    const char *given;
    const char *becomes;
    const char *says;
};

static const struct parsed parsed[] = {
    { DATASET_TITLE, "Caf\x65\xcc\x81", "Caf\xc3\xa9", NULL },
    { DATASET_TITLE, "", "", NULL },
    { DATASET_TITLE, "@@home", "@@home", NULL },
    { DATASET_TITLE, "@home", NULL, "@@home" },
    { DATASET_TITLE, "@none", NULL, "cannot be '@none'" },
    { DATASET_TITLE, "two\nlines", NULL, "one line" },
    { DATASET_TITLE, "bell\a", NULL, "U+0007" },
    { DATASET_TITLE,
      "\xe2\x80\xae"
      "drow",
      NULL, "U+202E" },
    { DATASET_TITLE, "bad\xff", NULL, "'title'" },
    { DATASET_TITLE, "   ", NULL, "white space" },
    { DATASET_SUMMARY, "two\r\nlines\n", "two\nlines", NULL },
    { DATASET_CHILDREN, "@unknown", "@unknown", NULL },
    { DATASET_CHILDREN, "@na", NULL, "@unknown" },
    { DATASET_CHILDREN, "yes", "yes", NULL },
    { DATASET_CHILDREN, "maybe", NULL, "neither yes nor no" },
    { DATASET_CHILDREN, "unknown", NULL, "write '@unknown'" },
    { DATASET_CHILDREN, "na", NULL, "neither yes nor no" },
    { DATASET_SOURCES_LIST, "none", NULL, "write '@none'" },
    { WAIVER_UNTIL, "unknown", NULL, "calendar" },
    { DATASET_SUBJECTS, "pupil, staff, pupil", "pupil, staff", NULL },
    { DATASET_SUBJECTS, "pupill", NULL, "did you mean 'pupil'" },
    { DATASET_HOW_MANY, "0040", "40", NULL },
    { DATASET_HOW_MANY, "4.5", NULL, "whole number" },
    { DATASET_HOW_MANY, "-1", NULL, "whole number" },
    { NOTICE_READING_GRADE, "7.50", "7.5", NULL },
    { NOTICE_READING_GRADE, "7.0", "7", NULL },
    { NOTICE_READING_GRADE, "seven", NULL, "number" },
    { DATASET_NEXT_CHECK, "2026-02-30", NULL, "day of the calendar" },
    { DATASET_ANSWER_WITHIN, "P12M", "P1Y", NULL },
    { DATASET_ANSWER_WITHIN, "30 days", NULL, "P30D" },
    { DATASET_STORED_WHERE, "ie, GB", "GB, IE", NULL },
    { DATASET_STORED_WHERE, "XX", NULL, "country" },
    { DATASET_SUBJECT_LANGUAGES, "EN, pt-br, en-x-CHILD",
      "en, en-x-child, pt-BR", NULL },
    { DATASET_SUBJECT_LANGUAGES, "zh-hant-tw", "zh-Hant-TW", NULL },
    { DATASET_SUBJECT_LANGUAGES, "english", NULL, "language" },
    { DATASET_CONTROLLER, "the-city", "the-city", NULL },
    { DATASET_CONTROLLER, "The City", NULL, "'the-city'" },
    { USE_ELEMENTS, "d/element/1, d/element/2", "d/element/1, d/element/2",
      NULL },
    { USE_ELEMENTS, "d/use/1", NULL, "element" },
    { DATASET_SECURITY_PLAN, "https://example.org/plan",
      "https://example.org/plan", NULL },
    { DATASET_SECURITY_PLAN, "http://", NULL, "web address" },
    { DATASET_SECURITY_PLAN, "javascript:alert(1)", NULL, "web address" },
    { DATASET_SECURITY_PLAN, "plan", NULL, "web address" },
    { PARTY_EMAIL, "office@example.org", "office@example.org", NULL },
    { ORGANISATION_TIME_ZONE, "Europe/Dublin", "Europe/Dublin", NULL },
    { ORGANISATION_TIME_ZONE, "UTC", "UTC", NULL },
    { ORGANISATION_TIME_ZONE, "Nowhere", NULL, "Europe/Dublin" },
    { ORGANISATION_TIME_ZONE, "../../etc/passwd", NULL, "time zone" },
    { PARTY_EMAIL, "office", NULL, "e-mail" },
    { NOTICE_DOCUMENT_DIGEST,
      "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      NULL },
    { NOTICE_DOCUMENT_DIGEST, "e3b0", NULL, "sha256sum" },
};

static void test_parse(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof parsed / sizeof *parsed; i++) {
        const struct parsed *c = &parsed[i];
        struct value v = VALUE_INIT, again = VALUE_INIT;
        struct error err = ERROR_INIT;
        struct buf b = BUF_INIT;
        int failed = value_parse_text(&v, c->field, c->given, &err);

        if (failed != (c->becomes ? 0 : -1))
            fail_msg("'%s': %s", c->given, err.text ? err.text : "taken");
        if (!c->becomes) {
            if (!strstr(err.text, c->says))
                fail_msg("'%s' does not say '%s'", err.text, c->says);
            assert_int_equal(err.field, (int)c->field);
            assert_int_equal(v.state, STATE_BLANK);
        } else {
            value_format(&b, &v);
            assert_string_equal(b.s, c->becomes);
            assert_int_equal(value_parse_text(&again, c->field, b.s, &err), 0);
            assert_true(value_equal(&v, &again));
        }
        value_release(&v);
        value_release(&again);
        buf_release(&b);
        error_clear(&err);
    }
}

static void test_too_long(void **state)
{
    struct value v = VALUE_INIT;
    struct error err = ERROR_INIT;
    char *text = malloc(CHECK_TEXT_MAX + 2);

    (void)state;
    memset(text, 'x', CHECK_TEXT_MAX + 1);
    text[CHECK_TEXT_MAX + 1] = '\0';
    assert_int_equal(value_parse_text(&v, DATASET_TITLE, text, &err), -1);
    text[CHECK_TEXT_MAX] = '\0';
    error_clear(&err);
    assert_int_equal(value_parse_text(&v, DATASET_TITLE, text, &err), 0);
    value_release(&v);
    free(text);
}

static void test_words(void **state)
{
    struct value v = VALUE_INIT, copy = VALUE_INIT;

    (void)state;
    value_set_text(&v, "Phones");
    value_set_words(&v, "sw", "Simu", NULL);
    value_set_words(&v, "fr", "T\xc3\xa9l\xc3\xa9phones", NULL);
    assert_int_equal(v.words_n, 2);
    assert_string_equal(v.words[0].lang, "fr");
    assert_false(words_stale(&v, value_words(&v, "fr")));
    value_copy(&copy, &v);
    assert_true(value_equal(&v, &copy));
    value_set_text(&v, "Telephones");
    assert_true(words_stale(&v, value_words(&v, "fr")));
    value_set_words(&v, "fr", NULL, NULL);
    assert_null(value_words(&v, "fr"));
    assert_non_null(value_words(&v, "sw"));
    assert_false(value_equal(&v, &copy));
    value_set_state(&v, STATE_UNKNOWN);
    assert_int_equal(v.words_n, 0);
    value_release(&v);
    value_release(&copy);
}

static const struct {
    const char *ref;
    enum kind kind;
    bool fine;
} refs[] = {
    { "bus-stop-phones", KIND_DATASET, true },
    { "a.b-2", KIND_PARTY, true },
    { "-a", KIND_DATASET, false },
    { "a-", KIND_DATASET, false },
    { "A", KIND_DATASET, false },
    { "a b", KIND_DATASET, false },
    { "", KIND_DATASET, false },
    { "a/element/1", KIND_ELEMENT, true },
    { "a/element/1", KIND_USE, false },
    { "a/element/", KIND_ELEMENT, false },
    { "/element/1", KIND_ELEMENT, false },
    { "element/1", KIND_ELEMENT, false },
    { "a/element/1", KIND_DATASET, false },
    { "a/b/element/1", KIND_ELEMENT, false },
    { "organisation", KIND_ORGANISATION, true },
    { "us", KIND_ORGANISATION, false },
    { "../../etc", KIND_DATASET, false },
};

static void test_refs(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof refs / sizeof *refs; i++) {
        struct error err = ERROR_INIT;

        if ((ref_check(refs[i].ref, refs[i].kind, &err) == 0) != refs[i].fine)
            fail_msg("'%s'", refs[i].ref);
        error_clear(&err);
    }
}

static const struct {
    const char *words;
    const char *slug;
} slugs[] = {
    { "Caf\xc3\xa9 de l'\xc3\x89t\xc3\xa9", "cafe-de-l-ete" },
    { "  Phone  counters!  ", "phone-counters" },
    { "Stra\xc3\x9f"
      "e \xc3\x98st",
      "strasse-ost" },
    { "\xe6\x97\xa5\xe6\x9c\xac", "x" },
    { "", "x" },
    { "C3: meals", "c3-meals" },
};

static void test_slugs(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof slugs / sizeof *slugs; i++) {
        struct buf b = BUF_INIT;

        ref_from_words(&b, slugs[i].words);
        assert_string_equal(b.s, slugs[i].slug);
        assert_true(ref_is_slug(b.s, b.len));
        buf_release(&b);
    }
}

static void test_record_check(void **state)
{
    struct error err = ERROR_INIT;
    struct record r;

    (void)state;
    record_init(&r, KIND_USE, "d/use/1");
    assert_int_equal(record_check(&r, &err), -1);
    assert_int_equal(err.field, USE_WORDS);
    value_set_text(record_value(&r, USE_WORDS), "To plan");
    value_set_text(record_value(&r, USE_SINCE), "2026-02-01");
    value_set_text(record_value(&r, USE_UNTIL), "2026-01-31");
    error_clear(&err);
    assert_int_equal(record_check(&r, &err), -1);
    assert_int_equal(err.field, USE_UNTIL);
    value_set_text(record_value(&r, USE_UNTIL), "2026-02-01");
    error_clear(&err);
    assert_int_equal(record_check(&r, &err), 0);
    record_release(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse), cmocka_unit_test(test_too_long),
        cmocka_unit_test(test_words), cmocka_unit_test(test_refs),
        cmocka_unit_test(test_slugs), cmocka_unit_test(test_record_check),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
