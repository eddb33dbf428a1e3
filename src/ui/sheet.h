/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_SHEET_H
#define LARDER_UI_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/strs.h"
#include "model/record.h"
#include "store/store.h"
#include "ui/paint.h"

/*
 * All that is to be read about one record, as items in order: what its fields
 * hold by section, what nobody has answered, its children, who names it, what
 * an audit found.  Screens lay it out and draw a part of it.
 */
enum sheet_kind {
    SHEET_HEADING, /* of a section; cannot be selected                     */
    SHEET_FIELD,   /* name and what it holds                               */
    SHEET_BLANKS,  /* names of fields that nobody has answered             */
    SHEET_RECORD,  /* another record: a child, or one that names this      */
    SHEET_EMPTY,   /* there are no children of a kind                      */
    SHEET_FINDING, /* about a record, and maybe a field of it              */
    SHEET_CHANGE,  /* what was done to it lately                           */
    SHEET_NOTE,    /* a sentence                                           */
};

struct sheet_item {
    enum sheet_kind kind;
    char *name;
    char *text;
    enum field field;  /* FIELD_COUNT: none                                 */
    enum kind child;   /* of a list of children; else KIND_NONE             */
    char *ref;         /* of another record, or NULL                        */
    struct strs names; /* the name, broken into lines                      */
    struct strs rows;  /* the text, broken into lines                       */
    size_t first;      /* the line of the sheet on which it begins          */
};

struct sheet {
    int64_t id; /* 0: nothing was read                                     */
    bool stale; /* for its owner                                           */
    struct record r;
    char *title; /* of the record                                          */
    struct sheet_item *items;
    size_t n;
    size_t room;
    size_t lines; /* of all items                                          */
    int width;    /* for which it was laid out; 0: not yet                 */
    bool checked; /* are the findings in it?                               */
};

int sheet_read(struct sheet *h, struct store *s, int64_t id, struct error *err);
void sheet_release(struct sheet *h); /* frees; may be read again            */

/*
 * Adds what an audit finds about the record and its children, on that day.
 * An audit that was stopped adds a note that says how to go on.
 */
void sheet_check(struct sheet *h, struct store *s, const char *as_of);

/* What it is made of (sheet_read.c): adds an item; drops all behind the first
 * n. */
struct sheet_item *sheet_add(struct sheet *h, enum sheet_kind kind,
                             const char *name, const char *text);
void sheet_drop(struct sheet *h, size_t n);

/* Breaks texts so that lines fit, and numbers the lines. */
void sheet_layout(struct sheet *h, int width);

/* Draws lines from `top` on; returns the row of the selected item, or -1. */
int sheet_draw(const struct sheet *h, struct area a, size_t top,
               size_t selected);

bool sheet_selects(const struct sheet *h, size_t item);
size_t sheet_item_lines(const struct sheet *h, size_t item);

#endif
