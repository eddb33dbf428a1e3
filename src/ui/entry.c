/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* One change of the history: for each field what it held before, and after. */

#include <stdlib.h>

#include "app/display.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/history.h"
#include "ui/frame.h"
#include "ui/screens.h"
#include "ui/scroll.h"

struct entry {
    struct screen s;
    int64_t seq;
    char *title;
    struct strs texts; /* one for each line, not broken                    */
    struct strs lines;
    int width;
    struct scroll rows;
};

static void add_side(struct entry *e, enum field field, char sign,
                     const char *text)
{
    struct buf b = BUF_INIT;

    buf_addf(&b, "  %c ", sign);
    if (*text)
        display_text(&b, field, text);
    else
        buf_adds(&b, _("(not answered)"));
    strs_add(&e->texts, b.s);
    buf_release(&b);
}

static int add(enum field field, const char *before, const char *after,
               void *data)
{
    struct entry *e = data;

    strs_add(&e->texts, _(field_info(field)->label));
    if (*before)
        add_side(e, field, '-', before);
    add_side(e, field, '+', after);
    return 0;
}

static int entry_load(struct screen *s, struct error *err)
{
    struct entry *e = (struct entry *)s;

    strs_release(&e->texts);
    e->width = 0;
    strs_add(&e->texts, e->title);
    strs_add(&e->texts, "");
    return history_diff(ui_store(s->ui), e->seq, add, e, err);
}

static void layout(struct entry *e, int width)
{
    if (e->width == width)
        return;
    e->width = width;
    strs_release(&e->lines);
    for (size_t i = 0; i < e->texts.n; i++)
        paint_wrap(&e->lines, e->texts.v[i], width - 3);
    e->rows.n = e->lines.n;
}

static void entry_title(const struct screen *s, struct buf *out)
{
    (void)s;
    buf_adds(out, _("one change"));
}

static enum place entry_place(const struct screen *s)
{
    (void)s;
    return PLACE_ENTRY;
}

static void entry_draw(struct screen *s, struct area a)
{
    struct entry *e = (struct entry *)s;

    layout(e, a.w);
    scroll_fit(&e->rows, (size_t)a.h);
    for (int row = 0; row < a.h && e->rows.top + (size_t)row < e->rows.n;
         row++) {
        size_t i = e->rows.top + (size_t)row;

        paint_row(a, row, 0, ROLE_KEY, i == e->rows.at ? ">" : " ");
        paint_row(a, row, 2, ROLE_TEXT, e->lines.v[i]);
    }
}

static void entry_cursor(const struct screen *s, int *y, int *x)
{
    const struct entry *e = (const struct entry *)s;

    *y = frame_body().y + (int)(e->rows.at - e->rows.top);
    *x = 0;
}

static unsigned entry_act(struct screen *s, enum action action)
{
    if (action == ACTION_CLOSE || action == ACTION_CANCEL)
        return RESULT_CLOSE;
    scroll_act(&((struct entry *)s)->rows, action, (size_t)frame_body().h);
    return RESULT_NONE;
}

static void entry_close(struct screen *s)
{
    struct entry *e = (struct entry *)s;

    strs_release(&e->texts);
    strs_release(&e->lines);
    free(e->title);
    free(e);
}

static const struct screen_ops entry_ops = {
    .title = entry_title,
    .place = entry_place,
    .load = entry_load,
    .draw = entry_draw,
    .cursor = entry_cursor,
    .act = entry_act,
    .close = entry_close,
};

void entry_open(struct ui *ui, int64_t seq, const char *title)
{
    struct entry *e = xcalloc(1, sizeof *e);

    e->s.ops = &entry_ops;
    e->seq = seq;
    e->title = xstrdup(title);
    ui_push(ui, &e->s);
}
