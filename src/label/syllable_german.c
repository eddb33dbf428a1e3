/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * German: a syllable for each vowel, but that these are one: ai, au, ay, ei,
 * eu, ey, ie, oi, oy, äu, aa, ee, oo.  All others are apart (Na-ti-on,
 * ak-tu-ell).  A last -ien behind another vowel has two (Me-di-en), so do be
 * and ge before e, i or u where the word goes on with a vowel of its own
 * (be-in-hal-ten: a list); the u of qu is none.
 */

#include "label/syllable.h"

#include <string.h>

static const struct syllable_exception german[] = {
    { "beeinflussen", 4 }, { "beenden", 3 }, { "beendet", 3 },
    { "beinhaltet", 4 },   { "geehrt", 2 },  { "geeignet", 3 },
    { "geimpft", 2 },      { "wien", 1 },
};

/* Words whose last -ie is not stressed and has two syllables. */
static const char *const unstressed[] = { "familie", "linie",  "studie",
                                          "praemie", "pramie", "aktie",
                                          "serie",   "folie" };

static bool is_vowel(const struct spelled *w, size_t i)
{
    char c = w->base[i];

    if (c == 'u' && w->base[i - 1] == 'q')
        return false;
    if (c == 'y' && i == 1)
        return false;
    return c && strchr("aeiouy", c);
}

static bool shares(const struct spelled *w, size_t i)
{
    static const char *const pairs[] = { "ai", "au", "ay", "ei", "eu", "ey",
                                         "ie", "oi", "oy", "aa", "ee", "oo" };
    char mark = w->mark[i];

    if (w->mark[i + 1] ||
        (mark && !(mark == ':' && w->base[i] == 'a' && w->base[i + 1] == 'u')))
        return false;
    for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++)
        if (spelled_at(w, i, pairs[k]))
            return true;
    return false;
}

static bool ends_apart(const struct spelled *w, size_t vowels)
{
    if (spelled_ends(w, "ien"))
        return vowels > 1;
    for (size_t i = 0; i < sizeof unstressed / sizeof *unstressed; i++)
        if (spelled_ends(w, unstressed[i]))
            return true;
    return false;
}

size_t syllables_german(const struct spelled *w)
{
    size_t n = syllable_exception(german, sizeof german / sizeof *german, w);

    if (n)
        return n;
    for (size_t i = 1; i <= w->n; i++) {
        if (!is_vowel(w, i))
            continue;
        n++;
        if (is_vowel(w, i + 1) && shares(w, i))
            i++;
    }
    if (ends_apart(w, n))
        n++;
    return n ? n : 1;
}
