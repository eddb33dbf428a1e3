/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_REPORT_PIECE_H
#define LARDER_AUDIT_REPORT_PIECE_H

#include <jansson.h>
#include <stdio.h>

#include "audit/audit.h"

/*
 * What reports for programs share: they are written piece by piece, so that
 * memory stays flat, and never translated.
 */

/* Writes a value and drops it: keys in the order of their bytes, letters
 * beyond ASCII as \uXXXX, so that stored text cannot steer a terminal. */
void piece_put(FILE *out, json_t *value);

/* A string; null where it is NULL or empty. */
json_t *piece_text(const char *s);

/* Where it is a register of then (--at), which; else NULL. */
json_t *piece_at(const struct audit_report *r);

/* "not verified", "verified" or "faulty". */
const char *piece_history(const struct audit_report *r);

/* [{"from": "warning", "reason": "...", "rule": "RET-02", "to": "error"}] */
json_t *piece_grades(const struct audit_report *r);

/* {"gone": 1, "known": 2}, gone null where nobody knows; null: no baseline. */
json_t *piece_baseline(const struct audit_report *r);

/* {"approver": ..., "reason": ..., "ref": ..., "until": ...} or null. */
json_t *piece_waiver(const struct waiver *w);

#endif
