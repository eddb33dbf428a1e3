/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_POLICY_TRIGGER_H
#define LARDER_POLICY_TRIGGER_H

/*
 * The events from which a retention period is counted (retention-triggers):
 * whose day it is, and from what else in the register that day is known, where
 * the retention period itself does not tell it.
 */
enum trigger_whose {
    TRIGGER_NOBODY, /* no such event                                       */
    TRIGGER_ONE,    /* it is one day for all: the end of a project         */
    TRIGGER_PIECE,  /* each piece has its own: the day on which it came    */
    TRIGGER_PERSON  /* each person has their own, which no register of ours
                     * holds: their 18th birthday, their last visit        */
};

/* What the day is known from; at the latest it is that day. */
enum trigger_from {
    TRIGGER_NOTHING,
    TRIGGER_COLLECTED, /* dataset.collected_until: the last piece comes    */
    TRIGGER_USES,      /* use.until of all uses: the last one is over      */
    TRIGGER_AGREEMENTS /* agreement.end of all agreements on the dataset   */
};

struct trigger {
    const char *code;
    enum trigger_whose whose;
    enum trigger_from from;
};

/* That of a code, or of the nearest term above it that is in the table; never
 * NULL.  What the table does not name is each person's own. */
const struct trigger *trigger_find(const char *code);

/* Number i of the table, for tests; NULL past the end. */
const struct trigger *trigger_at(unsigned i);

#endif
