/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_COVERAGE_FINDS_H
#define LARDER_AUDIT_COVERAGE_FINDS_H

#include "audit/coverage.h"
#include "model/record.h"

/*
 * What is found about a question of a profile, or about a part of it: how much
 * is stated, and what is open.  A part that is stated as none or as not
 * applicable is an answer as a value is.
 *
 * It owns what is open.  An empty one is { 0 }.
 */
struct finds {
    size_t stated; /* values, none, not applicable                         */
    size_t values;
    struct coverage_open *open;
    size_t n;
    size_t room;
};

/* Notes what is missing (audit/coverage.h); the ref is copied. */
void finds_open(struct finds *f, const char *ref, enum kind kind,
                enum field field, enum state state);

/* Notes the state of a field: as stated, or as open. */
void finds_state(struct finds *f, const struct record *r, enum field field,
                 enum state state);

/* Adds all of *from, which is empty then. */
void finds_take(struct finds *to, struct finds *from);

/* Drops what is open twice: the later one. */
void finds_tidy(struct finds *f);

void finds_release(struct finds *f);

#endif
