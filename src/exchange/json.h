/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_JSON_H
#define LARDER_EXCHANGE_JSON_H

#include <jansson.h>
#include <stdio.h>

#include "base/error.h"
#include "model/record.h"
#include "store/store.h"

/*
 * Records as JSON, for programs that read the register; it is not read back
 * (register_xml.h is).  Keys are sorted.
 *
 *     {"fields": {"name": "City of Harbour", "part_of": {"state": "none"}},
 *      "kind": "party", "ref": "city", "uid": "0193...",
 *      "words": {"name": {"ga": {"of": "90c1...", "text": "..."}}}}
 *
 * A field that is blank is not there.  A stated none, na or unknown is an
 * object with the one key "state".  Else it is a string; for fields that
 * repeat an array of strings, also where there is one; for yes and no true and
 * false; for counts and ratios a number (a ratio of more than 15 digits is
 * rounded).  "words" is there only where there are words in other languages;
 * "of" is the digest of the text that they translate.
 */
json_t *json_record(const struct record *r);

/* A string of JSON; bytes that are not UTF-8 are made visible.  An export does
 * not use it: there they are null. */
json_t *json_words(const char *s);

/*
 * Writes {"format": "larder-register", "records": [...], "version": "1.0"},
 * one record a line, in the order of an export as XML; memory stays flat.
 */
int json_export(struct store *s, FILE *out, struct error *err);

/* The same with a first member "at" that holds this (NULL: none), which is
 * borrowed. */
int json_export_at(struct store *s, const json_t *at, FILE *out,
                   struct error *err);

#endif
