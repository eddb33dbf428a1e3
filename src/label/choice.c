/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/choice.h"

#include <string.h>

static const struct choice choices[] = {
    { "always", SAY_YES, REFUSE_NO },
    { "opt-out", SAY_STOP, REFUSE_YES },
    { "opt-in", SAY_ASK, REFUSE_YES },
    { NULL, SAY_NOTHING, REFUSE_UNKNOWN },
};

const struct choice *choice_of(const struct record *r, enum field field)
{
    const struct choice *c = choices;

    while (c->code && !record_is(r, field, c->code))
        c++;
    return c;
}

const struct record *consent_for(const struct subject *d,
                                 const struct record *use)
{
    const struct record *any = NULL;

    for (size_t i = 0; i < d->consents.n; i++) {
        const struct record *c = &d->consents.v[i];

        if (value_has(record_get(c, CONSENT_USES), use->ref))
            return c;
        if (!any && record_is_open(c, CONSENT_USES))
            any = c;
    }
    return any;
}

bool notice_holds(const struct build *b, const struct record *notice)
{
    const char *since = record_text(notice, NOTICE_SINCE);
    const char *until = record_text(notice, NOTICE_UNTIL);

    return value_has(record_get(notice, NOTICE_DATASETS), b->d->dataset.ref) &&
           !(since && strcmp(since, b->material->as_of) > 0) &&
           !(until && strcmp(until, b->material->as_of) < 0);
}

bool notice_asks(const struct build *b, const struct record *notice)
{
    const struct records *l = &b->d->consents;

    for (size_t i = 0; i < l->n; i++)
        if (record_is(&l->v[i], CONSENT_NOTICE, notice->ref))
            return true;
    return false;
}

void consent_givers(struct strs *out, const struct record *consent)
{
    const struct value *v = record_get(consent, CONSENT_GIVEN_BY);

    if (value_has(v, "person"))
        strs_add(out, "person");
    for (size_t i = 0; i < v->items.n; i++)
        if (strcmp(v->items.v[i], "person") != 0)
            strs_add(out, v->items.v[i]);
}
