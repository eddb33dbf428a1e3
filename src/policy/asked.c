/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/asked.h"

#include <string.h>

#include "model/vocabulary.h"

/* Sources before which nobody outside had the data. */
#define FIRST_HAND "person sensor worked-out dataset"

/* The first row of a field that holds counts. */
static const struct asked_when table[] = {
    { DATASET_RESPONSIBILITIES, DATASET_JOINT_CONTROLLERS, NULL, true },
    { DATASET_REQUIRED_BY, DATASET_PARTICIPATION, "required-by-law", true },
    { DATASET_HOW_TO_STOP, FIELD_COUNT, NULL, true },
    { DATASET_HOW_TO_TAKE, FIELD_COUNT, NULL, true },
    { DATASET_CHECKED_ON, DATASET_CHECKED_BY, "@none", false },
    { DATASET_CHECK_RESULT, DATASET_CHECKED_BY, "@none", false },
    { DATASET_CHECK_RESULT, DATASET_CHECKED_ON, "@none", false },

    { USE_COMPATIBLE_WHY, USE_FURTHER, "yes", true },
    { USE_CITATION, USE_BASIS, "consent vital-interests", false },
    { USE_LEGITIMATE_INTEREST, USE_BASIS, "legitimate-interests", true },
    { USE_INTEREST_ASSESSMENT, USE_BASIS, "legitimate-interests", true },
    { USE_SAY_NO_HOW, USE_CHOICE, "always", false },
    { USE_PROFILING, USE_DECIDES, "helps alone", true },
    { USE_LOGIC, USE_DECIDES, "helps alone", true },
    { USE_CONSEQUENCES, USE_DECIDES, "helps alone", true },
    { USE_HUMAN, USE_DECIDES, "alone", true },
    { USE_DECISION_BASIS, USE_DECIDES, "alone", true },

    { RECIPIENT_SAFEGUARDS, RECIPIENT_TRANSFER_MECHANISM, NULL, true },
    { RECIPIENT_SAFEGUARDS_COPY, RECIPIENT_SAFEGUARDS, NULL, true },

    { CONSENT_PROOF, FIELD_COUNT, NULL, true },

    { SOURCE_UPSTREAM, SOURCE_SOURCE_KIND, "dataset", true },
    { SOURCE_PARTY, SOURCE_SOURCE_KIND, FIRST_HAND, false },
    { SOURCE_COLLECTED_BY, SOURCE_SOURCE_KIND, FIRST_HAND, false },
    { SOURCE_FIRST_PURPOSE, SOURCE_SOURCE_KIND, FIRST_HAND, false },
    { SOURCE_CONSENT_THEN, SOURCE_SOURCE_KIND, FIRST_HAND, false },
    { SOURCE_COVERS_US, SOURCE_SOURCE_KIND, FIRST_HAND, false },
    { SOURCE_NOTICE, SOURCE_SOURCE_KIND, FIRST_HAND, false },
    { SOURCE_AGREEMENT, SOURCE_SOURCE_KIND, FIRST_HAND, false },
    { SOURCE_BOUGHT, SOURCE_SOURCE_KIND, FIRST_HAND, false },
    { SOURCE_OBTAINED_ON, SOURCE_SOURCE_KIND, FIRST_HAND, false },

    { RETENTION_CRITERIA, RETENTION_PERIOD, "@none", true },
    { RETENTION_COUNTED_FROM, RETENTION_PERIOD, "@none", false },
    { RETENTION_HOLD_WHY, RETENTION_HOLD, "yes", true },
    { RETENTION_NOT_FOLLOWED_WHY, RETENTION_FOLLOWED, "no", true },

    { ACTIVITY_ON_BEHALF_OF, ACTIVITY_OUR_ROLE, "controller joint-controller",
      false },
    { ACTIVITY_OPERATIONS, ACTIVITY_OUR_ROLE, "processor sub-processor", true },
    { ACTIVITY_DPIA_WHY, ACTIVITY_DPIA_NEEDED, NULL, true },
    { ACTIVITY_DPIA_DONE, ACTIVITY_DPIA_NEEDED, "yes", true },
    { ACTIVITY_DPIA_OUTCOME, ACTIVITY_DPIA_DONE, NULL, true },
    { ACTIVITY_DPIA_LINK, ACTIVITY_DPIA_DONE, NULL, true },

    { AGREEMENT_ONWARD_CONDITIONS, AGREEMENT_ONWARD, "with-permission", true },
};

const struct asked_when *asked_when_at(size_t i)
{
    return i < sizeof table / sizeof *table ? &table[i] : NULL;
}

/* Is it that code, or a narrower one? */
static bool is_code(enum field field, const char *item, const char *code)
{
    const char *id = field_info(field)->vocabulary;

    if (!id)
        return strcmp(item, code) == 0;
    return vocabulary_within(vocabulary_find(id), item, code);
}

static bool holds_one_of(const struct record *r, enum field field,
                         const char *codes)
{
    const struct value *v = record_get(r, field);
    struct strs wanted = STRS_INIT;
    bool found = false;

    strs_split(&wanted, codes, ' ');
    for (size_t i = 0; i < wanted.n; i++)
        for (size_t j = 0; j < v->items.n; j++)
            found |= is_code(field, v->items.v[j], wanted.v[i]);
    strs_release(&wanted);
    return found;
}

static bool applies(const struct asked_when *w, const struct record *r)
{
    if (w->by == FIELD_COUNT)
        return true;
    if (!w->codes)
        return record_get(r, w->by)->state == STATE_VALUE;
    if (strcmp(w->codes, "@none") == 0)
        return record_get(r, w->by)->state == STATE_NONE;
    return holds_one_of(r, w->by, w->codes);
}

bool asked(const struct record *r, enum field field)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].field == field && applies(&table[i], r))
            return table[i].asked;
    return (field_info(field)->flags & FIELD_ASK) != 0;
}
