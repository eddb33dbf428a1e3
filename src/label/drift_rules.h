/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_DRIFT_RULES_H
#define LARDER_LABEL_DRIFT_RULES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/strs.h"
#include "model/kinds.h"
#include "model/value.h"

/*
 * What it means for people when a field is no longer as they were told: one
 * row for each field that may stand on a label.
 *
 * It widens where more is done with the data than people were told, or they
 * can do less about it: a new purpose or country, a longer time, a protection
 * that is gone, a sale.  It narrows where it is the other way round.  What is
 * neither, or cannot be told, is another change: a name, a day, a wording.
 * What nobody knows is never narrower than what was known.
 */
enum drift_way { DRIFT_SAME, DRIFT_OTHER, DRIFT_NARROWS, DRIFT_WIDENS };

/* "widens", "narrows", "changes"; not translated. */
const char *drift_way_name(enum drift_way way);

/* What a label says of one field. */
struct drift_said {
    bool told; /* false: nothing, and all else is empty                    */
    enum state state;
    struct strs items; /* codes; none of text                              */
    char *words;       /* as shown; NULL unless it holds a value           */
};

#define DRIFT_SAID_INIT                                                        \
    {                                                                          \
        false, STATE_BLANK, STRS_INIT, NULL                                    \
    }

void drift_said_release(struct drift_said *s);

/* Is the field judged, or a row says that it never is?  A test walks it. */
bool drift_knows(enum field field);
bool drift_is_neutral(enum field field);

/* The codes of a field that are ordered, from narrow to wide, parted by
 * blanks; NULL: its codes have no order. */
const char *drift_scale(enum field field);

/*
 * Does a list say which elements something reaches, so that where the label
 * does not tell it, it reaches all of them?
 */
bool drift_means_all(enum field field);

/* Which way it went; `day`: today. */
enum drift_way drift_judge(enum field field, const struct drift_said *was,
                           const struct drift_said *now, const char *day);

/* How long a period is in seconds; INT64_MAX where nobody knows, or there is
 * no end. */
int64_t drift_length(const struct drift_said *period);

#endif
