/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_RULE_H
#define LARDER_AUDIT_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/strs.h"
#include "model/kinds.h"

/*
 * Rules: what an audit looks for.  A rule is an XML file of its own,
 * schemas/rules/ID.xml (schemas/larder-rules.xsd), which says what is wrong,
 * why that matters, how to put it right, and finds it by one SQL query.
 *
 * The query sees the v1_ views and the fact_ tables (audit/facts.h), and the
 * day of the audit as :as_of.  Each row that it returns is a finding:
 *
 *     ref, uid    of the record
 *     field       the name of the field it is about, where there is one
 *     others      named in the rule's words as {column}: "ended on {due}"
 *
 * {column:state} is the state of a field in words, {column:VOCABULARY} the
 * title of a term.
 *
 * Ids are never used again for anything else.  A rule has at least one
 * example that it finds and one that it does not; tests run them.
 */

enum severity {
    SEVERITY_ERROR,
    SEVERITY_WARNING,
    SEVERITY_INFO,
    SEVERITY_COUNT
};

/* A record of an example, written as on a command line. */
struct example_field {
    enum field field;
    char *text;   /* as value_parse_text() reads it                          */
    char *lang;   /* words in another language than the field's text; NULL  */
    char *of;     /* the text that these translate; NULL: the field's own  */
    bool damaged; /* the gate would refuse it                              */
};

struct example_record {
    enum kind kind;
    char *ref;
    struct example_field *fields;
    size_t n;
    size_t room;
};

struct example {
    bool finding; /* else: the rule finds nothing                          */
    char *ref;    /* where it finds something; NULL unless `finding`       */
    char *as_of;  /* the day of its audit                                  */
    struct example_record *records;
    size_t n;
    size_t room;
};

/* Texts are in English; translate title, why, fix and words with _(). */
struct rule {
    char *id;    /* "CONS-01"                                              */
    char *since; /* the version of larder that had it first                */
    enum severity severity;
    char *title; /* what is wrong, in one sentence                         */
    char *why;   /* why that matters                                       */
    char *fix;   /* what to do                                             */
    char *words; /* one finding, with {columns}                            */
    char *sql;   /* NULL: the audit itself makes these findings            */
    char *file;  /* where it was read, and the line of its query; NULL if  */
    long line;   /* the audit itself makes these findings                  */
    struct strs citations; /* laws and sources                             */
    struct strs columns;   /* that the words name, each once               */
    struct example *examples;
    size_t examples_n;
    size_t examples_room;
};

struct rules {
    struct rule *v;
    size_t n;
    size_t room;
};

/* The day of the audit of an example that names none. */
#define EXAMPLE_AS_OF "2026-11-23"

#define RULES_INIT                                                             \
    {                                                                          \
        NULL, 0, 0                                                             \
    }

void rules_release(struct rules *l);

/*
 * Adds the rule in these bytes.  The error names the file and the line: what
 * is not XML, what is missing or unknown, an id that the list has already.
 * The list is then as it was.
 */
int rules_add(struct rules *l, const char *file, const void *bytes, size_t len,
              struct error *err);

/*
 * The rules of this program, in order of their ids, with those that have no
 * query: RULE-00, under which rules are reported that could not be evaluated,
 * and LOG-01, of the history.
 */
const struct rules *rules_ours(void);

/*
 * The same, and with them the rules of all files *.xml in these folders, whose
 * ids must be new.  On error *out is released.
 */
int rules_read(struct rules *out, const struct strs *folders,
               struct error *err);

size_t rule_count(void);
const struct rule *rule_at(size_t i); /* NULL past the end                 */
const struct rule *rule_find(const char *id); /* NULL: there is none       */

/* The same in any list. */
const struct rule *rules_find(const struct rules *l, const char *id);
const char *rules_nearest(const struct rules *l, const char *id);

const char *severity_name(enum severity s);    /* "error"; not translated    */
const char *severity_words(enum severity s);   /* "error"; translated        */
const char *severity_title(enum severity s);   /* "Errors"; translated       */
enum severity severity_find(const char *name); /* SEVERITY_COUNT: no such  */

/*
 * The next placeholder of `words` from *at on: true, with its name and what
 * is behind its colon ("" if nothing); it begins at `from`, and *at is behind
 * it.
 */
enum { RULE_NAME_MAX = 40 };
struct placeholder {
    size_t from;
    char name[RULE_NAME_MAX + 1];
    char how[RULE_NAME_MAX + 1];
};
bool rule_placeholder(const char *words, size_t *at, struct placeholder *out);

#endif
