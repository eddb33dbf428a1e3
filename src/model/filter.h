/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_MODEL_FILTER_H
#define LARDER_MODEL_FILTER_H

#include <stddef.h>

#include "base/error.h"
#include "base/strs.h"
#include "model/kinds.h"

/*
 * The one grammar of filters, for --where, the screen and saved filters.
 *
 *   filter  = or
 *   or      = and { "or" and }
 *   and     = not { "and" not }
 *   not     = "not" not | "(" or ")" | test
 *   test    = path op item { "," item }     any of the items will do
 *   path    = field | child kind "." field | ref field "." field | "ref"
 *   op      = "=" | "!=" | "~" | "<" | "<=" | ">" | ">=" | ":"
 *
 *   =   holds the item         !=  does not (a blank does not, either)
 *   ~   its text contains the words, upper and lower case alike
 *   :   holds the term or a narrower one
 *   <   before, less            (dates, counts, ratios; never true of a state)
 *
 * Items are tokens (@none, @na, @unknown, @blank, @any for any value), words
 * without white space, or "quoted text" in which \" and \\ stand for " and \.
 * A value that begins with @ has it doubled, but what ~ looks for has not.
 * `element.category=fingerprint` is true of a dataset with such an element;
 * `controller.country!=IE` looks at the record that a field names.
 */

enum filter_op {
    FILTER_AND,
    FILTER_OR,
    FILTER_NOT,
    FILTER_IS,     /* =                                                    */
    FILTER_IS_NOT, /* !=                                                   */
    FILTER_HAS,    /* ~                                                    */
    FILTER_WITHIN, /* :                                                    */
    FILTER_LESS,
    FILTER_AT_MOST,
    FILTER_MORE,
    FILTER_AT_LEAST,
};

/*
 * One part of a filter.  AND, OR: left and right; NOT: left; all others are
 * tests of `field` (FIELD_COUNT: the ref itself) against items.
 */
struct filter {
    enum filter_op op;
    struct filter *left;
    struct filter *right;
    enum kind child;    /* KIND_NONE, or: some child of this kind ...       */
    enum field through; /* FIELD_COUNT, or: the record that this names ...  */
    enum field field;
    struct strs items; /* as written above; values are canonical           */
};

/*
 * Reads a filter for records of that kind.  Errors name the place, counted in
 * characters from 1, and the nearest field.  An empty text gives NULL: no
 * filter.
 */
int filter_parse(struct filter **out, enum kind kind, const char *text,
                 struct error *err);

void filter_free(struct filter *f);

#endif
