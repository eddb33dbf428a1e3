/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "ui/tabs.h"

#include "base/i18n.h"
#include "base/utf8.h"

static const struct {
    enum kind kind;
    enum action action;
} first[] = {
    { KIND_DATASET, ACTION_DATASETS },
    { KIND_NOTICE, ACTION_NOTICES },
    { KIND_PARTY, ACTION_PARTIES },
    { KIND_ORGANISATION, ACTION_ORGANISATION },
    { KIND_AGREEMENT, ACTION_AGREEMENTS },
};

enum { FIRST = sizeof first / sizeof *first };

/* --- which there are ----------------------------------------------------- */

/* Its number among the first; FIRST: it is none of them. */
static size_t number_of(enum kind kind)
{
    size_t i = 0;

    while (i < FIRST && first[i].kind != kind)
        i++;
    return i;
}

enum kind tabs_kind(size_t number)
{
    size_t n = FIRST;

    if (number < FIRST)
        return first[number].kind;
    for (int k = 0; k < KIND_COUNT; k++)
        if (kind_info((enum kind)k)->parent == KIND_NONE &&
            number_of((enum kind)k) == FIRST && n++ == number)
            return (enum kind)k;
    return KIND_NONE;
}

enum kind tabs_step(enum kind from, int step)
{
    size_t n = 0, at = 0;

    for (; tabs_kind(n) != KIND_NONE; n++)
        if (tabs_kind(n) == from)
            at = n;
    return tabs_kind((at + n + (size_t)step) % n);
}

enum kind tabs_of_action(enum action action)
{
    for (size_t i = 0; i < FIRST; i++)
        if (first[i].action == action)
            return first[i].kind;
    return KIND_NONE;
}

/* --- drawing ------------------------------------------------------------- */

static void add_tab(enum kind kind, bool here, struct buf *out)
{
    size_t i = number_of(kind);
    const char *key =
        i < FIRST ? action_key(first[i].action, PLACE_LIST) : NULL;

    buf_addc(out, here ? '[' : ' ');
    if (key)
        buf_addf(out, "%s ", key);
    buf_addf(out, "%s%c", _(kind_info(kind)->titles), here ? ']' : ' ');
}

static int tab_width(enum kind kind)
{
    struct buf b = BUF_INIT;
    int width;

    add_tab(kind, false, &b);
    width = (int)utf8_width(b.s) + 1;
    buf_release(&b);
    return width;
}

static int draw_tab(struct area a, int x, enum kind kind, bool here)
{
    struct buf b = BUF_INIT;

    add_tab(kind, here, &b);
    x += paint(a.y, x, a.x + a.w - x, here ? ROLE_KEY : ROLE_TEXT, b.s) + 1;
    buf_release(&b);
    return x;
}

void tabs_draw(struct area a, enum kind here)
{
    int x = a.x + 1, room = a.x + a.w - tab_width(here);
    bool drawn = false;

    for (size_t i = 0; tabs_kind(i) != KIND_NONE; i++) {
        enum kind kind = tabs_kind(i);

        if (kind != here && x + tab_width(kind) > (drawn ? a.x + a.w : room))
            break;
        x = draw_tab(a, x, kind, kind == here);
        drawn = drawn || kind == here;
    }
    if (!drawn)
        draw_tab(a, x, here, true);
}
