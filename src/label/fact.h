/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_FACT_H
#define LARDER_LABEL_FACT_H

#include <stddef.h>

#include "model/kinds.h"
#include "model/value.h"

/* What a label knows of the register: fields of records, one by one. */

/* One field of a record, as it was when the label was made. */
struct fact {
    char *ref; /* of the record                                            */
    enum field field;
    enum state state; /* blank and unknown are told alike, but not the same */
    char *code;       /* canonical items parted by blanks; NULL for text   */
    char *words;      /* as shown; NULL unless the field holds a value     */
    char *lang;       /* of the words, where it is not the label's         */
};

struct facts {
    struct fact *v;
    size_t n;
    size_t room;
};

#define FACTS_INIT                                                             \
    {                                                                          \
        NULL, 0, 0                                                             \
    }

void fact_release(struct fact *f);
void facts_release(struct facts *l);

/* Adds an empty fact about a field. */
struct fact *facts_add(struct facts *l, const char *ref, enum field field);

/* Moves all facts from one list behind those of the other. */
void facts_move(struct facts *to, struct facts *from);

#endif
