/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * English: a syllable for each group of vowels (y is one but at the beginning
 * and between vowels), less those that are mute, and more where a group is two
 * syllables.
 *
 * Mute: e at the end of a word (but not -le, -re behind a consonant); in -es,
 * but not behind s, x, z, c, g, ch, sh; in -ed, but not behind t, d; before
 * -ly, -ment, -ful, -less, -ness; at the end of a first part such as some- and
 * safe-; ue in -gue and -que.  Two syllables: the pairs of the table, each with
 * the letters around it that decide; and -ism, -thm, -dn't and the like.
 */

#include "label/syllable.h"

#include <string.h>

static const struct syllable_exception english[] = {
    { "anyone", 3 },    { "area", 3 },       { "areas", 3 },
    { "argue", 2 },     { "behavior", 3 },   { "behaviors", 3 },
    { "behaviour", 3 }, { "business", 2 },   { "businesses", 3 },
    { "client", 2 },    { "clients", 2 },    { "coed", 2 },
    { "colonel", 2 },   { "cooperate", 4 },  { "evening", 2 },
    { "evenings", 2 },  { "everyone", 3 },   { "eye", 1 },
    { "eyes", 1 },      { "fluid", 2 },      { "forest", 2 },
    { "forever", 3 },   { "genuine", 3 },    { "giant", 2 },
    { "idea", 3 },      { "ideas", 3 },      { "iron", 2 },
    { "liable", 3 },    { "linear", 3 },     { "lion", 2 },
    { "lions", 2 },     { "maybe", 2 },      { "naked", 2 },
    { "ninety", 2 },    { "nuclear", 3 },    { "ocean", 2 },
    { "oceans", 2 },    { "patriot", 3 },    { "persuade", 2 },
    { "recipe", 3 },    { "recipes", 3 },    { "reliable", 4 },
    { "reliance", 3 },  { "ruin", 2 },       { "safety", 2 },
    { "science", 2 },   { "sciences", 3 },   { "scientific", 4 },
    { "scientist", 3 }, { "scientists", 3 }, { "soldier", 2 },
    { "soldiers", 2 },  { "suicide", 3 },    { "vehicle", 3 },
    { "vehicles", 3 },  { "wednesday", 2 },  { "wicked", 2 },
};

static bool is_vowel_letter(char c)
{
    return c && strchr("aeiouy", c);
}

static bool is_vowel(const struct spelled *w, size_t i)
{
    if (w->base[i] != 'y')
        return is_vowel_letter(w->base[i]);
    return !is_vowel_letter(w->base[i + 1]) ||
           (i > 1 && !is_vowel_letter(w->base[i - 1]));
}

static bool is_one_of(char c, const char *set)
{
    return c && strchr(set, c);
}

static size_t groups(const struct spelled *w)
{
    size_t n = 0;

    for (size_t i = 1; i <= w->n; i++)
        n += is_vowel(w, i) && !(i > 1 && is_vowel(w, i - 1));
    return n;
}

/* --- mute ---------------------------------------------------------------- */

/* Is a vowel before letter i? */
static bool vowel_before(const struct spelled *w, size_t i)
{
    while (--i)
        if (is_vowel(w, i))
            return true;
    return false;
}

/* An e at i alone between consonants, after another vowel. */
static bool is_lone_e(const struct spelled *w, size_t i)
{
    return i > 1 && i <= w->n && w->base[i] == 'e' && !w->mark[i] &&
           !is_vowel(w, i - 1) && vowel_before(w, i);
}

/* "ta-ble", "cen-tre", "hun-dred": the consonant before e makes a syllable. */
static bool is_syllabic(const struct spelled *w, size_t i, const char *set)
{
    return is_one_of(w->base[i - 1], set) && i > 2 && !is_vowel(w, i - 2) &&
           w->base[i - 2] != w->base[i - 1] && w->base[i - 2] != 'r' &&
           w->base[i - 2] != '\'';
}

static bool is_hissed(const struct spelled *w, size_t i)
{
    char c = w->base[i - 1];

    return is_one_of(c, "sxzcg") ||
           (c == 'h' && is_one_of(w->base[i - 2], "cs"));
}

static bool end_is_mute(const struct spelled *w)
{
    size_t n = w->n;

    if (n < 3)
        return false;
    if (spelled_ends(w, "gue") || spelled_ends(w, "que") ||
        spelled_ends(w, "gues") || spelled_ends(w, "ques"))
        return groups(w) > 1;
    if (is_lone_e(w, n))
        return !is_syllabic(w, n, "lr");
    if (!is_lone_e(w, n - 1))
        return false;
    if (w->base[n] == 's')
        return !is_hissed(w, n - 1) && !is_syllabic(w, n - 1, "lr");
    return w->base[n] == 'd' && !is_one_of(w->base[n - 2], "td") &&
           !is_syllabic(w, n - 1, "lr");
}

static bool inner_is_mute(const struct spelled *w)
{
    static const char *const ends[] = { "ly",    "ment", "ments", "ful",
                                        "fully", "less", "ness" };
    static const char *const heads[] = { "some",  "home", "life",  "time",
                                         "safe",  "base", "frame", "house",
                                         "where", "else", "there" };

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t len = strlen(ends[i]);

        if (w->n > len + 1 && spelled_ends(w, ends[i]) &&
            is_lone_e(w, w->n - len) &&
            !(ends[i][0] == 'm' && w->base[w->n - len - 1] == 'l'))
            return true;
    }
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (w->n > 6 && spelled_at(w, 1, heads[i]) &&
            !is_vowel(w, strlen(heads[i]) + 1))
            return true;
    return spelled_at(w, 1, "every");
}

/* --- two syllables ------------------------------------------------------- */

/*
 * A pair of vowels that is two syllables: where what follows the pair begins
 * like one of `after` ("" anything, "$" the end), and the letter before it is
 * none of `unless`.
 */
static const struct {
    const char *pair;
    const char *after; /* parted by blanks                                 */
    const char *unless;
} apart[] = {
    { "ia", "te ti to", "" },
    { "ia", "", "ctsg" },
    { "io", "$ s$ let lent", "" },
    { "io", "", "ctsxglnh" },
    { "iu", "", "" },
    { "ie", "t", "" },
    { "ie", "nt nc", "ctn" },
    { "ie", "r$ rs$ st$", "" },
    { "ii", "", "" },
    { "yi", "ng", "" },
    { "ye", "r$ rs$", "w" },
    { "ei", "ng mb mp", "" },
    { "oi", "ng", "" },
    { "ui", "ng ty ti", "qg" },
    { "ea", "lit ct", "" },
    { "eo", "gr me lo po", "" },
    { "eo", "$ s$ us", "gt" },
    { "eu", "m$ ms$", "" },
    { "ua", "", "qg" },
    { "ue", "l$ ls$ nt nc", "qg" },
    { "uo", "us $", "q" },
    { "oe", "m t xi", "" },
    { "ao", "s", "" },
};

static bool follows(const struct spelled *w, size_t at, const char *list)
{
    while (*list) {
        size_t len = strcspn(list, " ");
        bool to_end = len && list[len - 1] == '$';
        size_t letters = len - to_end;

        if (strncmp(w->base + at, list, letters) == 0 &&
            (!to_end || w->n + 1 == at + letters))
            return true;
        list += len + (list[len] == ' ');
    }
    return false;
}

static bool is_apart(const struct spelled *w, size_t i)
{
    for (size_t k = 0; k < sizeof apart / sizeof *apart; k++)
        if (spelled_at(w, i, apart[k].pair) &&
            (!*apart[k].after || follows(w, i + 2, apart[k].after)) &&
            !is_one_of(w->base[i - 1], apart[k].unless))
            return true;
    /* "create" and all of its family but the creature */
    return i > 2 && spelled_at(w, i - 2, "creat") && w->base[i + 3] != 'u';
}

/* "carriage" and "familiar" are none; a short word has one: "tie", "pier". */
static bool stays_whole(const struct spelled *w, size_t i)
{
    if (spelled_at(w, i, "iage"))
        return true;
    if (w->base[i - 1] == 'l' &&
        (spelled_at(w, i, "iar") || spelled_at(w, i, "iant")))
        return i > 3;
    return spelled_at(w, i, "ier") && !vowel_before(w, i);
}

static size_t more(const struct spelled *w)
{
    size_t n = spelled_ends(w, "ism") || spelled_ends(w, "isms") ||
               spelled_ends(w, "thm") || spelled_ends(w, "dn't") ||
               spelled_ends(w, "sn't") || spelled_ends(w, "tn't");

    for (size_t i = 1; i < w->n; i++)
        n += is_vowel(w, i) && is_vowel(w, i + 1) && is_apart(w, i) &&
             !stays_whole(w, i);
    return n + (spelled_at(w, 1, "coop") || spelled_at(w, 1, "coor"));
}

size_t syllables_english(const struct spelled *w)
{
    size_t n = syllable_exception(english, sizeof english / sizeof *english, w);

    if (n)
        return n;
    n = groups(w) + more(w);
    n -= n > 1 && end_is_mute(w);
    n -= n > 1 && inner_is_mute(w);
    return n ? n : 1;
}
