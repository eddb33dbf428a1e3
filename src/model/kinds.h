/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_MODEL_KINDS_H
#define LARDER_MODEL_KINDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/*
 * The table that describes every record (kinds.def): one kind_info for each
 * kind, one field_info for each field, in the order in which people meet
 * them.  Code that knows what a record means names fields by enumerator
 * (DATASET_TITLE); code that treats all fields alike walks the table.
 *
 * A name (of a kind, a field) is one lower-case word with underscores, and the
 * same word everywhere: database, XML, JSON, command line, manual.
 */

enum kind {
#define KIND(ident, name, parent, title, titles, help) KIND_##ident,
#define FIELD(kind, ident, name, type, vocabulary, flags, section, audience,   \
              label, help)
#include "model/kinds.def"
#undef KIND
#undef FIELD
    KIND_COUNT,
    KIND_NONE = KIND_COUNT,
    KIND_ANY /* as what a field may name: records of every kind            */
};

/*
 * Every field of every kind has a number of its own; those of one kind stand
 * next to each other.  The numbers are for the running program: what is stored
 * is the name.
 */
enum field {
#define KIND(ident, name, parent, title, titles, help)
#define FIELD(kind, ident, name, type, vocabulary, flags, section, audience,   \
              label, help)                                                     \
    kind##_##ident,
#include "model/kinds.def"
#undef KIND
#undef FIELD
    FIELD_COUNT
};

enum field_type {
    TYPE_TEXT,      /* one line                                            */
    TYPE_PROSE,     /* many lines, plain language                          */
    TYPE_EMAIL,     /* one line that is an e-mail address                  */
    TYPE_CODE,      /* one term of a vocabulary                            */
    TYPE_CODES,     /* several                                             */
    TYPE_DATE,      /* 2026-11-23                                          */
    TYPE_DURATION,  /* P1Y6M, ISO 8601                                     */
    TYPE_COUNT,     /* a whole number from 0                               */
    TYPE_RATIO,     /* a decimal number from 0                             */
    TYPE_YESNO,     /* yes or no                                           */
    TYPE_COUNTRY,   /* ISO 3166-1 alpha-2                                  */
    TYPE_COUNTRIES, /* several                                             */
    TYPE_LANGUAGE,  /* BCP 47                                              */
    TYPE_LANGUAGES, /* several                                             */
    TYPE_REF,       /* another record                                      */
    TYPE_REFS,      /* several                                             */
    TYPE_URL,       /* http(s) or mailto, or another absolute URL          */
    TYPE_DIGEST,    /* SHA-256, 64 hexadecimal digits                      */
    TYPE_ZONE,      /* a name of the time zone database                    */
    TYPE_COUNT_
};

enum field_flag {
    FIELD_NOT = 1,    /* may be stated as none                             */
    FIELD_NA = 2,     /* may be stated as not applicable                   */
    FIELD_UNK = 4,    /* may be stated as unknown                          */
    FIELD_ANY = 7,    /* all three                                         */
    FIELD_MUST = 8,   /* the gate refuses a record without a value         */
    FIELD_ASK = 16,   /* a blank is worth a finding                        */
    FIELD_WORDS = 32, /* may hold words in several languages               */
    FIELD_SUM = 64,   /* shown in lists                                    */
    FIELD_OWN = 128,  /* names only records of the same dataset            */
};

/* Who may see a field. */
enum audience {
    AUDIENCE_PUBLIC,   /* the people in the data: a label may print it     */
    AUDIENCE_REGISTER, /* whoever may read the register                    */
    AUDIENCE_INTERNAL, /* colleagues; left out of what is given away       */
};

/* The parts of a form, in the order of section_title(). */
enum section {
    SECTION_ABOUT,
    SECTION_WHO,
    SECTION_PEOPLE,
    SECTION_DATA,
    SECTION_COLLECTION,
    SECTION_SCOPE,
    SECTION_BASIS,
    SECTION_CHOICE,
    SECTION_GIVEN,
    SECTION_DECISION,
    SECTION_TRANSFER,
    SECTION_ONWARD,
    SECTION_WITHDRAWAL,
    SECTION_COUNTS,
    SECTION_STORAGE,
    SECTION_SAFETY,
    SECTION_LIMITS,
    SECTION_RIGHTS,
    SECTION_EFFECTS,
    SECTION_QUALITY,
    SECTION_REUSE,
    SECTION_CONTACT,
    SECTION_DOCUMENT,
    SECTION_POLICIES,
    SECTION_TIME,
    SECTION_IMPACT,
    SECTION_DUTIES,
    SECTION_DONE,
    SECTION_MEASURED,
    SECTION_CHECK,
    SECTION_LISTS,
    SECTION_NOTES,
    SECTION_COUNT
};

struct kind_info {
    const char *name;
    enum kind parent;   /* KIND_NONE: stands by itself                     */
    const char *title;  /* one of them; translate with _()                 */
    const char *titles; /* many                                            */
    const char *help;   /* a sentence                                      */
    enum field first;   /* its fields are first .. first + count - 1       */
    size_t count;
};

struct field_info {
    enum kind kind;
    const char *name;
    enum field_type type;
    const char *vocabulary; /* of code and codes, else NULL                */
    enum kind target;       /* of ref and refs, or KIND_ANY; else KIND_NONE */
    unsigned flags;         /* enum field_flag                             */
    enum section section;
    enum audience audience;
    const char *label; /* translate with _()                               */
    const char *help;  /* a sentence                                       */
};

const struct kind_info *kind_info(enum kind kind);
const struct field_info *field_info(enum field field);

/* The kind of that name, or KIND_NONE. */
enum kind kind_find(const char *name);

/* The field of that name, or FIELD_COUNT. */
enum field field_find(enum kind kind, const char *name);

/* The same for a name that a person gave; the error tells the nearest. */
int kind_parse(enum kind *out, const char *name, struct error *err);
int field_parse(enum field *out, enum kind kind, const char *name,
                struct error *err);

/* May it hold more than one item? */
bool field_repeats(enum field field);

/* Are its items refs of other records? */
bool field_is_ref(enum field field);

/* May it name records of that kind? */
bool field_may_name(enum field field, enum kind kind);

/* The name of the kind that it names: "party", or "any". */
const char *field_target_name(enum field field);

const char *type_name(enum field_type type);     /* "codes"; not translated */
const char *section_title(enum section section); /* translated             */

/*
 * The field of KIND_DATASET that says whether the list of these children is
 * complete, or FIELD_COUNT where the kind is no child.
 */
enum field kind_list_state(enum kind child);

#endif
