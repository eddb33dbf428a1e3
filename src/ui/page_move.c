/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "ui/page_state.h"

#include "ui/frame.h"
#include "ui/scroll.h"

/* Which item of a page is selected, and what of it is in sight. */

bool page_is_dataset(const struct page *p)
{
    return p->sheet.r.kind == KIND_DATASET;
}

bool page_beside(const struct page *p)
{
    return ui_wide() && page_is_dataset(p);
}

struct area page_area(const struct page *p)
{
    struct area a = frame_body();

    if (page_beside(p))
        a.w = a.w - PREVIEW_WIDTH - 2;
    return a;
}

size_t page_height(const struct page *p)
{
    return (size_t)page_area(p).h;
}

/* --- which item ---------------------------------------------------------- */

/* The nearest item that can be selected, from one on in a direction. */
static bool seek(const struct page *p, size_t from, int step, size_t *out)
{
    for (long i = (long)from; i >= 0 && i < (long)p->sheet.n; i += step)
        if (sheet_selects(&p->sheet, (size_t)i)) {
            *out = (size_t)i;
            return true;
        }
    return false;
}

void page_select(struct page *p, size_t item)
{
    if (!seek(p, item, 1, &p->at))
        seek(p, item < p->sheet.n ? item : p->sheet.n, -1, &p->at);
}

void page_fit(struct page *p)
{
    size_t height = page_height(p), first, end;

    if (p->at >= p->sheet.n)
        return;
    first = p->sheet.items[p->at].first;
    end = first + sheet_item_lines(&p->sheet, p->at);
    if (p->at && p->sheet.items[p->at - 1].kind == SHEET_HEADING)
        first -= p->at == 1 ? first : 1;
    if (end > p->top + height)
        p->top = end - height;
    if (first < p->top || first >= p->top + height)
        p->top = first;
    if (p->sheet.lines <= height)
        p->top = 0;
}

/* --- moving -------------------------------------------------------------- */

/* An item that is longer than the screen is read line by line. */
unsigned page_act_down(struct page *p, enum action action)
{
    size_t end, next;

    (void)action;
    if (p->at >= p->sheet.n)
        return RESULT_NONE;
    end = p->sheet.items[p->at].first + sheet_item_lines(&p->sheet, p->at);
    if (end > p->top + page_height(p))
        p->top++;
    else if (seek(p, p->at + 1, 1, &next)) {
        p->at = next;
        page_fit(p);
    } else if (p->top + page_height(p) < p->sheet.lines) {
        p->top++;
    }
    return RESULT_NONE;
}

unsigned page_act_up(struct page *p, enum action action)
{
    size_t previous;

    (void)action;
    if (p->at < p->sheet.n && p->sheet.items[p->at].first < p->top) {
        p->top--;
    } else if (p->at && seek(p, p->at - 1, -1, &previous)) {
        p->at = previous;
        page_fit(p);
    } else {
        p->top = 0;
    }
    return RESULT_NONE;
}

/* The item on a line, or the nearest that can be selected. */
static void select_line(struct page *p, size_t line)
{
    size_t i = 0;

    while (i + 1 < p->sheet.n && p->sheet.items[i + 1].first <= line)
        i++;
    page_select(p, i);
}

unsigned page_act_scroll(struct page *p, enum action action)
{
    struct scroll lines = { .n = p->sheet.lines, .top = p->top };

    if (p->at >= p->sheet.n)
        return RESULT_NONE;
    lines.at = p->sheet.items[p->at].first;
    scroll_act(&lines, action, page_height(p));
    scroll_fit(&lines, page_height(p));
    p->top = lines.top;
    if (action == ACTION_LAST)
        seek(p, p->sheet.n - 1, -1, &p->at);
    else
        select_line(p, lines.at);
    if (action == ACTION_FIRST)
        p->top = 0;
    page_fit(p);
    return RESULT_NONE;
}

static bool begins_section(const struct page *p, size_t i)
{
    return p->sheet.items[i].kind == SHEET_HEADING;
}

unsigned page_act_section(struct page *p, enum action action)
{
    int step = action == ACTION_SECTION_NEXT ? 1 : -1;
    long i = (long)p->at, n = (long)p->sheet.n;

    /* Backwards the heading of this section comes first, then the one above. */
    while (step < 0 && i > 0 && !begins_section(p, (size_t)i))
        i--;
    for (i += step; i >= 0 && i < n; i += step)
        if (begins_section(p, (size_t)i)) {
            page_select(p, (size_t)i);
            p->top = p->sheet.items[i].first + (i ? 1 : 0);
            if (p->top + page_height(p) > p->sheet.lines)
                p->top = p->sheet.lines > page_height(p)
                             ? p->sheet.lines - page_height(p)
                             : 0;
            page_fit(p);
            break;
        }
    return RESULT_NONE;
}
