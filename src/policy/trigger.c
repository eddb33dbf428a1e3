/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/trigger.h"

#include <stddef.h>

#include "model/kinds.h"
#include "model/vocabulary.h"

static const struct trigger table[] = {
    { "agreement-end", TRIGGER_ONE, TRIGGER_AGREEMENTS },
    { "collection", TRIGGER_PIECE, TRIGGER_COLLECTED },
    { "date", TRIGGER_ONE, TRIGGER_NOTHING },
    { "emergency-end", TRIGGER_ONE, TRIGGER_NOTHING },
    { "event-end", TRIGGER_ONE, TRIGGER_NOTHING },
    { "first-use", TRIGGER_PERSON, TRIGGER_USES },
    { "grant-closed", TRIGGER_ONE, TRIGGER_NOTHING },
    { "last-use", TRIGGER_PERSON, TRIGGER_USES },
    { "law-date", TRIGGER_ONE, TRIGGER_NOTHING },
    { "project-end", TRIGGER_ONE, TRIGGER_USES },
    { "purpose-met", TRIGGER_ONE, TRIGGER_USES },
    { "results-published", TRIGGER_ONE, TRIGGER_NOTHING },
    { "rolling", TRIGGER_PIECE, TRIGGER_COLLECTED },
};

static const struct trigger nobody = { "", TRIGGER_NOBODY, TRIGGER_NOTHING };
static const struct trigger person = { "", TRIGGER_PERSON, TRIGGER_NOTHING };

enum { TRIGGERS = sizeof table / sizeof *table };

const struct trigger *trigger_find(const char *code)
{
    const struct vocabulary *v = vocabulary_find("retention-triggers");

    if (!*code || *code == '@')
        return &nobody;
    for (size_t i = 0; i < TRIGGERS; i++)
        if (vocabulary_within(v, code, table[i].code))
            return &table[i];
    return &person;
}

const struct trigger *trigger_at(unsigned i)
{
    return i < TRIGGERS ? &table[i] : NULL;
}
