/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_POLICY_SCOPE_H
#define LARDER_POLICY_SCOPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/hashes.h"
#include "base/strs.h"
#include "model/date.h"
#include "policy/lineage.h"
#include "store/store.h"

/*
 * What may be done with a dataset on a day: what its own records permit and
 * forbid, together with all that it was made from.  The strictest counts.
 *
 * It is read as rules, each of which names the record that says so; what they
 * come to together is a scope.
 *
 * Within one dataset
 *   - choices on one notice are boxes beside each other: a purpose is
 *     permitted where one of them permits it;
 *   - different notices were given to different people, and the data of all of
 *     them are in it: only what each notice permits is permitted (a consent
 *     whose notice nobody has named stands for a notice of its own);
 *   - a use on another basis than consent permits its own purpose, for all,
 *     unless people were told that it happens only if they say yes;
 *   - what one forbids is forbidden: a consent, or the dataset's own promise
 *     (not_used_for, not_given_to, sold);
 *   - a consent that is over permits nothing; those who gave it are still in
 *     the data, and what they were promised still holds;
 *   - an agreement under which the data were got permits what it names, and
 *     no more;
 *   - where people were told, then, that others do not get the data (covers_us
 *     is no), nothing is permitted.
 * From one dataset to those that are made from it (scope_meet())
 *   - permitted is what both permit, by the tree of purposes: of research and
 *     health research, health research; forbidden is what either forbids;
 *   - duties add up; sharing, sale and joining are as the stricter says; of
 *     regions only countries stay that are in both; the earlier end counts.
 * What is blank or unknown never permits.
 *
 * The table of the manual is the table of tests/unit/test_scope.c.
 */

/* What people said, or were promised, of one thing; the greater is stricter. */
enum scope_leave {
    SCOPE_SILENT, /* nobody was asked, nothing was said                    */
    SCOPE_YES,
    SCOPE_OPEN, /* blank, or not known                                     */
    SCOPE_NO
};

enum scope_what {
    SCOPE_PERMITS, /* a purpose, by a choice (`group`: its notice)      */
    SCOPE_ASKED,   /* a notice by which no purpose is permitted so far  */
    SCOPE_BASIS,   /* a purpose, by a use on another basis              */
    SCOPE_AGREED,  /* a purpose, by the agreement under which data came */
    SCOPE_FORBIDS, /* a purpose                                         */
    SCOPE_OPENS,   /* nobody has said which purposes are permitted       */
    SCOPE_DOUBTS,  /* nobody has said what is forbidden, or whether what
                      is permitted covers us                             */
    SCOPE_CLOSES,  /* nothing is permitted                              */
    SCOPE_DUTY,    /* a duty                                            */
    SCOPE_SHARING, /* `leave`                                           */
    SCOPE_SALE,    /* `leave`                                           */
    SCOPE_LINKAGE, /* `leave`: joining with other data                  */
    SCOPE_REGION,  /* countries, parted by blanks                       */
    SCOPE_UNTIL,   /* the last day; "": nobody knows when               */
    SCOPE_OVER,    /* a choice that is over; the last day               */
    SCOPE_LAPSED,  /* a purpose that it permitted (`group`: its notice)  */
    SCOPE_NOT_YET, /* a choice on a notice that begins later; its day   */
    SCOPE_UNBOUND, /* an agreement under which data came is not in force;
                      its state                                        */
    SCOPE_NOT_TO,  /* a kind of recipients; "": nobody knows            */
    SCOPE_GAP,     /* nobody knows where the data come from (trail.h)    */
    SCOPE_JOINED,  /* `leave`: no where the data are joined with others, yes
                      where it is stated that they are not               */
    SCOPE_WHAT_COUNT
};

struct scope_rule {
    enum scope_what what;
    enum scope_leave leave;
    char *code;   /* a purpose, a duty, countries, a day; or ""            */
    char *group;  /* PERMITS, ASKED, LAPSED: ref of the notice, or of the
                     consent                                               */
    char *record; /* ref of the record that says so                        */
    size_t step;  /* of the lineage: which dataset it is about             */
};

struct scope_rules {
    struct lineage lineage; /* the dataset, and all it was made from       */
    struct scope_rule *v;   /* step by step                                */
    size_t n;
    size_t room;
};

#define SCOPE_RULES_INIT                                                       \
    {                                                                          \
        LINEAGE_INIT, NULL, 0, 0                                               \
    }

/* The rules of a dataset and of all that it was made from. */
int scope_read(struct scope_rules *out, struct store *s, const char *dataset,
               const char *day, struct error *err);

/* The same of the dataset alone. */
int scope_read_own(struct scope_rules *out, struct store *s,
                   const char *dataset, const char *day, struct error *err);
void scope_rules_release(struct scope_rules *l);

/* The first rule of a step; that of the next one is the end of it. */
size_t scope_first(const struct scope_rules *l, size_t step);

struct scope {
    struct strs permitted; /* sorted; each with all its narrower ones      */
    struct strs partly;    /* for the data of some people only             */
    struct strs forbidden;
    struct strs open;   /* refs of records that leave purposes open          */
    struct strs doubts; /* of those that put what is permitted in doubt    */
    bool closed;        /* nothing is permitted, whatever `permitted` says    */
    bool limited;       /* by agreements, to no more than these purposes      */
    struct strs limits;
    bool judged; /* it is used on another basis than consent, too: whether a
                  * new purpose fits the first one is for a person to judge
                  * (GDPR Art. 6(4))                                        */
    struct strs duties;
    enum scope_leave sharing;
    enum scope_leave sale;
    enum scope_leave linkage;
    bool bounded; /* to these regions; there may be none left      */
    struct strs regions;
    char until[DATE_TEXT]; /* "": no end is known                          */
    bool until_open;       /* something ends, but nobody knows when        */
};

#define SCOPE_INIT                                                             \
    {                                                                          \
        .until = ""                                                            \
    }

/*
 * What the rules of one step come to by themselves, in a scope that is empty.
 * With a purpose, choices that do not permit it are left out: their duties and
 * limits are of other boxes.  NULL: all.
 */
void scope_of_step(struct scope *out, const struct scope_rules *l, size_t step,
                   const char *purpose);

/* What the rules of all steps come to. */
void scope_of(struct scope *out, const struct scope_rules *l,
              const char *purpose);

/* Does the rule count for the purpose?  Duties and limits of a choice that
 * permits purposes, and not this one, do not; what it forbids, leaves in doubt
 * or does not permit counts for every purpose. */
bool scope_counts(const struct scope_rules *l, const struct scope_rule *rule,
                  const char *purpose);

/* *a becomes what holds where both hold. */
void scope_meet(struct scope *a, const struct scope *b);
void scope_release(struct scope *s);

/* What the scope of one step says of a purpose; the later is stricter. */
enum scope_says {
    SCOPE_SAYS_YES,
    SCOPE_SAYS_JUDGE,  /* a person must judge: see `judged`                */
    SCOPE_SAYS_PARTLY, /* only some people agreed, or a narrower purpose is
                          forbidden                                        */
    SCOPE_SAYS_OPEN,   /* records leave it open                            */
    SCOPE_SAYS_NO,     /* it is not permitted                              */
    SCOPE_SAYS_FORBIDDEN
};
enum scope_says scope_says(const struct scope *s, const char *purpose);

/* Does the use happen only if people say yes: it rests on consent (GDPR Art.
 * 6(1)(a) or 9(2)(a)), or they were told so? */
bool scope_needs_yes(const struct record *use);

/* The strictest of what all steps say. */
enum scope_says scope_says_all(const struct scope_rules *l,
                               const char *purpose);

/* "permits", "sharing"; "yes", "open"; "partly": for tables and files. */
const char *scope_what_name(enum scope_what what);
const char *scope_leave_name(enum scope_leave leave);
const char *scope_says_name(enum scope_says says);

#endif
