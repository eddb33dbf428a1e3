/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* The gates for what a label says and leaves open, and for its size. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "label/lint_label.h"
#include "model/vocabulary.h"

#define DAY "2026-11-23"

/* A label with a plain answer in each row. */
static void make(struct label *l, const char *lang)
{
    label_init(l, lang);
    for (size_t i = 0; i < LABEL_ROWS; i++) {
        l->questions[i] = xstrdup("Why?");
        answers_add(&l->rows[i], FORM_LINE, NULL, "NO.");
    }
}

static struct fact *add_fact(struct answer *a, const char *ref,
                             enum field field, const char *code,
                             const char *words)
{
    struct fact *f = facts_add(&a->facts, ref, field);

    f->state = code || words ? STATE_VALUE : STATE_BLANK;
    f->code = code ? xstrdup(code) : NULL;
    f->words = words ? xstrdup(words) : NULL;
    return f;
}

/* Adds an answer that tells one field. */
static struct answer *add(struct label *l, size_t row, const char *text,
                          const char *ref, enum field field, const char *code)
{
    struct answer *a = answers_add(&l->rows[row], FORM_LINE, NULL, text);

    add_fact(a, ref, field, code, code ? "x" : NULL);
    return a;
}

static void note(const struct lint_found *f, void *data)
{
    struct buf *b = data;

    assert_true(f->message && *f->message);
    buf_addf(b, "%s%s %s %s %zu", b->len ? "|" : "", gate_info(f->gate)->code,
             f->ref ? f->ref : "-",
             f->field == FIELD_COUNT ? "-" : field_info(f->field)->name,
             f->row);
}

static void assert_found(struct label *l, const char *wanted)
{
    struct buf b = BUF_INIT;

    lint_label(l, LAYOUT_STANDARD, DAY, note, &b);
    assert_string_equal(b.s, wanted);
    buf_release(&b);
    label_release(l);
}

static void plain_label_passes(void **state)
{
    struct label l;

    (void)state;
    make(&l, "en");
    assert_found(&l, "");
}

static void rows_say_something(void **state)
{
    struct label l;

    (void)state;
    make(&l, "en");
    answers_release(&l.rows[11]);
    assert_found(&l, "L101 - - 12");
    make(&l, "en");
    add(&l, 2, "Where else: WE DO NOT KNOW.", "d", DATASET_SOURCES_LIST, NULL);
    answers_add(&l.rows[8], FORM_LINE, NULL, "WE DO NOT KNOW.");
    assert_found(&l, "L102 d sources_list 3|L102 - - 9");
}

static void words_of_records(void **state)
{
    struct label l;
    struct answer *a;

    (void)state;
    make(&l, "en");
    a = add(&l, 11, "It may hurt.", "d", DATASET_HARM, NULL);
    a->facts.v[0].state = STATE_VALUE;
    a->facts.v[0].words = xstrdup("It may hurt");
    /* The same text in two rows is told once; a name is left alone. */
    a = answers_add(&l.rows[12], FORM_LINE, NULL, "It may hurt.");
    add_fact(a, "d", DATASET_HARM, NULL, "It may hurt");
    add_fact(a, "p", PARTY_NAME, NULL, "Third Party Ltd");
    /* A term is never too long, but never banned. */
    add_fact(a, "d/use/1", USE_PURPOSE, "x y",
             "a b c d e f g h i j k l m n o p q r s t u v and third party");
    slips_add(&l.slips, "d/consent/1", "Third parties");
    assert_found(&l, "L001 d harm 12|L001 d/use/1 purpose 13|"
                     "L001 d/consent/1 words 0");
    /* Words in another language than the label's. */
    make(&l, "en");
    a = answers_add(&l.rows[11], FORM_LINE, NULL, "x");
    add_fact(a, "d", DATASET_HARM, NULL, "tiers")->lang = xstrdup("fr");
    add_fact(a, "e", DATASET_HARM, NULL, "may")->lang = xstrdup("und");
    add_fact(a, "f", DATASET_HARM, NULL, "may")->lang = xstrdup("sw");
    assert_found(&l, "L001 d harm 12|L001 e harm 12");
}

static void a_no_has_a_how(void **state)
{
    struct label l;
    struct answer *a;

    (void)state;
    make(&l, "en");
    add(&l, 5, "YES.", "d/use/1", USE_CHOICE, "opt-out");
    add(&l, 5, "How: WE DO NOT KNOW.", "d/use/1", USE_SAY_NO_HOW, NULL);
    assert_found(&l, "L102 d/use/1 say_no_how 6|L103 d/use/1 say_no_how 6");
    make(&l, "en");
    add(&l, 5, "NO.", "d/use/1", USE_CHOICE, "always");
    add(&l, 5, "There is no way.", "d/use/1", USE_SAY_NO_HOW, NULL);
    assert_found(&l, "");
    make(&l, "en");
    add(&l, 5, "YES.", "d/use/1", USE_CHOICE, "opt-in");
    a = add(&l, 5, "Call us.", "d/use/1", USE_SAY_NO_HOW, NULL);
    add_fact(a, "d/consent/1", CONSENT_WITHDRAW_HOW, NULL, "Call us");
    assert_found(&l, "");
}

static void consent_costs_nothing(void **state)
{
    struct label l;

    (void)state;
    make(&l, "en");
    add(&l, 4, "Your yes.", "d/use/1", USE_BASIS, "explicit-consent");
    add(&l, 5, "You lose help.", "d/use/1", USE_REFUSAL_COSTS, "help");
    add(&l, 4, "A contract.", "d/use/2", USE_BASIS, "contract");
    add(&l, 5, "You lose it.", "d/use/2", USE_REFUSAL_COSTS, "service");
    add(&l, 4, "Your yes.", "d/use/3", USE_BASIS, "consent");
    add(&l, 5, "Nothing.", "d/use/3", USE_REFUSAL_COSTS, "nothing");
    add(&l, 4, "?", "d/use/4", USE_BASIS, NULL);
    add(&l, 4, "Which: ?", "d/use/4", USE_BASIS, NULL); /* told once */
    assert_found(&l, "L104 d/use/1 refusal_costs 5|L105 d/use/4 basis 5");
}

static void checks_have_days(void **state)
{
    struct label l;

    (void)state;
    make(&l, "en");
    add(&l, 14, "By us.", "d", DATASET_CHECKED_ON, "2026-11-23");
    add(&l, 14, "Next.", "d", DATASET_NEXT_CHECK, "2026-11-23");
    assert_found(&l, "");
    make(&l, "en");
    add(&l, 14, "By us.", "d", DATASET_CHECKED_ON, "2026-11-24");
    add(&l, 14, "Next.", "d", DATASET_NEXT_CHECK, "2026-11-22");
    assert_found(&l, "L106 d checked_on 15|L107 d next_check 15");
}

static void anonymous_is_measured(void **state)
{
    static const enum field fields[] = { ELEMENT_FINDABLE_BY,
                                         ELEMENT_FINDABLE_METHOD,
                                         ELEMENT_FINDABLE_ON };
    struct label l;
    struct answer *a;

    (void)state;
    for (size_t missing = 0; missing <= 3; missing++) {
        make(&l, "en");
        a = answers_add(&l.rows[0], FORM_LINE, NULL, "x");
        add_fact(a, "d/element/1", ELEMENT_WORDS, NULL, "Anonymous totals");
        a = answers_add(&l.rows[10], FORM_LINE, NULL, "VERY HARD.");
        for (size_t i = 0; i < 3; i++)
            add_fact(a, "d/element/1", fields[i], NULL,
                     i == missing ? NULL : "x");
        assert_found(&l, missing < 3 ? "L005 d/element/1 words 1" : "");
    }
}

/* Adds this sentence so many times to a row. */
static void add_sentences(struct label *l, enum layer layer, const char *text,
                          size_t n)
{
    while (n--)
        answers_add(&l->rows[3], FORM_LINE, NULL, text)->layer = layer;
}

static void sizes_are_measured(void **state)
{
    struct lint_size size;
    struct label l;

    (void)state;
    make(&l, "en"); /* 15 questions and 15 answers of a word */
    lint_measure(&l, LAYOUT_STANDARD, &size);
    assert_int_equal(size.words, 30);
    assert_int_equal(size.counts.sentences, 15);
    answers_add(&l.brief, FORM_LINE, NULL, "We count 40 stops");
    answers_add(&l.rows[0], FORM_PAIR, "Your name", "one day");
    answers_add(&l.rows[0], FORM_LINE, NULL, "All else: WE DO NOT KNOW.");
    answers_add(&l.rows[3], FORM_LINE, NULL, "a detail")->layer = LAYER_FULL;
    answers_add(&l.legend, FORM_LINE, NULL, "STOP We do this.");
    answers_add(&l.titles, FORM_LINE, NULL, "The title");
    slips_add(&l.slips, "c", "I agree to this");
    lint_measure(&l, LAYOUT_STANDARD, &size);
    assert_int_equal(size.words, 38);
    assert_int_equal(size.counts.words, 20);
    label_release(&l);
}

static void labels_are_short(void **state)
{
    struct label l;

    (void)state;
    make(&l, "en");
    add_sentences(&l, LAYER_SHORT, "We count it all.", 92);
    answers_add(&l.rows[3], FORM_LINE, NULL, "It is so");
    assert_found(&l, "L201 - - 0");
    make(&l, "en");
    add_sentences(&l, LAYER_STANDARD, "We count it all.", 92);
    answers_add(&l.rows[3], FORM_LINE, NULL, "It is so");
    assert_found(&l, "L201 - - 0");
    make(&l, "en");
    add_sentences(&l, LAYER_STANDARD, "We count it all.", 92);
    add_sentences(&l, LAYER_FULL, "We count it all.", 92);
    assert_found(&l, "");
    make(&l, "en");
    add_sentences(&l, LAYER_STANDARD,
                  "We go to it and we see it and we do it and so on it is", 20);
    assert_found(&l, "");
    make(&l, "en");
    add_sentences(&l, LAYER_STANDARD,
                  "We go to it and we see it and we do it and we go to it "
                  "and so on to the end of it",
                  14);
    assert_found(&l, "L202 - - 0");
}

static void labels_are_easy(void **state)
{
    struct label l;

    (void)state;
    make(&l, "en");
    add_sentences(&l, LAYER_STANDARD,
                  "Municipal administration regulations "
                  "necessitate verification.",
                  30);
    assert_found(&l, "L204 - - 0");
    make(&l, "en");
    add_sentences(&l, LAYER_STANDARD,
                  "We need to know the city and its plan "
                  "for visitors today.",
                  20);
    assert_found(&l, "");
    make(&l, "sw"); /* LIX: 5 words, two of them long */
    add_sentences(&l, LAYER_STANDARD,
                  "Tunahesabu simu na "
                  "vituovya basi.",
                  30);
    assert_found(&l, "L203 - - 0");
}

/* --- what a label says by itself, in every language with a list ---------- */

static bool is_plain(const char *lang, const char *text)
{
    struct buf b = BUF_INIT;
    bool plain;

    lint_text(lang, DATASET_SUMMARY, text, note, &b);
    plain =
        !strstr(b.s, "L001") && !strstr(b.s, "L003") && !strstr(b.s, "L005");
    if (!plain)
        print_error("%s: %s: %s\n", lang, b.s, text);
    buf_release(&b);
    return plain;
}

static void own_words_are_plain(void **state)
{
    static const char *const langs[] = { "en", "fr", "es", "pt" };
    bool plain = true;

    (void)state;
    for (size_t k = 0; k < sizeof langs / sizeof *langs; k++) {
        const struct voice voice = { .lang = langs[k] };
        const char *id;

        for (enum phrase p = SAY_MAIN + 1; p < SAY_COUNT; p++)
            plain = is_plain(langs[k], words_of(&voice, p)) && plain;
        for (size_t v = 0; (id = vocabulary_id(v)); v++) {
            const struct vocabulary *all = vocabulary_find(id);

            for (size_t i = 0; i < all->count; i++)
                if (strcmp(id, "personal") != 0) /* not for labels */
                    plain =
                        is_plain(langs[k],
                                 words_term(&voice, id, all->terms[i].code)) &&
                        plain;
        }
    }
    assert_true(plain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_label_passes),
        cmocka_unit_test(rows_say_something),
        cmocka_unit_test(words_of_records),
        cmocka_unit_test(a_no_has_a_how),
        cmocka_unit_test(consent_costs_nothing),
        cmocka_unit_test(checks_have_days),
        cmocka_unit_test(anonymous_is_measured),
        cmocka_unit_test(sizes_are_measured),
        cmocka_unit_test(labels_are_short),
        cmocka_unit_test(labels_are_easy),
        cmocka_unit_test(own_words_are_plain),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
