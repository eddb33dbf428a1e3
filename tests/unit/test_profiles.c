/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Every question of every regulator: its number, its words, its fields. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <ctype.h>

#include "audit/coverage_when.h"
#include "audit/profile.h"
#include "base/mem.h"
#include "model/resource.h"
#include "schema_check.h"

/* --- what there is ------------------------------------------------------- */

/* Counted in the templates and in the laws themselves, and where we ask in
 * what we promise. */
static const struct {
    const char *id;
    size_t questions;
    size_t required;
    const char *first;
    const char *last;
} all[] = {
    { "art30-controller", 7, 7, "30(1)(a)", "30(1)(g)" },
    { "art30-processor", 4, 4, "30(2)(a)", "30(2)(d)" },
    { "big-data", 10, 0, "BD1", "BD10" },
    { "dsga-s19", 14, 14, "19(1)(a)", "19(1)(n)" },
    { "fr-cnil", 38, 18, "1.1", "16.1" },
    { "gdpr-13-14", 14, 14, "13(1)(a)", "14(2)(f)" },
    { "ie-dpc", 41, 20, "1.1", "15.1" },
    { "iso-27560", 31, 18, "1.1", "5.6" },
    { "smart-city", 9, 0, "SC1", "SC9" },
    { "ten-rules", 10, 0, "TR1", "TR10" },
    { "triple-test", 3, 0, "TT1", "TT3" },
    { "uk-ico", 42, 20, "1.1", "15.1" },
};

enum { PROFILES = sizeof all / sizeof *all };

static void all_are_there(void **state)
{
    (void)state;
    for (size_t i = 0; i < PROFILES; i++) {
        const struct profile *p = profile_at(i);
        size_t required = 0;

        assert_non_null(p);
        assert_string_equal(p->id, all[i].id);
        assert_ptr_equal(profile_find(p->id), p);
        for (size_t j = 0; j < p->n; j++)
            required += p->questions[j].required;
        if (p->n != all[i].questions || required != all[i].required)
            fail_msg("%s: %zu questions, %zu required", p->id, p->n, required);
        assert_string_equal(p->questions[0].number, all[i].first);
        assert_string_equal(p->questions[p->n - 1].number, all[i].last);
        assert_true(p->citations.n > 0);
    }
    assert_null(profile_at(PROFILES));
    assert_null(profile_find("uk-icon"));
}

/* Numbers as numbers, letters as letters: 9.1 before 10.1. */
static int by_parts(const char *a, const char *b)
{
    while (*a && *b) {
        if (isdigit((unsigned char)*a) && isdigit((unsigned char)*b)) {
            char *a_end, *b_end;
            long x = strtol(a, &a_end, 10), y = strtol(b, &b_end, 10);

            if (x != y)
                return x < y ? -1 : 1;
            a = a_end;
            b = b_end;
        } else if (*a != *b) {
            return *a < *b ? -1 : 1;
        } else {
            a++;
            b++;
        }
    }
    return *a ? 1 : *b ? -1 : 0;
}

static void numbers_are_in_order(void **state)
{
    const struct profile *p;

    (void)state;
    assert_true(by_parts("9.1", "10.1") < 0);
    assert_true(by_parts("13(1)(b)", "13(1)(a)") > 0);
    for (size_t i = 0; (p = profile_at(i)); i++)
        for (size_t j = 1; j < p->n; j++)
            if (by_parts(p->questions[j - 1].number, p->questions[j].number) >=
                0)
                fail_msg("%s: %s stands behind %s", p->id,
                         p->questions[j].number, p->questions[j - 1].number);
}

/* The same field of the same records? */
static bool is_same(const struct profile_question *q, size_t i, size_t j)
{
    const struct profile_way *a = &q->ways[i], *b = &q->ways[j];

    return q->fields[i] == q->fields[j] && a->of_n == b->of_n &&
           memcmp(a->of, b->of, a->of_n * sizeof *a->of) == 0;
}

static void every_question_has_its_fields(void **state)
{
    const struct profile *p;

    (void)state;
    for (size_t i = 0; (p = profile_at(i)); i++)
        for (size_t j = 0; j < p->n; j++) {
            const struct profile_question *q = &p->questions[j];

            if (q->n == 0)
                fail_msg("%s %s has no field", p->id, q->number);
            for (size_t k = 0; k < q->n; k++) {
                assert_true(q->fields[k] < FIELD_COUNT);
                assert_true(field_info(q->fields[k])->audience !=
                            AUDIENCE_INTERNAL);
                assert_true(profile_wants(q, q->fields[k]));
                for (size_t l = 0; l < k; l++)
                    if (is_same(q, l, k))
                        fail_msg("%s %s: %s twice", p->id, q->number,
                                 field_info(q->fields[k])->name);
            }
            assert_false(profile_wants(q, DATASET_NOTES));
        }
}

/* --- some of them by hand ------------------------------------------------ */

static const struct {
    const char *profile, *number;
    bool required;
    enum field field;
    const char *heading; /* NULL: none                                     */
} some[] = {
    { "uk-ico", "1.7", false, ACTIVITY_DEPARTMENT, "Business function" },
    { "uk-ico", "4.1", true, RECIPIENT_CATEGORY, "Categories of recipients" },
    { "uk-ico", "6.4", false, RETENTION_NOT_FOLLOWED_WHY,
      "Reasons for not adhering to policy document (if applicable)" },
    { "uk-ico", "8.5", true, USE_NATIONAL_CONDITION,
      "Data Protection Act 2018 Schedule 1 Condition for processing" },
    { "uk-ico", "11.3", false, NOTICE_URL, NULL },
    { "ie-dpc", "4.3", false, RECIPIENT_ELEMENTS, NULL },
    { "ie-dpc", "8.4", true, USE_SPECIAL_CONDITION, NULL },
    { "ie-dpc", "10.3", false, ACTIVITY_OTHER_ASSESSMENTS, NULL },
    { "fr-cnil", "1.1", true, ACTIVITY_TITLE, "dénomination du traitement" },
    { "fr-cnil", "2.4", true, DATASET_JOINT_CONTROLLERS,
      "responsables conjoints du traitement" },
    { "fr-cnil", "10.2", false, USE_PROFILING, "profilage" },
    { "fr-cnil", "16.1", false, DATASET_CHECKED_ON, NULL },
    { "dsga-s19", "19(1)(l)", true, AGREEMENT_DPIA_SUMMARY, NULL },
    { "gdpr-13-14", "13(2)(e)", true, DATASET_PARTICIPATION, NULL },
    { "gdpr-13-14", "14(2)(f)", true, SOURCE_SOURCE_KIND, NULL },
    { "art30-controller", "30(1)(f)", true, RETENTION_PERIOD, NULL },
    { "art30-processor", "30(2)(b)", true, ACTIVITY_OPERATIONS, NULL },
};

static const struct profile_question *find(const char *id, const char *number)
{
    const struct profile *p = profile_find(id);

    for (size_t i = 0; i < p->n; i++)
        if (strcmp(p->questions[i].number, number) == 0)
            return &p->questions[i];
    fail_msg("%s has no question %s", id, number);
    return NULL;
}

static void some_are_as_they_should(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
        const struct profile_question *q =
            find(some[i].profile, some[i].number);

        if (q->required != some[i].required || q->fields[0] != some[i].field)
            fail_msg("%s %s", some[i].profile, some[i].number);
        if (some[i].heading)
            assert_string_equal(q->headings.v[0], some[i].heading);
        else
            assert_int_equal(q->headings.n, 0);
    }
}

/* The 30 columns of the ICO's sheet, each once. */
static void headings_are_columns(void **state)
{
    const struct profile *ico = profile_find("uk-ico");
    struct strs seen = STRS_INIT;
    const struct profile *p;

    (void)state;
    for (size_t i = 0; i < ico->n; i++)
        for (size_t j = 0; j < ico->questions[i].headings.n; j++)
            strs_add(&seen, ico->questions[i].headings.v[j]);
    assert_int_equal(seen.n, 30);
    strs_sort_unique(&seen);
    assert_int_equal(seen.n, 30);
    strs_release(&seen);
    assert_string_equal(ico->headings, "en");
    assert_string_equal(profile_find("fr-cnil")->headings, "fr");
    for (size_t i = 0; (p = profile_at(i)); i++)
        for (size_t j = 0; j < p->n && !*p->headings; j++)
            assert_int_equal(p->questions[j].headings.n, 0);
}

/* --- the words ----------------------------------------------------------- */

/* Groups of vowels, a silent e at the end aside. */
static size_t syllables(const char *word, size_t len)
{
    static const char vowels[] = "aeiouyAEIOUY";
    size_t n = 0;

    for (size_t i = 0; i < len; i++)
        n += strchr(vowels, word[i]) && (!i || !strchr(vowels, word[i - 1]));
    if (n > 1 && tolower((unsigned char)word[len - 1]) == 'e' &&
        !strchr("lL", word[len - 2]))
        n--;
    return n ? n : 1;
}

/* The grade of Flesch and Kincaid. */
static double grade(const char *s)
{
    double words = 0, parts = 0, sentences = 0;

    while (*s) {
        size_t len = 0;

        while (isalpha((unsigned char)s[len]))
            len++;
        if (len) {
            words++;
            parts += (double)syllables(s, len);
        }
        s += len ? len : 1;
        sentences += strchr(".?!", s[-1]) && (*s == ' ' || !*s);
    }
    return 0.39 * words / (sentences > 0 ? sentences : 1) +
           11.8 * parts / words - 15.59;
}

static void profiles_use_known_conditions(void **state)
{
    const struct profile *p;

    (void)state;
    for (size_t i = 0; (p = profile_at(i)); i++)
        for (size_t j = 0; j < p->n; j++)
            for (size_t k = 0; k < p->questions[j].when.n; k++) {
                const char *name = p->questions[j].when.v[k];

                if (!condition_find(name))
                    fail_msg("%s: no condition '%s'", p->id, name);
            }
}

static void questions_are_plain(void **state)
{
    const struct profile *p;

    (void)state;
    /* This test would see what is hard to read. */
    assert_true(grade("Identify the legitimate interests pursued?") > 8);
    assert_true(grade("Who else gets it?") < 3);
    for (size_t i = 0; (p = profile_at(i)); i++)
        for (size_t j = 0; j < p->n; j++) {
            const char *s = p->questions[j].words;
            const char *end = strchr(s, '?');

            if (!end || end[1] || !isupper((unsigned char)*s) || strchr(s, '%'))
                fail_msg("%s %s is no question", p->id, p->questions[j].number);
            if (grade(s) > 8)
                fail_msg("%s %s: grade %.1f: %s", p->id, p->questions[j].number,
                         grade(s), s);
        }
}

/* A question of a set, with the reason why it is asked. */
static void reasons_are_plain(void **state)
{
    static const char hard[] = "Is it proportionate? Necessity presupposes "
                               "considering alternatives.";
    const struct profile *p;

    (void)state;
    assert_true(grade(hard) > 8);
    assert_true(grade("Who gets it? No one does.") < 1);
    for (size_t i = 0; (p = profile_at(i)); i++)
        for (size_t j = 0; j < p->n; j++) {
            const struct profile_question *q = &p->questions[j];
            char *both;

            if ((p->asks != KIND_NONE) != (q->why != NULL))
                fail_msg("%s %s: why?", p->id, q->number);
            if (!q->why)
                continue;
            if (q->why[strlen(q->why) - 1] != '.' || strchr(q->why, '%'))
                fail_msg("%s %s: no sentence", p->id, q->number);
            both = xasprintf("%s %s", q->words, q->why);
            if (grade(both) > 8)
                fail_msg("%s %s: grade %.1f", p->id, q->number, grade(both));
            free(both);
        }
}

/* --- the schema ---------------------------------------------------------- */

static bool is_valid(const char *bytes, size_t len)
{
    return schema_accepts("larder-profiles.xsd", bytes, len);
}

static void files_are_valid(void **state)
{
    const struct resource *file;
    size_t n = 0;

    (void)state;
    for (size_t i = 0; (file = resource_at(i)); i++) {
        char *id;

        if (strncmp(file->name, "profiles/", 9) != 0)
            continue;
        if (!is_valid((const char *)file->bytes, file->len))
            fail_msg("%s is not valid", file->name);
        id = xstrndup(file->name + 9, strlen(file->name) - 13);
        if (!profile_find(id))
            fail_msg("%s: no profile of that id in it", file->name);
        free(id);
        n++;
    }
    assert_int_equal(n, PROFILES);
}

#define OPEN "<profile xmlns='https://larder.example/ns/profiles/1' "
#define HEAD OPEN "id='x-y' since='0.1'><title>T</title><citation>C</citation>"
#define WORDS "<words>W?</words>"
#define FIELD "<field>use.basis</field>"
#define QUESTION(n)                                                            \
    "<question number='" n "' required='no'>" WORDS FIELD "</question>"

static void the_schema_refuses_what_is_wrong(void **state)
{
    static const struct {
        const char *xml;
        bool valid;
    } cases[] = {
        { HEAD QUESTION("1.1") QUESTION("1(2)(a)") "</profile>", true },
        { HEAD QUESTION("1.1") QUESTION("1.1") "</profile>", false },
        { HEAD QUESTION("one") "</profile>", false },
        { HEAD QUESTION("TR1") "</profile>", true },
        { HEAD QUESTION("tr1") "</profile>", false },
        { HEAD QUESTION("TR01") "</profile>", false },
        { OPEN "id='x-y' since='0.1' asks='use'><title>T</title>"
               "<citation>C</citation>" QUESTION("TR1") "</profile>",
          true },
        { OPEN "id='x-y' since='0.1' asks='party'><title>T</title>"
               "<citation>C</citation>" QUESTION("TR1") "</profile>",
          false },
        { HEAD "<question number='TR1' required='no'>" WORDS
               "<why>W.</why>" FIELD "<also>open</also></question></profile>",
          true },
        { HEAD "<question number='TR1' required='no'>" WORDS FIELD
               "<also>shut</also></question></profile>",
          false },
        { HEAD "</profile>", false },
        { OPEN
          "id='x-y' since='0.1'><title>T</title>" QUESTION("1") "</profile>",
          false },
        { OPEN
          "id='X' since='0.1'><title>T</title><citation>C</citation>" QUESTION(
              "1") "</profile>",
          false },
        { HEAD "<question number='1'>" WORDS FIELD "</question></profile>",
          false },
        { HEAD "<question number='1' required='maybe'>" WORDS FIELD
               "</question></profile>",
          false },
        { HEAD "<question number='1' required='no'>" WORDS
               "</question></profile>",
          false },
        { HEAD "<question number='1' required='no'>" FIELD
               "</question></profile>",
          false },
        { HEAD "<question number='1' required='no'><words> </words>" FIELD
               "</question></profile>",
          false },
        { HEAD "<question number='1' required='no'>" WORDS
               "<field>basis</field></question></profile>",
          false },
        { HEAD "<question number='1' required='no' "
               "when='decision basis-consent'>" WORDS FIELD
               "</question></profile>",
          true },
        { HEAD "<question number='1' required='no' when='no-such'>" WORDS FIELD
               "</question></profile>",
          false },
        { HEAD "<question number='1' required='no'>" WORDS
               "<field part='any' of='dataset.controller'>party.email</field>"
               "</question></profile>",
          true },
        { HEAD "<question number='1' required='no'>" WORDS
               "<field of='controller'>party.email</field>"
               "</question></profile>",
          false },
        { HEAD "<question number='1' required='no'>" WORDS
               "<field part='some'>use.basis</field></question></profile>",
          false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (is_valid(cases[i].xml, strlen(cases[i].xml)) != cases[i].valid)
            fail_msg("case %zu: %s", i, cases[i].xml);
}

/* Each name, in the schema and in the program. */
static void conditions_are_those_of_the_schema(void **state)
{
    static const char head[] = HEAD "<question number='1' required='no' ";
    const struct condition *c;

    (void)state;
    for (size_t i = 0; (c = condition_at(i)); i++) {
        char *xml = xasprintf(
            "%swhen='%s'>" WORDS FIELD "</question></profile>", head, c->name);

        if (!is_valid(xml, strlen(xml)))
            fail_msg("the schema does not know '%s'", c->name);
        free(xml);
        if (i && strcmp(condition_at(i - 1)->name, c->name) > 0)
            fail_msg("'%s' is not in order", c->name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_are_there),
        cmocka_unit_test(numbers_are_in_order),
        cmocka_unit_test(every_question_has_its_fields),
        cmocka_unit_test(some_are_as_they_should),
        cmocka_unit_test(headings_are_columns),
        cmocka_unit_test(questions_are_plain),
        cmocka_unit_test(profiles_use_known_conditions),
        cmocka_unit_test(reasons_are_plain),
        cmocka_unit_test(files_are_valid),
        cmocka_unit_test(conditions_are_those_of_the_schema),
        cmocka_unit_test(the_schema_refuses_what_is_wrong),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
