/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_TELL_H
#define LARDER_LABEL_TELL_H

#include "label/build.h"

/*
 * The same thing told of several records: once if it is the same for all of
 * them, else by groups, "A; B: ..." and "The rest: ...".
 */
struct told {
    char *name;  /* what the record is called                             */
    char *text;  /* sentences; NULL: not known                            */
    bool inside; /* its text begins with a term: small behind a name      */
    bool said;   /* of the group that it belongs to                       */
    struct facts facts;
};

struct telling {
    struct told *v;
    size_t n;
    size_t room;
};

#define TELLING_INIT                                                           \
    {                                                                          \
        NULL, 0, 0                                                             \
    }

/* Adds a record by its name (build_name); its facts and text are to be filled
 * in. */
struct told *tell_of(const struct build *b, struct telling *t,
                     const struct record *r);

/* Sets, or adds behind a blank, a phrase. */
void tell_say(const struct build *b, struct told *t, enum phrase p,
              const char *one, const char *two);

/* The same with sentences as they are. */
void tell_text(const struct build *b, struct told *t, const char *text);

/*
 * Says it all, and empties the telling.  What is not known of any of them
 * becomes the topic.  `name` (NULL: none) stands before what is the same for
 * all.
 */
void tell_all(struct build *b, struct telling *t, enum phrase topic,
              const char *name);

/*
 * The same, of some of `total` records: they are named, too, where there are
 * others of which it is not told.
 */
void tell_some(struct build *b, struct telling *t, enum phrase topic,
               size_t total);

/* The text that is the same for all, or NULL. */
const char *tell_same(const struct telling *t);

/* Is there one whose text is known? */
bool tell_knows(const struct telling *t);

void tell_release(struct telling *t);

#endif
