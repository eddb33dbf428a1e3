/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_SENTENCE_H
#define LARDER_LABEL_SENTENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/*
 * A text, sentence by sentence and word by word, by these rules:
 *
 * - A sentence ends at . ! ? or an ellipsis before white space or the end (a
 *   quotation mark or bracket may stand between), at a semicolon, which parts
 *   the items of a list, at an empty line, before a line that begins like an
 *   item (-, *, a bullet, "1." or "a)"), and where the text ends.  A full stop
 *   behind an abbreviation of the language ("e.g.", "z. B."), or behind a
 *   single letter, ends none.  A colon ends none.
 * - What numbers an item is no word.
 * - A line that begins with # is a heading, and left out.
 * - A word is a run of letters, with apostrophes and hyphens inside; in French
 *   and Italian one ends behind an apostrophe (l' + eau).  A slash and a dash
 *   part words.
 * - What has a digit is a number (a date, a code, "A4"); what looks like an
 *   e-mail or web address is a contact; a word with a capital that does not
 *   begin the sentence is a name, but not in German, not where it is all
 *   capitals (YES), and not the English "I".  Readers meet them, but a formula
 *   does not count them (WCAG 2.2, 3.1.5: "after removal of proper names").
 */
enum word_kind { WORD_PLAIN, WORD_NAME, WORD_NUMBER, WORD_CONTACT };

struct word {
    size_t at, len; /* bytes in the text                                  */
    size_t low;     /* in reader.low: the word in lower case, then a NUL  */
    enum word_kind kind;
    bool capital; /* its first letter is one                               */
};

struct reader {
    const char *text;
    size_t next; /* byte behind the sentence                               */
    const struct manner *manner;

    /* The sentence: from its first word to behind its last sign. */
    size_t at, len;
    struct word *v;
    size_t n, room;
    struct buf low;
};

/* Begins to read a text, which stays the caller's; `lang` is BCP 47. */
void reader_init(struct reader *r, const char *lang, const char *text);

/* The next sentence that has a word; false at the end. */
bool reader_next(struct reader *r);

void reader_release(struct reader *r);

/* Word number i of the sentence in lower case. */
const char *reader_word(const struct reader *r, size_t i);

/* How many words the sentence has for who reads it: all kinds, and what an
 * apostrophe ends goes with the word behind it (l'eau is one). */
size_t reader_length(const struct reader *r);

#endif
