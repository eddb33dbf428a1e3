/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* A line that is typed, on the status line or in a form. */

#include <stdlib.h>
#include <string.h>

#include <curses.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "ui/frame.h"
#include "ui/screens.h"

struct line {
    struct screen s;
    struct prompt p;
    char *label;
    struct lineedit edit;
    size_t older; /* which of p.older is shown; its number: none           */
    char *typed;  /* what was typed before older lines were looked at      */
    int y, x;     /* of the cursor                                         */
};

static enum place line_place(const struct screen *s)
{
    (void)s;
    return PLACE_LINE;
}

static void line_draw(struct screen *s, struct area a)
{
    struct line *l = (struct line *)s;
    struct buf shown = BUF_INIT;
    int y = frame_status_row(), x = 0, w = a.w;

    if (l->p.place)
        l->p.place(l->p.owner, &y, &x, &w);
    x += paint(y, x, w, ROLE_KEY, l->label);
    w -= (int)utf8_width(l->label);
    l->y = y;
    l->x = x + (int)lineedit_view(&l->edit, (size_t)w, &shown);
    paint(y, x, w, ROLE_INPUT, shown.s);
    buf_release(&shown);
}

static void line_cursor(const struct screen *s, int *y, int *x)
{
    const struct line *l = (const struct line *)s;

    *y = l->y;
    *x = l->x;
}

static void changed(struct line *l)
{
    if (l->p.change)
        l->p.change(l->p.owner, l->edit.text.s);
}

static unsigned line_type(struct screen *s, const char *text)
{
    struct line *l = (struct line *)s;

    lineedit_insert(&l->edit, text);
    changed(l);
    return RESULT_NONE;
}

/* --- lines typed before -------------------------------------------------- */

static void look_older(struct line *l, bool back)
{
    const struct strs *older = l->p.older;

    if (!older || (back ? l->older == 0 : l->older == older->n))
        return;
    if (l->older == older->n) {
        free(l->typed);
        l->typed = xstrdup(l->edit.text.s);
    }
    l->older = back ? l->older - 1 : l->older + 1;
    lineedit_set(&l->edit,
                 l->older == older->n ? l->typed : older->v[l->older]);
    changed(l);
}

static void remember(struct line *l)
{
    struct strs *older = l->p.older;
    const char *text = l->edit.text.s;
    long there;

    if (!older || !*text)
        return;
    there = strs_find(older, text);
    if (there >= 0)
        strs_remove(older, (size_t)there);
    strs_add(older, text);
}

/* --- actions ------------------------------------------------------------- */

static unsigned accept_line(struct line *l)
{
    struct error err = ERROR_INIT;
    unsigned result = l->p.accept(l->p.owner, l->edit.text.s, &err);

    if (err.code != ERROR_NONE) {
        ui_fail(l->s.ui, &err);
        return RESULT_NONE;
    }
    remember(l);
    return result | RESULT_CLOSE;
}

static unsigned cancel(struct line *l)
{
    if (l->p.cancel)
        l->p.cancel(l->p.owner);
    return RESULT_CLOSE;
}

static unsigned line_act(struct screen *s, enum action action)
{
    struct line *l = (struct line *)s;

    if (action == ACTION_LINE_ACCEPT)
        return accept_line(l);
    if (action == ACTION_CANCEL)
        return cancel(l);
    if (action == ACTION_LINE_OLDER || action == ACTION_LINE_NEWER)
        look_older(l, action == ACTION_LINE_OLDER);
    else if (action == ACTION_LINE_COMPLETE && l->p.complete)
        l->p.complete(l->p.owner, &l->edit);
    else if (lineedit_act(&l->edit, action))
        changed(l);
    return RESULT_NONE;
}

static void line_close(struct screen *s)
{
    struct line *l = (struct line *)s;

    lineedit_release(&l->edit);
    free(l->label);
    free(l->typed);
    free(l);
}

static const struct screen_ops line_ops = {
    .place = line_place,
    .over = true,
    .draw = line_draw,
    .cursor = line_cursor,
    .act = line_act,
    .type = line_type,
    .close = line_close,
};

void prompt_open(const struct prompt *p)
{
    struct line *l = xcalloc(1, sizeof *l);

    l->s.ops = &line_ops;
    l->p = *p;
    l->label = xstrdup(p->label);
    l->older = p->older ? p->older->n : 0;
    lineedit_init(&l->edit, p->text ? p->text : "");
    l->edit.fresh = p->fresh;
    l->edit.lines = p->lines;
    ui_push(p->owner->ui, &l->s);
}
