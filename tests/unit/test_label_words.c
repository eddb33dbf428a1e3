/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* The phrases of a label: plain, and put together rightly. */

#include <ctype.h>
#include <locale.h>

#include "label_cases.h"
#include "label/words.h"
#include "model/vocabulary.h"

static const struct voice english = { .lang = "en" };

/* Words that say less than they seem to, or that few people know. */
static const char *const banned[] = {
    "may",        "might",        "some",        "often",      "possibly",
    "generally",  "including",    "appropriate", "necessary",  "anonymous",
    "anonymised", "pseudonymous", "subject",     "controller", "processor",
    "third",      "legitimate",   "retention",   "affiliate",  "pii",
    "biometric",  "opt",          "pursuant",    "shall",      "etc",
};

static bool has_word(const char *s, const char *word)
{
    size_t len = strlen(word);

    for (const char *at = s; *at; at++)
        if (strncasecmp(at, word, len) == 0 &&
            (at == s || !isalpha((unsigned char)at[-1])) &&
            !isalpha((unsigned char)at[len]))
            return true;
    return false;
}

static void phrases_are_plain(void **state)
{
    (void)state;
    for (enum phrase p = SAY_MAIN + 1; p < SAY_COUNT; p++) {
        const char *s = words_source(p);
        size_t words = 1;

        assert_true(*s);
        for (size_t i = 0; i < sizeof banned / sizeof *banned; i++)
            if (has_word(s, banned[i]))
                fail_msg("'%s' is banned: %s", banned[i], s);
        for (const char *at = s; *at; at++)
            words += *at == ' ';
        if (words > 14)
            fail_msg("%zu words: %s", words, s);
        assert_null(strchr(s, '%'));
        assert_false(strstr(s, "{2}") && !strstr(s, "{1}"));
        assert_int_equal(strstr(s, "{3}") != NULL, p == SAY_DATE);
    }
}

static void assert_plain(const char *vocabulary, const struct term *t)
{
    size_t words = 1;

    for (size_t i = 0; i < sizeof banned / sizeof *banned; i++)
        if (has_word(t->words, banned[i]))
            fail_msg("%s, %s: '%s' is banned: %s", vocabulary, t->code,
                     banned[i], t->words);
    for (const char *at = t->words; *at; at++)
        words += *at == ' ';
    if (words > 14 || strchr(t->words, '/') || strchr(t->words, ';'))
        fail_msg("%s, %s: not plain: %s", vocabulary, t->code, t->words);
}

/* A label prints the words of terms between its own. */
static void terms_are_plain(void **state)
{
    const char *id;

    (void)state;
    for (size_t v = 0; (id = vocabulary_id(v)); v++) {
        const struct vocabulary *voc = vocabulary_find(id);
        /* What "after" stands before is a clause, and the rest begins. */
        bool clause = strcmp(id, "retention-triggers") == 0;

        if (strcmp(id, "personal") == 0) /* for warnings, not for labels */
            continue;

        for (size_t i = 0; i < voc->count; i++) {
            const struct term *t = &voc->terms[i];

            assert_plain(id, t);
            if (clause != (islower((unsigned char)*t->words) != 0))
                fail_msg("%s, %s: begins wrongly: %s", id, t->code, t->words);
            assert_int_equal(strncmp(t->help, "Choose this ", 12), 0);
            assert_int_equal(t->help[strlen(t->help) - 1], '.');
            assert_null(strchr(".;,", t->words[strlen(t->words) - 1]));
        }
    }
}

/* The codes that rows look for are those of the vocabularies. */
static void codes_are_known(void **state)
{
    static const char *const codes[][2] = {
        { "choices", "always" },
        { "choices", "opt-out" },
        { "choices", "opt-in" },
        { "presences", "optional" },
        { "presences", "by-chance" },
        { "origins", "derived" },
        { "origins", "inferred" },
        { "list-states", "complete" },
        { "findable", "names-you" },
        { "bases", "consent" },
        { "bases", "explicit-consent" },
        { "bases", "vital-interests" },
        { "bases", "legitimate-interests" },
        { "consent-types", "explicit" },
        { "consent-givers", "person" },
        { "consent-givers", "parent" },
        { "special-categories", "offences" },
        { "special-conditions", "art-10" },
        { "decides", "no" },
        { "decides", "alone" },
        { "onward", "forbidden" },
        { "onward", "with-permission" },
        { "onward", "allowed" },
        { "refusal-costs", "another-way" },
        { "refusal-costs", "service" },
        { "refusal-costs", "help" },
        { "refusal-costs", "penalty" },
        { "participations", "condition-of-service" },
        { "participations", "required-by-law" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (!vocabulary_term(vocabulary_find(codes[i][0]), codes[i][1]))
            fail_msg("%s has no '%s'", codes[i][0], codes[i][1]);
    /* All of these have a phrase of their own. */
    assert_int_equal(vocabulary_find("choices")->count, 3);
    assert_int_equal(vocabulary_find("onward")->count, 3);
}

static void places_are_filled(void **state)
{
    static const struct {
        enum phrase phrase;
        const char *one, *two, *text;
    } said[] = {
        { SAY_SENTENCE, "to plan", NULL, "To plan." },
        { SAY_SENTENCE, "To plan.", NULL, "To plan." },
        { SAY_SENTENCE, "Really?", NULL, "Really?" },
        { SAY_SENTENCE, "\u8a9e\u3002", NULL, "\u8a9e\u3002" },
        { SAY_SENTENCE, "iPhone data", NULL, "iPhone data." },
        { SAY_SENTENCE, "data.example/no", NULL, "data.example/no." },
        { SAY_SENTENCE, "\u00e9t\u00e9", NULL, "\u00c9t\u00e9." },
        { SAY_YES_FINDABLE, "it shows your face", NULL,
          "YES. It shows your face." },
        { SAY_NAMED, "Your name.", "Locked.", "Your name: Locked." },
        { SAY_BY_CHANCE, "your voice", NULL, "By chance: your voice." },
        { SAY_IN_BRACKETS, "a {2} b", "{1}", "a {2} b ({1})" },
        { SAY_SENTENCE, "100 %s %n", NULL, "100 %s %n." },
    };

    (void)state;
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        char *text =
            words_say(&english, said[i].phrase, said[i].one, said[i].two);

        assert_string_equal(text, said[i].text);
        free(text);
    }
}

static void lists_read_well(void **state)
{
    static const struct {
        const char *items; /* parted by | */
        enum list_place place;
        const char *text;
    } lists[] = {
        { "", LIST_START, "" },
        { "Pupils", LIST_INSIDE, "pupils" },
        { "Pupils|Our staff", LIST_START, "Pupils and our staff" },
        { "Your name|Your genes (DNA)|The Red Cross", LIST_INSIDE,
          "your name, your genes (DNA) and The Red Cross" },
        { "Your name|Your age|Your car", LIST_OR,
          "your name, your age or your car" },
        { "Your race, or people|Your car", LIST_INSIDE,
          "your race, or people; your car" },
        { "Acme|BBC", LIST_NAMES, "Acme and BBC" },
        { "To plan.|To study", LIST_AS_IS, "To plan; To study" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct strs items = STRS_INIT;
        struct buf out = BUF_INIT;

        strs_split(&items, lists[i].items, '|');
        words_list(&english, &out, &items, lists[i].place);
        assert_string_equal(out.s, lists[i].text);
        strs_release(&items);
        buf_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(phrases_are_plain),
        cmocka_unit_test(terms_are_plain),
        cmocka_unit_test(codes_are_known),
        cmocka_unit_test(places_are_filled),
        cmocka_unit_test(lists_read_well),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
