/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_AUDIT_CHOICE_H
#define LARDER_AUDIT_AUDIT_CHOICE_H

#include "audit/audit.h"

/*
 * Which rules an audit asks, and of which records.
 *
 * Rules of ours know what they need of a register (store/slice.h), so that
 * those of others may be asked apart.
 */
enum audit_part { ALL_RULES, OUR_RULES, OTHER_RULES };

struct audit_choice {
    const struct audit_options *options; /* borrowed                       */
    const struct rules *rules;           /* borrowed                       */
    struct strs refs;     /* that were asked for; sorted; empty: all       */
    struct strs datasets; /* in which these are; sorted                    */
    struct strs ever;     /* refs that those asked for have or had; sorted */
    bool elsewhere;       /* or is one of them in no dataset?              */
    enum audit_part part; /* what is asked now                             */
};

/* Makes *c that of the options, with no records yet; it is to be released. */
void choice_init(struct audit_choice *c, const struct audit_options *o);

/* Refuses ids that are no rule's, naming the nearest. */
int choice_check(const struct audit_choice *c, struct error *err);

/* Reads the refs that were asked for, as they are now. */
int choice_read(struct audit_choice *c, struct store *s, struct error *err);

/* Is the rule asked, in this part? */
bool choice_has_rule(const struct audit_choice *c, const struct rule *rule);

/* Is it one of the records that were asked for, or in one of them? */
bool choice_has_ref(const struct audit_choice *c, const char *ref);

/* The same of a report of that time; `choice` is a struct audit_choice. */
bool choice_had_ref(const char *ref, void *choice);

void choice_release(struct audit_choice *c);

#endif
