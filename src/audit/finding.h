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
 * What an audit found.  There may be hundreds of thousands of findings, so
 * all their texts stand in one buffer, and a finding is 40 bytes.
 */
struct finding {
    const struct rule *rule;     /* borrowed                               */
    const struct waiver *waiver; /* that covers it, borrowed; NULL: none   */
    size_t text;           /* in findings.text: ref, field and values    */
    unsigned char uid[16]; /* of the record; zeros: it is about none     */
};

struct findings {
    struct finding *v;
    size_t n;
    size_t room;
    struct buf text;   /* ends in NULs                                      */
    size_t *datasets;  /* in text: the ref of each dataset and its steward; */
    size_t datasets_n; /* sorted by findings_sort()                        */
    size_t datasets_room;
};

#define FINDINGS_INIT                                                          \
    {                                                                          \
        NULL, 0, 0, BUF_INIT, NULL, 0, 0                                       \
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

/* Drops all but the first n, whose texts end at `text`. */
void findings_truncate(struct findings *l, size_t n, size_t text);

/* By severity, rule, ref, field and values, byte by byte. */
void findings_sort(struct findings *l);

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

/* The ref of the dataset's steward, or NULL. */
const char *finding_owner(const struct findings *l, const struct finding *f);

/*
 * SHA-256 of "rule|uid|field": the same after the record was renamed.  Where
 * there is no uid, the first value takes its place.
 */
void finding_fingerprint(const struct findings *l, const struct finding *f,
                         char out[SHA256_HEX]);

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
