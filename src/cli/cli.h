/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_CLI_CLI_H
#define LARDER_CLI_CLI_H

#include "cli/command.h"

/*
 * The command line.  It is read into a call; where it names a command, that
 * is run; where it names none, main() opens the screen.
 */

/*
 * Reads the arguments.  Returns -1 to go on; else help or an error has been
 * printed, and this is the exit status.
 */
int cli_read(struct call *out, int argc, char **argv);

/* Opens the register, runs the command, prints its error; the exit status. */
int cli_run(struct call *c);

/* Releases the session of a call that was read. */
void cli_release(struct call *c);

/* Prints "larder: sentence" on standard error; the exit status. */
int cli_fail(struct error *err);

/* Makes sure that all of standard output was written; the exit status.  Who
 * has complained already is not heard twice. */
int cli_close(int status);

#endif
