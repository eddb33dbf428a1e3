/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_LINT_H
#define LARDER_LABEL_LINT_H

#include <stdbool.h>
#include <stddef.h>

#include "model/kinds.h"

/*
 * The gates that the words of a label must pass.  Each has a code that never
 * changes: L0.. are about one text, L1.. about what rows say, L2.. about a
 * label as a whole (label/lint_label.h).
 *
 * Bounds: a sentence of 15 words and one of 20, 12 in the mean, from guides
 * for easy-to-read text; 400 words to read, which is two minutes: an error
 * where not even the short layout keeps to it, a warning where the standard one
 * does not.  Bounds of scores: label/readability.h.
 */
enum gate {
    GATE_BANNED,
    GATE_SENTENCE_LONG,
    GATE_SENTENCE_TOO_LONG,
    GATE_VAGUE_PERIOD,
    GATE_ANONYMOUS,
    GATE_CAPITALS,
    GATE_SLASH,

    GATE_ROW_EMPTY,
    GATE_UNKNOWN,
    GATE_NO_HOW,
    GATE_CONSENT_COSTS,
    GATE_NO_BASIS,
    GATE_NOT_CHECKED,
    GATE_CHECK_OVERDUE,

    GATE_LABEL_LONG,
    GATE_MEAN_LONG,
    GATE_HARD,
    GATE_TOO_HARD,
    GATE_COUNT
};

enum lint_severity { LINT_ERROR, LINT_WARNING };

struct gate_info {
    const char *code; /* "L001"                                            */
    enum lint_severity severity;
    const char *title; /* a sentence without full stop; translate          */
};

const struct gate_info *gate_info(enum gate gate);
const char *lint_severity_name(enum lint_severity s); /* not translated    */

enum {
    LINT_SENTENCE_LONG = 15,
    LINT_SENTENCE_MOST = 20,
    LINT_SENTENCE_MEAN = 12,
    LINT_LABEL_WORDS = 400,
};

/* What breaks a gate; all is borrowed for the call. */
struct lint_found {
    enum gate gate;
    const char *ref;     /* of the record to change; NULL: of none alone   */
    enum field field;    /* FIELD_COUNT: none alone                        */
    size_t row;          /* of the label, from 1; 0: none                  */
    const char *what;    /* the words that break it, or ""                 */
    const char *instead; /* of a banned word, in its language; or NULL     */
    const char *message; /* what to write instead: sentences, translated   */
};

typedef void lint_fn(const struct lint_found *f, void *data);

/* Is that a field whose words a label prints as they are, as its own? */
bool lint_reads(enum field field);

/*
 * Tells what a text in that language (BCP 47) breaks, in the order in which
 * it stands there; ref and row are left out.  Other fields than that of how
 * long data are kept may say "as long as necessary".
 */
void lint_text(const char *lang, enum field field, const char *text,
               lint_fn *each, void *data);

/* The first error of a text, else its first warning: the message, which the
 * caller frees; NULL: it is plain. */
char *lint_worst(const char *lang, enum field field, const char *text);

#endif
