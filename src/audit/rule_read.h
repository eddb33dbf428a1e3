/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_RULE_READ_H
#define LARDER_AUDIT_RULE_READ_H

#include "audit/rule.h"

/*
 * Reads the XML of a rule into *out, which is all zeros; `known` are the rules
 * whose ids it may not have.  On error *out holds what was read so far.
 */
int rule_read(struct rule *out, const struct rules *known, const char *file,
              const void *bytes, size_t len, struct error *err);

void rule_release(struct rule *r);

#endif
