/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_PACK_H
#define LARDER_EXCHANGE_PACK_H

#include <stddef.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/error.h"
#include "store/store.h"

/*
 * Packs of terms: CSV files from which own terms are loaded into a vocabulary,
 * and unloaded again.  The heading names the columns:
 *
 *   code, term         its code; CamelCase becomes camel-case
 *   id                 an OBO id such as DUO:0000021, which gives the IRI
 *   iri                its IRI
 *   title, label       its title; must be there, and one of the three above
 *   words              plain words; else those of the title, and the notes
 *                      say that nobody has made them plain
 *   help, definition, description
 *   broader, hasbroader   IRIs or codes of terms above it, parted by ";"
 *   scopenote          goes into the notes
 *   type               a row of the type "property" is no term
 *
 * These are the columns of the files that DPV 2.3 and DUO publish, and of
 * 'larder vocabulary show --format csv'.  Others are passed over.
 *
 * A term stands below the first of those above it that is in the file or in
 * the vocabulary, else below the term that the caller names.  A code that is
 * taken gets the last part of the IRI's path in front.  A row without an IRI of
 * whose code, or title, no letter or digit of ASCII is left is an error.
 */
struct pack_options {
    const char *vocabulary;
    const char *under; /* a code, or NULL: what has no place is an error   */
    const char *pack;  /* its name                                         */
};

enum pack_outcome {
    PACK_ADDED,
    PACK_KNOWN,   /* the vocabulary has it: its IRI, without one its code  */
    PACK_NO_TERM, /* a property                                            */
    PACK_OUTCOMES
};

/* A row of the file and what became of it. */
struct pack_row {
    long line;
    const char *title;
    const char *code; /* of its term; "" where it is none                  */
    enum pack_outcome outcome;
};

typedef void pack_row_fn(const struct pack_row *row, void *data);

/*
 * Reads a file; `name` is borrowed.  Errors begin with it and the line, here
 * and when the pack is loaded.
 */
struct pack;
int pack_read(struct pack **out, FILE *in, const char *name, struct error *err);
void pack_free(struct pack *p);

/* Adds its terms to the open change; once. */
int pack_load(struct store *s, struct pack *p, const struct pack_options *o,
              pack_row_fn *each, void *data, struct error *err);

/*
 * Removes all terms of the pack in the open change; how many is *out.  A pack
 * of which there is no term is an error that names the nearest.
 */
int pack_unload(struct store *s, const char *pack, size_t *out,
                struct error *err);

/* Adds the name that a pack has unless it is given one: that of its file. */
void pack_name(struct buf *out, const char *file);

#endif
