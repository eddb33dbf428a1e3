/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_CHOICES_H
#define LARDER_UI_CHOICES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/kinds.h"
#include "model/value.h"
#include "store/store.h"

/*
 * What a person may choose from: the terms of a vocabulary, countries,
 * languages, records, yes and no; and the states that the field allows.  Only
 * what matches the words that were typed, and what stands above it in a tree.
 */
struct choice {
    enum state state; /* STATE_VALUE, or what is stated instead            */
    char *item;       /* code, ref, ...; "" for a state                    */
    char *title;
    char *help; /* a sentence, or ""                                       */
    int depth;  /* in a tree                                               */
    bool match; /* false: it is only above what matches                    */
};

struct choices {
    struct choice *v;
    size_t n;
    size_t room;
    bool cut; /* there are more: type to find them                         */
};

#define CHOICES_INIT                                                           \
    {                                                                          \
        NULL, 0, 0, false                                                      \
    }

void choices_release(struct choices *l);

/* Those of a field; `parent` is the ref of the dataset, or NULL. */
int choices_of_field(struct choices *out, struct store *s, enum field field,
                     const char *parent, const char *words, struct error *err);

/* Languages, and the tag that was typed if it is one. */
void choices_languages(struct choices *out, const char *words);

/* The kinds of children of a dataset. */
void choices_children(struct choices *out, const char *words);

/* The kinds of records that stand by themselves, and how many there are of
 * each, as far as that is quickly counted. */
void choices_lists(struct choices *out, struct store *s, const char *words,
                   struct error *err);

/* Can a field be answered by choosing? */
bool choices_fit(enum field field);

#endif
