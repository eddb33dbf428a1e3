/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * How labels speak other languages.  The catalogs are those of tests/data,
 * so that it does not matter here what translators have done.
 */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "label/catalog.h"
#include "label/isolate.h"
#include "label/language.h"
#include "label/words.h"

#define FSI ISOLATE_BEGIN
#define PDI ISOLATE_END

static struct voice voice_of(const char *lang, bool *lacks)
{
    *lacks = false;
    return (struct voice){ .lang = lang, .lacks = lacks };
}

static void tags_find_their_language(void **state)
{
    (void)state;
    assert_string_equal(language_find("pt-BR")->tag, "pt");
    assert_string_equal(language_find("FR")->tag, "fr");
    assert_string_equal(language_find("en-x-child")->tag, "en");
    assert_true(language_find("ar-EG")->rtl);
    assert_null(language_find("de"));
    assert_null(language_find("fra"));
    assert_null(language_find(""));
    assert_true(language_same("fr", "fr-BE"));
    assert_false(language_same("fr", "frr"));
    assert_null(catalog_find("en"));
    assert_null(catalog_find("de"));
    assert_ptr_equal(catalog_find("ar"), catalog_find("ar-EG"));
    for (size_t i = 0; language_number(i); i++) {
        const struct language *l = language_number(i);

        assert_ptr_equal(language_find(l->tag), l);
        assert_int_equal(strncmp(l->name, "language\004", 9), 0);
        for (uint64_t n = 0; n < 500; n++)
            assert_true(l->plural(n) < l->forms);
    }
}

static void texts_are_found_with_their_context(void **state)
{
    const struct catalog *c = catalog_find("fr");

    (void)state;
    assert_string_equal(catalog_text(c, "November"), "novembre");
    assert_null(catalog_text(c, "December"));
    assert_null(catalog_text(c, "1"));
    assert_string_equal(catalog_text(c, C_("day of the month", "1")), "1er");
    assert_string_equal(catalog_text_in(c, "recipient-kinds", "Your parents"),
                        "Votre p\u00e8re et votre m\u00e8re");
    assert_string_equal(catalog_text(c, "Your parents"), "Vos parents");
    assert_null(catalog_text(NULL, "November"));
    assert_null(catalog_plural(NULL, "{1} day", 1));
    /* What a translator doubts is not there. */
    assert_null(catalog_text(catalog_find("ar"), "Your health"));
}

static void days_and_spans_are_in_words(void **state)
{
    static const struct {
        const char *lang, *given, *text;
        bool lacks;
    } cases[] = {
        { "en", "2026-11-23", "23 November 2026", false },
        { "en", "2026-11-01", "1 November 2026", false },
        { "de", "2026-11-01", "1 November 2026", false },
        { "fr", "2026-11-01", "1er novembre 2026", true },
        { "ar", "2026-11-23",
          "\u0662\u0663 \u0646\u0648\u0641\u0645\u0628\u0631"
          " \u0662\u0660\u0662\u0666",
          false },
        { "en", "2026-02-30", "2026-02-30", false },
        { "en", "P1Y6M2DT1S", "1 year and 6 months and 2 days and 1 second",
          false },
        { "en", "P0D", "no time at all", false },
        { "en", "soon", "soon", false },
        { "id", "P1D", "1 hari", false },
        { "id", "P1M", "1 month", true },
        { "ar", "P1D", "\u064a\u0648\u0645 \u0648\u0627\u062d\u062f", false },
        { "ar", "P2D", "\u064a\u0648\u0645\u0627\u0646", false },
        { "ar", "P3D", "\u0663 \u0623\u064a\u0627\u0645", false },
        { "ar", "P30D", "\u0663\u0660 \u064a\u0648\u0645\u064b\u0627", false },
        { "ar", "P100D", "\u0661\u0660\u0660 \u064a\u0648\u0645", false },
        { "ar", "P2Y1D",
          "\u0633\u0646\u062a\u0627\u0646 \u0648\u064a\u0648\u0645 "
          "\u0648\u0627\u062d\u062f",
          false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out = BUF_INIT;
        bool lacks;
        struct voice v = voice_of(cases[i].lang, &lacks);

        if (strchr("P", cases[i].given[0]) || cases[i].given[0] == 's')
            words_span(&v, &out, cases[i].given);
        else
            words_date(&v, &out, cases[i].given);
        assert_string_equal(out.s, cases[i].text);
        assert_int_equal(lacks, cases[i].lacks);
        buf_release(&out);
    }
}

static void terms_name_their_language(void **state)
{
    static const struct {
        const char *lang, *vocabulary, *code, *text, *term_lang;
    } cases[] = {
        { "en", "categories", "health", "Your health", NULL },
        { "de", "categories", "health", "Your health", NULL },
        { "ar", "categories", "name", "\u0627\u0633\u0645\u0643", NULL },
        { "ar", "categories", "health",
          FSI "Your health" PDI " [\u0627\u0644\u0625\u0646\u062c\u0644\u064a"
              "\u0632\u064a\u0629]",
          "en" },
        { "fr-BE", "categories", "parents", "Vos parents", NULL },
        { "fr", "recipient-kinds", "parent",
          "Votre p\u00e8re et votre m\u00e8re", NULL },
        { "ar", "categories", "no-such", "no-such", NULL },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool lacks;
        struct voice v = voice_of(cases[i].lang, &lacks);
        const char *lang =
            words_term_lang(&v, cases[i].vocabulary, cases[i].code);

        assert_string_equal(words_term(&v, cases[i].vocabulary, cases[i].code),
                            cases[i].text);
        assert_int_equal(lacks, cases[i].term_lang != NULL);
        if (cases[i].term_lang)
            assert_string_equal(lang, cases[i].term_lang);
        else
            assert_null(lang);
    }
}

static void countries_and_languages_have_names(void **state)
{
    static const struct {
        const char *lang, *code, *text;
        bool is_language;
    } cases[] = {
        { "en", "IE", "Ireland", false },
        { "de", "IE", "Ireland", false }, /* the label is in English       */
        { "fr", "IE", "Irlande", false },
        { "pt-BR", "DE", "Alemanha", false },
        { "ar", "IR", "\u0625\u064a\u0631\u0627\u0646", false }, /* ours   */
        { "fr", "XX", "XX", false },
        { "en", "sw", "Swahili", true },
        { "en", "de", "German", true },
        { "fr", "de-AT", "allemand", true },
        { "ar", "en-GB",
          "\u0627\u0644\u0625\u0646\u062c\u0644\u064a\u0632\u064a"
          "\u0629",
          true },
        { "fr", "zz", "zz", true },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct voice v = { .lang = cases[i].lang };
        const char *name = cases[i].is_language
                               ? words_language(&v, cases[i].code)
                               : words_country(&v, cases[i].code);

        assert_string_equal(name, cases[i].text);
    }
}

/* Whatever the screen speaks. */
static void the_locale_has_no_part_in_it(void **state)
{
    struct voice v = { .lang = "en" };
    struct buf out = BUF_INIT;

    (void)state;
    setenv("LANGUAGE", "fr", 1);
    setlocale(LC_ALL, "C.UTF-8");
    words_date(&v, &out, "2026-11-23");
    assert_string_equal(out.s, "23 November 2026");
    assert_string_equal(words_country(&v, "IE"), "Ireland");
    assert_string_equal(words_of(&v, SAY_UNKNOWN), "WE DO NOT KNOW");
    unsetenv("LANGUAGE");
    buf_release(&out);
}

static void what_runs_the_other_way_is_isolated(void **state)
{
    static const struct {
        const char *text;
        bool wanted;
    } cases[] = {
        { "Acme", true },
        { "+353 1 555 0100", true },
        { "https://data.example/no", true },
        { "7F3A-91C2", true },
        { "", false },
        { "...", false },
        { "\u0627\u0633\u0645\u0643", false },
        { "\u0627\u0633\u0645 Acme", false },
        { "\u0663\u0660", false },
        { "Acme \u0627\u0633\u0645", true },
        { FSI "Acme" PDI, false },
        { FSI "Acme" PDI "\u060c " FSI "BBC" PDI, false },
        { FSI "Acme" PDI " 12", true },
    };
    struct voice ar = { .lang = "ar" }, fr = { .lang = "fr" };
    char *text;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(isolate_wanted(cases[i].text), cases[i].wanted);
    text = words_say(&ar, SAY_NAMED, "555-0170", "\u0627\u0633\u0645\u0643");
    assert_string_equal(text, FSI "555-0170" PDI ": \u0627\u0633\u0645\u0643");
    free(text);
    text = words_say(&fr, SAY_NAMED, "555-0170", "Acme");
    assert_string_equal(text, "555-0170 : Acme");
    free(text);
}

/* A phone number in a sentence keeps the order of its parts. */
static void runs_in_a_sentence_are_isolated(void **state)
{
    static const char *const cases[][2] = {
        { "\u0627\u062a\u0635\u0644 +353 1 555 0100.",
          "\u0627\u062a\u0635\u0644 " FSI "+353 1 555 0100" PDI "." },
        { "\u0627\u0633\u0645 Acme\u060c \u0627\u0633\u0645 BBC",
          "\u0627\u0633\u0645 " FSI "Acme" PDI "\u060c \u0627\u0633\u0645 " FSI
          "BBC" PDI },
        { "\u0627\u0633\u0645 " FSI "Acme 1" PDI " 2",
          "\u0627\u0633\u0645 " FSI "Acme 1" PDI " " FSI "2" PDI },
        { "\u0627\u0633\u0645 " FSI "Acme", "\u0627\u0633\u0645 " FSI "Acme" },
        { "\u0627\u0633\u0645", "\u0627\u0633\u0645" },
        { "", "" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out = BUF_INIT;

        isolate_runs(&out, cases[i][0]);
        assert_string_equal(out.len ? out.s : "", cases[i][1]);
        buf_release(&out);
    }
}

/* Said again in another sentence, it is not isolated twice, and there are
 * never two stops. */
static void isolates_stand_in_sentences(void **state)
{
    struct voice ar = { .lang = "ar" };
    struct strs items = STRS_INIT;
    struct buf list = BUF_INIT;
    char *text;

    (void)state;
    strs_split(&items, "acme.|BBC", '|');
    words_list(&ar, &list, &items, LIST_NAMES);
    assert_string_equal(list.s, FSI "acme" PDI " \u0648" FSI "BBC" PDI);
    text = words_say(&ar, SAY_SENTENCE, list.s, NULL);
    assert_string_equal(text, FSI "acme" PDI " \u0648" FSI "BBC" PDI ".");
    free(text);
    text = words_say(&ar, SAY_SENTENCE, "to plan.", NULL);
    assert_string_equal(text, FSI "To plan." PDI);
    free(text);
    text = words_say(&ar, SAY_NAMED, "A.", "B.");
    assert_string_equal(text, FSI "A" PDI ": " FSI "B." PDI);
    free(text);
    strs_release(&items);
    buf_release(&list);
}

static void a_polite_you_is_no_name(void **state)
{
    static const char *const cases[][3] = {
        { "id", "Nama Anda", "nama Anda" },
        { "id", "Anda", "Anda" },
        { "id", "Palang Merah", "Palang Merah" },
        { "en", "Nama Anda", "Nama Anda" },
        { "fr", "\u00c9tat", "\u00e9tat" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct voice v = { .lang = cases[i][0] };
        struct buf out = BUF_INIT;

        words_small(&v, &out, cases[i][1]);
        assert_string_equal(out.s, cases[i][2]);
        buf_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags_find_their_language),
        cmocka_unit_test(texts_are_found_with_their_context),
        cmocka_unit_test(days_and_spans_are_in_words),
        cmocka_unit_test(terms_name_their_language),
        cmocka_unit_test(countries_and_languages_have_names),
        cmocka_unit_test(the_locale_has_no_part_in_it),
        cmocka_unit_test(what_runs_the_other_way_is_isolated),
        cmocka_unit_test(runs_in_a_sentence_are_isolated),
        cmocka_unit_test(isolates_stand_in_sentences),
        cmocka_unit_test(a_polite_you_is_no_name),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
