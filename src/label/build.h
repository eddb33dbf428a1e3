/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_BUILD_H
#define LARDER_LABEL_BUILD_H

#include <stdbool.h>

#include "label/material.h"
#include "label/tree.h"
#include "label/words.h"

/*
 * A label in the making.  Each row has one function (build_row_fn); it reads
 * records, adds answers, and names what is not known: that is gathered, and
 * said in one sentence at the end of the row.
 *
 * The rule of all rows: blank and unknown are told alike, as WE DO NOT KNOW;
 * a negative is told only where it was stated; a fact about those further
 * down the chain only where nobody may pass the data on.
 */

enum refuse { REFUSE_UNKNOWN, REFUSE_YES, REFUSE_PARTLY, REFUSE_NO };
enum shared { SHARED_UNKNOWN, SHARED_NO_ONE, SHARED_SOME, SHARED_ALL };

/* What rows have found out, for IN SHORT, which says nothing else. */
struct outcome {
    bool collects; /* row 1 names something                                */
    bool bought;   /* row 3: we paid somebody for it                       */
    enum refuse refuse;
    enum shared shared; /* SHARED_ALL: and these are all                   */
    struct strs gets;   /* words of those who get it                       */
    char *cost;         /* of a no, the same for all uses; NULL: not known */
    enum phrase sale;   /* SAY_NOTHING: not known                          */
    enum phrase sale_promise;
};

struct build {
    const struct material *material;
    struct voice voice;
    const char *original; /* language of the register's words; "und"       */
    bool lacks;           /* larder lacks words in the label's language    */
    struct strs *marked;  /* texts that name their language, while it is made */
    const struct subject *d;
    struct answers *out;
    struct outcome *outcome; /* of this dataset                            */
    struct label *label;
    bool new_line; /* what flows next begins a line                        */

    /* What is not known, in this row. */
    bool main_unknown;
    struct strs topics;
    struct facts unknown;
};

typedef void build_row_fn(struct build *b);

build_row_fn build_collect, build_about, build_from, build_why, build_allowed,
    build_refuse, build_shared, build_onward, build_kept, build_safe,
    build_findable, build_harm, build_decides, build_rights, build_checked;

/* What stands around the rows. */
void build_head(struct build *b);
build_row_fn build_brief, build_message;
void build_legend(struct build *b);
void build_record(struct build *b);
void build_slips(struct build *b);

/* --- answers ------------------------------------------------------------- */

/* Adds an answer with these facts (NULL: none), which it takes over. */
void build_add(struct build *b, enum form form, const char *name,
               const char *text, struct facts *facts);

/* The same with a phrase. */
void build_say(struct build *b, enum form form, enum phrase p, const char *one,
               const char *two, struct facts *facts);

/*
 * Says at the end of the row that the topic is not known; takes the facts
 * over.  SAY_MAIN: the row's own question; SAY_NOTHING: say nothing.
 */
void build_unknown(struct build *b, enum phrase topic, struct facts *facts);

/* --- facts --------------------------------------------------------------- */

/* Adds a fact; returns its words, which name their language where that is not
 * the label's, NULL unless the field holds a value. */
const char *build_fact(const struct build *b, struct facts *facts,
                       const struct record *r, enum field field);

/*
 * The words of a text field in the label's language, NULL if no value.  Where
 * the register has none, or stale ones, they are the original; prose then
 * names its language, and names and titles do not.
 */
const char *build_text(const struct build *b, const struct record *r,
                       enum field field);

/*
 * What a record is called once it has been named: its short name where it has
 * one, else its title.
 */
const char *build_name(const struct build *b, const struct record *r);

enum state build_state(const struct record *r, enum field field);

/* Names the topic where the field is stated as unknown, not where it is blank:
 * for what most records need not answer. */
void build_stated(struct build *b, const struct record *r, enum field field,
                  enum phrase topic);

/* What one field says: one line of a table. */
struct saying {
    enum field field;
    enum form form;
    enum phrase value; /* with its words in {1}                            */
    enum phrase yes;   /* instead, for yes and no                          */
    enum phrase no;
    enum phrase none;
    enum phrase topic; /* where it is not known; SAY_MAIN or SAY_NOTHING   */
};

/* Says what the field of r holds; true if something was said. */
bool build_field(struct build *b, const struct record *r,
                 const struct saying *s);

/*
 * "We do not ...": the codes of a promise, without those that a child's field
 * shows to be untrue.  The sentence, with the list in {1}; `none` if stated.
 */
bool build_promise(struct build *b, enum field promise, enum phrase p,
                   enum phrase none, enum field against);

/* Does a child of the dataset hold that code, or a narrower one? */
bool build_is_contradicted(const struct build *b, enum field against,
                           const char *code);

/* Puts a phrase around a text: the text is {1}, the words {2}. */
void build_wrap(const struct build *b, char **text, enum phrase p,
                const char *words);

/* Adds to the text, in brackets, which elements a child's field names; not if
 * it names all of them, or none. */
void build_elements(const struct build *b, struct facts *facts, char **text,
                    const struct record *r, enum field field);

/* The country of the controller, or NULL. */
const char *build_home(const struct build *b);

/* --- lists of children --------------------------------------------------- */

enum list_state { LIST_OPEN, LIST_COMPLETE, LIST_EMPTY };

/*
 * What is known of a list: complete, with someone on it; empty, and stated so;
 * or open, which is all else.  Adds its fact.
 */
enum list_state build_list(const struct build *b, struct facts *facts,
                           enum kind child);

#endif
