/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "ui/scroll.h"

#include <limits.h>

/* Farther than any list is long. */
#define FAR (LONG_MAX / 4)

void scroll_to(struct scroll *s, size_t at)
{
    s->at = at < s->n ? at : s->n ? s->n - 1 : 0;
}

/* How far an action goes: by rows, or by halves of what is in sight, which
 * then moves along. */
static const struct move {
    long rows;
    long halves;
} moves[ACTION_COUNT] = {
    [ACTION_UP] = { -1, 0 },      [ACTION_DOWN] = { 1, 0 },
    [ACTION_PAGE_UP] = { 0, -2 }, [ACTION_PAGE_DOWN] = { 0, 2 },
    [ACTION_HALF_UP] = { 0, -1 }, [ACTION_HALF_DOWN] = { 0, 1 },
    [ACTION_FIRST] = { -FAR, 0 }, [ACTION_LAST] = { FAR, 0 },
};

static size_t moved(size_t from, long by)
{
    if (by >= 0)
        return from + (size_t)by;
    return from > (size_t)-by ? from - (size_t)-by : 0;
}

bool scroll_act(struct scroll *s, enum action action, size_t height)
{
    const struct move *m = &moves[action];
    long halves = m->halves * (long)height / 2;

    if (!m->rows && !m->halves)
        return false;
    s->top = moved(s->top, halves);
    scroll_to(s, moved(s->at, m->rows + halves));
    return true;
}

void scroll_fit(struct scroll *s, size_t height)
{
    scroll_to(s, s->at);
    if (s->top + height > s->n)
        s->top = s->n > height ? s->n - height : 0;
    if (s->at < s->top)
        s->top = s->at;
    if (height && s->at >= s->top + height)
        s->top = s->at - height + 1;
}
