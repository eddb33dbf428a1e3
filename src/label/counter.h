/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_COUNTER_H
#define LARDER_LABEL_COUNTER_H

#include <stddef.h>

/*
 * From a text to counts.  What a sentence and a word are, and what is left
 * out, is told in label/sentence.h; how syllables are counted, in
 * label/syllable.h.  A score is of no use without the counts that it was made
 * from and the version of these rules: they are printed beside it.
 */
#define COUNTER_VERSION "1"

/*
 * All but `read` and `longest` are of plain words: names, numbers and contacts
 * are left out, and a sentence of nothing else is none; l' is a word of its
 * own.  Where the language has no rules for syllables, the counts that need
 * them are 0.
 */
struct counts {
    size_t words;
    size_t sentences;
    size_t syllables;
    size_t letters;
    size_t polysyllables; /* words of 3 syllables or more                  */
    size_t complex;       /* of these, what Gunning calls complex: no word
                           * with a hyphen, none that only -es, -ed or -ing
                           * makes so long                                 */
    size_t long_words;    /* words of more than 6 letters                  */
    size_t monosyllables;
    size_t read;    /* words as people read them (reader_length())         */
    size_t longest; /* of these, in the longest sentence                   */
};

/*
 * Adds the counts of a text.  One text is a set of sentences of its own: its
 * last words are a sentence though no full stop stands behind them.
 */
void counter_add(struct counts *c, const char *lang, const char *text);

#endif
