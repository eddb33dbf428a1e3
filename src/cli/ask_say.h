/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_CLI_ASK_SAY_H
#define LARDER_CLI_ASK_SAY_H

#include "audit/evidence.h"
#include "audit/questions.h"

/* Questions on standard output, each with its evidence and its answer. */

/* One of them, for people. */
void ask_say_item(const struct evidence_base *b,
                  const struct question_item *item);

/* "3 of 10 questions are answered". */
void ask_say_count(const struct questions *l);

/* All of them, or only those of this number (NULL: all). */
void ask_say_text(const struct questions *l, const struct evidence_base *b,
                  const struct profile_question *only);
void ask_say_json(const struct questions *l, const struct evidence_base *b,
                  const struct profile_question *only);

#endif
