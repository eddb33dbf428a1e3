/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_COVERAGE_UNITS_H
#define LARDER_AUDIT_COVERAGE_UNITS_H

#include "audit/coverage_unit.h"

/*
 * Calls each() for every unit of that kind in order of refs, or for those of
 * `refs`: records of the kind; for activities also datasets and what belongs
 * to them, then with all uses of the dataset; for datasets what belongs to
 * them; for consents and uses their datasets.  One unit is in memory at a time.
 */
typedef int unit_each_fn(struct unit *u, void *data, struct error *err);
int unit_each(struct store *s, enum kind kind, const char *const *refs,
              size_t n, const char *day, unit_each_fn *each, void *data,
              struct error *err);

#endif
