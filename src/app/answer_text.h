/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_APP_ANSWER_TEXT_H
#define LARDER_APP_ANSWER_TEXT_H

#include <stddef.h>

#include "base/strs.h"
#include "policy/answer.h"
#include "policy/scope.h"

/*
 * An answer, and a scope, as lines for people, in the language of the locale.
 * Lines are added to *lines, not escaped, at most `width` cells wide; width 0:
 * as wide as they get.
 */
void answer_text(struct strs *lines, const struct answer_question *q,
                 const struct answer *a, size_t width);

void scope_text(struct strs *lines, const char *dataset, const char *day,
                const struct scope *s, size_t width);

#endif
