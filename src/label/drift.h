/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_DRIFT_H
#define LARDER_LABEL_DRIFT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "label/drift_rules.h"
#include "label/tree.h"
#include "store/store.h"

/*
 * What is no longer as people were told: two labels of the same datasets and
 * language compared fact by fact.
 *
 * Facts are compared, and not the sentences around them: a program with other
 * phrases finds no change.  A record that was renamed is still the same; what
 * a label tells of labels before it is left out.
 */

/* A field that changed, or a record that is new, or gone. */
enum drift_event { DRIFT_CHANGED, DRIFT_CAME, DRIFT_WENT };

struct drift_change {
    enum drift_event event;
    enum drift_way way; /* never DRIFT_SAME                                */
    char *ref;          /* as it is called now, if it is there             */
    enum field field;   /* of a record: one that tells what it is          */
    size_t row;         /* from 0; LABEL_ROWS: none, it stands at the head */
    struct drift_said was;
    struct drift_said now;
};

struct drift {
    struct drift_change *v; /* in order of rows                            */
    size_t n;
    size_t room;
    size_t ways[DRIFT_WIDENS + 1]; /* how many there are of each           */
};

#define DRIFT_INIT                                                             \
    {                                                                          \
        NULL, 0, 0,                                                            \
        {                                                                      \
            0                                                                  \
        }                                                                      \
    }

/*
 * Compares what people were told with what would be told on that day; the
 * store knows old refs and the names of parties.
 */
int drift_find(struct drift *out, struct store *s, const struct label *was,
               const struct label *now, const char *day, struct error *err);
void drift_release(struct drift *d);

/* "changed", "new", "gone"; not translated. */
const char *drift_event_name(enum drift_event event);

/* What was said, as people read it: the words, or "not known"; translated. */
const char *drift_words(const struct drift_said *said);

#endif
