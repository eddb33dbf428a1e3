/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/audit_choice.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/ref.h"
#include "store/read.h"

void choice_init(struct audit_choice *c, const struct audit_options *o)
{
    *c = (struct audit_choice){ .options = o,
                                .rules = o->rules ? o->rules : rules_ours(),
                                .refs = STRS_INIT,
                                .datasets = STRS_INIT,
                                .ever = STRS_INIT };
}

/* --- rules --------------------------------------------------------------- */

static bool named(const char *const *ids, size_t n, const char *id)
{
    size_t i;

    for (i = 0; i < n; i++)
        if (strcmp(ids[i], id) == 0)
            return true;
    return false;
}

bool choice_has_rule(const struct audit_choice *c, const struct rule *rule)
{
    const struct audit_options *o = c->options;

    if (c->part != ALL_RULES &&
        (c->part == OUR_RULES) != (rule_find(rule->id) != NULL))
        return false;
    if (!rule->sql || named(o->exclude, o->exclude_n, rule->id))
        return false;
    return o->only_n == 0 || named(o->only, o->only_n, rule->id);
}

static int check_ids(const struct rules *rules, const char *const *ids,
                     size_t n, struct error *err)
{
    size_t i;

    for (i = 0; i < n; i++) {
        const char *near;

        if (rules_find(rules, ids[i]))
            continue;
        near = rules_nearest(rules, ids[i]);
        if (near)
            return error_set(err, ERROR_USAGE,
                             _("there is no rule '%s'; did you mean '%s'?"),
                             ids[i], near);
        return error_set(err, ERROR_USAGE,
                         _("there is no rule '%s'; see 'larder rules'"),
                         ids[i]);
    }
    return 0;
}

int choice_check(const struct audit_choice *c, struct error *err)
{
    const struct audit_options *o = c->options;

    if (check_ids(c->rules, o->only, o->only_n, err) ||
        check_ids(c->rules, o->exclude, o->exclude_n, err))
        return -1;
    return 0;
}

/* --- records ------------------------------------------------------------- */

/* Notes the dataset that it is, or in which it is. */
static void note_dataset(struct audit_choice *c, const struct record *r)
{
    size_t len = ref_parent_len(r->ref);

    if (r->kind == KIND_DATASET)
        strs_add(&c->datasets, r->ref);
    else if (len > 0)
        strs_add_len(&c->datasets, r->ref, len);
    else
        c->elsewhere = true;
}

int choice_read(struct audit_choice *c, struct store *s, struct error *err)
{
    size_t i;

    for (i = 0; i < c->options->refs_n; i++) {
        struct record r;

        if (store_load(s, c->options->refs[i], &r, err))
            return -1;
        strs_add(&c->refs, r.ref);
        strs_add(&c->ever, r.ref);
        note_dataset(c, &r);
        record_release(&r);
        if (store_old_refs(s, c->options->refs[i], &c->ever, err))
            return -1;
    }
    strs_sort_unique(&c->refs);
    strs_sort_unique(&c->ever);
    strs_sort_unique(&c->datasets);
    return 0;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool has_ref(const struct strs *refs, const char *ref)
{
    return bsearch(&ref, refs->v, refs->n, sizeof *refs->v, by_text) != NULL;
}

/* Is it one of these, or in one of them? */
static bool has_or_parent(const struct strs *refs, const char *ref)
{
    size_t len = ref_parent_len(ref);
    char *parent;
    bool wanted;

    if (has_ref(refs, ref))
        return true;
    if (len == 0)
        return false;
    parent = xstrndup(ref, len);
    wanted = has_ref(refs, parent);
    free(parent);
    return wanted;
}

bool choice_has_ref(const struct audit_choice *c, const char *ref)
{
    return c->refs.n == 0 || has_or_parent(&c->refs, ref);
}

bool choice_had_ref(const char *ref, void *choice)
{
    const struct audit_choice *c = choice;

    return has_or_parent(&c->ever, ref);
}

void choice_release(struct audit_choice *c)
{
    strs_release(&c->refs);
    strs_release(&c->datasets);
    strs_release(&c->ever);
}
