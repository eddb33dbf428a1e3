/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_POLICY_ONWARD_H
#define LARDER_POLICY_ONWARD_H

#include <stddef.h>
#include <stdint.h>

#include "store/store.h"

/*
 * Chains of recipients: where data can end that were given to somebody.
 *
 * Whether a recipient may pass data on is said by its own record and by its
 * agreement (recipient.onward, agreement.onward); where both say something,
 * the one that allows more counts.  If that is not forbidden, the chain goes
 * on by every agreement in force under which that party gives the same
 * dataset (agreement.givers, datasets) to others (receivers), and what that
 * agreement says is the next step.  Our own party is no step of a chain.
 */

/* From best to worst: of what is unknown nobody can promise anything. */
enum onward_end {
    ONWARD_FORBIDDEN,
    ONWARD_WITH_PERMISSION,
    ONWARD_ALLOWED,
    ONWARD_UNKNOWN, /* stated as unknown, or blank                         */
    ONWARD_COUNT
};

struct onward {
    int64_t recipient;
    enum onward_end end; /* the worst of all steps                         */
    int64_t at;          /* the recipient or the agreement that says so    */
    size_t steps;        /* that far down the chain; 0: the recipient      */
    int64_t reaches;     /* a government that people fled from, to which the
                          * chain goes behind the recipient; 0: none           */
    int64_t against;     /* an agreement by which the recipient gives the data
                          * to others, although that is forbidden; 0: none     */
};

/* "forbidden", "with-permission", "allowed", "unknown"; for tables. */
const char *onward_name(enum onward_end end);

/*
 * Calls each() for every recipient that gets data on that day and is neither
 * inside our organisation nor the person concerned, in order of refs, until
 * it returns something else than 0, which is then returned.
 */
typedef int onward_each_fn(const struct onward *o, void *data,
                           struct error *err);
int onward_each(struct store *s, const char *as_of, onward_each_fn *each,
                void *data, struct error *err);

#endif
