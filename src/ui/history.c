/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* The history, newest first; more of it is read when the end is reached. */

#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/history.h"
#include "ui/frame.h"
#include "ui/screens.h"
#include "ui/scroll.h"

enum { HISTORY_PAGE = 200 };

struct history_row {
    int64_t seq;
    char *text;
};

struct history {
    struct screen s;
    char *ref; /* NULL: of all records                                     */
    struct history_row *v;
    size_t n, room;
    bool more;
    struct scroll rows;
};

static void drop(struct history *h)
{
    for (size_t i = 0; i < h->n; i++)
        free(h->v[i].text);
    h->n = 0;
}

/* "2026-11-23 10:00  anna  set  bus-stop-phones  title summary" */
static void add_words(const struct history_entry *e, struct buf *out)
{
    char time[21];

    clock_format(time, e->time);
    time[10] = ' ';
    time[16] = '\0';
    buf_addf(out, "%s  %s  %s  %s", time, e->actor ? e->actor : "?",
             e->operation, e->ref ? e->ref : "");
    if (e->redacted)
        buf_addf(out, "  %s", _("(erased)"));
    for (size_t i = 0; i < e->fields.n; i++)
        buf_addf(out, "%s%s", i ? " " : "  ", e->fields.v[i]);
}

static int add(const struct history_entry *e, void *data, struct error *err)
{
    struct history *h = data;
    struct buf b = BUF_INIT;

    (void)err;
    add_words(e, &b);
    ARRAY_GROW(h->v, h->n, h->room);
    h->v[h->n++] = (struct history_row){ e->seq, buf_detach(&b) };
    return 0;
}

static int read_more(struct history *h, struct error *err)
{
    int64_t before = h->n ? h->v[h->n - 1].seq : 0;
    size_t had = h->n;

    if (history_each(ui_store(h->s.ui), h->ref, before, HISTORY_PAGE, add, h,
                     err) != 0)
        return -1;
    h->more = h->n == had + HISTORY_PAGE;
    h->rows.n = h->n;
    return 0;
}

static int history_load(struct screen *s, struct error *err)
{
    struct history *h = (struct history *)s;

    drop(h);
    return read_more(h, err);
}

static void history_title(const struct screen *s, struct buf *out)
{
    (void)s;
    buf_adds(out, _("history"));
}

static enum place history_place(const struct screen *s)
{
    (void)s;
    return PLACE_HISTORY;
}

static void history_draw(struct screen *s, struct area a)
{
    struct history *h = (struct history *)s;

    scroll_fit(&h->rows, (size_t)a.h);
    for (int row = 0; row < a.h && h->rows.top + (size_t)row < h->n; row++) {
        size_t i = h->rows.top + (size_t)row;
        enum role role = i == h->rows.at ? ROLE_SELECTED : ROLE_TEXT;

        paint_row(a, row, 0, role, i == h->rows.at ? ">" : " ");
        paint_row(a, row, 2, role, h->v[i].text);
    }
}

static void history_cursor(const struct screen *s, int *y, int *x)
{
    const struct history *h = (const struct history *)s;

    *y = frame_body().y + (int)(h->rows.at - h->rows.top);
    *x = 0;
}

static void history_status(struct screen *s, struct buf *left,
                           struct buf *right)
{
    const struct history *h = (const struct history *)s;

    if (h->ref)
        buf_addf(left, _("every change of %s, the newest first"), h->ref);
    else
        buf_adds(left, _("every change of the register, the newest first"));
    buf_addf(right, h->more ? "%zu+" : "%zu", h->n);
}

static unsigned history_act(struct screen *s, enum action action)
{
    struct history *h = (struct history *)s;
    struct error err = ERROR_INIT;

    if (action == ACTION_CLOSE || action == ACTION_CANCEL)
        return RESULT_CLOSE;
    if (action == ACTION_OPEN && h->n)
        entry_open(s->ui, h->v[h->rows.at].seq, h->v[h->rows.at].text);
    scroll_act(&h->rows, action, (size_t)frame_body().h);
    if (h->more && h->rows.at + 1 >= h->n && read_more(h, &err) != 0)
        ui_fail(s->ui, &err);
    return RESULT_NONE;
}

static void search_where(const struct screen *s, size_t *n, size_t *at)
{
    const struct history *h = (const struct history *)s;

    *n = h->n;
    *at = h->rows.at;
}

static void search_text(const struct screen *s, size_t row, struct buf *out)
{
    buf_adds(out, ((const struct history *)s)->v[row].text);
}

static void search_go(struct screen *s, size_t row)
{
    scroll_to(&((struct history *)s)->rows, row);
}

static const struct search_ops search_ops = { search_where, search_text,
                                              search_go };

static void history_close(struct screen *s)
{
    struct history *h = (struct history *)s;

    drop(h);
    free(h->v);
    free(h->ref);
    free(h);
}

static const struct screen_ops history_ops = {
    .title = history_title,
    .place = history_place,
    .load = history_load,
    .draw = history_draw,
    .cursor = history_cursor,
    .status = history_status,
    .act = history_act,
    .search = &search_ops,
    .close = history_close,
};

void history_open(struct ui *ui, const char *ref)
{
    struct history *h = xcalloc(1, sizeof *h);

    h->s.ops = &history_ops;
    h->ref = ref ? xstrdup(ref) : NULL;
    ui_push(ui, &h->s);
}
