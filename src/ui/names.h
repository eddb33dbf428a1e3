/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_NAMES_H
#define LARDER_UI_NAMES_H

#include <stddef.h>

#include "base/buf.h"
#include "model/record.h"
#include "store/store.h"

/*
 * How the screen calls records: by their titles, as people read them, with the
 * ref behind.  A record that is named again is not looked up again.
 */
struct names;

struct names *names_new(struct store *s); /* borrows the store              */
void names_free(struct names *n);         /* NULL is allowed                */

/* What was looked up may have changed. */
void names_forget(struct names *n);

/*
 * Adds "City of X (city-of-x)"; the ref alone where there is no such record,
 * or no title.  A record of the dataset `parent` (NULL: none) is called by the
 * last part of its ref.  A title that is too long for `cells` is cut, so that
 * the ref stays in sight; 0: however long it is.
 */
void names_add(struct names *n, const char *ref, const char *parent,
               size_t cells, struct buf *out);

/*
 * Adds what a field holds (display_value), refs as names_add() does, with
 * `between` between them; beyond NAMES_MOST they are counted, not named.
 */
enum { NAMES_MOST = 200 };
void names_add_value(struct names *n, enum field field, const struct value *v,
                     const char *parent, const char *between, struct buf *out);

/* Adds "and 12 more". */
void names_add_more(size_t more, struct buf *out);

/* Of which kind it is; KIND_NONE where there is no such record. */
enum kind names_kind(struct names *n, const char *ref);

/* Adds the title alone, in one line, else the ref. */
void names_add_title(struct names *n, const char *ref, struct buf *out);

/* The same for a record that is there already. */
void names_add_title_of(struct names *n, const struct record *r,
                        struct buf *out);

#endif
