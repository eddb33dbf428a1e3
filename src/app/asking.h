/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_APP_ASKING_H
#define LARDER_APP_ASKING_H

#include "audit/evidence.h"
#include "audit/questions.h"
#include "base/buf.h"

/*
 * Questions of a set, their answers and the evidence beside them as people
 * read them, in the language of the locale: for the command and the screen.
 * Not escaped: words may come from the register.
 */

/* "[x]", "[?]", "[ ]": answered, not known, open. */
const char *asking_mark(enum question_state state);

/* "Identifying role: direct identifier (name, phone)". */
void asking_add_evidence(struct buf *out, const struct evidence_line *line);

/* "Yes", "WE DO NOT KNOW", "not answered". */
void asking_add_verdict(struct buf *out, const struct question_item *item);

/* "city-of-x, on 4 May 2026"; nothing where neither is known. */
void asking_add_by(struct buf *out, const struct question_item *item);

/* "3 of 10 questions are answered". */
void asking_add_count(struct buf *out, const struct questions *l);

#endif
