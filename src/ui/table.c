/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "ui/table.h"

#include <string.h>

#include "app/display.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/utf8.h"

enum { GAP = 2, MARK = 2, WIDEST = 200 };

/* Cells of the first column, and of any other: to be read well, and at the
 * least. */
static const size_t comfortable[] = { 30, 12 }, narrowest[] = { 12, 6 };

const char *table_heading(const struct browse *r, size_t column)
{
    return r->columns[column] == FIELD_COUNT
               ? _("Ref")
               : _(field_info(r->columns[column])->label);
}

static void add_heading(const struct browse *r, size_t i, struct buf *out)
{
    buf_adds(out, table_heading(r, i));
    if (i == r->sort)
        buf_adds(out, r->descending ? " v" : " ^");
}

/* Cells come in the order of fields(): all columns but that of the ref. */
static void add_cell(const struct browse *r, const struct list_row *row,
                     size_t column, bool plain, struct buf *out)
{
    size_t cell = column > 1 ? column - 1 : column;

    if (r->columns[column] == FIELD_COUNT)
        buf_adds(out, row->ref);
    else if (plain)
        buf_adds(out, row->cells.v[cell]);
    else if (*row->cells.v[cell])
        display_text(out, r->columns[column], row->cells.v[cell]);
}

/* How wide each column would like to be. */
static void measure(const struct browse *r, bool plain, size_t *widths)
{
    struct buf b = BUF_INIT;

    for (size_t i = 0; i < r->columns_n; i++) {
        buf_clear(&b);
        add_heading(r, i, &b);
        widths[i] = utf8_width(b.s);
        for (size_t row = 0; row < r->page.n; row++) {
            struct buf shown = BUF_INIT;

            buf_clear(&b);
            add_cell(r, &r->page.rows[row], i, plain, &b);
            paint_fit(&shown, b.s, WIDEST);
            if (utf8_width(shown.s) > widths[i])
                widths[i] = utf8_width(shown.s);
            buf_release(&shown);
        }
    }
    buf_release(&b);
}

static size_t total(const size_t *widths, size_t n)
{
    size_t sum = n ? (n - 1) * GAP : 0;

    for (size_t i = 0; i < n; i++)
        sum += widths[i];
    return sum;
}

/* Takes cells from the widest column that has more than it needs. */
static void squeeze(size_t *widths, size_t n, const size_t *least, size_t room)
{
    while (total(widths, n) > room) {
        size_t widest = n;

        for (size_t i = 0; i < n; i++)
            if (widths[i] > least[i != 0] &&
                (widest == n || widths[i] > widths[widest]))
                widest = i;
        if (widest == n)
            break;
        widths[widest]--;
    }
}

/*
 * Fits columns into the room: a little narrower, then fewer, the last ones
 * first, then as narrow as can be.  The first two and the one that is sorted
 * by stay.  Returns how many there are.
 */
static size_t narrow(const struct browse *r, size_t *widths, size_t room)
{
    size_t wish[BROWSE_COLUMNS];
    size_t stay = r->sort + 1 > 2 ? r->sort + 1 : 2;
    size_t n = r->columns_n;

    memcpy(wish, widths, sizeof wish);
    for (;; n--) {
        memcpy(widths, wish, sizeof wish);
        squeeze(widths, n, comfortable, room);
        if (n <= stay || total(widths, n) <= room)
            break;
    }
    squeeze(widths, n, narrowest, room);
    return n;
}

static void draw_heading(const struct browse *r, struct area a,
                         const size_t *widths, size_t n)
{
    int x = MARK;

    paint_row(a, 0, 0, ROLE_HEADING, "");
    for (size_t i = 0; i < n; i++) {
        struct buf b = BUF_INIT;

        add_heading(r, i, &b);
        paint(a.y, a.x + x, (int)widths[i], ROLE_HEADING, b.s);
        x += (int)widths[i] + GAP;
        buf_release(&b);
    }
}

static void draw_row(const struct browse *r, struct area a, size_t i,
                     const size_t *widths, size_t n, bool plain)
{
    enum role role = i == r->at ? ROLE_SELECTED : ROLE_TEXT;
    int x = MARK;

    paint_row(a, (int)i, 0, role, i == r->at ? ">" : " ");
    for (size_t c = 0; c < n; c++) {
        struct buf b = BUF_INIT;

        add_cell(r, &r->page.rows[i], c, plain, &b);
        paint(a.y + (int)i, a.x + x, (int)widths[c], role, b.s);
        x += (int)widths[c] + GAP;
        buf_release(&b);
    }
}

void table_draw(const struct browse *r, struct area a, bool plain)
{
    struct area head = a, body = a;
    size_t widths[BROWSE_COLUMNS] = { 0 }, n;

    head.h = 1;
    body.y++;
    body.h--;
    measure(r, plain, widths);
    n = narrow(r, widths, (size_t)(a.w - MARK));
    draw_heading(r, head, widths, n);
    for (size_t i = 0; i < r->page.n; i++)
        draw_row(r, body, i, widths, n, plain);
}
