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

void chain_kind(const struct build *b, struct buf *out, const struct record *r)
{
    const char *kind = record_text(r, RECIPIENT_CATEGORY);

    if (kind)
        words_small(&b->voice, out,
                    words_term(&b->voice, "recipient-kinds", kind));
    else
        buf_adds(out, build_text(b, r, RECIPIENT_WORDS));
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

/* Do we know of everyone who has the data from us? */
static bool is_listed(const struct build *b)
{
    struct facts facts = FACTS_INIT;
    enum list_state list = build_list(b, &facts, KIND_RECIPIENT);

    facts_release(&facts);
    return list != LIST_OPEN && !chain_has_keepers(b);
}

/* Is it known of everyone, to the end of the chain, who has the data? */
bool chain_is_closed(const struct build *b)
{
    return is_listed(b) && chain_forbids_onward(&b->d->recipients);
}

/* Is everything that this recipient gets shown to point at no one? */
static bool gets_no_one(const struct build *b, const struct record *r)
{
    const struct value *gets = record_get(r, RECIPIENT_ELEMENTS);
    const struct records *l = &b->d->elements;
    size_t safe = 0;

    for (size_t i = 0; i < l->n; i++)
        safe += value_has(gets, l->v[i].ref) &&
                record_is(&l->v[i], ELEMENT_FINDABLE, "very-hard") &&
                record_text(&l->v[i], ELEMENT_FINDABLE_METHOD) &&
                record_text(&l->v[i], ELEMENT_FINDABLE_ON);
    return gets->items.n > 0 && safe == gets->items.n;
}

bool chain_points_at_no_one(const struct build *b)
{
    const struct records *l = &b->d->recipients;

    for (size_t i = 0; i < l->n; i++)
        if (!record_is(&l->v[i], RECIPIENT_ONWARD, "forbidden") &&
            !gets_no_one(b, &l->v[i]))
            return false;
    return is_listed(b);
}

bool chain_keeps(const struct build *b, const struct record *element)
{
    const struct records *l = &b->d->recipients;

    for (size_t i = 0; i < l->n; i++) {
        const struct value *gets = record_get(&l->v[i], RECIPIENT_ELEMENTS);

        if (!gets->items.n || value_has(gets, element->ref))
            return false;
    }
    return is_listed(b);
}
