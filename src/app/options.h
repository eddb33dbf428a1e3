/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_APP_OPTIONS_H
#define LARDER_APP_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/strs.h"

/*
 * Every option of the command line, once.  Commands name those that they take
 * (cli/commands.c); help, parsing and the manual are made from this table.
 */
enum option_id {
    OPTION_NONE, /* ends a list of options                                 */

    /* For every command. */
    OPTION_REGISTER,
    OPTION_AS_OF,
    OPTION_AT,
    OPTION_HELP,
    OPTION_VERSION,

    OPTION_AFTER,
    OPTION_ALL,
    OPTION_APPROVED_BY,
    OPTION_BASELINE,
    OPTION_CHANGES,
    OPTION_COLUMNS,
    OPTION_COUNTRY,
    OPTION_DELIMITER,
    OPTION_DRAFT,
    OPTION_DRY_RUN,
    OPTION_EXAMPLE,
    OPTION_FAIL_ON,
    OPTION_FIELD,
    OPTION_FORMAT,
    OPTION_IGNORE_UNKNOWN,
    OPTION_INTO,
    OPTION_KIND,
    OPTION_LABEL_VERSION,
    OPTION_LANG,
    OPTION_LAYOUT,
    OPTION_LIMIT,
    OPTION_LIST,
    OPTION_MAP,
    OPTION_ON,
    OPTION_OUTPUT,
    OPTION_PACK,
    OPTION_POLICY,
    OPTION_PROFILE,
    OPTION_PURPOSE,
    OPTION_QUESTION,
    OPTION_REASON,
    OPTION_RECIPIENT,
    OPTION_REF,
    OPTION_RULES,
    OPTION_SEARCH,
    OPTION_SET,
    OPTION_SINCE,
    OPTION_SORT,
    OPTION_SUMMARY,
    OPTION_UNDER,
    OPTION_VERIFY_HISTORY,
    OPTION_WHERE,
    OPTION_WIDTH,
    OPTION_WITHIN,
    OPTION_COUNT
};

struct option_info {
    const char *name;     /* "register" for --register                     */
    char letter;          /* 'r' for -r, or 0                              */
    const char *argument; /* "FILE"; NULL: takes none; translate with _()  */
    const char *choices;  /* its only values, parted by blanks, or NULL;   */
                          /* "": each command has its own                  */
    const char *fallback; /* what it is unless said, or NULL               */
    const char *help;     /* a sentence; translate with _()                */
    bool repeats;         /* may it be given several times?                */
};

const struct option_info *option_info(enum option_id option);

/* The options that every command takes, ended by OPTION_NONE. */
extern const enum option_id options_common[];

/* The option of that letter, or OPTION_NONE. */
enum option_id option_find_letter(char letter);

/* What was given; borrowed.  An option without argument is "" when given. */
struct options {
    const char *given[OPTION_COUNT];
    struct strs all[OPTION_COUNT]; /* of those that repeat: owned           */
};

void options_release(struct options *o);

bool options_has(const struct options *o, enum option_id option);

/* What was given, else what the table says, else NULL. */
const char *options_text(const struct options *o, enum option_id option);

/* A whole number from `least` to `most`; *out stays if it was not given. */
int options_number(const struct options *o, enum option_id option, size_t least,
                   size_t most, size_t *out, struct error *err);

/* The number of a word in a list of choices, or -1. */
int options_choice(const char *choices, const char *word);

#endif
