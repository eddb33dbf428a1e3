/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "ui/sheet.h"

#include <stdlib.h>

#include "base/mem.h"

enum { INDENT = 2, GAP = 2 };

/* --- items --------------------------------------------------------------- */

static void item_release(struct sheet_item *item)
{
    free(item->name);
    free(item->text);
    free(item->ref);
    strs_release(&item->names);
    strs_release(&item->rows);
}

void sheet_drop(struct sheet *h, size_t n)
{
    while (h->n > n)
        item_release(&h->items[--h->n]);
    h->width = 0;
}

void sheet_release(struct sheet *h)
{
    sheet_drop(h, 0);
    free(h->items);
    free(h->title);
    if (h->id)
        record_release(&h->r);
    *h = (struct sheet){ .id = 0 };
}

struct sheet_item *sheet_add(struct sheet *h, enum sheet_kind kind,
                             const char *name, const char *text)
{
    struct sheet_item *item;

    ARRAY_GROW(h->items, h->n, h->room);
    item = &h->items[h->n++];
    *item = (struct sheet_item){ .kind = kind,
                                 .name = xstrdup(name),
                                 .text = xstrdup(text),
                                 .field = FIELD_COUNT,
                                 .child = KIND_NONE };
    return item;
}

/* --- layout -------------------------------------------------------------- */

static int name_width(int width)
{
    return width >= 100 ? 30 : width >= 64 ? 24 : 16;
}

/* Where the text of an item begins. */
static int text_at(const struct sheet_item *item, int width)
{
    return item->kind == SHEET_EMPTY || item->kind == SHEET_NOTE
               ? INDENT
               : INDENT + name_width(width) + GAP;
}

bool sheet_selects(const struct sheet *h, size_t item)
{
    return item < h->n && h->items[item].kind != SHEET_HEADING &&
           h->items[item].kind != SHEET_NOTE;
}

/* A heading has a blank line above it. */
size_t sheet_item_lines(const struct sheet *h, size_t item)
{
    const struct sheet_item *i = &h->items[item];

    if (i->kind == SHEET_HEADING)
        return item ? 2 : 1;
    return i->rows.n > i->names.n ? i->rows.n : i->names.n;
}

void sheet_layout(struct sheet *h, int width)
{
    if (h->width == width)
        return;
    h->width = width;
    h->lines = 0;
    for (size_t i = 0; i < h->n; i++) {
        struct sheet_item *item = &h->items[i];

        strs_release(&item->names);
        strs_release(&item->rows);
        if (*item->name)
            paint_wrap(&item->names, item->name, name_width(width));
        paint_wrap(&item->rows, item->text, width - text_at(item, width) - 1);
        item->first = h->lines;
        h->lines += sheet_item_lines(h, i);
    }
}

/* --- drawing ------------------------------------------------------------- */

static enum role item_role(const struct sheet_item *item)
{
    return item->kind == SHEET_BLANKS || item->kind == SHEET_EMPTY ? ROLE_BLANK
                                                                   : ROLE_TEXT;
}

static void draw_heading(const struct sheet_item *item, struct area a, int row,
                         bool first)
{
    paint_row(a, first ? row : row + 1, 0, ROLE_HEADING, item->name);
}

static void draw_item(const struct sheet_item *item, struct area a, int row,
                      bool selected)
{
    enum role role = selected ? ROLE_SELECTED : item_role(item);
    int at = text_at(item, a.w);
    size_t n = item->rows.n > item->names.n ? item->rows.n : item->names.n;

    for (size_t i = 0; i < n; i++) {
        int y = row + (int)i;

        if (y < 0 || y >= a.h)
            continue;
        paint_row(a, y, 0, role, selected && i == 0 ? ">" : " ");
        if (i < item->names.n)
            paint(a.y + y, a.x + INDENT, name_width(a.w),
                  selected ? ROLE_SELECTED : ROLE_NAME, item->names.v[i]);
        paint_row(a, y, at, role, i < item->rows.n ? item->rows.v[i] : "");
    }
}

int sheet_draw(const struct sheet *h, struct area a, size_t top,
               size_t selected)
{
    int cursor = -1;

    for (size_t i = 0; i < h->n; i++) {
        const struct sheet_item *item = &h->items[i];
        int row = (int)((long)item->first - (long)top);

        if (row >= a.h)
            break;
        if (item->kind == SHEET_HEADING)
            draw_heading(item, a, row, i == 0);
        else
            draw_item(item, a, row, i == selected);
        if (i == selected)
            cursor = row < 0 ? 0 : row;
    }
    return cursor;
}
