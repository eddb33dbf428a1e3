/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_PAGE_H
#define LARDER_LABEL_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/direction.h"
#include "label/layout.h"
#include "label/tree.h"
#include "label/words.h"

/*
 * What the renderings have in common that mark text up (HTML, OpenDocument):
 * how answers make paragraphs, and where text changes its language or its
 * direction.
 */

/* --- paragraphs ---------------------------------------------------------- */

enum block_kind {
    BLOCK_ABOUT, /* the title of the dataset that follows                  */
    BLOCK_TEXT,  /* an answer and those that flow behind it                */
    BLOCK_MARK,  /* the same beside a mark                                 */
    BLOCK_PAIR,  /* one name, one text                                     */
};

struct block {
    enum block_kind kind;
    size_t from, to; /* numbers of its answers; BLOCK_ABOUT: of one        */
};

/* A walk over the blocks of a list; begins as BLOCKS_INIT(list). */
struct blocks {
    const struct answers *list;
    size_t next;
    const char *about; /* under which title we are                         */
};

#define BLOCKS_INIT(answers)                                                   \
    {                                                                          \
        (answers), 0, NULL                                                     \
    }

bool blocks_next(struct blocks *w, struct block *out);

/* Behind which rows a heavy rule stands. */
bool page_heavy(size_t row);

/* Does the layout show a grid? */
bool page_has_grid(const struct label *l, enum layout layout);

/*
 * What the answers of the grid mean, and those marks of the rows that are not
 * among them.  Free it with answers_release().
 */
void page_legend(const struct label *l, const struct voice *v,
                 struct answers *out);

/* Is the column the first of its group? */
bool page_begins_group(const struct grid *g, size_t column);

/* "This label is for 1 July 2027.", or NULL; the caller frees it. */
char *page_day(const struct label *l, const struct voice *v);

/* --- text ---------------------------------------------------------------- */

/*
 * How one format marks text up.  `lang` "und": nobody knows which.  A part in
 * another language may run the other way, too (`turns`).
 */
struct markup {
    void (*text)(struct buf *out, const char *s, size_t len);
    void (*lang_begin)(struct buf *out, const char *lang, bool turns);
    void (*lang_end)(struct buf *out, bool turns);
    void (*turn_begin)(struct buf *out, enum direction d);
    void (*turn_end)(struct buf *out);
};

/*
 * The language in which the label speaks: its own, or English where it has no
 * words in that.  So the words of the register may be in the label's language,
 * and all else in another.
 */
const char *page_lang(const struct label *l);

/*
 * Writes text of a label.  The words of facts that are in another
 * language are marked so where they are found in it, whole, whether or not
 * they begin with a capital; and so is each run in the other direction, and
 * what stands in an isolate (U+2066-8 up to its U+2069).
 * `facts` may be NULL.
 */
void page_text(const struct markup *m, struct buf *out, const char *text,
               const struct facts *facts, const struct label *l);

/* All facts of these answers, borrowed: only out->v is to be freed. */
void page_facts(struct facts *out, const struct answers *l);

/*
 * A phrase with its places filled by what is marked up already (NULL: not
 * used).
 */
void page_phrase(const struct markup *m, struct buf *out, const struct voice *v,
                 enum phrase p, const char *one, const char *two);

#endif
