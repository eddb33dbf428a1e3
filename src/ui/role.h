/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_ROLE_H
#define LARDER_UI_ROLE_H

#include <stdbool.h>

/*
 * What a cell of the screen is for.  One table says how each role looks, in
 * colour and without.  Nothing is told by a role alone: what it says is said
 * by a word or a sign, too.
 */
enum role {
    ROLE_TEXT,
    ROLE_TITLE,    /* the bar at the top                                   */
    ROLE_HEADING,  /* of columns and sections                              */
    ROLE_SELECTED, /* the row that actions are about                       */
    ROLE_NAME,     /* of a field                                           */
    ROLE_BLANK,    /* what nobody has answered                             */
    ROLE_CHANGED,  /* what is not saved yet                                */
    ROLE_KEY,      /* the name of a key                                    */
    ROLE_STATUS,   /* the line that says where you are                     */
    ROLE_MESSAGE,  /* what happened                                        */
    ROLE_ERROR,    /* what went wrong                                      */
    ROLE_INPUT,    /* a line that is being typed                           */
    ROLE_FRAME,    /* of a question                                        */
    ROLE_COUNT
};

/* For the terminal that is current: in colour if it can and may. */
void role_start(bool mono);

/* Draws in this role from now on. */
void role_use(enum role role);

/* The name of the role of the cell at y, x: the first that looks like it. */
const char *role_at(int y, int x);

#endif
