/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_DRAFT_H
#define LARDER_UI_DRAFT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "model/record.h"
#include "store/store.h"

/*
 * A record in the hands of a person: what it was when it was loaded, and what
 * they have made of it.  Nothing is stored before draft_save().
 */
struct draft {
    struct record base; /* as it was loaded; all blank for a new one        */
    struct record r;
    struct value *kept; /* the last value of each field, while a state is
                           stated instead                                  */
    char *parent;       /* of a new child; NULL: it has none               */
    bool ref_by_hand;   /* the person wrote the ref of a new record        */
};

/* A new record; `parent` is the ref of its dataset, or NULL. */
void draft_new(struct draft *d, enum kind kind, const char *parent);

/* One that somebody else has begun: a new one with its ref, or one that is
 * stored and was filled in further; it counts as unchanged. */
void draft_of(struct draft *d, const struct record *r);

/* What a new record begins with (app/defaults.h); it counts as unchanged. */
int draft_defaults(struct draft *d, struct store *s, struct error *err);

int draft_load(struct draft *d, struct store *s, int64_t id, struct error *err);
void draft_release(struct draft *d);

bool draft_is_new(const struct draft *d);
bool draft_changed(const struct draft *d);
bool draft_field_changed(const struct draft *d, enum field field);

/* Is the field asked, and has nobody answered? */
bool draft_is_open(const struct draft *d, enum field field);

/* The ref of its dataset, or NULL: for choosing what belongs to the same. */
const char *draft_parent(const struct draft *d);

/* Sets a field from what was typed; words of other languages stay. */
int draft_type(struct draft *d, enum field field, const char *text,
               struct error *err);

/* Takes a value over. */
void draft_take(struct draft *d, enum field field, struct value *value);

/* The next state that the field allows; then its value again. */
void draft_next_state(struct draft *d, enum field field);

/* As it was loaded. */
void draft_revert(struct draft *d, enum field field);

/* Proposes a ref for a new record from its title, which nobody has taken,
 * unless it began with one. */
void draft_propose_ref(struct draft *d, struct store *s);

/* The part of the ref of a new record that a person chooses; sets it. */
const char *draft_slug(const struct draft *d);
int draft_set_slug(struct draft *d, const char *slug, struct error *err);

/*
 * Stores it in one change: 1, 0 if it was as before, -1.  On error, also on
 * ERROR_CONFLICT, the draft is as it was.
 */
int draft_save(struct draft *d, struct store *s, struct error *err);

#endif
