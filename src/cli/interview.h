/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_CLI_INTERVIEW_H
#define LARDER_CLI_INTERVIEW_H

#include "audit/evidence.h"
#include "audit/questions.h"
#include "cli/command.h"

/*
 * Questions of a set, one after the other, to a person at a terminal: those
 * that are open, then those whose answer is not known; where all are answered,
 * all again.  Each answer is stored by itself as soon as it is given, so that
 * it can be stopped at any time and gone on with later.
 */

/* `only`: just those of this number; NULL: all. */
int interview_run(struct call *c, struct questions *l,
                  const struct evidence_base *b,
                  const struct profile_question *only, struct error *err);

#endif
