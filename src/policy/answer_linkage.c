/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/answer_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "policy/recipient.h"

/*
 * May the data be joined with others?  What people were told of that holds for
 * the dataset that they are in and for all that are made from it, so it is
 * asked of each of these whether it is joined (SCOPE_JOINED).
 */

/* The strictest of what is stated of a dataset and of all on the way from it
 * to the one that is asked about. */
struct joined {
    enum scope_leave is; /* SCOPE_NO: it is stated that they are joined    */
    size_t at;           /* the step that says so                          */
};

static bool take_over(struct joined *l, const struct lineage_edge *e)
{
    if (l[e->made].is <= l[e->from].is)
        return false;
    l[e->from] = l[e->made];
    return true;
}

/* Edges come with those that were made first, so once is mostly enough. */
static void spread(struct joined *l, const struct lineage *lineage)
{
    bool changed = true;

    while (changed) {
        changed = false;
        for (size_t i = 0; i < lineage->edges_n; i++)
            changed |= take_over(l, &lineage->edges[i]);
    }
}

static struct joined *make_joined(const struct scope_rules *rules)
{
    struct joined *l = xcalloc(rules->lineage.n, sizeof *l);

    for (size_t i = 0; i < rules->lineage.n; i++)
        l[i].at = i;
    for (size_t i = 0; i < rules->n; i++)
        if (rules->v[i].what == SCOPE_JOINED)
            l[rules->v[i].step].is = rules->v[i].leave;
    spread(l, &rules->lineage);
    return l;
}

static void say_forbidden(struct asking *a, const struct scope_rule *r,
                          const struct joined *joined)
{
    const char *at = a->rules.lineage.v[joined->at].dataset;

    if (joined->is == SCOPE_NO)
        answer_add(a, ANSWER_OF_LINKAGE_NOT, r->record, "");
    else if (joined->is == SCOPE_OPEN)
        answer_add(a, ANSWER_OF_LINKAGE_OPEN, at, "");
    if (a->question->recipient && !recipient_stays(a->category) &&
        !a->recipient_self)
        answer_add(a, ANSWER_OF_LINKAGE_RECIPIENT, r->record, "");
}

int answer_linkage(struct asking *a, struct error *err)
{
    struct joined *joined = make_joined(&a->rules);

    (void)err;
    for (size_t i = 0; i < a->rules.n; i++) {
        const struct scope_rule *r = &a->rules.v[i];
        bool linkage = r->what == SCOPE_LINKAGE;

        if (!scope_counts(&a->rules, r, a->question->purpose))
            continue;
        if ((linkage && r->leave == SCOPE_NO) ||
            (r->what == SCOPE_DUTY && strcmp(r->code, "no-linkage") == 0))
            say_forbidden(a, r, &joined[r->step]);
        else if (linkage && r->leave == SCOPE_OPEN &&
                 joined[r->step].is >= SCOPE_OPEN)
            answer_add(a, ANSWER_OF_LINKAGE_DOUBT, r->record, "");
    }
    free(joined);
    return 0;
}
