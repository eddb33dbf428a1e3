/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* What a list looks like.  On wide terminals the page of the selected record
 * stands beside it. */

#include "base/i18n.h"
#include "ui/frame.h"
#include "ui/list.h"
#include "ui/table.h"
#include "ui/tabs.h"

/* The lines of the tabs and of the headings. */
enum { TABS = 1, HEADINGS = 1 };

/* Headings and rows. */
static struct area table_area(void)
{
    struct area a = frame_body();

    a.y += TABS;
    a.h -= TABS;
    if (ui_wide())
        a.w = a.w / 2 - 1;
    return a;
}

size_t list_view_height(void)
{
    int h = table_area().h - HEADINGS;

    return h > 0 ? (size_t)h : 1;
}

bool list_view_side_is_due(const struct list *l)
{
    const struct list_row *row = browse_selected(&l->rows);

    return ui_wide() && row && (l->side.id != row->id || l->side.stale);
}

static void draw_nothing(const struct list *l, struct area a)
{
    struct strs lines = STRS_INIT;

    if (l->rows.filter_text) {
        paint_wrap(&lines, _("The filter is true of no record. Esc shows all."),
                   a.w - 4);
    } else {
        paint_wrap(&lines,
                   _("Nothing is here yet. Press A to add the first record."),
                   a.w - 4);
        paint_wrap(&lines, _(kind_info(l->rows.kind)->help), a.w - 4);
    }
    for (size_t i = 0; i < lines.n; i++)
        paint_row(a, (int)i + 2, 2, ROLE_TEXT, lines.v[i]);
    strs_release(&lines);
}

static void draw_side(struct list *l, struct area a)
{
    struct area side = a;

    side.x += a.w / 2 + 2;
    side.w -= a.w / 2 + 2;
    paint_bar(a.y, a.x + a.w / 2, a.h);
    sheet_layout(&l->side, side.w);
    sheet_draw(&l->side, side, 0, SIZE_MAX);
}

void list_view_draw(struct list *l, struct area a)
{
    tabs_draw(a, l->rows.kind);
    table_draw(&l->rows, table_area(), l->plain);
    if (!browse_selected(&l->rows))
        draw_nothing(l, table_area());
    a.y += TABS;
    a.h -= TABS;
    if (ui_wide())
        draw_side(l, a);
    l->s.busy = l->s.busy || list_view_side_is_due(l);
}

void list_view_cursor(const struct list *l, int *y, int *x)
{
    *y = table_area().y + HEADINGS + (int)l->rows.at;
    *x = table_area().x;
}

static void add_position(const struct browse *r, struct buf *out)
{
    long long at = (long long)(r->first + (int64_t)r->at + 1);

    if (r->page.n == 0)
        return;
    if (r->first >= 0 && r->count >= 0)
        buf_addf(out, _("%lld of %lld"), at, (long long)r->count);
    else if (r->first >= 0)
        buf_addf(out, "%lld", at);
    else if (r->count >= 0)
        buf_addf(
            out,
            ngettext("%lld record", "%lld records", (unsigned long)r->count),
            (long long)r->count);
}

static void add_filter(const struct browse *r, struct buf *out)
{
    buf_addf(out, _("filter: %s"), r->filter_text);
    if (r->count >= 0 && r->all >= 0)
        buf_addf(out, _(" (%lld of %lld)"), (long long)r->count,
                 (long long)r->all);
    buf_adds(out, "   ");
}

void list_view_add_status(const struct list *l, struct buf *left,
                          struct buf *right)
{
    const struct browse *r = &l->rows;

    if (r->filter_text)
        add_filter(r, left);
    buf_addf(left, r->descending ? _("sort: %s, reversed") : _("sort: %s"),
             table_heading(r, r->sort));
    add_position(r, right);
}
