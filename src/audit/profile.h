/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_PROFILE_H
#define LARDER_AUDIT_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/strs.h"
#include "model/kinds.h"

/*
 * Profiles: what a regulator or a law asks of a register, question by
 * question, and the fields that hold the answers.
 *
 * A profile is an XML file of its own, schemas/profiles/ID.xml
 * (schemas/larder-profiles.xsd), compiled into the program and read when the
 * first one is asked for.  Numbers are those of the regulator's template or
 * of the law; the words are ours.
 *
 * Every question has a field: where the register could not hold an answer, a
 * field is missing from the kinds.  audit/coverage.h says how it is found and
 * when a question is answered.
 *
 * A set is a profile that asks a person to judge (`asks`): the answer is a
 * record of the kind `answer` about a dataset or a use, whose field `question`
 * holds the number, and the fields are evidence that stands beside it
 * (audit/questions.h).  Its words and reasons are ours.  A number of a set is
 * two letters and a count, and is of no other set.
 */

/* What a field is to the answer of its question. */
enum profile_part {
    PART_MUST, /* without it the answer is not whole                       */
    PART_ANY,  /* one of these is enough                                   */
    PART_MORE, /* is told where it is there                                */
    PART_ELSE, /* stands in where the field in front of it is blank        */
    PART_COUNT
};

/* Whose field it is: all but the last of the names on the way to a party. */
enum { PROFILE_PATH_MAX = 2 };

struct profile_way {
    enum profile_part part;
    enum field of[PROFILE_PATH_MAX]; /* each names the records of the next  */
    size_t of_n;                     /* 0: as the kind is found             */
};

/* What stands beside a question and is no field, as bits. */
enum profile_also {
    PROFILE_HISTORY = 1, /* how often the record was changed, and when last */
    PROFILE_OPEN = 2,    /* how many questions of the register are open     */
};

struct profile_question {
    char *number;         /* "4.1", "30(1)(d)"                             */
    bool required;        /* by the regulator's template, or by the law    */
    char *words;          /* English; translate with _()                   */
    struct strs when;     /* names of conditions (audit/coverage_when.h)   */
    char *why;            /* of a set: why it is asked; else NULL          */
    unsigned also;        /* of a set: enum profile_also                   */
    struct strs headings; /* columns of the regulator's sheet that take the
                             answer; never translated                      */
    enum field *fields;   /* one or more; that which matters most first    */
    struct profile_way *ways; /* one for each field                        */
    size_t n;
    size_t room;
    size_t ways_room;
};

struct profile {
    char *id;              /* "uk-ico"                                     */
    char *since;           /* the version of larder that had it first      */
    enum kind unit;        /* each such record is asked all questions; of a
                              set KIND_NONE                                */
    enum kind asks;        /* of a set: about what; else KIND_NONE         */
    char *title;           /* English; translate with _()                  */
    char *headings;        /* language of the headings; "": it has no sheet */
    struct strs citations; /* laws and sources                             */
    struct profile_question *questions; /* in order of their numbers       */
    size_t n;
    size_t room;
};

/* Number i, in order of the ids; NULL past the end.  They live as long as the
 * program. */
const struct profile *profile_at(size_t i);
const struct profile *profile_find(const char *id); /* NULL: there is none */

/* Does the field hold a part of the answer? */
bool profile_wants(const struct profile_question *q, enum field field);

/* Adds field i as people read it: "party.email of dataset.controller". */
void profile_add_field(struct buf *out, const struct profile_question *q,
                       size_t i);

#endif
