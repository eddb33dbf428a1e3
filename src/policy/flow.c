/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/flow.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/kinds.h"
#include "model/value.h"
#include "store/list.h"

struct flow_table {
    char day[DATE_TEXT];
    struct country_line *own; /* their texts are in ...                    */
    size_t n;
    size_t room;
    struct strs texts;
};

static const char *const names[FLOW_COUNT] = {
    [FLOW_INSIDE] = "inside",
    [FLOW_ADEQUATE] = "adequate",
    [FLOW_PARTLY] = "partly",
    [FLOW_OUTSIDE] = "outside",
};

const char *flow_name(enum flow flow)
{
    return names[flow];
}

/* --- the corrections of the register ------------------------------------- */

enum { COUNTRY, STATUS, SINCE, UNTIL, SOURCE, SCOPE, CELLS };

/* Keeps a value; nothing where a state is stated, or nothing at all. */
static const char *keep(struct flow_table *t, const char *cell)
{
    static const enum state states[] = { STATE_NONE, STATE_NA, STATE_UNKNOWN };
    size_t i;

    for (i = 0; i < sizeof states / sizeof *states; i++)
        if (strcmp(cell, state_token(states[i])) == 0)
            return "";
    strs_add(&t->texts, cell);
    return t->texts.v[t->texts.n - 1];
}

static int add_rule(const struct list_row *row, void *data, struct error *err)
{
    struct flow_table *t = data;
    char *const *cell = row->cells.v;

    (void)err;
    ARRAY_GROW(t->own, t->n, t->room);
    t->own[t->n++] = (struct country_line){
        .country = keep(t, cell[COUNTRY]),
        .status = keep(t, cell[STATUS]),
        .since = keep(t, cell[SINCE]),
        .until = keep(t, cell[UNTIL]),
        .source = keep(t, cell[SOURCE]),
        .scope = keep(t, cell[SCOPE]),
    };
    return 0;
}

int flow_open(struct flow_table **out, struct store *s, const char *day,
              struct error *err)
{
    static const enum field columns[CELLS] = {
        [COUNTRY] = COUNTRY_RULE_COUNTRY, [STATUS] = COUNTRY_RULE_STATUS,
        [SINCE] = COUNTRY_RULE_SINCE,     [UNTIL] = COUNTRY_RULE_UNTIL,
        [SOURCE] = COUNTRY_RULE_SOURCE,   [SCOPE] = COUNTRY_RULE_SCOPE,
    };
    const struct list_query q = { .kind = KIND_COUNTRY_RULE,
                                  .sort = FIELD_COUNT,
                                  .columns = columns,
                                  .columns_n = CELLS };
    struct flow_table *t = xcalloc(1, sizeof *t);

    strcpy(t->day, day);
    if (list_each(s, &q, add_rule, t, err)) {
        flow_free(t);
        return -1;
    }
    *out = t;
    return 0;
}

void flow_free(struct flow_table *t)
{
    if (!t)
        return;
    strs_release(&t->texts);
    free(t->own);
    free(t);
}

void flow_countries(const struct flow_table *t, struct strs *out)
{
    size_t i;

    for (i = 0; i < t->n; i++)
        strs_add(out, t->own[i].country);
}

/* --- whose law, and what it says ----------------------------------------- */

static const struct country_line *status_of(const struct flow_table *t,
                                            const char *country,
                                            const char *status)
{
    return country_status_on(country, status, t->day, t->own, t->n);
}

/* The decisions that count for data that go from there, or NULL. */
static const char *decisions_of(const struct flow_table *t, const char *home)
{
    if (!*home || status_of(t, home, "eea"))
        return "eu-adequacy";
    if (strcmp(home, "GB") == 0)
        return "uk-adequacy";
    if (strcmp(home, "CH") == 0)
        return "swiss-adequacy";
    return NULL;
}

enum flow flow_between(const struct flow_table *t, const char *home,
                       const char *country, const struct country_line **line)
{
    const char *decisions = decisions_of(t, home);
    const struct country_line *found = NULL;
    enum flow flow = FLOW_OUTSIDE;

    if (strcmp(home, country) == 0) {
        flow = FLOW_INSIDE;
    } else if (decisions) {
        if (strcmp(decisions, "eu-adequacy") == 0)
            found = status_of(t, country, "eea");
        if (found)
            flow = FLOW_INSIDE;
        else if ((found = status_of(t, country, decisions)))
            flow = *found->scope ? FLOW_PARTLY : FLOW_ADEQUATE;
    }
    if (line)
        *line = found;
    return flow;
}
