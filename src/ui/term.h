/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_TERM_H
#define LARDER_UI_TERM_H

#include <stdbool.h>
#include <stdio.h>

#include "base/error.h"
#include "ui/keys.h"

/*
 * The terminal: into the mode that screens need, and back out of it whatever
 * happens.  There is one at a time.
 *
 * In this mode the terminal sends ^C, ^Z and ^S as keys.  SIGTERM and SIGHUP
 * end the wait for a key with TERM_END, so that the terminal is given back as
 * it was.  The mouse and the screen's colours are left alone.
 */
struct term_options {
    FILE *in; /* NULL: standard input and output, which must be a terminal */
    FILE *out;
    const char *name; /* NULL: $TERM                                       */
    bool mono;
    int height, width; /* 0: as large as the terminal is                  */
};

int term_open(const struct term_options *o, struct error *err);
void term_close(void);

/* What was heard while waiting for a key. */
enum heard {
    TERM_KEY,
    TERM_PASTE,  /* a text in one piece: term_pasted()                     */
    TERM_QUIET,  /* nothing, for so long                                   */
    TERM_RESIZE, /* another size, or back after a pause: draw all of it    */
    TERM_END,    /* there is nobody to press a key any more                */
};

/* Waits at most so many milliseconds. */
enum heard term_wait(int milliseconds, key_code *key);

/*
 * The text that was pasted, its lines ended by LF; until the next wait.  No
 * key of it is ever heard as a key, where the terminal tells what is pasted
 * (bracketed paste: xterm's control sequences, DECSET 2004).  NULL if some
 * of it is not UTF-8.
 */
const char *term_pasted(void);

/* Is a key waiting?  Takes none. */
bool term_pending(void);

/* Was ^C pressed?  Other keys that wait stay for later. */
bool term_interrupted(void);

/* Back to the shell until fg. */
void term_suspend(void);

/* Gives the terminal to another program, and takes it back. */
void term_lend(void);
void term_take_back(void);

#endif
