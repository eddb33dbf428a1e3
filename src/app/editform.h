/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_APP_EDITFORM_H
#define LARDER_APP_EDITFORM_H

#include "base/buf.h"
#include "base/error.h"
#include "model/record.h"

/*
 * A record as a text that a person can change in an editor, and back.
 *
 *     # Title: a short name ...
 *     title: Phones near bus stops
 *     title@fr: Téléphones près des arrêts
 *     # Summary: ...
 *     summary:
 *         Lines of prose stand behind four blanks.
 *
 *         An empty line belongs to them, at their end it does not.
 *     sold: @unknown
 *
 * Lines that begin with # are comments.  What stands behind the colon loses
 * the white space around it; lines behind four blanks are kept as they are.
 * Items of fields that repeat are parted by commas.  Nothing behind the colon
 * is a blank; a field whose line is gone stays as it was.  Reading back what
 * was written gives the same record.
 */
void editform_write(struct buf *out, const struct record *r);

/*
 * Reads the text into a record that holds what it was made from: values
 * change, ref and version do not.  Words in other languages keep the digest
 * of the original that they translate, unless they change.  The error begins
 * with "name:line"; *line is the line it is about.
 */
int editform_read(struct record *r, const char *text, const char *name,
                  long *line, struct error *err);

/* The line of a field in the text, or 1. */
long editform_line(const char *text, enum field field);

/*
 * Puts an error in front of a line, as a comment, and takes away those that
 * were put there before.
 */
void editform_annotate(struct buf *text, long line, const char *sentence);

/* Is there anything but comments and white space? */
bool editform_empty(const char *text);

#endif
