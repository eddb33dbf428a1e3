/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "ui/form_rows.h"

#include <stdlib.h>

#include "base/mem.h"
#include "model/record.h"

/* --- making them --------------------------------------------------------- */

static void add(struct form_rows *l, enum row_kind kind, enum section section,
                enum field field)
{
    ARRAY_GROW(l->v, l->scroll.n, l->room);
    l->v[l->scroll.n++] = (struct form_row){ kind, section, field };
}

/* The ref of a new record stands under its title, from which it is made. */
static void add_section(struct form_rows *l, enum kind kind, bool is_new,
                        enum section section)
{
    const struct kind_info *k = kind_info(kind);
    bool any = false;

    for (size_t i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);

        if (field_info(field)->section != section)
            continue;
        if (!any)
            add(l, ROW_HEADING, section, FIELD_COUNT);
        any = true;
        add(l, ROW_FIELD, section, field);
        if (field == kind_title_field(kind) && is_new &&
            kind != KIND_ORGANISATION)
            add(l, ROW_REF, section, FIELD_COUNT);
    }
}

void form_rows_make(struct form_rows *l, enum kind kind, bool is_new)
{
    for (int i = 0; i < SECTION_COUNT; i++)
        add_section(l, kind, is_new, (enum section)i);
    form_rows_select(l, 0);
}

void form_rows_release(struct form_rows *l)
{
    free(l->v);
    *l = (struct form_rows){ .v = NULL };
}

/* --- selecting ----------------------------------------------------------- */

static bool can_select(const struct form_rows *l, size_t i)
{
    return l->v[i].kind != ROW_HEADING;
}

const struct form_row *form_rows_selected(const struct form_rows *l)
{
    return &l->v[l->scroll.at];
}

void form_rows_select(struct form_rows *l, size_t at)
{
    scroll_to(&l->scroll, at);
    while (l->scroll.at + 1 < l->scroll.n && !can_select(l, l->scroll.at))
        l->scroll.at++;
}

void form_rows_select_field(struct form_rows *l, enum field field)
{
    for (size_t i = 0; i < l->scroll.n; i++)
        if (l->v[i].kind == ROW_FIELD && l->v[i].field == field)
            form_rows_select(l, i);
}

/* The ref is made already: whoever goes on typing means the next field. */
void form_rows_next(struct form_rows *l)
{
    size_t at = l->scroll.at + 1;

    if (at < l->scroll.n && l->v[at].kind == ROW_REF)
        at++;
    if (at < l->scroll.n)
        form_rows_select(l, at);
}

/* --- moving -------------------------------------------------------------- */

/* From the heading of this section, or of the one above, to its first row. */
static void move_section(struct form_rows *l, int step)
{
    long i = (long)l->scroll.at;

    while (step < 0 && i > 0 && can_select(l, (size_t)i))
        i--;
    for (i += step; i >= 0 && i < (long)l->scroll.n; i += step)
        if (!can_select(l, (size_t)i)) {
            form_rows_select(l, (size_t)i);
            l->scroll.top = (size_t)i;
            break;
        }
}

/* Upwards a heading is passed; the first one has a row only below it. */
static void move_row(struct form_rows *l, enum action action, size_t height)
{
    size_t was = l->scroll.at;

    scroll_act(&l->scroll, action, height);
    while (l->scroll.at > 0 && l->scroll.at < was &&
           !can_select(l, l->scroll.at))
        l->scroll.at--;
    form_rows_select(l, l->scroll.at);
}

void form_rows_move(struct form_rows *l, enum action action, size_t height)
{
    if (action == ACTION_SECTION_NEXT)
        move_section(l, 1);
    else if (action == ACTION_SECTION_PREVIOUS)
        move_section(l, -1);
    else
        move_row(l, action, height);
}

void form_rows_fit(struct form_rows *l, size_t height)
{
    struct scroll *s = &l->scroll;

    scroll_fit(s, height);
    if (s->at && s->top == s->at && !can_select(l, s->at - 1))
        s->top--;
}
