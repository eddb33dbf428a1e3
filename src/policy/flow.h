/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_POLICY_FLOW_H
#define LARDER_POLICY_FLOW_H

#include "base/strs.h"
#include "model/country_table.h"
#include "model/date.h"
#include "store/store.h"

/*
 * What the law asks before data may go from one country to another (GDPR
 * Chapter V; UK GDPR Art. 44A to 49; Swiss FADP Art. 16 and 17), on one day,
 * by the table of countries with the corrections of the register.
 *
 * The law of the place from which the data go decides: that of the EEA, of the
 * United Kingdom or of Switzerland.  Any other country is taken to trust
 * itself alone.  Where nobody knows from where the data go, it is the EEA.
 */
enum flow {
    FLOW_INSIDE,   /* under the same law: nothing is asked                 */
    FLOW_ADEQUATE, /* a decision says that data are protected well there   */
    FLOW_PARTLY,   /* such a decision holds for a part only                */
    FLOW_OUTSIDE,  /* neither: a mechanism is needed                       */
    FLOW_COUNT
};

/* The corrections of one register, as they are on one day. */
struct flow_table;

int flow_open(struct flow_table **out, struct store *s, const char *day,
              struct error *err);
void flow_free(struct flow_table *t);

/* From `home` ("": not known) to `country`; *line (may be NULL) is then the
 * line that says so, or NULL; it lives as long as the table. */
enum flow flow_between(const struct flow_table *t, const char *home,
                       const char *country, const struct country_line **line);

/* Adds the countries for which the register has lines of its own. */
void flow_countries(const struct flow_table *t, struct strs *out);

/* "inside", "adequate", "partly", "outside"; for tables. */
const char *flow_name(enum flow flow);

#endif
