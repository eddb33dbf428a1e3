/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_NEXT_H
#define LARDER_AUDIT_NEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "audit/profile.h"
#include "audit/rule.h"
#include "label/tree.h"
#include "store/store.h"

/*
 * The open questions about a dataset, the most useful ones first.
 *
 * A question is a field that is asked (policy/asked.h), or that a row of the
 * label or a rule misses, and that is blank: in the dataset, in what belongs
 * to it, and in what it names: its controller and data protection officer,
 * the activities that it is used for, the notices about it, the organisation.
 * Where nothing of a kind belongs to the dataset, and nobody stated that there
 * is none, that is a question, too.  What is stated is none; but an important
 * field that is stated as not known stands at the end.
 *
 * The same field of several records of a kind is one question.
 *
 * First come those that a row of the label says WE DO NOT KNOW for, by what
 * hurts people most when they do not know it (next_place_at()); then what a
 * rule finds to be an error; then what a regulator requires; then the rest.
 */
enum next_state {
    NEXT_BLANK,   /* nobody has answered                                   */
    NEXT_MISSING, /* there is no record of the kind                        */
    NEXT_UNKNOWN, /* stated as not known                                   */
};

/* Who wants to know. */
struct next_asker {
    const struct profile *profile;
    const struct profile_question *question;
};

struct next_question {
    enum next_state state;
    enum kind kind;        /* of the records, or the one that is missing    */
    enum field field;      /* NEXT_MISSING: the state of the dataset's list,
                              FIELD_COUNT for the organisation              */
    struct strs refs;      /* of the records; NEXT_MISSING: of the dataset  */
    bool rows[LABEL_ROWS]; /* of the label, that say WE DO NOT KNOW for it  */
    const struct rule **rules; /* that find it, each once                  */
    size_t rules_n;
    size_t rules_room;
    struct next_asker *askers; /* in order of profiles and numbers         */
    size_t askers_n;
    size_t askers_room;
};

struct next {
    struct next_question *v;
    size_t n;
    size_t room;
};

#define NEXT_INIT                                                              \
    {                                                                          \
        NULL, 0, 0                                                             \
    }

/* How many questions a person is shown at once. */
enum { NEXT_MOST = 12 };

/* All open questions about the dataset of that ref; as_of NULL: today. */
int next_read(struct next *out, struct store *s, const char *ref,
              const char *as_of, struct error *err);
void next_release(struct next *l);

/* The order of usefulness: place i; NULL past the end. */
struct next_place {
    size_t row;       /* of the label, as it is printed: 1 to 15           */
    enum field field; /* only this one; FIELD_COUNT: all of the row        */
};
const struct next_place *next_place_at(size_t i);

#endif
