/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_LIST_H
#define LARDER_UI_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/browse.h"
#include "ui/screen.h"
#include "ui/sheet.h"

/*
 * A list of records that stand by themselves: what its files share.
 *
 *     list.c       the screen: what keys do
 *     list_find.c  filtering and searching
 *     list_view.c  what it looks like
 *     browse.c     the part of the list that is in sight
 *     tabs.c       which lists there are
 */
struct list {
    struct screen s;
    struct browse rows;
    bool plain; /* codes as they are: nothing was looked up yet            */
    struct strs filters; /* typed before                                   */
    struct spot origin;  /* where the search began                         */
    bool unfinished;     /* it was stopped by the next key                 */
    struct sheet side;
};

/* Reading that the person waits for, and may stop: says what is done; then
 * what went wrong, if anything did. */
void list_begin_reading(struct list *l);
void list_end_reading(struct list *l, struct error *err);

/* --- filtering and searching (list_find.c) ------------------------------- */

void list_ask_filter(struct list *l);
void list_drop_filter(struct list *l);
void list_search(struct list *l);
void list_search_again(struct list *l, bool back);

/* --- what it looks like (list_view.c) ------------------------------------ */

/* How many records are in sight. */
size_t list_view_height(void);

/* Is the page beside the list to be read? */
bool list_view_side_is_due(const struct list *l);

void list_view_draw(struct list *l, struct area a);
void list_view_cursor(const struct list *l, int *y, int *x);
void list_view_add_status(const struct list *l, struct buf *left,
                          struct buf *right);

#endif
