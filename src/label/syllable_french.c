/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * French, as it is spoken with care: a syllable for each group of vowels.
 *
 * - The u of qu is none, nor that of gue, gui; y between vowels parts them.
 * - A last e, es without accent is mute where another vowel is before it in
 *   the word; so is ent in -aient, -oient, -ssent and the frequent verbs of
 *   the list.  Within a word e counts (main-te-nant).
 * - A group is parted before and behind é (cré-er), before i, u, e with a
 *   diaeresis (na-ïf), in ao and oa (cha-os), in bio-, and where i or u stands
 * behind two consonants of which the second is l or r (cli-ent, cru-el,
 * ou-bli-er; but lui, nuit: ui stays whole).
 * - A word that an apostrophe ends without a vowel has no syllable (l', qu').
 */

#include "label/syllable.h"

#include <string.h>

static const struct syllable_exception french[] = {
    { "abbaye", 3 },    { "aout", 1 },      { "disent", 1 },   { "doivent", 1 },
    { "donnent", 1 },   { "gardent", 1 },   { "monsieur", 2 }, { "pays", 2 },
    { "peuvent", 1 },   { "recoivent", 2 }, { "savent", 1 },   { "servent", 1 },
    { "utilisent", 3 }, { "veulent", 1 },   { "vivent", 1 },
};

static bool is_vowel_letter(char c)
{
    return c && strchr("aeiouy", c);
}

static bool is_vowel(const struct spelled *w, size_t i)
{
    char c = w->base[i], before = w->base[i - 1], after = w->base[i + 1];

    if (c == 'u' && !w->mark[i] && before == 'q')
        return false;
    if (c == 'u' && !w->mark[i] && before == 'g' &&
        (after == 'e' || after == 'i'))
        return false;
    if (c == 'y' && is_vowel_letter(after) &&
        (i == 1 || is_vowel_letter(before)))
        return false;
    return is_vowel_letter(c);
}

static bool behind_cluster(const struct spelled *w, size_t i)
{
    return i > 2 && strchr("lr", w->base[i - 1]) && w->base[i - 1] &&
           strchr("bcdfgptv", w->base[i - 2]) && w->base[i - 2];
}

/* Is there a new syllable between the vowels at i and i + 1? */
static bool parts(const struct spelled *w, size_t i)
{
    char a = w->base[i], b = w->base[i + 1];

    if (w->mark[i + 1] == ':' && strchr("iue", b))
        return true;
    if (w->mark[i + 1] == '\'')
        return a == 'i' || a == 'u' ? behind_cluster(w, i) : true;
    if (w->mark[i] == '\'' || (i == 2 && spelled_at(w, 1, "bio")))
        return true;
    if ((a == 'a' && b == 'o') || (a == 'o' && b == 'a'))
        return true;
    if ((a == 'i' || (a == 'u' && b != 'i' && w->base[i - 1] != 'o')) &&
        behind_cluster(w, i))
        return true;
    return false;
}

/* The number of letters of a mute end. */
static size_t mute_end(const struct spelled *w)
{
    if (spelled_ends(w, "aient") || spelled_ends(w, "oient") ||
        spelled_ends(w, "ssent"))
        return 3;
    if (w->n > 1 && w->base[w->n] == 'e' && !w->mark[w->n])
        return 1;
    if (w->n > 2 && spelled_ends(w, "es") && !w->mark[w->n - 1])
        return 2;
    return 0;
}

size_t syllables_french(const struct spelled *w)
{
    size_t n = syllable_exception(french, sizeof french / sizeof *french, w);
    size_t end = w->n - mute_end(w);

    if (n)
        return n;
    for (size_t i = 1; i <= end; i++) {
        if (!is_vowel(w, i))
            continue;
        n++;
        while (i < end && is_vowel(w, i + 1) && !parts(w, i))
            i++;
    }
    return n || w->base[w->n] == '\'' ? n : 1;
}
