/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_COVERAGE_PARTS_H
#define LARDER_AUDIT_COVERAGE_PARTS_H

#include "audit/coverage_finds.h"
#include "audit/coverage_say.h"
#include "audit/coverage_unit.h"
#include "base/strs.h"

/*
 * The parts of one question, asked of one unit: what is found about them, and
 * what is said.  audit/coverage.h says what a part is.
 */
struct parts {
    struct unit *unit;                /* borrowed                          */
    const struct profile_question *q; /* borrowed                          */
    struct finds finds;
    size_t more; /* values of parts that need not be there                 */
    struct saying saying;
    struct strs about; /* fields of whose records it was said that there are
                          none                                             */
};

/* Makes *p empty; it is to be released. */
void parts_init(struct parts *p, struct unit *u,
                const struct profile_question *q);

/* Asks all parts, and says what they hold. */
int parts_ask(struct parts *p, struct error *err);

/* Hands over what was said. */
void parts_say(struct parts *p, struct strs *out);

void parts_release(struct parts *p);

#endif
