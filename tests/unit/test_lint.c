/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* The gates for the words of a label, and the list of banned words. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/strs.h"
#include "label/lint.h"
#include "label/plain.h"
#include "label/syllable.h"
#include "schema_check.h"

/* Adds "L001 word|" for each finding. */
static void note(const struct lint_found *f, void *data)
{
    buf_addf(data, "%s%s %s", ((struct buf *)data)->len ? "|" : "",
             gate_info(f->gate)->code, f->what);
    assert_true(f->message && *f->message);
}

static void assert_lint(const char *lang, enum field field, const char *text,
                        const char *wanted)
{
    struct buf b = BUF_INIT;

    lint_text(lang, field, text, note, &b);
    if (strcmp(b.s, wanted) != 0)
        fail_msg("%s: '%s', not '%s': %s", lang, b.s, wanted, text);
    buf_release(&b);
}

/* --- the table of gates -------------------------------------------------- */

static void gates_have_codes(void **state)
{
    (void)state;
    for (int g = 0; g < GATE_COUNT; g++) {
        const struct gate_info *info = gate_info((enum gate)g);

        assert_non_null(info->code);
        assert_int_equal(strlen(info->code), 4);
        assert_int_equal(info->code[0], 'L');
        assert_true(*info->title && !strchr(info->title, '.'));
        for (int k = 0; k < g; k++)
            assert_true(strcmp(gate_info((enum gate)k)->code, info->code) < 0);
    }
    assert_string_equal(lint_severity_name(LINT_ERROR), "error");
    assert_string_equal(lint_severity_name(LINT_WARNING), "warning");
}

static void fields_that_are_read(void **state)
{
    (void)state;
    assert_true(lint_reads(DATASET_SUMMARY));
    assert_true(lint_reads(USE_SAY_NO_HOW));
    assert_true(lint_reads(RETENTION_CRITERIA));
    assert_false(lint_reads(DATASET_NOTES));
    assert_false(lint_reads(PARTY_NAME));
    assert_false(lint_reads(CLAIM_WORDS));
    assert_false(lint_reads(USE_CITATION));
    assert_false(lint_reads(DATASET_STEWARD));
}

/* --- words --------------------------------------------------------------- */

static void banned_words(void **state)
{
    static const struct {
        const char *lang, *text, *wanted;
    } cases[] = {
        { "en", "We may share it with third parties.",
          "L001 may|L001 third parties" },
        { "en", "MAY we? Third-Party firms", "L001 MAY|L001 Third-Party" },
        { "en", "Until 3 May. May 2027 is the end. It ends in May.", "" },
        { "en", "May be kept.", "L001 May" },
        { "en", "Someone maybe oftentimes", "" },
        { "en", "Your name, including but not limited to your age",
          "L001 including but not limited to" },
        { "en", "Names, ages, etc.", "L001 etc" },
        { "en", "You can opt out. An opt-out.", "L001 opt out|L001 opt-out" },
        { "en", "The data is anonymised.", "L005 anonymised" },
        { "en-GB", "PII is retained.", "L001 PII|L001 retained" },
        { "fr", "Des tiers pourront le lire.", "L001 tiers|L001 pourront" },
        { "fr", "y compris, mais sans s’y limiter, le nom",
          "L001 y compris, mais sans s’y limiter" },
        { "fr", "C'est anonymisé.", "L005 anonymisé" },
        { "es", "Los terceros podrán verlo, entre otros.",
          "L001 terceros|L001 podrán|L001 entre otros" },
        { "pt", "O titular dos dados pode sair. Talvez.",
          "L001 titular dos dados|L001 Talvez" },
        { "de", "Dritte sehen vielleicht das pseudonymisierte Bild.",
          "L001 Dritte|L001 vielleicht|L001 pseudonymisierte" },
        { "it", "I terzi, forse.", "L001 terzi|L001 forse" },
        { "sw", "may third party", "" },
        { "enm", "may third party", "" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_lint(cases[i].lang, DATASET_SUMMARY, cases[i].text,
                    cases[i].wanted);
}

/* The message names what to write instead, and is of that language. */
static void replacement_is_named(void **state)
{
    char *message = lint_worst("en", DATASET_SUMMARY, "Sold to a third party");

    (void)state;
    assert_string_equal(message,
                        "'third party' is not plain. Write instead: its name.");
    free(message);
    message = lint_worst("es", DATASET_SUMMARY, "Para terceros");
    assert_non_null(strstr(message, "su nombre"));
    free(message);
    assert_null(lint_worst("en", DATASET_SUMMARY, "We count phones."));
    assert_null(lint_worst("en", DATASET_SUMMARY, ""));
    /* An error goes before a warning that stands before it. */
    message = lint_worst("en", DATASET_SUMMARY, "Ask him/her who may go.");
    assert_non_null(strstr(message, "'may'"));
    free(message);
}

/* --- sentences ----------------------------------------------------------- */

static void lengths(void **state)
{
    static const struct {
        size_t words;
        const char *code;
    } cases[] = { { 15, "" }, { 16, "L002" }, { 20, "L002" }, { 21, "L003" } };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf text = BUF_INIT, b = BUF_INIT;

        for (size_t k = 0; k < cases[i].words; k++)
            buf_adds(&text, "word ");
        lint_text("en", DATASET_SUMMARY, text.s, note, &b);
        b.s[strcspn(b.s, " ")] = '\0';
        assert_string_equal(b.s, cases[i].code);
        buf_release(&text);
        buf_release(&b);
    }
}

static void other_gates(void **state)
{
    (void)state;
    assert_lint("en", RETENTION_CRITERIA, "As long as necessary",
                "L004 As long as necessary");
    assert_lint("en", RETENTION_CRITERIA, "As long as necessary: 30 days",
                "L001 as necessary");
    assert_lint("en", RETENTION_CRITERIA, "Until you leave", "");
    assert_lint("en", DATASET_HARM, "WE DO NOT KNOW THIS YET AT ALL",
                "L006 WE DO NOT KNOW THIS YET");
    assert_lint("en", DATASET_HARM, "NO ONE gets it. WE DO NOT KNOW.", "");
    assert_lint("en", DATASET_HARM, "Him/her, at town.example/no or 3/4",
                "L007 Him/her");
}

/* --- the list ------------------------------------------------------------ */

static void list_is_valid(void **state)
{
    const struct resource *file = resource_find("plain-words.xml");
    static const char *const bad[] = {
        "<ban id='X'><words lang='en' use='y'>may</words></ban>",
        "<ban id='x'><words lang='eng' use='y'>may</words></ban>",
        "<ban id='x'><words lang='en'>may</words></ban>",
        "<ban id='x'><words lang='en' use=''>may</words></ban>",
        "<ban id='x'><words lang='en' use='y'> </words></ban>",
        "<ban id='x'/>",
    };

    (void)state;
    assert_true(schema_accepts("larder-plain-words.xsd",
                               (const char *)file->bytes, file->len));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char *xml = xasprintf("<plain-words xmlns='https://larder.example/ns/"
                              "plain-words/1'>%s</plain-words>",
                              bad[i]);

        if (schema_accepts("larder-plain-words.xsd", xml, strlen(xml)))
            fail_msg("accepted: %s", bad[i]);
        free(xml);
    }
}

/* No blank behind an apostrophe: "s'y", of the words "s'" and "y". */
static char *phrase_text(const char *words)
{
    struct buf b = BUF_INIT;

    for (; *words; words++)
        if (*words != ' ' || b.s[b.len - 1] != '\'')
            buf_addc(&b, *words);
    return buf_detach(&b);
}

/* Every language with rules for syllables has words for every ban but
 * "shall", no phrase twice, and each is found. */
static void phrases_are_found(void **state)
{
    struct strs seen = STRS_INIT, bans = STRS_INIT;
    const struct plain_ban *ban;
    const struct tongue *t;
    const char *words;

    (void)state;
    for (size_t i = 0; (words = plain_phrase_at(i, &ban)); i++) {
        char *key = xasprintf("%s %s", ban->lang, words);
        struct buf b = BUF_INIT;
        char *text;

        if (strs_has(&seen, key))
            fail_msg("twice: %s", key);
        strs_add(&seen, key);
        text = phrase_text(words);
        lint_text(ban->lang, DATASET_SUMMARY, text, note, &b);
        free(text);
        if (strncmp(b.s, "L001", 4) != 0 && strncmp(b.s, "L005", 4) != 0)
            fail_msg("not found: %s", key);
        buf_release(&b);
        free(key);
        key = xasprintf("%s %s", ban->lang, ban->id);
        if (!strs_has(&bans, key))
            strs_add(&bans, key);
        free(key);
    }
    for (size_t i = 0; (t = tongue_at(i)); i++) {
        size_t n = 0;

        for (size_t k = 0; k < bans.n; k++)
            n += strncmp(bans.v[k], tongue_lang(t), 2) == 0;
        assert_in_range(n, 21, 22);
    }
    strs_release(&seen);
    strs_release(&bans);
}

/* What to write instead is not banned itself. */
static void replacements_are_plain(void **state)
{
    const struct plain_ban *ban;

    (void)state;
    for (size_t i = 0; plain_phrase_at(i, &ban); i++) {
        struct buf b = BUF_INIT;

        lint_text(ban->lang, DATASET_SUMMARY, ban->use, note, &b);
        if (*b.s && strncmp(b.s, "L002", 4) != 0)
            fail_msg("%s %s: %s", ban->lang, ban->id, b.s);
        buf_release(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gates_have_codes),
        cmocka_unit_test(fields_that_are_read),
        cmocka_unit_test(banned_words),
        cmocka_unit_test(replacement_is_named),
        cmocka_unit_test(lengths),
        cmocka_unit_test(other_gates),
        cmocka_unit_test(list_is_valid),
        cmocka_unit_test(phrases_are_found),
        cmocka_unit_test(replacements_are_plain),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
