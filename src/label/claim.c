/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/claim.h"

#include "model/ref.h"

static enum claim_place place_of(const struct record *claim)
{
    switch (ref_kind(record_text(claim, CLAIM_ABOUT))) {
    case KIND_ELEMENT:
        return CLAIM_FINDABLE;
    case KIND_RECIPIENT:
        return CLAIM_SHARED;
    default:
        return CLAIM_OTHER;
    }
}

/* "Meal Systems Ltd SAYS: ... We say: ..." */
static void say_one(struct build *b, const struct record *claim)
{
    struct facts facts = FACTS_INIT, answer = FACTS_INIT;
    const char *words = build_fact(b, &facts, claim, CLAIM_WORDS);
    const char *who = build_fact(b, &facts, claim, CLAIM_SAID_BY);
    const char *ours = build_fact(b, &answer, claim, CLAIM_OUR_ANSWER);

    build_fact(b, &facts, claim, CLAIM_SAID_ON);
    if (who)
        build_say(b, FORM_LINE, SAY_CLAIM, who, words, &facts);
    else
        build_say(b, FORM_LINE, SAY_CLAIM_UNKNOWN, words, NULL, &facts);
    if (ours)
        build_say(b, FORM_FLOW, SAY_OUR_ANSWER, ours, NULL, &answer);
    else if (build_state(claim, CLAIM_OUR_ANSWER) == STATE_NONE)
        build_say(b, FORM_FLOW, SAY_NO_ANSWER, NULL, NULL, &answer);
    b->new_line = true;
    facts_release(&facts);
    facts_release(&answer);
}

void claim_say(struct build *b, enum claim_place place)
{
    const struct records *l = &b->d->claims;

    for (size_t i = 0; i < l->n; i++)
        if (place_of(&l->v[i]) == place)
            say_one(b, &l->v[i]);
}
