/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_CLI_PARSE_H
#define LARDER_CLI_PARSE_H

#include "cli/command.h"

/*
 * Options and arguments, by argp, from the tables of options and commands.
 * Long options are taken only in full: what is short for one option today
 * may be short for two tomorrow.
 */

/* What is before the command: *next is the number of its name, or argc. */
int parse_global(struct call *c, int argc, char **argv, int *next,
                 struct error *err);

/* What is behind it: argv[0] is the name of the command. */
int parse_command(struct call *c, int argc, char **argv, struct error *err);

/* Help on standard output: of the command, or of the program (NULL). */
void parse_help(const struct command *command);

#endif
