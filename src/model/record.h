/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_MODEL_RECORD_H
#define LARDER_MODEL_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/uuid.h"
#include "model/kinds.h"
#include "model/value.h"

/*
 * One record in memory: what it is called and what its fields hold.
 *
 * Whoever changes one loads it, changes the values and hands it to the store
 * with the version that was loaded; version 0 is a record that is not stored
 * yet.
 */
struct record {
    enum kind kind;
    int64_t id;          /* in this database file only; 0: not stored       */
    char uid[UUID_TEXT]; /* never changes; "" : to be made                  */
    char *ref;
    int64_t version;      /* counts its changes; 0: not stored               */
    struct value *values; /* one for each field of the kind                 */
};

void record_init(struct record *r, enum kind kind, const char *ref);
void record_release(struct record *r); /* frees; may be init-ed again       */
void record_copy(struct record *out, const struct record *from);

/* The value of a field, which must be one of its kind. */
struct value *record_value(struct record *r, enum field field);
const struct value *record_get(const struct record *r, enum field field);

/* Short for the first item of a field, NULL unless it holds a value. */
const char *record_text(const struct record *r, enum field field);

/*
 * Sets a text as it is, checked: an @ at its beginning is no state.  An empty
 * one leaves the field blank.
 */
int record_set_text(struct record *r, enum field field, const char *text,
                    struct error *err);

/* Does nobody know: is it blank, or stated as not known? */
bool record_is_open(const struct record *r, enum field field);

/* Does the field hold just this code? */
bool record_is(const struct record *r, enum field field, const char *code);

/*
 * Is the day one of those from `since` to `until`, which are fields of dates?
 * Both ends belong to it; one that holds no day is none.
 */
bool record_in_force(const struct record *r, enum field since, enum field until,
                     const char *day);

/* Is one of its codes this one, or a narrower one? */
bool record_within(const struct record *r, enum field field, const char *code);

/* Do all fields of both hold the same?  (Refs, uids, versions aside.) */
bool record_same(const struct record *a, const struct record *b);

/*
 * What the record may not be, whatever the store says: a field that must hold
 * a value and does not, a "since" after its "until", what its kind forbids.
 * Each value by itself is right already, items and state (value_parse).
 * err->field is the field.
 */
int record_check(const struct record *r, struct error *err);

/*
 * The words that stand for the record in a list: its title, name or words, in
 * that language if it has them (NULL: the original), else its ref.
 */
const char *record_title(const struct record *r, const char *lang);

/* The field that record_title() reads. */
enum field kind_title_field(enum kind kind);

#endif
