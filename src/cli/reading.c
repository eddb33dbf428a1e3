/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "cli/reading.h"

#include <stdlib.h>

#include "app/pager.h"
#include "base/columns.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "cli/say.h"
#include "label/readability.h"
#include "label/syllable.h"

/* Number i of the counts; NULL past the end. */
static const struct count_info {
    const char *name;
    const char *label;
    size_t offset;
    bool syllables; /* told only where syllables are counted               */
} infos[] = {
    { "words", N_("Words"), offsetof(struct counts, words), false },
    { "sentences", N_("Sentences"), offsetof(struct counts, sentences), false },
    { "letters", N_("Letters"), offsetof(struct counts, letters), false },
    { "long_words", N_("Words of more than 6 letters"),
      offsetof(struct counts, long_words), false },
    { "syllables", N_("Syllables"), offsetof(struct counts, syllables), true },
    { "monosyllables", N_("Words of 1 syllable"),
      offsetof(struct counts, monosyllables), true },
    { "polysyllables", N_("Words of 3 syllables or more"),
      offsetof(struct counts, polysyllables), true },
    { "complex", N_("Complex words, after Gunning"),
      offsetof(struct counts, complex), true },
    { "read", N_("Words as read, with names and numbers"),
      offsetof(struct counts, read), false },
    { "longest", N_("Of these, in the longest sentence"),
      offsetof(struct counts, longest), false },
};

enum { INFOS = sizeof infos / sizeof *infos };

static size_t count_of(const struct counts *c, size_t i)
{
    return *(const size_t *)(const void *)((const char *)c + infos[i].offset);
}

static bool is_counted(const char *lang, size_t i)
{
    return !infos[i].syllables || tongue_find(lang);
}

/* --- for people ---------------------------------------------------------- */

static void say_counts(const char *lang, const struct counts *c)
{
    struct columns table;

    columns_init(&table, 2, pager_width());
    columns_add(&table, _("Counted"));
    columns_add(&table, _("Number"));
    for (size_t i = 0; i < INFOS; i++)
        if (is_counted(lang, i)) {
            char *n = xasprintf("%zu", count_of(c, i));

            columns_add(&table, _(infos[i].label));
            columns_add(&table, n);
            free(n);
        }
    columns_print(&table, stdout);
    columns_release(&table);
}

/* "fine; the most is 6", or "" where the formula decides nothing. */
static char *verdict(enum formula f, double score)
{
    static const char *const words[] = { [READING_NONE] = "",
                                         [READING_FINE] = N_("fine"),
                                         [READING_HARD] = N_("hard"),
                                         [READING_TOO_HARD] = N_("too hard") };
    const struct formula_info *info = formula_info(f);
    enum reading reading = formula_reading(f, score);
    double bound = reading == READING_TOO_HARD ? info->too_hard : info->hard;

    if (reading == READING_NONE)
        return xstrdup("");
    return info->high_is_easy
               ? xasprintf(_("%s; the least is %.0f"), _(words[reading]), bound)
               : xasprintf(_("%s; the most is %.0f"), _(words[reading]), bound);
}

static void say_scores(const char *lang, const struct counts *c)
{
    enum formula gate = formula_of_gate(lang);
    struct columns table;

    columns_init(&table, 3, pager_width());
    columns_add(&table, _("Formula"));
    columns_add(&table, _("Score"));
    columns_add(&table, _("Verdict"));
    for (int i = 0; i < FORMULA_COUNT; i++) {
        enum formula f = (enum formula)i;
        double score;
        char *number, *words;

        if (!formula_fits(f, lang, c))
            continue;
        score = formula_score(f, c);
        number = xasprintf("%.1f", score);
        words = f == gate ? verdict(f, score) : xstrdup("");
        columns_add(&table, _(formula_info(f)->name));
        columns_add(&table, number);
        columns_add(&table, words);
        free(number);
        free(words);
    }
    columns_print(&table, stdout);
    columns_release(&table);
}

void reading_say(const char *lang, const struct counts *c)
{
    say_counts(lang, c);
    say(_("Language %s, counted by version %s of the rules."), lang,
        COUNTER_VERSION);
    if (c->words < READABILITY_WORDS) {
        say(_("Too short to score: a score needs %d words."),
            READABILITY_WORDS);
        return;
    }
    putchar('\n');
    say_scores(lang, c);
    if (!readability_is_calibrated(lang))
        say(_("No formula was made for this language: the scores are not "
              "calibrated."));
}

/* --- for programs -------------------------------------------------------- */

static json_t *json_counts(const char *lang, const struct counts *c)
{
    json_t *o = json_object();

    for (size_t i = 0; i < INFOS; i++)
        if (is_counted(lang, i))
            json_object_set_new(o, infos[i].name,
                                json_integer((json_int_t)count_of(c, i)));
    return o;
}

static json_t *json_scores(const char *lang, const struct counts *c)
{
    static const char *const readings[] = { [READING_FINE] = "fine",
                                            [READING_HARD] = "hard",
                                            [READING_TOO_HARD] = "too-hard" };
    enum formula gate = formula_of_gate(lang);
    json_t *array = json_array();

    for (int i = 0; i < FORMULA_COUNT; i++) {
        enum formula f = (enum formula)i;
        double score;
        json_t *o;

        if (!formula_fits(f, lang, c))
            continue;
        score = formula_score(f, c);
        o = json_pack("{s:s, s:f}", "formula", formula_info(f)->id, "score",
                      score);
        if (f == gate)
            json_object_set_new(
                o, "reading", json_string(readings[formula_reading(f, score)]));
        json_array_append_new(array, o);
    }
    return array;
}

json_t *reading_json(const char *lang, const struct counts *c)
{
    return json_pack("{s:s, s:s, s:b, s:o, s:o}", "counter", COUNTER_VERSION,
                     "lang", lang, "calibrated",
                     (int)readability_is_calibrated(lang), "counts",
                     json_counts(lang, c), "scores", json_scores(lang, c));
}
