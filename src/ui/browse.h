/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_BROWSE_H
#define LARDER_UI_BROWSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/actions.h"
#include "base/buf.h"
#include "base/error.h"
#include "model/filter.h"
#include "store/list.h"
#include "store/store.h"
#include "ui/spot.h"

/*
 * The part of a list of records that is in sight, and which row of it is
 * selected.  Nothing else of the list is ever in memory: to move on, a page
 * is read that begins behind the last row, or ends before the first.  After a
 * change the rows are read again around the record that was selected,
 * wherever it stands by then.
 */
enum { BROWSE_COLUMNS = 12 };

struct browse {
    struct store *store; /* borrowed                                       */
    enum kind kind;
    enum field columns[BROWSE_COLUMNS]; /* FIELD_COUNT: the ref              */
    size_t columns_n;
    size_t sort; /* number of the column                                   */
    bool descending;
    struct filter *filter;
    char *filter_text; /* NULL: none                                       */
    size_t height;     /* rows that are in sight                           */
    struct list_page page;
    size_t at;
    int64_t first; /* how many rows stand before the page; -1: not known   */
    int64_t count; /* of all rows; -1: not counted                         */
    int64_t all;   /* without the filter; -1: not counted                  */
};

/* The list of a kind, sorted by ref, without a filter; nothing is read. */
void browse_start(struct browse *r, struct store *s, enum kind kind);
void browse_release(struct browse *r);

/* Reads again, around the record `focus` (0: the selected one).  Where that
 * fails the rows are as before. */
int browse_read(struct browse *r, int64_t focus, struct error *err);

/* Sees to it that `height` rows are in sight, as far as there are. */
int browse_fit(struct browse *r, size_t height, struct error *err);

/* The selected row, or NULL where the list is empty. */
const struct list_row *browse_selected(const struct browse *r);
void browse_select(struct browse *r, size_t at);

/* Does an action that moves. */
int browse_move(struct browse *r, enum action action, struct error *err);

/* Is it a filter at all?  Adds one for the records whose title or ref holds
 * these words. */
bool browse_reads_filter(const struct browse *r, const char *text);
void browse_add_words(const struct browse *r, const char *words,
                      struct buf *out);

/* The next or previous column that can be sorted by. */
size_t browse_next_sort(const struct browse *r, bool next);

/*
 * Reads the list again in another way: only what a filter lets through ("":
 * all), sorted by a column, or the other way round.  Where that fails the list
 * is as before.
 */
int browse_filter(struct browse *r, const char *text, struct error *err);
int browse_sort(struct browse *r, size_t column, struct error *err);
int browse_invert(struct browse *r, struct error *err);

/* Counts, which may take a while, and be stopped. */
void browse_count(struct browse *r);

/* The place of the selected row; empty where there is none. */
struct spot browse_spot(const struct browse *r);

/* Goes to a place that was kept, on the screen if it is in sight. */
int browse_go(struct browse *r, const struct spot *p, struct error *err);

/*
 * Goes to the next row whose title or ref holds the words, beyond a place
 * (and at it, if `here`): 1; 2 if it came round the end of the list; 0 if
 * there is none; -1 if that is not known (ERROR_INTERRUPTED: it was stopped).
 */
int browse_find(struct browse *r, const struct spot *from, bool here, bool back,
                const char *words, struct error *err);

#endif
