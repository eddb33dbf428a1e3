/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_COVERAGE_HOLDERS_H
#define LARDER_AUDIT_COVERAGE_HOLDERS_H

#include "audit/coverage_finds.h"
#include "audit/coverage_unit.h"

/*
 * The records of a unit that hold a field of a question: those of the field's
 * kind, or those that other fields name (profile_way).  Records for which a
 * condition of the question is shown not to hold are not among them.
 */
struct holders {
    const struct record **v; /* borrowed from the unit                     */
    size_t n;
    size_t room;
};

/*
 * The records that hold field number i of the question.  What speaks for those
 * that are not there, their list or the field that would name them, goes to
 * *f, unless that is NULL.  *out must be empty, and is to be released.
 */
int holders_read(struct holders *out, struct unit *u,
                 const struct profile_question *q, size_t i, struct finds *f,
                 struct error *err);

void holders_release(struct holders *l);

#endif
