/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_LABEL_H
#define LARDER_LABEL_LABEL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"
#include "label/layout.h"
#include "store/store.h"

/*
 * The label that tells the people in one or more datasets what is done with
 * data about them: fifteen fixed rows, and what is left unsaid stands there as
 * WE DO NOT KNOW.
 *
 * It is one tree (label/tree.h), made once from the register.  Everything
 * that is shown is made from the tree and holds no fact that is not in it.
 * The same register, language and day give the same bytes.
 */
struct label;

struct record;

struct label_options {
    const char *lang;  /* BCP 47; NULL: that of the register               */
    const char *as_of; /* a day; NULL: today                               */
    /* The columns of the grid (label/grid_profile.h); NULL: as the first
     * dataset says. */
    const char *profile;
    bool of_day; /* say on it for which day it is                    */

    /* For label/issue.h alone. */
    const struct record *issue; /* under which it is stored, or NULL       */
    struct buf *reads; /* gets the records that it read (label/reads.h)    */
};

/* Makes the label of these datasets together; at least one. */
int label_build(struct label **out, struct store *s, const char *const *refs,
                size_t n, const struct label_options *o, struct error *err);

void label_free(struct label *l);

/* The layout in which people are given it; the standard one for a draft. */
enum layout label_layout(const struct label *l);

/*
 * Puts words above the label on each page that is made from it, such as which
 * moment it shows.  They are no part of it: neither XML nor seal has them.
 */
void label_remark(struct label *l, const char *words);

/*
 * The label as XML (schemas/larder-label.xsd): codes and the exact words
 * shown, sealed.
 */
void label_xml(const struct label *l, struct buf *out);

/*
 * Reads that XML back.  Refuses what is no label, and one whose seal is not
 * that of its facts; white space between elements, the order of attributes
 * and the like do not matter.
 */
int label_read(struct label **out, const char *xml, size_t len,
               struct error *err);

/*
 * The label as lines of at most `width` cells, 20 or more: a table, or below
 * 60 cells a list.  Texts of the register are escaped for a terminal; what else
 * is in it belongs there (label/paper.h), and must not be escaped again.
 */
void label_text(const struct label *l, enum layout layout, size_t width,
                struct buf *out);

/*
 * The label as one file of HTML that loads nothing, for screens and paper.
 * Texts of the register are escaped as for a terminal (base/escape.h).
 */
void label_html(const struct label *l, enum layout layout, struct buf *out);

/* The same as a text document: flat OpenDocument 1.2. */
void label_fodt(const struct label *l, enum layout layout, struct buf *out);

/*
 * The same as a script that a helper reads aloud: one sentence a line, in
 * brackets what the helper does, and at the end the choices as questions.
 */
void label_oral(const struct label *l, enum layout layout, size_t width,
                struct buf *out);

/*
 * The label as one text message and LF: the answers of its message, the
 * address of the full record without "https://", the check code; "DRAFT:" in
 * front unless it is approved; no-break spaces are blanks.  Refuses where it
 * has no address, a character that such messages do not have, or more than 160
 * septets (label/gsm7.h); the error says how many, and what to make shorter.
 */
int label_sms(const struct label *l, struct buf *out, struct error *err);

#endif
