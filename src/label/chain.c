/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/chain.h"

/* Does everyone who gets it have to keep it? */
bool chain_forbids_onward(const struct records *l)
{
    for (size_t i = 0; i < l->n; i++)
        if (!record_is(&l->v[i], RECIPIENT_ONWARD, "forbidden"))
            return false;
    return true;
}

bool chain_forbids_sale(const struct records *l)
{
    for (size_t i = 0; i < l->n; i++)
        if (!record_is(&l->v[i], RECIPIENT_SALE, "no"))
            return false;
    return true;
}

/* Is one of the two a part of the other, by one step? */
static bool is_part_of(const struct build *b, const char *one,
                       const char *other)
{
    const struct record *a = material_party(b->material, one);
    const struct record *c = material_party(b->material, other);

    return (a && record_is(a, PARTY_PART_OF, other)) ||
           (c && record_is(c, PARTY_PART_OF, one));
}

/*
 * Does this party keep the data for us, though it is on no list and neither
 * we nor a part of us?
 */
bool chain_has_keeper(const struct build *b, const char *party)
{
    const struct record *d = &b->d->dataset;
    const char *us = record_text(d, DATASET_CONTROLLER);

    if (us && is_part_of(b, us, party))
        return false;
    if (record_is(d, DATASET_CONTROLLER, party) ||
        value_has(record_get(d, DATASET_JOINT_CONTROLLERS), party))
        return false;
    for (size_t i = 0; i < b->d->recipients.n; i++)
        if (record_is(&b->d->recipients.v[i], RECIPIENT_PARTY, party))
            return false;
    return true;
}

bool chain_has_keepers(const struct build *b)
{
    const struct value *v = record_get(&b->d->dataset, DATASET_STORED_BY);

    for (size_t i = 0; i < v->items.n; i++)
        if (chain_has_keeper(b, v->items.v[i]))
            return true;
    return false;
}

/* Is it known of everyone, to the end of the chain, who has the data? */
bool chain_is_closed(const struct build *b)
{
    struct facts facts = FACTS_INIT;
    enum list_state list = build_list(b, &facts, KIND_RECIPIENT);

    facts_release(&facts);
    return list != LIST_OPEN && !chain_has_keepers(b) &&
           chain_forbids_onward(&b->d->recipients);
}
