/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_QUESTIONS_H
#define LARDER_AUDIT_QUESTIONS_H

#include <stddef.h>

#include "audit/profile.h"
#include "base/error.h"
#include "model/record.h"
#include "store/store.h"

/*
 * The sets of questions that a person answers (audit/profile.h), and what the
 * register holds as answers to them.
 *
 * An answer is a record of the kind `answer`: `about` names the dataset or
 * the use, `question` is the number.  Of several answers to the same question
 * about the same record the one of the latest day counts.
 */

/* --- the sets ------------------------------------------------------------ */

/* Set i, in order of the ids; NULL past the end. */
const struct profile *question_set_at(size_t i);

/* The set of that id; the error names the nearest, or all of them. */
int question_set_parse(const struct profile **out, const char *id,
                       struct error *err);

/* The set whose questions are asked of records of that kind unless another one
 * is named; NULL: there is none. */
const struct profile *question_set_usual(enum kind kind);

/* The question of that number; NULL: nobody asks it.  `set` may be NULL. */
const struct profile_question *question_find(const char *number,
                                             const struct profile **set);

/* The same for a number as a person types it: tr3 is TR3. */
int question_parse(const struct profile_question **out,
                   const struct profile **set, const char *number,
                   struct error *err);

/* The number that is nearest to one that nobody asks, or NULL. */
const char *question_nearest(const char *number);

/* --- what is asked of a record, and what was answered -------------------- */

enum question_state {
    QUESTION_OPEN,    /* nobody has answered, or without a verdict         */
    QUESTION_UNKNOWN, /* the verdict is stated as not known                */
    QUESTION_ANSWERED,
    QUESTION_STATES
};

const char *question_state_name(enum question_state state); /* "open"       */

struct question_item {
    const struct profile_question *question;
    char *about;          /* ref of the dataset or the use                 */
    struct record answer; /* kind KIND_NONE: there is none                 */
    char *actor;          /* who stored it; NULL: nobody, or redacted      */
    enum question_state state;
};

struct questions {
    const struct profile *set;
    char *dataset; /* ref                                                  */
    struct question_item *v;
    size_t n;
    size_t room;
    size_t answered; /* how many are QUESTION_ANSWERED                     */
};

/*
 * The questions of a set about the record of that ref: a dataset; where a set
 * is asked of uses, a use, or all uses of a dataset.  Without a set (NULL) the
 * usual one of the record's kind is taken.  A record of another kind is
 * refused.
 */
int questions_read(struct questions *out, struct store *s,
                   const struct profile *set, const char *ref,
                   struct error *err);
void questions_release(struct questions *l);

/*
 * The record that takes an answer: a copy of the one that is stored, or a new
 * one with a ref that is free.  answered_on is the day; answered_by is the
 * party of which the actor is the ref or the name, and blank where there is
 * none: then the history alone tells who it was.
 */
int question_draft(struct record *out, struct store *s,
                   const struct question_item *item, const char *actor,
                   const char *day, struct error *err);

/* That record was stored by the actor: the list is as if read again. */
void question_answered(struct questions *l, struct question_item *item,
                       const struct record *answer, const char *actor);

#endif
