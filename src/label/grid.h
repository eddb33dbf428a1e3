/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_GRID_H
#define LARDER_LABEL_GRID_H

#include <stdbool.h>
#include <stddef.h>

#include "label/fact.h"
#include "label/words.h"

/*
 * The grid of a label: what is collected down the side, what is done with it
 * and who gets it across the top, one word where they meet.  A cell says the
 * same as rows 4, 7 and 8, of one element.
 *
 * The columns are those of the label's profile (label/grid_profile.h), and one
 * more for other uses and for other recipients, where there are such: what a
 * profile has no column for is never left out.
 */
enum grid_group {
    GRID_USE,   /* how we use it                                           */
    GRID_SHARE, /* who gets it                                             */
    GRID_GROUP_COUNT
};

/* What a cell answers, the strongest first: what is not known may be a yes. */
enum grid_answer {
    GRID_YES,        /* always                                             */
    GRID_UNKNOWN,    /* "??": we do not know                               */
    GRID_STOP,       /* until the person says no                           */
    GRID_ASK,        /* only if the person says yes                        */
    GRID_NO_PROMISE, /* "?": not by us, and we cannot promise for others   */
    GRID_NO,         /* we do not do it; of recipients, it does not happen */
    GRID_ANSWER_COUNT
};

/*
 * In the words of a column: here a narrow column may break the word, with a
 * hyphen; where it is not broken nothing is seen of it.
 */
#define GRID_SOFT_HYPHEN "\u00ad"

struct grid_column {
    char *id; /* "study"                                                   */
    enum grid_group group;
    char *words; /* "Study"                                                */
};

struct grid_cell {
    enum grid_answer answer;
    char *text; /* "ASK"                                                   */
    struct facts facts;
};

/* One element; it has a cell for each column. */
struct grid_line {
    char *ref;
    char *about; /* the dataset's title, where the label has several       */
    char *words;
    struct grid_cell *cells;
};

/* No columns: there is no grid, for no element is known. */
struct grid {
    char *groups[GRID_GROUP_COUNT]; /* their headings                      */
    struct grid_column *columns;
    size_t n_columns;
    struct grid_line *lines;
    size_t n_lines;
};

const char *grid_group_name(enum grid_group group);    /* "use"            */
const char *grid_answer_name(enum grid_answer answer); /* "no-promise"     */

/* The word in the cell, and the sentence of the legend that explains it. */
enum phrase grid_answer_word(enum grid_answer answer);
enum phrase grid_answer_legend(enum grid_answer answer);

/* In which order answers are told and explained: number i of them. */
enum grid_answer grid_order(size_t i);

struct grid_column *grid_add_column(struct grid *g, const char *id,
                                    enum grid_group group, const char *words);

/* Adds a line with empty cells, one for each column: those come first. */
struct grid_line *grid_add_line(struct grid *g, const char *ref,
                                const char *words);

/* Does a cell answer that? */
bool grid_has(const struct grid *g, enum grid_answer answer);

void grid_release(struct grid *g);

#endif
