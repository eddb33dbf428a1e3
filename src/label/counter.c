/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/counter.h"

#include <string.h>
#include <unictype.h>

#include "base/utf8.h"
#include "label/sentence.h"
#include "label/syllable.h"

enum { LONG = 6, MANY = 3 };

/* Letters of a word in UTF-8, without hyphens, apostrophes and the marks on
 * letters. */
static size_t count_letters(const char *word)
{
    size_t n = 0, len = strlen(word);

    for (size_t i = 0, bytes; i < len; i += bytes) {
        uint32_t c;

        bytes = utf8_decode(word + i, len - i, &c);
        if (!bytes)
            break;
        n += c != '-' && c != '\'' &&
             !uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M |
                                                      UC_CATEGORY_MASK_Cf);
    }
    return n;
}

/* Of a word with hyphens, those of its parts together. */
static size_t count_syllables(const struct tongue *t, const char *word)
{
    size_t n = 0;

    while (*word) {
        size_t len = strcspn(word, "-");

        if (len)
            n += syllables_of(t, word, len);
        word += len + (word[len] == '-');
    }
    return n;
}

/* Is it as long as that without its last -es, -ed, -ing? */
static bool is_complex(const struct tongue *t, const char *word)
{
    static const char *const ends[] = { "es", "ed", "ing" };
    size_t len = strlen(word);

    if (strchr(word, '-'))
        return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t end = strlen(ends[i]);

        if (len > end && strcmp(word + len - end, ends[i]) == 0)
            return syllables_of(t, word, len - end) >= MANY;
    }
    return true;
}

static void add_word(struct counts *c, const struct tongue *t, const char *word)
{
    size_t letters = count_letters(word);
    size_t syllables = t ? count_syllables(t, word) : 0;

    c->words++;
    c->letters += letters;
    c->long_words += letters > LONG;
    c->syllables += syllables;
    c->monosyllables += syllables == 1;
    if (syllables >= MANY) {
        c->polysyllables++;
        c->complex += is_complex(t, word);
    }
}

void counter_add(struct counts *c, const char *lang, const char *text)
{
    const struct tongue *t = tongue_find(lang);
    struct reader r;

    reader_init(&r, lang, text);
    while (reader_next(&r)) {
        size_t before = c->words, length = reader_length(&r);

        for (size_t i = 0; i < r.n; i++)
            if (r.v[i].kind == WORD_PLAIN)
                add_word(c, t, reader_word(&r, i));
        c->sentences += c->words > before;
        c->read += length;
        if (length > c->longest)
            c->longest = length;
    }
    reader_release(&r);
}
