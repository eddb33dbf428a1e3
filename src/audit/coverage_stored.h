/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_COVERAGE_STORED_H
#define LARDER_AUDIT_COVERAGE_STORED_H

#include "audit/coverage.h"
#include "audit/coverage_unit.h"

/*
 * What people answered to a question of a set (profile.h): the records of the
 * kind answer about the head of the unit, with the number of the question.
 * Each of them is a line; the worst of them is the verdict, and where there is
 * none, nothing is answered.  The lines of *out must be empty.
 */
int stored_answer(struct coverage_answer *out, struct unit *u,
                  const struct profile_question *q, struct error *err);

#endif
