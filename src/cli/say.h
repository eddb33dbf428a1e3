/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_CLI_SAY_H
#define LARDER_CLI_SAY_H

#include <stddef.h>
#include <stdio.h>

#include <jansson.h>

#include "base/buf.h"
#include "base/error.h"

/*
 * Results on standard output, talk on standard error.  What may hold words
 * from the register is escaped here.  Errors of writing are seen at the end
 * (cli_close).
 */

/* One line of the result, escaped. */
void say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/*
 * Lines of the result that begin at the indent, those after the first `hang`
 * cells further in; broken where the terminal ends, but not before 20 cells.
 */
void say_wrapped(int indent, int hang, const char *text);

/* One line of talk, escaped. */
void talk(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* The same, but only if a person is there to read it. */
void talk_to_person(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* One line of CSV: cells parted by commas, safe for spreadsheets. */
void say_csv(const char *const *cells, size_t n);

/* JSON with sorted keys and a line end; takes the reference over. */
void say_json(json_t *value);

/*
 * The items of an array one by one, so that memory stays flat: say_array
 * before each with how many there were, say_array_end after the last.
 */
void say_array(json_t *item, size_t before);
void say_array_end(size_t items);

#endif
