/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_CLI_COMMAND_H
#define LARDER_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "app/options.h"
#include "app/session.h"
#include "base/error.h"

/*
 * A command is a row in commands.c and a function in a file of its own.  Help,
 * the manual and a test of the examples are made from the row.
 */

/* One run of one command. */
struct call {
    const struct command *command;
    struct options options;
    struct session session;
    const char **args; /* borrowed                                         */
    size_t n;
};

/* Returns an exit status (app/status.h), or -1 and the error. */
typedef int command_fn(struct call *c, struct error *err);

/* How the register is opened before the command runs. */
enum needs {
    NEEDS_NOTHING,
    NEEDS_TERMS, /* for reading, if there is one: for its own terms         */
    NEEDS_READ,
    NEEDS_WRITE
};

struct command_example {
    const char *line;  /* as typed, without "larder"; NULL ends the list   */
    const char *words; /* what it does; translate with _()                 */
};

struct command {
    const char *name;
    const char *args;    /* "REF FIELD=VALUE..."; translate with _()       */
    const char *purpose; /* one sentence; translate with _()               */
    const char *help;    /* more sentences, or NULL; translate with _()    */
    const char *formats; /* choices of --format, the first unless said     */
    const enum option_id *options;          /* ended by OPTION_NONE        */
    const struct command_example *examples; /* ended by a NULL line        */
    command_fn *run;
    enum needs needs;
    size_t args_min;
    size_t args_max;    /* ARGS_ANY: as many as one likes                     */
    bool pages;         /* long text for people: through the pager            */
    const char *not_at; /* why it takes no --at, beside that it would change
                         * something; translate with _()                   */
    bool tells_at;      /* its text says by itself what --at shows         */
};

enum { ARGS_ANY = 1 << 30 };

/* Number i, in the order of the manual; NULL past the end. */
const struct command *command_at(size_t i);

/* The command of that name, or NULL. */
const struct command *command_find(const char *name);
const char *command_nearest(const char *name);

/* The word given to --format, else the command's first one. */
const char *call_format(const struct call *c);
bool call_format_is(const struct call *c, const char *format);

/*
 * Opens the register.  With NEEDS_TERMS one that is not there is not missed,
 * unless it was named with -r, and what is wrong with it is only talked of.
 */
int call_open(struct call *c, enum needs needs, struct error *err);

/*
 * With --at, once the register is open, the first line of a result in words
 * says which moment it shows.  A result for programs has no place for a
 * sentence: it is said on standard error, and in the result where the format
 * has a member or a comment for it.
 */
void call_tell_at(const struct call *c);

/* The same as JSON: {"day": "2026-03-31", "entries": 203, "entry": 57,
 * "missing": 0}; NULL without --at. */
json_t *call_at_json(const struct call *c);

/* Each is in the file of its name. */
command_fn cmd_add;
command_fn cmd_ask;
command_fn cmd_audit;
command_fn cmd_backup;
command_fn cmd_can_use;
command_fn cmd_checkpoint;
command_fn cmd_copy;
command_fn cmd_draft;
command_fn cmd_due;
command_fn cmd_edit;
command_fn cmd_explain;
command_fn cmd_export;
command_fn cmd_history;
command_fn cmd_impact;
command_fn cmd_import;
command_fn cmd_init;
command_fn cmd_label;
command_fn cmd_list;
command_fn cmd_next;
command_fn cmd_query;
command_fn cmd_readability;
command_fn cmd_redact;
command_fn cmd_redo;
command_fn cmd_remove;
command_fn cmd_rename;
command_fn cmd_rules;
command_fn cmd_set;
command_fn cmd_show;
command_fn cmd_trace;
command_fn cmd_undo;
command_fn cmd_verify;
command_fn cmd_vocabulary;

/* What follows the word label (label_verbs.c). */
command_fn cmd_label_check;
command_fn cmd_label_issue;
command_fn cmd_label_print;
command_fn cmd_label_verify;

#endif
