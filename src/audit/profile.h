/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_PROFILE_H
#define LARDER_AUDIT_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

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
 * field is missing from the kinds.
 *
 * A set is a profile that asks a person to judge (`asks`): the answer is a
 * record of the kind `answer` about a dataset or a use, whose field `question`
 * holds the number, and the fields are evidence that stands beside it
 * (audit/questions.h).  Its words and reasons are ours.  A number of a set is
 * two letters and a count, and is of no other set.
 */

/* What stands beside a question and is no field, as bits. */
enum profile_also {
    PROFILE_HISTORY = 1, /* how often the record was changed, and when last */
    PROFILE_OPEN = 2,    /* how many questions of the register are open     */
};

struct profile_question {
    char *number;         /* "4.1", "30(1)(d)"                             */
    bool required;        /* by the regulator's template, or by the law    */
    char *words;          /* English; translate with _()                   */
    char *why;            /* of a set: why it is asked; else NULL          */
    unsigned also;        /* of a set: enum profile_also                   */
    struct strs headings; /* columns of the regulator's sheet that take the
                             answer; never translated                      */
    enum field *fields;   /* one or more; that which matters most first    */
    size_t n;
    size_t room;
};

struct profile {
    char *id;              /* "uk-ico"                                     */
    char *since;           /* the version of larder that had it first      */
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

#endif
