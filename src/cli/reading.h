/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_CLI_READING_H
#define LARDER_CLI_READING_H

#include <jansson.h>

#include "label/counter.h"

/* How counts and scores of a text are printed, always together. */

/* For people: the counts, and a line for each formula of the language. */
void reading_say(const char *lang, const struct counts *c);

/*
 * {"calibrated": true, "counter": "1", "counts": {...}, "lang": "en",
 *  "scores": [{"formula": "flesch-kincaid", "reading": "fine", "score": 2.1}]}
 *
 * A formula is left out where the text is too short for it.
 */
json_t *reading_json(const char *lang, const struct counts *c);

#endif
