/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_CLI_PERSONS_H
#define LARDER_CLI_PERSONS_H

#include <stdbool.h>
#include <stddef.h>

#include "model/record.h"
#include "store/store.h"

/*
 * Warnings that a text which was just stored looks like it names a person
 * (model/personal.h).  Only about what this command stored: a text that was
 * so before is a finding of the audit (TEXT-01), and is not said again with
 * every change of the same record.
 *
 * They change nothing of what a command does, nor its exit status.
 */
struct persons_found {
    char *ref;
    enum field field;
    char *words; /* what it looks like                                     */
};

/* So many are read; the audit has them all. */
enum { PERSONS_SAID = 10 };

struct persons {
    struct persons_found v[PERSONS_SAID];
    size_t n;
    size_t more; /* how many are not among them                            */
};

void persons_release(struct persons *p);

/* Looks through a record that is about to be stored; before it is. */
void persons_look(struct persons *p, struct store *s, const struct record *r);

/* Looks through what the newest change of the register stored, if that was an
 * operation of this name. */
void persons_look_back(struct persons *p, struct store *s,
                       const char *operation);

/* Says it, on standard error; `dry_run`: nothing was stored. */
void persons_warn(const struct persons *p, bool dry_run);

#endif
