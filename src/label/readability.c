/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/readability.h"

#include <math.h>
#include <string.h>

#include "base/i18n.h"

/* --- the rates that formulas are made of --------------------------------- */

/* Words a sentence. */
static double ws(const struct counts *c)
{
    return (double)c->words / (double)c->sentences;
}

/* How many of n there are a word. */
static double rate(size_t n, const struct counts *c)
{
    return (double)n / (double)c->words;
}

static double flesch(const struct counts *c)
{
    return 206.835 - 1.015 * ws(c) - 84.6 * rate(c->syllables, c);
}

static double flesch_kincaid(const struct counts *c)
{
    return 0.39 * ws(c) + 11.8 * rate(c->syllables, c) - 15.59;
}

static double smog(const struct counts *c)
{
    return 1.0430 *
               sqrt(30.0 * (double)c->polysyllables / (double)c->sentences) +
           3.1291;
}

static double fog(const struct counts *c)
{
    return 0.4 * (ws(c) + 100.0 * rate(c->complex, c));
}

static double coleman_liau(const struct counts *c)
{
    return 0.0588 * (100.0 * rate(c->letters, c)) -
           0.296 * (100.0 * rate(c->sentences, c)) - 15.8;
}

static double ari(const struct counts *c)
{
    return 4.71 * rate(c->letters, c) + 0.5 * ws(c) - 21.43;
}

static double fernandez_huerta(const struct counts *c)
{
    return 206.84 - 60.0 * rate(c->syllables, c) - 1.02 * ws(c);
}

static double inflesz(const struct counts *c)
{
    return 206.835 - 62.3 * rate(c->syllables, c) - ws(c);
}

static double crawford(const struct counts *c)
{
    return -0.205 * (100.0 * rate(c->sentences, c)) +
           0.049 * (100.0 * rate(c->syllables, c)) - 3.407;
}

static double polini(const struct counts *c)
{
    return 95.2 - 9.7 * rate(c->letters, c) - 0.35 * ws(c);
}

static double kandel_moles(const struct counts *c)
{
    return 207.0 - 1.015 * ws(c) - 73.6 * rate(c->syllables, c);
}

static double amstad(const struct counts *c)
{
    return 180.0 - ws(c) - 58.5 * rate(c->syllables, c);
}

static double wiener(const struct counts *c)
{
    return 0.1935 * (100.0 * rate(c->polysyllables, c)) + 0.1672 * ws(c) +
           0.1297 * (100.0 * rate(c->long_words, c)) -
           0.0327 * (100.0 * rate(c->monosyllables, c)) - 0.875;
}

static double martins(const struct counts *c)
{
    return 248.835 - 1.015 * ws(c) - 84.6 * rate(c->syllables, c);
}

static double gulpease(const struct counts *c)
{
    return 89.0 + (300.0 * (double)c->sentences - 10.0 * (double)c->letters) /
                      (double)c->words;
}

static double vacca(const struct counts *c)
{
    return 206.0 - 60.0 * rate(c->syllables, c) - ws(c);
}

static double lix(const struct counts *c)
{
    return ws(c) + 100.0 * rate(c->long_words, c);
}

static double rix(const struct counts *c)
{
    return (double)c->long_words / (double)c->sentences;
}

/* --- the table ----------------------------------------------------------- */

static const struct {
    struct formula_info info;
    double (*score)(const struct counts *c);
} formulas[FORMULA_COUNT] = {
    [FORMULA_FLESCH] = { { .id = "flesch",
                           .name = N_("Flesch reading ease"),
                           .lang = "en",
                           .high_is_easy = true },
                         flesch },
    [FORMULA_FLESCH_KINCAID] = { { .id = "flesch-kincaid",
                                   .name = N_("Flesch-Kincaid grade"),
                                   .lang = "en",
                                   .gate = true,
                                   .hard = 6,
                                   .too_hard = 8 },
                                 flesch_kincaid },
    [FORMULA_SMOG] = { { .id = "smog",
                         .name = N_("SMOG grade"),
                         .lang = "en",
                         .sentences = 30 },
                       smog },
    [FORMULA_FOG] = { { .id = "fog",
                        .name = N_("Gunning fog index"),
                        .lang = "en" },
                      fog },
    [FORMULA_COLEMAN_LIAU] = { { .id = "coleman-liau",
                                 .name = N_("Coleman-Liau grade"),
                                 .lang = "en" },
                               coleman_liau },
    [FORMULA_ARI] = { { .id = "ari",
                        .name = N_("Automated readability index"),
                        .lang = "en" },
                      ari },
    [FORMULA_FERNANDEZ_HUERTA] = { { .id = "fernandez-huerta",
                                     .name = N_("Fernandez Huerta"),
                                     .lang = "es",
                                     .high_is_easy = true },
                                   fernandez_huerta },
    [FORMULA_INFLESZ] = { { .id = "inflesz",
                            .name = N_("Szigriszt-Pazos, INFLESZ scale"),
                            .lang = "es",
                            .gate = true,
                            .hard = 65,
                            .too_hard = 55,
                            .high_is_easy = true },
                          inflesz },
    [FORMULA_CRAWFORD] = { { .id = "crawford",
                             .name = N_("Crawford grade"),
                             .lang = "es" },
                           crawford },
    [FORMULA_POLINI] = { { .id = "polini",
                           .name = N_("Gutierrez de Polini"),
                           .lang = "es",
                           .high_is_easy = true },
                         polini },
    [FORMULA_KANDEL_MOLES] = { { .id = "kandel-moles",
                                 .name = N_("Kandel-Moles"),
                                 .lang = "fr",
                                 .high_is_easy = true },
                               kandel_moles },
    [FORMULA_AMSTAD] = { { .id = "amstad",
                           .name = N_("Amstad"),
                           .lang = "de",
                           .gate = true,
                           .hard = 60,
                           .too_hard = 60,
                           .high_is_easy = true },
                         amstad },
    [FORMULA_WIENER] = { { .id = "wiener",
                           .name = N_("Wiener Sachtextformel, grade"),
                           .lang = "de" },
                         wiener },
    [FORMULA_MARTINS] = { { .id = "martins",
                            .name = N_("Martins, Flesch for Portuguese"),
                            .lang = "pt",
                            .high_is_easy = true },
                          martins },
    [FORMULA_GULPEASE] = { { .id = "gulpease",
                             .name = N_("Gulpease index"),
                             .lang = "it",
                             .gate = true,
                             .hard = 60,
                             .too_hard = 60,
                             .high_is_easy = true },
                           gulpease },
    [FORMULA_VACCA] = { { .id = "flesch-vacca",
                          .name = N_("Flesch-Vacca"),
                          .lang = "it",
                          .high_is_easy = true },
                        vacca },
    [FORMULA_LIX] = { { .id = "lix",
                        .name = N_("LIX"),
                        .lang = "",
                        .gate = true,
                        .hard = 38,
                        .too_hard = 44 },
                      lix },
    [FORMULA_RIX] = { { .id = "rix", .name = N_("RIX"), .lang = "" }, rix },
};

const struct formula_info *formula_info(enum formula f)
{
    return &formulas[f].info;
}

double formula_score(enum formula f, const struct counts *c)
{
    return formulas[f].score(c);
}

static bool is_lang(const char *of, const char *lang)
{
    return *of && strncmp(of, lang, 2) == 0 &&
           (lang[2] == '\0' || lang[2] == '-');
}

bool formula_fits(enum formula f, const char *lang, const struct counts *c)
{
    const struct formula_info *info = &formulas[f].info;

    return c->words >= READABILITY_WORDS && c->sentences >= 1 &&
           c->sentences >= info->sentences &&
           (!*info->lang || is_lang(info->lang, lang));
}

enum formula formula_of_gate(const char *lang)
{
    for (int f = 0; f < FORMULA_COUNT; f++)
        if (formulas[f].info.gate && is_lang(formulas[f].info.lang, lang))
            return (enum formula)f;
    return FORMULA_LIX;
}

enum reading formula_reading(enum formula f, double score)
{
    const struct formula_info *info = &formulas[f].info;
    double sign = info->high_is_easy ? -1.0 : 1.0;

    if (!info->gate)
        return READING_NONE;
    if (sign * score > sign * info->too_hard)
        return READING_TOO_HARD;
    return sign * score > sign * info->hard ? READING_HARD : READING_FINE;
}

bool readability_is_calibrated(const char *lang)
{
    for (int f = 0; f < FORMULA_COUNT; f++)
        if (is_lang(formulas[f].info.lang, lang))
            return true;
    return false;
}

double readability_dale_chall(size_t words, size_t sentences, size_t unfamiliar)
{
    double hard = (double)unfamiliar / (double)words;
    double score =
        0.1579 * 100.0 * hard + 0.0496 * (double)words / (double)sentences;

    return hard > 0.05 ? score + 3.6365 : score;
}
