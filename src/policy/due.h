/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_POLICY_DUE_H
#define LARDER_POLICY_DUE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/date.h"
#include "store/store.h"

/*
 * The clock: what ends or is due, and when.
 *
 * A day that is named is the last one that counts: what holds until
 * 2026-11-23 holds on that day and is over on the next.  A span is counted
 * without its first day and ends with the day of the same number (Regulation
 * 1182/71, Art. 3): P1Y from 2025-01-31 holds until 2026-01-31, P1M until
 * 2025-02-28.
 *
 * The register does not know persons, so it cannot know when each of them said
 * yes.  What it knows is until when people were asked: until the last day of
 * the notice.  The last yes of all ends a span later.  While the notice is in
 * use, new ones come every day and there is no such end.
 */

enum due_what {
    DUE_CHECK,       /* dataset.next_check                                 */
    DUE_USE,         /* use.until                                          */
    DUE_RECIPIENT,   /* recipient.until                                    */
    DUE_NOTICE,      /* notice.until                                       */
    DUE_CONSENT,     /* consent.valid_until, consent.valid_for: the
                      * earlier                                            */
    DUE_SENSITIVITY, /* dataset.sensitivity_until: to be judged again      */
    DUE_RETENTION,   /* retention.latest_date, and retention.period after
                      * retention.counted_from_date: the earlier.  Not
                      * what is done or on hold                            */
    DUE_AGREEMENT,   /* agreement.end                                      */
    DUE_REVIEW,      /* agreement.review_due                               */
    DUE_WAIVER,      /* waiver.until                                       */
    DUE_REQUEST,     /* request.extended_until, else request.due_on, else a
                      * month after request.received_on (GDPR Art. 12(3)).
                      * Not what is closed                                 */
    DUE_INCIDENT,    /* three days after incident.found_on, when the
                      * authority must know (GDPR Art. 33(1): 72 hours).
                      * Not where no risk is likely, or where telling is
                      * stated as not applicable                           */
    DUE_COUNT
};

/*
 * Agreements that are no longer, or not yet, in force (draft, refused,
 * terminated, replaced) have no end and no review.
 */

/* Strings are borrowed for the call. */
struct due {
    enum due_what what;
    int64_t record;  /* number of the record                              */
    int64_t dataset; /* and of its dataset; 0: it has none                */
    const char *ref;
    const char *date; /* NULL: something ends, but nobody knows when       */
    const char *done; /* the day on which it was done, or NULL; only of
                       * DUE_INCIDENT: what is done elsewhere is not due   */
    bool overdue;     /* is the date before `done`, else before as_of?     */
};

/* "check", "consent"; for tables and files. */
const char *due_name(enum due_what what);

/*
 * Calls each() for everything that is dated, kind by kind in order of refs,
 * until it returns something else than 0, which is then returned.  Memory
 * grows only with the number of notices.
 */
typedef int due_each_fn(const struct due *d, void *data, struct error *err);
int due_each(struct store *s, const char *as_of, due_each_fn *each, void *data,
             struct error *err);

/*
 * The earlier of `until` and the end of `span` counted from `from`: the last
 * day on which any yes holds (`from` is the last day of the notice), the last
 * day on which data may be there (`from` is the day of the event from which
 * the period is counted).  Each is what a cell of a list holds: a date or a
 * duration, a token, "", or NULL (there is no such record).  True and
 * out[0] = 0 where a span is stated but nobody knows from when it is counted;
 * false where there is no end.
 */
bool due_end(char out[DATE_TEXT], const char *until, const char *span,
             const char *from);

#endif
