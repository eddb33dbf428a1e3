/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_EVIDENCE_H
#define LARDER_AUDIT_EVIDENCE_H

#include <stddef.h>

#include "audit/questions.h"
#include "base/strs.h"
#include "model/date.h"
#include "store/read.h"

/*
 * What the register holds that helps to answer a question of a set: the
 * fields that the question names, in the dataset, in what belongs to it, in
 * what either names (activities, agreements, notices) and in what names it or
 * is about it; of the parties only the controller.  For a question about a
 * use, of the uses only that one, and of the activities only its own.
 */

enum evidence_kind {
    EVIDENCE_FIELD,   /* a field, and which records hold that              */
    EVIDENCE_MISSING, /* there is no record of the kind                    */
    EVIDENCE_HISTORY, /* how often the dataset was changed                 */
    EVIDENCE_OPEN,    /* how many fields that are asked nobody answered    */
};

struct evidence_line {
    enum evidence_kind what;
    enum kind kind;            /* of the records                           */
    enum field field;          /* EVIDENCE_MISSING: the state of the
                                  dataset's list, or FIELD_COUNT           */
    const struct value *value; /* of the field; NULL: there is no field    */
    struct strs refs;          /* records that hold it, in order           */
    size_t n;                  /* changes, or open fields                  */
    size_t of;                 /* EVIDENCE_OPEN: of how many               */
    char day[DATE_TEXT];       /* of the last change, UTC; "": none        */
};

/* Values belong to the records that were read: an evidence_base must live as
 * long as what was made from it. */
struct evidence {
    struct evidence_line *v;
    size_t n;
    size_t room;
};

struct evidence_base {
    struct records records; /* the dataset first                           */
    size_t changes;
    char last[DATE_TEXT];
};

/* Reads everything that evidence about a dataset can be. */
int evidence_base_read(struct evidence_base *out, struct store *s,
                       const char *dataset, struct error *err);
void evidence_base_release(struct evidence_base *b);

/* What stands beside one question, in the order of its fields. */
void evidence_make(struct evidence *out, const struct evidence_base *b,
                   const struct question_item *item);
void evidence_release(struct evidence *l);

#endif
