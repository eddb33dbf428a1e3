/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/syllable.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

struct tongue {
    char lang[3];
    size_t (*count)(const struct spelled *w);
};

static const struct tongue tongues[] = {
    { "en", syllables_english }, { "fr", syllables_french },
    { "es", syllables_spanish }, { "pt", syllables_portuguese },
    { "de", syllables_german },  { "it", syllables_italian },
};

enum { TONGUES = sizeof tongues / sizeof *tongues };

const struct tongue *tongue_at(size_t i)
{
    return i < TONGUES ? &tongues[i] : NULL;
}

const char *tongue_lang(const struct tongue *t)
{
    return t->lang;
}

const struct tongue *tongue_find(const char *lang)
{
    for (size_t i = 0; i < TONGUES; i++)
        if (strncmp(lang, tongues[i].lang, 2) == 0 &&
            (lang[2] == '-' || lang[2] == '\0'))
            return &tongues[i];
    return NULL;
}

/* The letters from U+00E0 to U+017E as pairs of base letter and mark: those
 * of the six languages, and what their neighbours lend them. */
static const struct {
    uint16_t c;
    char base, mark;
} letters[] = {
    { 0xdf, 's', 0 },    { 0xe0, 'a', '`' },  { 0xe1, 'a', '\'' },
    { 0xe2, 'a', '^' },  { 0xe3, 'a', '~' },  { 0xe4, 'a', ':' },
    { 0xe5, 'a', '^' },  { 0xe6, 'e', 0 },    { 0xe7, 'c', ',' },
    { 0xe8, 'e', '`' },  { 0xe9, 'e', '\'' }, { 0xea, 'e', '^' },
    { 0xeb, 'e', ':' },  { 0xec, 'i', '`' },  { 0xed, 'i', '\'' },
    { 0xee, 'i', '^' },  { 0xef, 'i', ':' },  { 0xf1, 'n', '~' },
    { 0xf2, 'o', '`' },  { 0xf3, 'o', '\'' }, { 0xf4, 'o', '^' },
    { 0xf5, 'o', '~' },  { 0xf6, 'o', ':' },  { 0xf9, 'u', '`' },
    { 0xfa, 'u', '\'' }, { 0xfb, 'u', '^' },  { 0xfc, 'u', ':' },
    { 0xff, 'y', ':' },  { 0x153, 'e', 0 },   { 0x161, 's', 0 },
};

static void spell(struct spelled *w, uint32_t c)
{
    size_t i = w->n + 1;

    w->base[i] = '?';
    w->mark[i] = 0;
    if ((c >= 'a' && c <= 'z') || c == '\'')
        w->base[i] = (char)c;
    else if (c == 0x2019)
        w->base[i] = '\'';
    for (size_t k = 0; c > 0x7f && k < sizeof letters / sizeof *letters; k++)
        if (letters[k].c == c) {
            w->base[i] = letters[k].base;
            w->mark[i] = letters[k].mark;
        }
    w->n++;
}

size_t syllables_of(const struct tongue *t, const char *word, size_t len)
{
    struct spelled w = { .n = 0 };
    size_t at = 0;

    while (at < len && w.n < SPELLED_MAX) {
        uint32_t c = (unsigned char)word[at];
        size_t bytes = c < 0x80 ? 1 : utf8_decode(word + at, len - at, &c);

        if (bytes == 0)
            break;
        spell(&w, c);
        at += bytes;
    }
    w.base[w.n + 1] = '\0';
    return t->count(&w);
}

bool spelled_at(const struct spelled *w, size_t i, const char *s)
{
    return strncmp(w->base + i, s, strlen(s)) == 0;
}

bool spelled_ends(const struct spelled *w, const char *end)
{
    size_t len = strlen(end);

    return w->n >= len && spelled_at(w, w->n - len + 1, end);
}

static int by_word(const void *key, const void *entry)
{
    return strcmp(key, ((const struct syllable_exception *)entry)->word);
}

size_t syllable_exception(const struct syllable_exception *table, size_t n,
                          const struct spelled *w)
{
    const struct syllable_exception *found =
        bsearch(w->base + 1, table, n, sizeof *table, by_word);

    return found ? found->n : 0;
}
