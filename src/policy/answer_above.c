/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/answer_parts.h"

#include <string.h>

#include "model/vocabulary.h"

/*
 * For which of the data did people say yes, in a dataset from which this one
 * was made?  Nobody records which of its elements came from which there, so
 * where it is not all of them a person must see.
 */

/* The choices there that permit the purpose. */
struct above {
    struct asking *asking;
    size_t step;
    struct strs choices; /* their refs ...                                 */
    struct strs notices; /* ... and of each the group it is in             */
    struct records consents;
    struct records elements;
    bool whole; /* is the list of elements there complete?                 */
};

static bool is_permitted(const struct asking *a, const char *code)
{
    return vocabulary_within(vocabulary_find("purposes"), a->question->purpose,
                             code);
}

/* Does what people said yes to count there, and not another basis? */
static bool find_choices(struct above *u)
{
    const struct scope_rules *rules = &u->asking->rules;
    size_t to = scope_first(rules, u->step + 1);

    for (size_t i = scope_first(rules, u->step); i < to; i++) {
        const struct scope_rule *r = &rules->v[i];

        if ((r->what != SCOPE_PERMITS && r->what != SCOPE_BASIS) ||
            !is_permitted(u->asking, r->code))
            continue;
        if (r->what == SCOPE_BASIS)
            return false;
        strs_add(&u->choices, r->record);
        strs_add(&u->notices, r->group);
    }
    return u->choices.n > 0;
}

static const struct record *choice(const struct above *u, size_t number)
{
    for (size_t i = 0; i < u->consents.n; i++)
        if (strcmp(u->consents.v[i].ref, u->choices.v[number]) == 0)
            return &u->consents.v[i];
    return NULL;
}

static void add_lacking(const struct above *u, const struct strs *given,
                        struct buf *out)
{
    for (size_t i = 0; i < u->elements.n; i++)
        if (!strs_has(given, u->elements.v[i].ref))
            buf_addf(out, "%s%s", out->len ? ", " : "", u->elements.v[i].ref);
}

/* What all choices on the notice of that choice cover together; a choice that
 * names no data is one for all of them. */
static void say_notice(struct above *u, size_t number)
{
    struct strs given = STRS_INIT;
    struct buf lacking = BUF_INIT;
    const char *ref = u->choices.v[number];
    bool all = false, open = false;

    for (size_t i = 0; i < u->choices.n; i++) {
        const struct record *c = choice(u, i);
        const struct value *v = c ? record_get(c, CONSENT_ELEMENTS) : NULL;

        if (!v || strcmp(u->notices.v[i], u->notices.v[number]) != 0)
            continue;
        all |= v->state == STATE_BLANK;
        open |= v->state == STATE_UNKNOWN;
        for (size_t j = 0; j < v->items.n; j++)
            strs_add(&given, v->items.v[j]);
    }
    add_lacking(u, &given, &lacking);
    if (!all && open)
        answer_add(u->asking, ANSWER_OF_CONSENT_PART_OPEN, ref, "");
    else if (!all && lacking.len)
        answer_add(u->asking, ANSWER_OF_ORIGIN_PART, ref, lacking.s);
    else if (!all && !u->whole)
        answer_add(u->asking, ANSWER_OF_ORIGIN_PART_OPEN, ref, "");
    buf_release(&lacking);
    strs_release(&given);
}

static int read_above(struct above *u, struct error *err)
{
    struct store *s = u->asking->store;
    const char *ref = u->asking->rules.lineage.v[u->step].dataset;
    struct record d;

    if (store_children(s, ref, KIND_CONSENT, &u->consents, err) != 0 ||
        store_children(s, ref, KIND_ELEMENT, &u->elements, err) != 0 ||
        store_load(s, ref, &d, err) != 0)
        return -1;
    u->whole = record_is(&d, DATASET_ELEMENTS_LIST, "complete");
    record_release(&d);
    return 0;
}

static int say_above(struct asking *a, size_t step, struct error *err)
{
    struct above u = { .asking = a, .step = step };
    bool asks =
        lineage_has(&a->rules.lineage, step, KIND_CONSENT) && find_choices(&u);
    int failed = asks ? read_above(&u, err) : 0;

    for (size_t i = 0; asks && !failed && i < u.choices.n; i++)
        say_notice(&u, i);
    strs_release(&u.choices);
    strs_release(&u.notices);
    records_release(&u.consents);
    records_release(&u.elements);
    return failed;
}

int answer_above(struct asking *a, struct error *err)
{
    int failed = 0;

    for (size_t i = 1; !failed && i < a->rules.lineage.n; i++)
        failed = say_above(a, i, err);
    return failed;
}
