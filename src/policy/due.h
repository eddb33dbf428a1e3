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
    DUE_RETENTION,   /* retention: see below                               */
    DUE_AGREEMENT,   /* agreement.end                                      */
    DUE_RETURN,      /* agreement.end, where it says that the data are then
                      * deleted or given back.  Not where the log of sharing
                      * says for each of its datasets that they were       */
    DUE_REVIEW,      /* agreement.review_due                               */
    DUE_WAIVER,      /* waiver.until                                       */
    DUE_REQUEST,     /* request.extended_until, but three months after
                      * request.received_on at the latest; else
                      * request.due_on, else a month after it (GDPR Art.
                      * 12(3)).  Not what is closed                        */
    DUE_INCIDENT,    /* three days after incident.found_on, when the
                      * authority must know (GDPR Art. 33(1): 72 hours).
                      * Not where no risk is likely, or where telling is
                      * stated as not applicable                           */
    DUE_COUNT
};

/*
 * Agreements that are no longer, or not yet, in force (draft, refused,
 * terminated, replaced) have no end and no review, and expired ones no review;
 * data must also be returned under one that was terminated.
 *
 * A retention period is due on the earlier of retention.latest_date and the
 * day of the event plus retention.period.  Each of a dataset's retention
 * periods counts by itself: it holds for its own elements.
 *
 *   - The day of the event is retention.counted_from_date.  Where that is
 *     blank, other records may tell the last day on which it can happen
 *     (policy/trigger.h): all agreements on the dataset have an end, all of
 *     its uses have one, its collecting has one.
 *   - Where each piece has a day of its own (collection, a rolling window),
 *     there is no end as long as new ones come, but there is an oldest day:
 *     what came before it must be gone today.
 *   - Where each person has a day of their own (their 18th birthday), there is
 *     no single day, and the register cannot know theirs.
 *   - Where it is one day for all (the end of a project) and nothing tells it,
 *     it ends, but nobody knows when.
 *   - On hold nothing is due.  What is done is not due any more.
 */
enum due_state {
    DUE_DATED,   /* on `date`                                              */
    DUE_UNKNOWN, /* something ends, but nobody knows when                  */
    DUE_ROLLING, /* each piece has its own day: see `oldest`               */
    DUE_EACH,    /* each person has their own day                          */
    DUE_HELD,    /* deleting is stopped: `date` is what it would be        */
    DUE_STATE_COUNT
};

/* Strings are borrowed for the call. */
struct due {
    enum due_what what;
    enum due_state state;
    int64_t record;  /* number of the record                              */
    int64_t dataset; /* and of its dataset; 0: it has none                */
    const char *ref;
    const char *title;  /* "" where it is blank                             */
    const char *about;  /* what it names as that which it is about: refs
                         * parted by ", ", a token or ""; NULL: no such
                         * field                                            */
    const char *date;   /* NULL: there is no single day, or it is not known  */
    const char *done;   /* the day on which it was done, or NULL; only of
                         * DUE_INCIDENT: what is done elsewhere is not due   */
    const char *oldest; /* of a rolling window: what came before this day
                         * must be gone; else NULL                         */
    const char *gone;   /* of a retention period: the day by which all that is
                         * there today must be gone; NULL: nobody can tell   */
    const char *action; /* what is to be done, a code: "delete", "review";
                         * "" where nobody has said                        */
    bool overdue; /* is the date before `done`, else before as_of?         */
    bool open;    /* is there something to do?  Not where something is over
                   * as it should: a use, or a consent to uses that are    */
};

/* "check", "consent"; for tables and files. */
const char *due_name(enum due_what what);

/* "dated", "rolling"; the same. */
const char *due_state_name(enum due_state state);

/* "Check the record": what is to be done, to a person; `action` is that of a
 * due.  Translate with _(). */
const char *due_task(enum due_what what, const char *action);

/* "sharing ends": what it is that is due, in a word or two.  The same. */
const char *due_words(enum due_what what);

/*
 * Calls each() for everything that is dated, kind by kind in order of refs,
 * until it returns something else than 0, which is then returned.  Memory
 * grows with the number of notices and agreements, and of datasets that tell
 * when collecting ends, or whose retention is counted from their uses.
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

/*
 * The first day of a window of that length that ends on `as_of`: the earliest
 * day whose span ends on as_of or later.  Not always the span counted back:
 * of P1M on 2026-03-31 it is 2026-03-01, because what came on 2026-02-28 had
 * to be gone after 2026-03-28.
 */
struct date due_oldest(struct date as_of, struct duration span);

#endif
