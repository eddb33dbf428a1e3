/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_POLICY_ANSWER_PARTS_H
#define LARDER_POLICY_ANSWER_PARTS_H

#include "policy/answer.h"
#include "policy/flow.h"
#include "policy/scope.h"
#include "store/read.h"

/* One question while it is answered; for the files of the answer alone. */
struct asking {
    const struct answer_question *question;
    struct answer *answer;
    struct store *store;
    struct record dataset;
    struct records uses;     /* of the dataset, all                        */
    struct records elements; /* of it, all                                 */
    struct strs fitting;     /* refs of the uses in force for that purpose */
    struct scope_rules rules;
    struct record recipient;    /* ref NULL: none is recorded                 */
    const char *party;          /* that gets the data, or NULL                */
    const char *category;       /* its kind, or NULL                          */
    struct record party_record; /* ref NULL: none                          */
    bool recipient_self;        /* it decides about the data itself        */
};

void answer_add(struct asking *a, enum answer_what what, const char *ref,
                const char *value);

/* Is the use in force, and for that purpose? */
bool answer_fits(const struct asking *a, const struct record *use);

/* Adds the elements of a record that names some, all where it names none, and
 * says whether nobody knows which. */
bool answer_elements(const struct asking *a, const struct record *r,
                     enum field field, struct strs *out);

/* Adds those of `wanted` that are not in `given`, parted by commas. */
void answer_lacking(struct buf *out, const struct strs *wanted,
                    const struct strs *given);

/* Adds the elements that the uses need which fit, each once. */
void answer_wanted(const struct asking *a, struct strs *out);

/* Says which of the data that the uses need a record does not cover, and
 * whether nobody knows which it covers. */
void answer_covered(struct asking *a, const struct record *r, enum field field,
                    enum answer_what part, enum answer_what open);

/* Is the one that gets the data of that kind, or a narrower one? */
bool answer_is_kind(const struct asking *a, const char *broader);

/* Is the party the other one, or a part of it: 1, 0, or -1. */
int answer_part_of(struct store *s, const char *party, const char *other,
                   struct error *err);

/* Each adds its reasons. */
int answer_use(struct asking *a, struct error *err);
int answer_origin(struct asking *a, struct error *err);
int answer_above(struct asking *a, struct error *err);
int answer_kept(struct asking *a, struct error *err);
int answer_recipient(struct asking *a, struct error *err);
int answer_linkage(struct asking *a, struct error *err);
int answer_agreement(struct asking *a, struct error *err);
int answer_transfer(struct asking *a, struct error *err);

#endif
