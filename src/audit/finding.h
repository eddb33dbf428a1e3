/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_FINDING_H
#define LARDER_AUDIT_FINDING_H

#include <stdbool.h>
#include <stddef.h>

#include "audit/rule.h"
#include "audit/waiver.h"
#include "base/buf.h"
#include "base/sha256.h"

/*
 * What an audit found.  There may be millions of findings, so those of one
 * rule are a block that is in memory as a whole or not at all: when together
 * they become many (FINDINGS_KEPT), blocks stand in a file without a name
 * (base/scratch.h) and come back, one at a time, when one of theirs is asked
 * for.
 *
 * Which finding is the same as one of another audit: that of the same rule,
 * about the same record (its uid; where the rule tells none its ref; where it
 * tells no record the first value) and the same field.  Where one of the two
 * audits has several such, they are the same if all values are the same, too.
 * So a finding stays the same when its record is renamed, and, while it is
 * alone, when the dates or numbers in its words change.  Baselines
 * (audit/baseline.h) and the fingerprints in reports follow this rule.
 */
struct finding {
    const struct rule *rule;     /* borrowed                               */
    const struct waiver *waiver; /* that covers it, borrowed; NULL: none   */
    size_t text;           /* in that of its block: ref, field and values  */
    unsigned char uid[16]; /* of the record; zeros: it is about none       */
    unsigned block;        /* in which it is                               */
    bool known;            /* an earlier report has it (audit/baseline.h)  */
};

/* Bytes of findings that stay in memory, beside one block. */
enum { FINDINGS_KEPT = 1 << 25 };

struct finding_blocks; /* finding_blocks.h */

struct findings {
    size_t n;
    struct finding_blocks *blocks; /* NULL: none yet                       */
    struct buf text;   /* of what follows, ended by NULs                    */
    size_t *datasets;  /* in text: the ref of each dataset and its steward; */
    size_t datasets_n; /* sorted by findings_sort()                        */
    size_t datasets_room;
    char *contact; /* the ref of our own party; NULL: not stated            */
};

#define FINDINGS_INIT                                                          \
    {                                                                          \
        0, NULL, BUF_INIT, NULL, 0, 0, NULL                                    \
    }

void findings_release(struct findings *l);

/*
 * Adds a finding about the record of that ref and uid ("": none) and a field
 * of it ("": none).  findings_add_value() must follow, once for each of
 * rule->columns, in their order.
 */
void findings_add(struct findings *l, const struct rule *rule, const char *ref,
                  const char *uid, const char *field);
void findings_add_value(struct findings *l, const char *value);

/* Tells who looks after a dataset; steward "": nobody. */
void findings_add_dataset(struct findings *l, const char *ref,
                          const char *steward);

/* Tells who looks after all that no dataset's steward does. */
void findings_set_contact(struct findings *l, const char *party);

/* Drops those of a rule. */
void findings_drop(struct findings *l, const struct rule *rule);

/*
 * By severity, rule, ref, field and values, byte by byte.  `waivers` (NULL:
 * none) is borrowed and tells which of them are covered; what the audit itself
 * finds (a rule without a query), nobody can accept.
 */
void findings_sort(struct findings *l, const struct waivers *waivers);

/*
 * Finding number i of a sorted list.  It and its texts stay where they are
 * until one of another rule is asked for.
 */
const struct finding *findings_at(const struct findings *l, size_t i);

/* Notes that an earlier report has it. */
void findings_set_known(const struct findings *l, size_t i);

/* The ref of the record; "" where a finding is about none. */
const char *finding_ref(const struct findings *l, const struct finding *f);

/* The name of the field; "" where it is about none. */
const char *finding_field(const struct findings *l, const struct finding *f);

/* What the row held in rule->columns.v[i]; "" where that was NULL. */
const char *finding_value(const struct findings *l, const struct finding *f,
                          size_t i);

/* Bytes at the beginning of the ref that are the ref of the dataset; 0: it is
 * about none. */
size_t finding_dataset(const struct findings *l, const struct finding *f);

/* The ref of the dataset's steward, else that of our own party, or NULL. */
const char *finding_owner(const struct findings *l, const struct finding *f);

/* SHA-256 of rule, record and field, as "rule|uid|field". */
void finding_digest(const struct findings *l, const struct finding *f,
                    unsigned char out[SHA256_LEN]);
void finding_fingerprint(const struct findings *l, const struct finding *f,
                         char out[SHA256_HEX]);

/* SHA-256 of the values, in the order of rule->columns, a NUL behind each. */
void finding_values_digest(const struct findings *l, const struct finding *f,
                           unsigned char out[SHA256_LEN]);
void finding_values_fingerprint(const struct findings *l,
                                const struct finding *f, char out[SHA256_HEX]);

/* How many findings from number i on, in a sorted list, are of the same rule,
 * record and field. */
size_t findings_alike(const struct findings *l, size_t i);

/* The uid as text; "" where there is none. */
void finding_uid(const struct finding *f, struct buf *out);

/*
 * Adds the rule's words with the values in their places: for people in the
 * language of the locale, and behind them the waiver if there is one; else in
 * English with codes as they are.  Where a value is several codes, parted by
 * ", ", each of them is said in words.
 */
void finding_words(const struct findings *l, const struct finding *f,
                   bool people, struct buf *out);

#endif
