/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_FACTS_H
#define LARDER_AUDIT_FACTS_H

#include <stdbool.h>

#include "audit/rule.h"
#include "base/error.h"
#include "store/store.h"

/*
 * What rules need and SQL should not work out: TEMP tables, filled once for
 * each audit from policy, label and model, so that meaning is written once, in
 * C.
 *
 *   fact_drift(label_id, dataset_id, record_id, field, event, was, "is",
 *              direction)
 *       what is no longer as the labels say that people have (label/drift.h):
 *       event 'changed', or 'new' or 'gone' of a record; was and "is" are codes
 *       or words; direction 'widens', 'narrows' or 'changes', or 'unreadable'
 *       where the label cannot be read.  record_id: NULL of a record that is
 *       gone.  A label is made again only if a record that it was made from
 *       changed
 *   fact_due(record_id, dataset_id, what, due, overdue, state, oldest, gone)
 *       what ends or is due (policy/due.h); due and overdue are NULL where
 *       there is no single day, or nobody knows it: `state` tells which
 *   fact_flow(home, country, status, scope)
 *       to which countries data may go from there without more ado
 *       (policy/flow.h): status 'inside', 'adequate' or 'partly', and then
 *       for what; a country that is not there is outside.  home: each country
 *       of a party, and '' for one that is not known
 *   fact_language(lang)
 *       the languages in which a label has words (label/language.h)
 *   fact_mosaic(dataset_id, partner_id, party_id, shared, categories)
 *       datasets that point at a person together with another that the same
 *       party gets (policy/mosaic.h): a row for each, with its worst partner;
 *       categories: codes of the vocabulary, parted by ", "
 *   fact_onward(record_id, end, at_id, steps, reaches_id, against_id)
 *       for each recipient, whether somebody down the chain may pass the data
 *       on (policy/onward.h): end 'forbidden', 'with-permission', 'allowed' or
 *       'unknown', said by the record at_id, so many steps down; reaches_id:
 *       a government people fled from that the chain goes to; against_id: an
 *       agreement by which the recipient passes on what it must not
 *   fact_personal(record_id, field, kind, found)
 *       what in a text looks like the mark of a person (model/personal.h), in
 *       fields where it has no place: a row for each; `found` is masked, so
 *       that no report says it again
 *   fact_reading(dataset_id, lang, words, sentences, formula, score, reading)
 *       how hard the words of each dataset's records are, in the language of
 *       the register (label/readability.h): what a label says by itself is not
 *       in it; score, with one digit, and reading 'fine', 'hard' or 'too-hard'
 *       are NULL where there are too few words
 *   fact_rule(id)
 *       the rules that there are
 *   fact_scope(record_id, dataset_id, limit_id, what, says)
 *       what is done with datasets that were made from others beyond what these
 *       permit (policy/broader.h): what 'purpose' of a use, and then says
 *       'judge', 'partly', 'open', 'no' or 'forbidden'; 'sharing' with a
 *       recipient or 'sale' by it, 'open' or 'no'; 'region' of a recipient,
 *       'no'.  limit_id: number of the dataset above that limits it
 *   fact_source(record_id, dataset_id, third, gap_id, steps, loop)
 *       sources that are somebody else, or whose trail has a gap or goes in a
 *       circle (policy/trail.h); gap_id: number of the record at which nobody
 *       knows where the data come from, NULL where all is known
 *   fact_stale(record_id, field, lang)
 *       words in a language that translate what the original no longer says
 *   fact_unasked(record_id, nearest)
 *       answers to questions that no set asks (audit/questions.h); nearest: the
 *       number of the question that is meant, NULL where none is near
 *   fact_vague(record_id, field)
 *       texts that should name a time and do not (policy/vague.h)
 *   fact_waiver(record_id, found)
 *       waivers in force (audit/waiver.h) whose rule was asked, and how many
 *       findings each covers; the audit itself fills it, and asks rules that
 *       name it behind all others
 *   fact_within(vocabulary, code, broader)
 *       each term, with itself and every term above it
 *   fact_wording(record_id, field, lang, code, what, instead)
 *       what in the words that a label shows breaks a gate (label/lint.h), a
 *       row for each; instead: what to write for a banned word, else NULL
 */

/* Does anybody look into the table of that name? */
typedef bool facts_needed_fn(const char *name, void *data);

/*
 * Fills those of the tables whose names are needed; `needed` NULL: all.
 */
int facts_fill(struct store *s, const char *as_of, const struct rules *rules,
               facts_needed_fn *needed, void *data, struct error *err);

#endif
