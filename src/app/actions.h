/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_APP_ACTIONS_H
#define LARDER_APP_ACTIONS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Everything that a person can do on the screen, once: from this table come
 * the keys, the help screen, the hints at the bottom, the names at the ":"
 * prompt and a chapter of the manual.  To add one: a value here, a row in
 * actions.c, and the screen that does it.
 *
 * Lower case looks and moves.  Upper case changes the register or a file; the
 * exceptions (u, and G, N and I, which everybody's fingers know) are named in
 * the table's test.
 */
enum action {
    ACTION_NONE,

    /* Moving. */
    ACTION_UP,
    ACTION_DOWN,
    ACTION_PAGE_UP,
    ACTION_PAGE_DOWN,
    ACTION_HALF_UP,
    ACTION_HALF_DOWN,
    ACTION_FIRST,
    ACTION_LAST,
    ACTION_SECTION_NEXT,
    ACTION_SECTION_PREVIOUS,
    ACTION_BLANK_NEXT,

    /* Looking. */
    ACTION_OPEN,
    ACTION_EDIT,
    ACTION_LABEL,
    ACTION_CAN_USE,
    ACTION_QUESTIONS,
    ACTION_HISTORY,
    ACTION_DUE,
    ACTION_CHECK,
    ACTION_SEARCH,
    ACTION_SEARCH_NEXT,
    ACTION_SEARCH_PREVIOUS,
    ACTION_FILTER,
    ACTION_SORT_NEXT,
    ACTION_SORT_PREVIOUS,
    ACTION_SORT_INVERT,
    ACTION_LISTS,
    ACTION_KIND_NEXT,
    ACTION_KIND_PREVIOUS,
    ACTION_DATASETS,
    ACTION_NOTICES,
    ACTION_PARTIES,
    ACTION_ORGANISATION,
    ACTION_AGREEMENTS,
    ACTION_SET_NEXT,
    ACTION_SET_PREVIOUS,

    /* Changing the register. */
    ACTION_ADD,
    ACTION_RENAME,
    ACTION_REMOVE,
    ACTION_UNDO,
    ACTION_REDO,
    ACTION_LAYOUT,
    ACTION_LANGUAGE,
    ACTION_EXPORT,
    ACTION_ISSUE,
    ACTION_PURPOSE,
    ACTION_WITH,

    /* A question of a set. */
    ACTION_ANSWER,

    /* A form. */
    ACTION_CHANGE,
    ACTION_STATE,
    ACTION_EDITOR,
    ACTION_WORDS,
    ACTION_REVERT,
    ACTION_SAVE,

    /* Words in other languages. */
    ACTION_WORDS_CHANGE,
    ACTION_WORDS_ADD,
    ACTION_WORDS_REMOVE,

    /* Choosing. */
    ACTION_MARK,
    ACTION_ACCEPT,
    ACTION_PICK_ADD,
    ACTION_PICK_CLEAR,
    ACTION_PICK_ERASE,

    /* Two people changed the same record. */
    ACTION_THEIRS,
    ACTION_MINE,
    ACTION_MERGE,

    /* Answering a question. */
    ACTION_YES,
    ACTION_NO,
    ACTION_ASK_SAVE,
    ACTION_DISCARD,

    /* A line that is typed. */
    ACTION_LINE_ACCEPT,
    ACTION_LINE_LEFT,
    ACTION_LINE_RIGHT,
    ACTION_LINE_START,
    ACTION_LINE_END,
    ACTION_LINE_ERASE,
    ACTION_LINE_DELETE,
    ACTION_LINE_KILL,
    ACTION_LINE_CLEAR,
    ACTION_LINE_WORD,
    ACTION_LINE_OLDER,
    ACTION_LINE_NEWER,
    ACTION_LINE_COMPLETE,

    /* Everywhere. */
    ACTION_CANCEL,
    ACTION_CLOSE,
    ACTION_COMMAND,
    ACTION_HINTS,
    ACTION_REDRAW,
    ACTION_SUSPEND,
    ACTION_QUIT,
    ACTION_HELP,
    ACTION_COUNT
};

/* Where keys are valid, as bits. */
enum place {
    PLACE_LIST = 1,
    PLACE_PAGE = 2,
    PLACE_FORM = 4,
    PLACE_WORDS = 8,
    PLACE_CONFLICT = 16,
    PLACE_HISTORY = 32,
    PLACE_ENTRY = 64,
    PLACE_LABEL = 128,
    PLACE_CAN_USE = 256,
    PLACE_HELP = 512,
    PLACE_PICK = 1024,
    PLACE_MANY = 2048,
    PLACE_ASK = 4096,
    PLACE_LINE = 8192,
    PLACE_DUE = 16384,
    PLACE_QUESTIONS = 32768,
    PLACE_END = 65536
};

struct place_info {
    const char *name;  /* "list"; not translated                           */
    const char *title; /* "In a list"; translate with _()                  */
    bool typing;       /* letters are text, not actions                    */
};

enum { ACTION_KEYS = 4 };

struct action_info {
    const char *name; /* at the ":" prompt and in the manual               */
    const char *keys[ACTION_KEYS + 1]; /* "j", "Down", "^N"; ends in NULL  */
    unsigned places;                   /* enum place                       */
    unsigned hints;                    /* where it is hinted at            */
    const char *hint;                  /* a word; translate with _()       */
    bool changes;                      /* the register, or a file          */
    const char *help;                  /* a sentence; translate with _()   */
};

const struct action_info *action_info(enum action action);
const struct place_info *place_info(enum place place);

/* Does this key of an action work in that place?  Letters that are typed do
 * not. */
bool action_key_works(const char *key, enum place place);

/* The action of a key, such as "j" or "^D", in a place, or ACTION_NONE. */
enum action action_of_key(const char *key, enum place place);

/* The action of that name that is valid in the place, or ACTION_NONE. */
enum action action_find(const char *name, enum place place);

/* The key of an action to show in that place, or NULL if it has none. */
const char *action_key(enum action action, enum place place);

#endif
