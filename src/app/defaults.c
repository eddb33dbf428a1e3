/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "app/defaults.h"

#include <string.h>

#include "store/read.h"

/* The field of a dataset, and that of the organisation or its party. */
static const struct {
    enum field field;
    enum field from;
} table[] = {
    { DATASET_CONTROLLER, ORGANISATION_PARTY },
    { DATASET_DATA_PROTECTION_OFFICER, PARTY_DATA_PROTECTION_OFFICER },
    { DATASET_COMPLAIN_TO, ORGANISATION_SUPERVISORY_AUTHORITY },
    { DATASET_ANSWER_WITHIN, ORGANISATION_ANSWER_WITHIN },
};

/* Is this party the controller?  Another one has its own officer. */
static bool is_controller(const struct record *r, const struct record *party)
{
    const char *controller = record_text(r, DATASET_CONTROLLER);

    return controller && strcmp(controller, party->ref) == 0;
}

static void fill_from(struct record *r, const struct record *from,
                      const struct strs *given, struct strs *filled)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct value *v = record_value(r, table[i].field);
        const char *name = field_info(table[i].field)->name;
        const char *text;

        if (field_info(table[i].from)->kind != from->kind ||
            v->state != STATE_BLANK || (given && strs_has(given, name)))
            continue;
        text = record_text(from, table[i].from);
        if (!text)
            continue;
        value_set_text(v, text);
        if (filled)
            strs_add(filled, name);
    }
}

static int fill_from_party(struct record *r, struct store *s, const char *ref,
                           const struct strs *given, struct strs *filled,
                           struct error *err)
{
    struct record party;

    if (store_load(s, ref, &party, err) != 0)
        return -1;
    if (is_controller(r, &party))
        fill_from(r, &party, given, filled);
    record_release(&party);
    return 0;
}

int defaults_fill(struct record *r, struct store *s, const struct strs *given,
                  struct strs *filled, struct error *err)
{
    struct record us;
    const char *party;
    int64_t id;
    int found;

    if (r->kind != KIND_DATASET)
        return 0;
    found = store_find(s, "organisation", &id, err);
    if (found <= 0)
        return found;
    if (store_load_id(s, id, &us, err) != 0)
        return -1;
    fill_from(r, &us, given, filled);
    party = record_text(&us, ORGANISATION_PARTY);
    found = party ? fill_from_party(r, s, party, given, filled, err) : 0;
    record_release(&us);
    return found;
}
