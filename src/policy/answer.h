/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_POLICY_ANSWER_H
#define LARDER_POLICY_ANSWER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "model/date.h"
#include "store/store.h"

/*
 * May we use these data, or share them, for that, with them, there, on that
 * day?  Yes, no, or a person must decide; with every reason, each of which
 * names the record that it is read from and the law behind it (answer.def).
 *
 * The strictest reason counts.  What is blank or unknown never gives a yes,
 * and never a no: then a person must decide.  All is asked of the dataset and
 * of those that it was made from (policy/scope.h).  It costs in proportion to
 * these, however large the register is.
 */
enum answer_verdict { ANSWER_YES, ANSWER_DECIDE, ANSWER_NO };

enum answer_what {
#define REASON(ident, id, verdict, vocabulary, words, citation)                \
    ANSWER_OF_##ident,
#include "policy/answer.def"
#undef REASON
    ANSWER_WHAT_COUNT
};

struct answer_reason {
    enum answer_what what;
    char *ref;   /* of the record that says so                             */
    char *value; /* or ""                                                  */
};

struct answer {
    enum answer_verdict verdict;
    struct answer_reason *v; /* those of a no first, then those that a person
                                must decide; each in order of answer.def    */
    size_t n;
    size_t room;
};

#define ANSWER_INIT                                                            \
    {                                                                          \
        ANSWER_YES, NULL, 0, 0                                                 \
    }

struct answer_question {
    const char *dataset;   /* ref                                          */
    const char *purpose;   /* code                                         */
    const char *recipient; /* ref of a recipient of the dataset or of a party,
                              or a code of recipient-kinds; NULL: we use it */
    const char *country;   /* where; NULL: where the recipient is           */
    const char *day;       /* "2026-11-23"                                 */
};

/*
 * The error for a purpose, recipient or country that there is not names the
 * nearest.
 */
int answer_read(struct answer *out, struct store *s,
                const struct answer_question *q, struct error *err);
void answer_release(struct answer *a);

/* What is known of every reason; words are English, translate with _(). */
struct answer_info {
    const char *id;
    enum answer_verdict verdict;
    const char *vocabulary; /* of the value, or answer_saying(); "": neither */
    const char *words;
    const char *citation;
};
const struct answer_info *answer_info(enum answer_what what);

/* Is the value no code of a vocabulary, but "country", "day" or "span"? */
bool answer_saying(const char *name);

/* Adds the words of a reason with its value; translated, or in English with
 * codes as they are. */
void answer_words(struct buf *out, const struct answer_reason *r,
                  bool translated);

/* "yes", "decide", "no"; not translated. */
const char *answer_name(enum answer_verdict verdict);

#endif
