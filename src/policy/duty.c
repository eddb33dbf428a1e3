/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/duty.h"

#include <string.h>

#include "base/strs.h"
#include "model/vocabulary.h"

#define TO_PUNISH "crime enforcement discipline fraud border-control return"

static const struct duty table[] = {
    { "ethics-approval", "", "", true, false },
    { "community-approval", "", "", true, false },
    { "data-access-committee", "", "", true, true },
    { "no-re-identification", "", "", false, false },
    { "no-linkage", "", "", false, false },
    { "no-contact", "contact-again marketing", "", false, false },
    { "no-onward-sharing", "", "", false, false },
    { "no-sale", "sell-data sell-insights", "", false, false },
    { "no-automated-decisions", "scoring", "", false, false },
    { "no-ai-training", "train-ai", "", false, false },
    { "no-enforcement-use", TO_PUNISH, "", false, false },
    { "no-harm-publication", "", "", false, false },
    { "non-commercial", "commercial", "", false, false },
    { "not-for-profit-organisation", "", "", true, false },
    { "not-for-profit-both", "commercial", "", true, false },
    { "region", "", "", true, true },
    { "time-limit", "", "", true, false },
    { "approved-users", "", "", true, false },
    { "approved-project", "", "", true, false },
    { "approved-institution", "", "", true, false },
    { "research-type", "", "", true, false },
    { "genetic-studies-only", "", "genetic-research", false, false },
    { "no-methods-research", "methods-research", "", false, false },
    { "no-ancestry-research", "ancestry-research", "", false, false },
    { "clinical-care", "", "", false, false },
    { "collaboration", "", "", true, false },
    { "publication", "", "", false, false },
    { "publication-wait", "", "", false, false },
    { "return-of-results", "", "", false, false },
    { "results-to-people", "", "", false, false },
    { "results-to-person", "", "", false, false },
    { "acknowledgement", "", "", false, false },
    { "ask-again", "", "", false, false },
    { "inform-before-sharing", "", "", true, true },
    { "agreement-signed", "", "", true, true },
    { "secure-place", "", "", true, false },
    { "small-groups-hidden", "", "", false, false },
    { "training-required", "", "", true, false },
    { "breach-report", "", "", false, false },
    { "audit-allowed", "", "", false, false },
    { "delete-at-end", "", "", false, false },
    { "return-at-end", "", "", false, false },
    { "withdrawal-honoured", "", "", false, false },
    { "research-permission", "", "", true, false },
    { "no-restriction", "", "", false, false },
    { "general-research", "", "research", false, false },
    { "health-research-only", "", "health-research", false, false },
    { "disease-research-only", "", "disease-research", true, false },
    { "ancestry-research-only", "", "ancestry-research", false, false },
    { "other-condition", "", "", true, false },
};

const struct duty *duty_at(size_t i)
{
    return i < sizeof table / sizeof *table ? &table[i] : NULL;
}

static const struct duty *find(const char *code)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strcmp(table[i].code, code) == 0)
            return &table[i];
    return NULL;
}

static const struct duty *find_above(const char *code)
{
    const struct vocabulary *v = vocabulary_find("duties");
    const struct term *t = vocabulary_term(v, code);
    const struct duty *d;

    for (; t; t = t->broader < 0 ? NULL : &v->terms[t->broader])
        if ((d = find(t->code)))
            return d;
    return NULL;
}

static bool is_one_of(const char *purpose, const char *codes)
{
    const struct vocabulary *v = vocabulary_find("purposes");
    struct strs l = STRS_INIT;
    bool found = false;

    strs_split(&l, codes, ' ');
    for (size_t i = 0; i < l.n; i++)
        found |= vocabulary_within(v, purpose, l.v[i]);
    strs_release(&l);
    return found;
}

enum duty_effect duty_effect(const char *code, const char *purpose,
                             bool sharing)
{
    const struct duty *d = find_above(code);

    if (!d)
        return DUTY_FIRST;
    if (is_one_of(purpose, d->not_for) ||
        (*d->only_for && !is_one_of(purpose, d->only_for)))
        return DUTY_FORBIDS;
    return d->first && (sharing || !d->sharing) ? DUTY_FIRST : DUTY_GOES_WITH;
}
