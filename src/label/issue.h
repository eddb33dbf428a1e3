/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_ISSUE_H
#define LARDER_LABEL_ISSUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/strs.h"
#include "label/drift.h"
#include "label/label.h"
#include "label/tree.h"
#include "model/record.h"
#include "store/store.h"

/*
 * Labels that people were given: each is a record of the kind label, which
 * holds the exact XML, its digest, who approved it, and what it was made from
 * (label/reads.h).  Of the same datasets and language one at most is issued at
 * a time, for all layouts; the next one replaces it.  What a label says once
 * it is issued is never changed (store/gate.h), and to issue it cannot be
 * undone.
 */

/* What is to be issued. */
struct issue_order {
    const char *const *refs; /* of datasets, n of them                     */
    size_t n;
    const char *lang;        /* NULL: that of the register                 */
    const char *profile;     /* as of label_build()                        */
    enum layout layout;      /* in which people are given it               */
    const char *approved_by; /* a party; NULL: nobody, for a draft         */
    const char *version;     /* NULL: the next number                      */
    const char *changes;     /* in the label's language; NULL: as on the
                              * draft, if there is one                     */
    const char *day;
    const char *stored; /* the draft that it is; NULL: one that is there   */
    bool draft; /* store it, but do not give it out                        */
};

/* What was done. */
struct issue_result {
    char *ref;
    char *version;
    char code[LABEL_CODE];
    struct strs replaced; /* refs of those whose place it took             */
};

void issue_result_release(struct issue_result *r);

/* Adds the version that comes next. */
int issue_next_version(struct store *s, const struct issue_order *o,
                       struct buf *out, struct error *err);

/*
 * Issues the label, or stores it as a draft, within the change that is open,
 * whose operation is issue_operation().  A draft that was stored before is
 * what is issued or stored again.  Refused while a gate fails.
 */
int issue_label(struct store *s, const struct issue_order *o,
                struct issue_result *out, struct error *err);
const char *issue_operation(const struct issue_order *o);

/* The same as a change of its own: what is told of it is stored. */
int issue_now(struct store *s, const struct issue_order *o,
              struct issue_result *out, struct error *err);

/*
 * Issues every label that is stored as approved, each as a change of its own:
 * under its version, on the day that it names, or else on `day`.
 */
int issue_approved(struct store *s, const char *day, struct error *err);

/* Adds each reason why it must not be given out, in words. */
void issue_gates(const struct label *l, enum layout layout, const char *day,
                 struct strs *problems);

/* --- those that were issued ---------------------------------------------- */

/*
 * The label of the same datasets and language that people have on that day:
 * 1, 0 if there is none, or -1.
 */
int issue_find(struct store *s, const struct label *like, const char *day,
               struct record *out, struct error *err);

/*
 * The label of that digest, or of a check code (any case, with or without
 * hyphens), that was ever issued, the last of several: 1, 0 or -1.
 */
int issue_find_digest(struct store *s, const char *digest, struct record *out,
                      struct error *err);
bool issue_is_code(const char *text);

/* The label that the record holds; an error where it holds none, or another
 * than its digest says. */
int issue_read(struct label **out, const struct record *r, struct error *err);

/* What has changed since the label that the record holds was made. */
int issue_drift(struct drift *out, struct store *s, const struct record *r,
                const char *day, struct error *err);

/*
 * May anything have changed?  0 where all that it was made from is as it was
 * and no day has come since on which something begins or ends; 1, or -1.
 * That is much cheaper than issue_drift().
 */
int issue_may_drift(struct store *s, const struct record *r, const char *day,
                    struct error *err);

/* How a label stands on a day to what people were given. */
enum issue_standing {
    ISSUE_NONE,       /* nothing was issued                                */
    ISSUE_UNREADABLE, /* what was issued cannot be read: nobody knows      */
    ISSUE_CURRENT,    /* all that people were told is true                    */
    ISSUE_STALE,      /* something changed, but nothing widened               */
    ISSUE_UNTRUE,     /* people were told something else                      */
};

struct issue_status {
    enum issue_standing standing;
    char *version; /* NULL: nothing was issued                             */
    char *on;
};

/*
 * Puts the label that was issued in the place of one made today if all that
 * it says is still true, and it has the same grid; else the last row of the
 * one made today says that people have another.  Fills in *status (NULL:
 * nobody wants to know).  A label for another day is left alone.
 */
int issue_settle(struct label **l, struct store *s, const char *day,
                 struct issue_status *status, struct error *err);
void issue_status_release(struct issue_status *status);

#endif
