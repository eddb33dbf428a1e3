/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* From counts to scores, and nothing about texts. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "label/readability.h"

#define C(...)                                                                 \
    {                                                                          \
        __VA_ARGS__                                                            \
    }

/*
 * Counts and scores that stand in print or follow from the formula by hand:
 * "The cat sat on the mat."; the sentence about the platypus as Wikipedia
 * counts it; the abstract of Coleman and Liau 1975; the paragraph in the tests
 * of py-readability-metrics; article 1 of the Universal Declaration of Human
 * Rights in Spanish, and its first sentence in German.
 */
static const struct {
    enum formula formula;
    struct counts c;
    double score;
} vectors[] = {
    { FORMULA_FLESCH, C(.words = 6, .sentences = 1, .syllables = 6), 116.145 },
    { FORMULA_FLESCH_KINCAID, C(.words = 6, .sentences = 1, .syllables = 6),
      -1.450 },
    { FORMULA_FLESCH, C(.words = 13, .sentences = 1, .syllables = 24),
      37.455384615384617 },
    { FORMULA_FLESCH_KINCAID, C(.words = 13, .sentences = 1, .syllables = 24),
      11.264615384615384 },
    { FORMULA_COLEMAN_LIAU, C(.words = 119, .sentences = 5, .letters = 639),
      14.530420168067227 },
    { FORMULA_ARI, C(.words = 117, .sentences = 7, .letters = 562),
      9.551245421245422 },
    { FORMULA_COLEMAN_LIAU, C(.words = 117, .sentences = 7, .letters = 562),
      10.673162393162393 },
    { FORMULA_FLESCH, C(.words = 117, .sentences = 7, .syllables = 192),
      51.039230769230784 },
    { FORMULA_FLESCH_KINCAID, C(.words = 117, .sentences = 7, .syllables = 192),
      10.292673992673993 },
    { FORMULA_SMOG, C(.words = 1, .sentences = 1, .polysyllables = 1),
      8.841846274778883 },
    { FORMULA_FOG, C(.words = 100, .sentences = 5, .complex = 10), 12.0 },
    { FORMULA_FERNANDEZ_HUERTA, C(.words = 28, .sentences = 1, .syllables = 57),
      56.137142857142857 },
    { FORMULA_INFLESZ, C(.words = 28, .sentences = 1, .syllables = 57), 52.01 },
    { FORMULA_CRAWFORD, C(.words = 100, .sentences = 10, .syllables = 200),
      4.343 },
    { FORMULA_POLINI, C(.words = 100, .sentences = 10, .letters = 500), 43.2 },
    { FORMULA_KANDEL_MOLES, C(.words = 100, .sentences = 10, .syllables = 150),
      86.45 },
    { FORMULA_AMSTAD, C(.words = 11, .sentences = 1, .syllables = 17),
      78.590909090909093 },
    { FORMULA_WIENER,
      C(.words = 100, .sentences = 10, .polysyllables = 20, .long_words = 30,
        .monosyllables = 40),
      7.25 },
    { FORMULA_MARTINS, C(.words = 100, .sentences = 10, .syllables = 200),
      69.485 },
    { FORMULA_GULPEASE, C(.words = 100, .sentences = 10, .letters = 500),
      69.0 },
    { FORMULA_VACCA, C(.words = 100, .sentences = 10, .syllables = 200), 76.0 },
    { FORMULA_LIX, C(.words = 13, .sentences = 1, .long_words = 5),
      51.46153846153846 },
    { FORMULA_RIX, C(.words = 100, .sentences = 10, .long_words = 25), 2.5 },
};

static void scores_are_exact(void **state)
{
    bool seen[FORMULA_COUNT] = { false };

    (void)state;
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        double score = formula_score(vectors[i].formula, &vectors[i].c);

        seen[vectors[i].formula] = true;
        if (fabs(score - vectors[i].score) > 1e-9)
            fail_msg("%s, vector %zu: %.12f is not %.12f",
                     formula_info(vectors[i].formula)->id, i, score,
                     vectors[i].score);
    }
    for (int f = 0; f < FORMULA_COUNT; f++)
        if (!seen[f])
            fail_msg("no vector for %s", formula_info((enum formula)f)->id);
}

/* Two of the health texts of Dale and Chall 1948; the paper rounds. */
static void dale_and_chall(void **state)
{
    (void)state;
    assert_true(fabs(readability_dale_chall(131, 9, 20) - 6.7490) < 0.03);
    assert_true(fabs(readability_dale_chall(111, 6, 17) - 6.9474) < 0.03);
    /* Nothing is added up to 5 words in 100. */
    assert_true(fabs(readability_dale_chall(100, 10, 5) - 1.2855) < 1e-9);
}

static void short_texts_have_no_score(void **state)
{
    struct counts c = { .words = 99, .sentences = 30 };

    (void)state;
    for (int f = 0; f < FORMULA_COUNT; f++)
        assert_false(formula_fits((enum formula)f, "en", &c));
    c.words = 100;
    assert_true(formula_fits(FORMULA_FLESCH_KINCAID, "en", &c));
    assert_true(formula_fits(FORMULA_SMOG, "en-x-child", &c));
    c.sentences = 29;
    assert_false(formula_fits(FORMULA_SMOG, "en", &c));
    c.sentences = 0;
    assert_false(formula_fits(FORMULA_LIX, "en", &c));
}

static void languages_have_their_own(void **state)
{
    static const struct {
        const char *lang;
        enum formula gate;
        bool calibrated;
    } of[] = {
        { "en", FORMULA_FLESCH_KINCAID, true },
        { "en-GB", FORMULA_FLESCH_KINCAID, true },
        { "es-419", FORMULA_INFLESZ, true },
        { "de", FORMULA_AMSTAD, true },
        { "it", FORMULA_GULPEASE, true },
        { "fr", FORMULA_LIX, true },
        { "pt", FORMULA_LIX, true },
        { "sw", FORMULA_LIX, false },
        { "enm", FORMULA_LIX, false },
    };
    const struct counts c = { .words = 100, .sentences = 30 };

    (void)state;
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        assert_int_equal(formula_of_gate(of[i].lang), of[i].gate);
        assert_int_equal(readability_is_calibrated(of[i].lang),
                         of[i].calibrated);
        assert_true(formula_fits(of[i].gate, of[i].lang, &c));
    }
    for (int f = 0; f < FORMULA_COUNT; f++)
        assert_int_equal(formula_fits((enum formula)f, "sw", &c),
                         f == FORMULA_LIX || f == FORMULA_RIX);
}

static void gates_have_bounds(void **state)
{
    (void)state;
    assert_int_equal(formula_reading(FORMULA_FLESCH_KINCAID, 6), READING_FINE);
    assert_int_equal(formula_reading(FORMULA_FLESCH_KINCAID, 6.01),
                     READING_HARD);
    assert_int_equal(formula_reading(FORMULA_FLESCH_KINCAID, 8), READING_HARD);
    assert_int_equal(formula_reading(FORMULA_FLESCH_KINCAID, 8.01),
                     READING_TOO_HARD);
    assert_int_equal(formula_reading(FORMULA_INFLESZ, 65), READING_FINE);
    assert_int_equal(formula_reading(FORMULA_INFLESZ, 64.9), READING_HARD);
    assert_int_equal(formula_reading(FORMULA_INFLESZ, 54.9), READING_TOO_HARD);
    assert_int_equal(formula_reading(FORMULA_GULPEASE, 59.9), READING_TOO_HARD);
    assert_int_equal(formula_reading(FORMULA_AMSTAD, 59.9), READING_TOO_HARD);
    assert_int_equal(formula_reading(FORMULA_LIX, 38.1), READING_HARD);
    assert_int_equal(formula_reading(FORMULA_LIX, 44.1), READING_TOO_HARD);
    assert_int_equal(formula_reading(FORMULA_FLESCH, 0), READING_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scores_are_exact),
        cmocka_unit_test(dale_and_chall),
        cmocka_unit_test(short_texts_have_no_score),
        cmocka_unit_test(languages_have_their_own),
        cmocka_unit_test(gates_have_bounds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
