/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/coverage_when.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strs.h"
#include "model/vocabulary.h"

/* --- what needs more than a code ----------------------------------------- */

/* The country of the party that the field names; "": not known. */
static const char *country_of(struct unit *u, const struct record *r,
                              enum field field)
{
    const char *ref = r ? record_text(r, field) : NULL;
    const struct record *party = ref ? unit_named(u, ref, NULL) : NULL;
    const char *country = party ? record_text(party, PARTY_COUNTRY) : NULL;

    return country ? country : "";
}

/* From where its data go. */
static const char *home_of(struct unit *u, const struct record *r)
{
    return country_of(u, unit_dataset(u, r), DATASET_CONTROLLER);
}

/* "Not applicable" is everywhere. */
static enum truth goes_outside(struct unit *u, const struct record *r)
{
    const struct value *v = record_get(r, RECIPIENT_COUNTRY);

    if (v->state == STATE_NA)
        return TRUTH_TRUE;
    if (v->state != STATE_VALUE)
        return TRUTH_OPEN;
    return flow_between(u->flow, home_of(u, r), v->items.v[0], NULL) ==
                   FLOW_INSIDE
               ? TRUTH_FALSE
               : TRUTH_TRUE;
}

static enum truth lies_outside(struct unit *u, const struct record *r)
{
    const struct value *v = record_get(r, DATASET_STORED_WHERE);

    for (size_t i = 0; i < v->items.n; i++)
        if (flow_between(u->flow, home_of(u, r), v->items.v[i], NULL) !=
            FLOW_INSIDE)
            return TRUTH_TRUE;
    return v->state == STATE_VALUE ? TRUTH_FALSE : TRUTH_OPEN;
}

static enum truth is_abroad(struct unit *u, const struct record *r,
                            const char *home)
{
    const char *country = country_of(u, r, DATASET_CONTROLLER);

    if (!*country)
        return TRUTH_OPEN;
    return flow_between(u->flow, home, country, NULL) == FLOW_INSIDE
               ? TRUTH_FALSE
               : TRUTH_TRUE;
}

static enum truth outside_eea(struct unit *u, const struct record *r)
{
    return is_abroad(u, r, "");
}

static enum truth outside_uk(struct unit *u, const struct record *r)
{
    return is_abroad(u, r, "GB");
}

/* Does a use need elements that the law guards more? */
static enum truth uses_special(struct unit *u, const struct record *use)
{
    const struct value *names = record_get(use, USE_ELEMENTS);
    const struct record *element;
    bool any = false, open = false;

    for (size_t i = 0; (element = unit_beside(u, use, KIND_ELEMENT, i)); i++) {
        const struct value *v = record_get(element, ELEMENT_SPECIAL_CATEGORY);

        if (names->state == STATE_VALUE && !value_has(names, element->ref))
            continue;
        if (v->state == STATE_VALUE)
            return TRUTH_TRUE;
        open |= v->state != STATE_NONE;
        any = true;
    }
    return any && !open ? TRUTH_FALSE : TRUTH_OPEN;
}

/* --- the table ----------------------------------------------------------- */

static const struct condition table[] = {
    { "automated-decision", USE_DECIDES, "alone", NULL,
      N_("Only where a computer decides alone.") },
    { "basis-consent", USE_BASIS, "consent", NULL,
      N_("Only where people said yes.") },
    { "basis-legitimate-interests", USE_BASIS, "legitimate-interests", NULL,
      N_("Only where a legitimate interest is the basis.") },
    { "controller-outside-eea", DATASET_CONTROLLER, NULL, outside_eea,
      N_("Only where the controller is outside the EEA.") },
    { "controller-outside-uk", DATASET_CONTROLLER, NULL, outside_uk,
      N_("Only where the controller is outside the United Kingdom.") },
    { "decision", USE_DECIDES, "helps alone", NULL,
      N_("Only where something is decided about people.") },
    { "dpia-needed", ACTIVITY_DPIA_NEEDED, "yes", NULL,
      N_("Only where the impact must be assessed.") },
    { "our-role-controller", ACTIVITY_OUR_ROLE, "controller joint-controller",
      NULL, N_("Only where we decide about the data.") },
    { "our-role-processor", ACTIVITY_OUR_ROLE, "processor sub-processor", NULL,
      N_("Only where we work for others.") },
    { "processors", RECIPIENT_CATEGORY, "processor", NULL,
      N_("Only where others work for us.") },
    { "retention-not-followed", RETENTION_FOLLOWED, "no", NULL,
      N_("Only where a period is not kept to.") },
    { "special-categories", USE_ELEMENTS, NULL, uses_special,
      N_("Only where data are used that the law guards more.") },
    { "transfer-outside", RECIPIENT_COUNTRY, NULL, goes_outside,
      N_("Only where data go to a country under another law.") },
    { "transfer-outside", DATASET_STORED_WHERE, NULL, lies_outside,
      N_("Only where data go to a country under another law.") },
};

enum { ROWS = sizeof table / sizeof *table };

const struct condition *condition_at(size_t i)
{
    return i < ROWS ? &table[i] : NULL;
}

const struct condition *condition_find(const char *name)
{
    for (size_t i = 0; i < ROWS; i++)
        if (strcmp(table[i].name, name) == 0)
            return &table[i];
    return NULL;
}

static bool is_one_of(enum field field, const char *item, const char *codes)
{
    const char *vocabulary = field_info(field)->vocabulary;
    struct strs wanted = STRS_INIT;
    bool found = false;

    strs_split(&wanted, codes, ' ');
    for (size_t i = 0; i < wanted.n && !found; i++)
        found = vocabulary ? vocabulary_within(vocabulary_find(vocabulary),
                                               item, wanted.v[i])
                           : strcmp(item, wanted.v[i]) == 0;
    strs_release(&wanted);
    return found;
}

static enum truth row_of_record(struct unit *u, const struct condition *c,
                                const struct record *r)
{
    const struct value *v = record_get(r, c->field);

    if (c->is)
        return c->is(u, r);
    if (v->state == STATE_NONE || v->state == STATE_NA)
        return TRUTH_FALSE;
    if (v->state != STATE_VALUE)
        return TRUTH_OPEN;
    for (size_t i = 0; i < v->items.n; i++)
        if (!c->codes || is_one_of(c->field, v->items.v[i], c->codes))
            return TRUTH_TRUE;
    return TRUTH_FALSE;
}

/* Is the list of that kind stated as complete, or none, of every dataset? */
static bool is_complete(struct unit *u, enum kind kind, condition_open_fn *each,
                        void *data)
{
    enum field state = kind_list_state(kind);
    const struct record *dataset;
    bool complete = true;
    size_t i;

    for (i = 0; (dataset = unit_record(u, KIND_DATASET, i)); i++) {
        const struct value *v =
            state == FIELD_COUNT ? NULL : record_get(dataset, state);

        if (!v || v->state == STATE_NONE || value_has(v, "complete"))
            continue;
        complete = false;
        if (each)
            each(dataset, state, data);
    }
    return complete && i > 0;
}

/* What the records that one row looks at say together. */
static enum truth row_of(struct unit *u, const struct condition *c,
                         condition_open_fn *each, void *data)
{
    enum kind kind = field_info(c->field)->kind;
    enum truth truth = TRUTH_FALSE;
    const struct record *r;
    size_t i;

    for (i = 0; (r = unit_record(u, kind, i)); i++) {
        enum truth t = row_of_record(u, c, r);

        if (t == TRUTH_TRUE)
            return t;
        if (t == TRUTH_OPEN) {
            truth = t;
            if (each)
                each(r, c->field, data);
        }
    }
    if (kind_list_state(kind) != FIELD_COUNT) {
        if (!is_complete(u, kind, each, data))
            truth = TRUTH_OPEN;
    } else if (i == 0) {
        truth = TRUTH_OPEN;
    }
    return truth;
}

enum truth condition_of(struct unit *u, const char *name)
{
    enum truth truth = TRUTH_FALSE;

    for (size_t i = 0; i < ROWS; i++)
        if (strcmp(table[i].name, name) == 0) {
            enum truth t = row_of(u, &table[i], NULL, NULL);

            if (t == TRUTH_TRUE)
                return t;
            if (t == TRUTH_OPEN)
                truth = t;
        }
    return truth;
}

enum truth condition_of_record(struct unit *u, const char *name,
                               const struct record *r)
{
    for (size_t i = 0; i < ROWS; i++)
        if (strcmp(table[i].name, name) == 0 &&
            field_info(table[i].field)->kind == r->kind)
            return row_of_record(u, &table[i], r);
    return TRUTH_TRUE;
}

void condition_open(struct unit *u, const char *name, condition_open_fn *each,
                    void *data)
{
    for (size_t i = 0; i < ROWS; i++)
        if (strcmp(table[i].name, name) == 0)
            row_of(u, &table[i], each, data);
}
