/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_SCREEN_H
#define LARDER_UI_SCREEN_H

#include <stdbool.h>
#include <stdint.h>

#include "app/actions.h"
#include "app/session.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/strs.h"
#include "ui/paint.h"

/*
 * Screens stand on a stack; the uppermost gets the keys.  A screen is one
 * file that ends in its filled struct screen_ops.
 *
 * What a key does is returned as result bits; the loop (ui/ui.c) acts on
 * them.  A screen draws only in draw() and never touches the terminal
 * otherwise.
 */

struct ui;
struct screen;

enum result {
    RESULT_NONE = 0,
    RESULT_RELOAD = 1, /* the register has changed: read everything again  */
    RESULT_CLOSE = 2,  /* take this screen off the stack                   */
    RESULT_QUIT = 4,   /* leave larder                                     */
    RESULT_CLEAR = 8,  /* draw on an empty terminal                        */
    RESULT_AGAIN = 16, /* of idle(): there is more to do                   */
};

/* A screen of rows that are all in memory, in which people can search. */
struct search_ops {
    /* How many rows there are, and which one is selected. */
    void (*where)(const struct screen *s, size_t *n, size_t *at);

    /* The words of a row. */
    void (*text)(const struct screen *s, size_t row, struct buf *out);

    /* Selects a row. */
    void (*go)(struct screen *s, size_t row);
};

/* What was searched for on a screen (search.c). */
struct search {
    char *words; /* NULL: nothing yet                                      */
    size_t from; /* where the search began                                 */
    struct strs older;
};

struct screen_ops {
    /* Its words in the bar at the top, behind those of the one below. */
    void (*title)(const struct screen *s, struct buf *out);

    /* Which keys are valid. */
    enum place (*place)(const struct screen *s);

    /* Does what is below stay in sight? */
    bool over;

    /* Reads what is shown: when it is opened, and after every change.  Must
     * keep the selected record selected. */
    int (*load)(struct screen *s, struct error *err);

    /* Reads what is shown now that the terminal has another size; NULL: there
     * is nothing more to read. */
    void (*resize)(struct screen *s);

    /* Draws itself; the cursor is left to cursor(). */
    void (*draw)(struct screen *s, struct area a);

    /* What is selected or typed, after draw(): place of the cursor. */
    void (*cursor)(const struct screen *s, int *y, int *x);

    /* Adds to the status line; NULL: nothing to say. */
    void (*status)(struct screen *s, struct buf *left, struct buf *right);

    /* May this action be done now?  NULL: all of its place may. */
    bool (*valid)(const struct screen *s, enum action action);

    /* Does an action. */
    unsigned (*act)(struct screen *s, enum action action);

    /* Takes text that was typed or pasted; NULL where nothing is. */
    unsigned (*type)(struct screen *s, const char *text);

    /* Does what need not be done before it is first seen.  Called when no key
     * is waiting, until it returns no RESULT_AGAIN; may be stopped by a key.
     * NULL: nothing. */
    unsigned (*idle)(struct screen *s);

    /* NULL: it searches by itself, or not at all. */
    const struct search_ops *search;

    /* Frees it. */
    void (*close)(struct screen *s);
};

/* The first member of every screen. */
struct screen {
    const struct screen_ops *ops;
    struct ui *ui;
    struct screen *below;
    bool closing;
    bool stale; /* load() is due                                           */
    bool busy;  /* idle() has more to do                                   */
    struct search search;
};

/* --- what screens may ask of the loop ------------------------------------ */

/* Puts a screen on the stack, which owns it from now on. */
void ui_push(struct ui *ui, struct screen *s);

struct session *ui_session(struct ui *ui);
struct store *ui_store(struct ui *ui);
bool ui_writable(const struct ui *ui);

/* Is there room for two things side by side? */
bool ui_wide(void);

/* Says what happened, until the next key. */
void ui_say(struct ui *ui, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Says what went wrong, and clears the error. */
void ui_fail(struct ui *ui, struct error *err);

/* Says that the register cannot be changed; false if it can. */
bool ui_refuse(struct ui *ui);

/*
 * The record that lists and pages should select when they are next read: one
 * that was just saved.  0: none.  ui_saved() is the last one, and stays.
 */
void ui_focus(struct ui *ui, int64_t id);
int64_t ui_focused(const struct ui *ui);
int64_t ui_saved(const struct ui *ui);

/* Undoes the last change, or redoes it, and says what it was. */
unsigned ui_undo(struct ui *ui, bool redo);

/* Runs the editor on a text: 0, or -1 and the error. */
int ui_edit_text(struct ui *ui, struct buf *text, const char *name,
                 struct error *err);

/* What is being done, a sentence with "..." at its end: should it take long,
 * the status line says it until the screen is drawn again. */
void ui_doing(struct ui *ui, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Lets what is read from the register be stopped: by ^C, or by any key and
 * after some time.  It then fails with ERROR_INTERRUPTED. */
enum patience { PATIENCE_UNTIL_INTERRUPTED, PATIENCE_UNTIL_KEY };
void ui_patience(struct ui *ui, enum patience patience);
void ui_patience_end(struct ui *ui);

#endif
