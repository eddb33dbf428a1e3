/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_TREE_H
#define LARDER_LABEL_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/sha256.h"
#include "base/strs.h"
#include "label/fact.h"
#include "label/grid.h"
#include "label/words.h"

/*
 * A label in memory: rows of answers, each with the facts it tells.
 *
 * Texts are in NFC, with single blanks and none at their ends, so that what
 * is written as XML is read back as it was.
 */
enum { LABEL_ROWS = 15, LABEL_CODE = 15 };

/* How an answer stands among those around it. */
enum form {
    FORM_LINE, /* begins a line                                            */
    FORM_FLOW, /* goes on behind the one before it                         */
    FORM_PAIR, /* its name, and its text in a column                       */
    FORM_MARK, /* a mark (YES, STOP, ASK) in front of its text             */
    FORM_COUNT
};

/* Which layouts show an answer (label/layout.h): those of its layer and all
 * that are longer. */
enum layer {
    LAYER_SHORT,    /* all of them                                         */
    LAYER_STANDARD, /* what a person should know                           */
    LAYER_FULL,     /* details                                             */
    LAYER_COUNT
};

/* How much of a label is shown (label/layout.h). */
enum layout {
    LAYOUT_SHORT,
    LAYOUT_STANDARD,
    LAYOUT_GRID,
    LAYOUT_FULL,
    LAYOUT_COUNT
};

struct answer {
    enum form form;
    enum layer layer;
    char *about; /* the dataset's title, where the label has several       */
    char *name;  /* of a pair or a mark, else NULL                         */
    char *text;  /* never empty                                            */
    struct facts facts;
};

struct answers {
    struct answer *v;
    size_t n;
    size_t room;
};

/* One choice on the slip to tear off, and who ticks it. */
struct slip {
    char *ref; /* of the consent                                           */
    char *words;
    struct strs signers; /* codes; none: whoever holds the slip            */
    struct strs names;   /* the same in words                              */
};

struct slips {
    struct slip *v;
    size_t n;
    size_t room;
};

/* What a label says of itself once it was stored (label/issue.h). */
struct issue {
    char *version; /* NULL: it was never stored, and all else is, too      */
    char *on;      /* the first day on which people got it, or NULL        */
    char *by;      /* ref of the party that approved it, or NULL           */
    char *by_words;
    char *changes; /* since the version before, or NULL                    */
};

struct label {
    bool approved; /* else a draft                                         */
    char *day;     /* the day for which it was asked for, or NULL          */
    char *lang;
    /* In which it was given out, else the standard one; not in the XML. */
    enum layout layout;
    char *profile;    /* which columns the grid has (label/grid_profile.h) */
    struct strs refs; /* of the datasets                                   */
    struct issue issue;
    struct answers titles;
    struct answers holders;
    struct answers brief;   /* IN SHORT                                    */
    struct answers message; /* what a text message says                    */
    struct grid grid;
    char *questions[LABEL_ROWS];
    struct answers rows[LABEL_ROWS];
    struct answers legend;
    struct answers record; /* where the full record is                     */
    struct slips slips;
    char digest[SHA256_HEX]; /* of all the above (label/seal.h)            */
    char code[LABEL_CODE];
    /* Above the label on a page, and no part of it: which moment it shows. */
    char *remark;
};

/* What is the same on every label; rows are counted from 0. */
const char *row_id(size_t row); /* its element in XML: "collect"           */
enum phrase row_question(size_t row);

const char *form_name(enum form form);    /* "line"; not translated        */
const char *layer_name(enum layer layer); /* "short"; the same             */

/* "draft" or "approved"; not translated. */
const char *label_state_name(const struct label *l);

void label_init(struct label *l, const char *lang);
void label_release(struct label *l);

/* Adds an answer; text and name are copied and tidied, name may be NULL. */
struct answer *answers_add(struct answers *l, enum form form, const char *name,
                           const char *text);
void answers_release(struct answers *l);

struct slip *slips_add(struct slips *l, const char *ref, const char *words);

/* A copy in NFC, each run of blanks and ends of lines one blank. */
char *tree_tidy(const char *s);

#endif
