/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_MODEL_REF_H
#define LARDER_MODEL_REF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"
#include "model/kinds.h"

/*
 * The name by which people know a record.
 *
 *   slug                         bus-stop-phones
 *   parent / kind / slug         bus-stop-phones/consent/2
 *
 * A slug is 1 to 80 lower-case letters, digits, hyphens and full stops of
 * ASCII, beginning and ending with a letter or digit.  It can be changed; what
 * is merged by is the record's uid.  The one organisation is "organisation".
 */
enum { REF_SLUG_MAX = 80 };

/* Is it a slug? */
bool ref_is_slug(const char *s, size_t len);

/*
 * Checks that ref can be the ref of a record of that kind; the error says
 * what a ref looks like and, where it can, what was probably meant.
 */
int ref_check(const char *ref, enum kind kind, struct error *err);

/* The kind that a ref tells: the middle part of a child's, else KIND_NONE. */
enum kind ref_kind(const char *ref);

/* Bytes of the parent's ref in a child's ref, or 0. */
size_t ref_parent_len(const char *ref);

/* A copy of the parent's ref, or of the ref itself where it has no parent. */
char *ref_parent(const char *ref);

/* Behind the last slash: the slug. */
const char *ref_slug(const char *ref);

/*
 * Adds a slug made from words in any language: "Café de l'Été" becomes
 * "cafe-de-l-ete".  Adds "x" if nothing is left.
 */
void ref_from_words(struct buf *out, const char *words);

#endif
