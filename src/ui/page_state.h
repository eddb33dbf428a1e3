/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_PAGE_STATE_H
#define LARDER_UI_PAGE_STATE_H

#include "app/actions.h"
#include "ui/preview.h"
#include "ui/screen.h"
#include "ui/sheet.h"

/* The page of a record, for its own files: page.c, and page_move.c. */

struct page {
    struct screen s;
    int64_t id;
    struct sheet sheet;
    size_t at;  /* the selected item                                       */
    size_t top; /* the first line in sight                                 */
    bool check; /* by all means, however long it takes                     */
    struct preview label;
    int y, x;
};

bool page_is_dataset(const struct page *p);

/* Does the label stand beside it? */
bool page_beside(const struct page *p);

struct area page_area(const struct page *p);
size_t page_height(const struct page *p);

/* Selects the item, or the nearest that can be selected. */
void page_select(struct page *p, size_t item);

/* Has the selected item in sight, with the heading above the first of a
 * section. */
void page_fit(struct page *p);

/* Moving. */
unsigned page_act_down(struct page *p, enum action action);
unsigned page_act_up(struct page *p, enum action action);
unsigned page_act_scroll(struct page *p, enum action action);
unsigned page_act_section(struct page *p, enum action action);

#endif
