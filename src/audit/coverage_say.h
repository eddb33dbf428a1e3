/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_COVERAGE_SAY_H
#define LARDER_AUDIT_COVERAGE_SAY_H

#include "audit/coverage.h"
#include "audit/coverage_unit.h"

/*
 * Answers in words: titles of terms, names of countries and languages, days,
 * spans and titles of records, in the language of the locale; never a code.
 *
 * What is said of one record is one line, "TITLE: Label: words; Label: words";
 * records of which the same is said share it.  Small counts of people are told
 * as "fewer than 10".
 */
struct saying_line {
    const struct record *of; /* borrowed from the unit                     */
    struct strs titles;      /* none: it needs no name                     */
    struct buf body;
};

struct saying {
    struct unit *unit;
    struct saying_line *v;
    size_t n;
    size_t room;
    size_t at; /* number of the line that was found last                   */
};

/* Adds what a field of the record holds; nothing for a blank. */
int say_field(struct saying *s, const struct record *r, enum field field,
              const struct value *v, struct error *err);

/* Hands the lines over to *out, and is empty then. */
void say_end(struct saying *s, struct strs *out);

/* Adds what a record is called, in words; its ref where it has no name. */
void say_title(struct buf *out, const struct record *r);

/* Adds the words for what a field holds; nothing for a blank. */
int say_value(struct buf *out, struct unit *u, enum field field,
              const struct value *v, struct error *err);

#endif
