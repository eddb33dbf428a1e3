/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * Spanish, Portuguese and Italian: a syllable for each vowel, but that vowels
 * beside each other may share one.
 *
 * A, e and o are strong; i and u are weak, unless an accent stands on one
 * beside a strong vowel.  Two strong ones never share a syllable (le-er,
 * po-e-ta), nor do two of the same (zi-i).  All others do (bien, cau-sa),
 * and a weak one between two vowels goes with the second (pa-ra-no-ia).
 * What u is for in qu and gu is told with each language.
 */

#include "label/syllable.h"

#include <string.h>

enum vowel { NONE, WEAK, STRONG };

static enum vowel plain_vowel(char c)
{
    if (c == 'a' || c == 'e' || c == 'o')
        return STRONG;
    return c == 'i' || c == 'u' ? WEAK : NONE;
}

/* Is the u at i not heard, or half of a consonant? */
static bool u_is_sign(const struct spelled *w, size_t i, const char *before)
{
    return w->base[i] == 'u' && w->mark[i] == 0 &&
           strchr("qg", w->base[i - 1]) && w->base[i - 1] && w->base[i + 1] &&
           strchr(before, w->base[i + 1]);
}

/* --- Spanish ------------------------------------------------------------- */

/*
 * The u of que, qui, gue, gui is silent; y is a vowel at the end of a word
 * and alone; h between vowels parts nothing (prohi-bir, but bu-ho is strong).
 */
static enum vowel spanish_vowel(const struct spelled *w, size_t i)
{
    if (u_is_sign(w, i, "ei"))
        return NONE;
    if (w->base[i] == 'y' && i == w->n)
        return WEAK;
    return plain_vowel(w->base[i]);
}

/* The number of the vowel behind that at i, past an h; 0: none. */
static size_t spanish_next(const struct spelled *w, size_t i)
{
    size_t next = i + 1;

    if (w->base[next] == 'h')
        next++;
    return next <= w->n && spanish_vowel(w, next) ? next : 0;
}

static bool spanish_parts(const struct spelled *w, size_t a, size_t b)
{
    enum vowel x = spanish_vowel(w, a), y = spanish_vowel(w, b);
    bool x_heavy = x == WEAK && w->mark[a] == '\'';
    bool y_heavy = y == WEAK && w->mark[b] == '\'';

    if (x == STRONG && y == STRONG)
        return true;
    if ((x_heavy && y == STRONG) || (y_heavy && x == STRONG))
        return true;
    return w->base[a] == w->base[b];
}

size_t syllables_spanish(const struct spelled *w)
{
    size_t n = 0, next;

    for (size_t i = 1; i <= w->n; i = next ? next : i + 1) {
        next = 0;
        if (!spanish_vowel(w, i))
            continue;
        n++;
        while ((next = spanish_next(w, i))) {
            size_t after = spanish_next(w, next);
            bool between = spanish_vowel(w, i) == STRONG &&
                           spanish_vowel(w, next) == WEAK && after &&
                           spanish_vowel(w, after) == STRONG;

            if (spanish_parts(w, i, next) || between)
                break;
            i = next;
        }
    }
    return n ? n : 1;
}

/* --- Portuguese ---------------------------------------------------------- */

/*
 * Vowel and i or u share a syllable in this order only (pai, meu); i or u
 * and vowel do not (di-a, na-ci-o-nal), but for a last -ia, -ie, -io, -ua,
 * -ue, -uo of a word with an accent before it (his-tó-ria) and for qu and gu.
 * An i or u before l, m, n, r, z that end a syllable, or before nh, stands
 * alone (ra-iz, a-in-da).  ã and õ take a following vowel along (mão).
 */
static enum vowel portuguese_vowel(const struct spelled *w, size_t i)
{
    if (u_is_sign(w, i, "aeio"))
        return NONE;
    return plain_vowel(w->base[i]);
}

static bool ends_syllable(const struct spelled *w, size_t i)
{
    char c = w->base[i];

    if (!c || !strchr("lmnrz", c))
        return false;
    if (c == 'n' && w->base[i + 1] == 'h')
        return true;
    return i == w->n || !portuguese_vowel(w, i + 1);
}

static bool accent_before(const struct spelled *w, size_t i)
{
    while (--i)
        if (w->mark[i] == '\'' || w->mark[i] == '^')
            return true;
    return false;
}

static bool is_last_rise(const struct spelled *w, size_t a)
{
    size_t end = w->base[w->n] == 's' ? w->n - 1 : w->n;

    return a + 1 == end && accent_before(w, a);
}

static bool portuguese_shares(const struct spelled *w, size_t a, size_t b)
{
    if (w->mark[a] == '~')
        return w->base[b] != 'a';
    if (w->base[a] == w->base[b])
        return false;
    if (portuguese_vowel(w, b) == WEAK)
        return w->mark[b] == 0 && !ends_syllable(w, b + 1);
    if (portuguese_vowel(w, a) == WEAK)
        return w->mark[a] == 0 && is_last_rise(w, a);
    /* "ao" is one syllable, "caos" and "aonde" are not. */
    return w->n <= 3 && spelled_at(w, 1, "ao");
}

size_t syllables_portuguese(const struct spelled *w)
{
    size_t n = 0;

    for (size_t i = 1; i <= w->n; i++) {
        if (!portuguese_vowel(w, i))
            continue;
        n++;
        if (portuguese_vowel(w, i + 1) && portuguese_shares(w, i, i + 1))
            i++;
    }
    return n ? n : 1;
}

/* --- Italian ------------------------------------------------------------- */

/*
 * An i or u before a last vowel is a syllable of its own where no other vowel
 * is before it (vi-a, tu-o, du-e), unless it only softens a c or g, or in qu
 * and gu; and in the endings below, whose stress is not written.  A word that
 * the apostrophe ends without a vowel has no syllable (l').
 */
static enum vowel italian_vowel(const struct spelled *w, size_t i)
{
    if (u_is_sign(w, i, "aeio"))
        return NONE;
    if (w->base[i] == 'y')
        return WEAK;
    return plain_vowel(w->base[i]);
}

static const struct syllable_exception italian[] = {
    { "paura", 3 },
    { "paure", 3 },
};

static const char *const stressed_ia[] = {
    "logia", "nomia", "grafia", "sofia", "cezia",  "macia",
    "trie",  "lizia", "nomie",  "logie", "grafie", "metria"
};

static bool first_vowel(const struct spelled *w, size_t i)
{
    for (size_t k = 1; k < i; k++)
        if (italian_vowel(w, k))
            return false;
    return true;
}

static bool italian_parts(const struct spelled *w, size_t a, size_t b)
{
    bool soft =
        w->base[a] == 'i' && w->base[a - 1] && strchr("cg", w->base[a - 1]);

    if (italian_vowel(w, a) == STRONG && italian_vowel(w, b) == STRONG)
        return true;
    if (w->base[a] == w->base[b])
        return true;
    if (italian_vowel(w, a) != WEAK || b != w->n || w->mark[b])
        return false;
    for (size_t k = 0; k < sizeof stressed_ia / sizeof *stressed_ia; k++)
        if (spelled_ends(w, stressed_ia[k]))
            return true;
    return !soft && italian_vowel(w, b) == STRONG && first_vowel(w, a);
}

size_t syllables_italian(const struct spelled *w)
{
    size_t n = syllable_exception(italian, sizeof italian / sizeof *italian, w);

    if (n)
        return n;
    for (size_t i = 1; i <= w->n; i++) {
        if (!italian_vowel(w, i))
            continue;
        n++;
        while (italian_vowel(w, i + 1) && !italian_parts(w, i, i + 1)) {
            if (italian_vowel(w, i) == STRONG && italian_vowel(w, i + 2))
                break;
            i++;
        }
    }
    return n || w->base[w->n] == '\'' ? n : 1;
}
