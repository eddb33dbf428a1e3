/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* All keys, made from the table of actions: those that are valid where the
 * person is come first, then those of all other places. */

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "ui/frame.h"
#include "ui/screens.h"
#include "ui/scroll.h"

enum { KEYS_WIDTH = 16, INDENT = 2 };

struct help_line {
    bool heading;
    char *keys; /* "": the text goes on                                    */
    char *text;
};

struct help {
    struct screen s;
    enum place here;
    struct help_line *lines;
    size_t n, room;
    int width; /* for which lines were broken                              */
    struct scroll rows;
};

/* --- lines --------------------------------------------------------------- */

static void add(struct help *h, bool heading, const char *keys,
                const char *text)
{
    ARRAY_GROW(h->lines, h->n, h->room);
    h->lines[h->n++] =
        (struct help_line){ heading, xstrdup(keys), xstrdup(text) };
}

static void drop_lines(struct help *h)
{
    for (size_t i = 0; i < h->n; i++) {
        free(h->lines[i].keys);
        free(h->lines[i].text);
    }
    h->n = 0;
}

static void add_keys(enum action action, enum place place, struct buf *out)
{
    const struct action_info *info = action_info(action);

    for (size_t i = 0; info->keys[i]; i++)
        if (action_key_works(info->keys[i], place))
            buf_addf(out, "%s%s", out->len ? " " : "", info->keys[i]);
    if (!out->len)
        buf_addf(out, ":%s", info->name);
}

static void add_action(struct help *h, enum action action, enum place place)
{
    struct strs texts = STRS_INIT;
    struct buf keys = BUF_INIT;

    add_keys(action, place, &keys);
    paint_wrap(&texts, _(action_info(action)->help),
               h->width - INDENT - KEYS_WIDTH - 1);
    for (size_t i = 0; i < texts.n; i++)
        add(h, false, i ? "" : keys.s, texts.v[i]);
    strs_release(&texts);
    buf_release(&keys);
}

static void add_place(struct help *h, enum place place)
{
    if (h->n)
        add(h, false, "", "");
    add(h, true, "", _(place_info(place)->title));
    for (int a = ACTION_NONE + 1; a < ACTION_COUNT; a++)
        if (action_info((enum action)a)->places & (unsigned)place)
            add_action(h, (enum action)a, place);
}

static void build(struct help *h, int width)
{
    if (h->width == width)
        return;
    h->width = width;
    drop_lines(h);
    add_place(h, h->here);
    for (unsigned p = 1; p < PLACE_END; p <<= 1)
        if (p != (unsigned)h->here)
            add_place(h, (enum place)p);
    h->rows.n = h->n;
}

/* --- the screen ---------------------------------------------------------- */

static void help_title(const struct screen *s, struct buf *out)
{
    (void)s;
    buf_adds(out, _("help"));
}

static enum place help_place(const struct screen *s)
{
    (void)s;
    return PLACE_HELP;
}

static void draw_line(const struct help_line *l, struct area a, int row,
                      bool here)
{
    if (l->heading)
        paint_row(a, row, INDENT, ROLE_HEADING, l->text);
    else {
        paint(a.y + row, a.x + INDENT, KEYS_WIDTH, ROLE_KEY, l->keys);
        paint_row(a, row, INDENT + KEYS_WIDTH, ROLE_TEXT, l->text);
    }
    if (here)
        paint(a.y + row, a.x, 1, ROLE_KEY, ">");
}

static void help_draw(struct screen *s, struct area a)
{
    struct help *h = (struct help *)s;

    build(h, a.w);
    scroll_fit(&h->rows, (size_t)a.h);
    for (int row = 0; row < a.h && h->rows.top + (size_t)row < h->n; row++) {
        size_t i = h->rows.top + (size_t)row;

        draw_line(&h->lines[i], a, row, i == h->rows.at);
    }
}

static void help_cursor(const struct screen *s, int *y, int *x)
{
    const struct help *h = (const struct help *)s;

    *y = frame_body().y + (int)(h->rows.at - h->rows.top);
    *x = 0;
}

static void help_status(struct screen *s, struct buf *left, struct buf *right)
{
    const struct help *h = (const struct help *)s;

    buf_adds(left, _("The keys of the screen you came from stand first."));
    buf_addf(right, _("line %zu of %zu"), h->rows.at + 1, h->rows.n);
}

static unsigned help_act(struct screen *s, enum action action)
{
    struct help *h = (struct help *)s;

    if (action == ACTION_CLOSE || action == ACTION_CANCEL)
        return RESULT_CLOSE;
    scroll_act(&h->rows, action, (size_t)frame_body().h);
    return RESULT_NONE;
}

static void search_where(const struct screen *s, size_t *n, size_t *at)
{
    const struct help *h = (const struct help *)s;

    *n = h->n;
    *at = h->rows.at;
}

static void search_text(const struct screen *s, size_t row, struct buf *out)
{
    const struct help_line *l = &((const struct help *)s)->lines[row];

    buf_addf(out, "%s %s", l->keys, l->text);
}

static void search_go(struct screen *s, size_t row)
{
    scroll_to(&((struct help *)s)->rows, row);
}

static const struct search_ops search_ops = { search_where, search_text,
                                              search_go };

static void help_close(struct screen *s)
{
    struct help *h = (struct help *)s;

    drop_lines(h);
    free(h->lines);
    free(h);
}

static const struct screen_ops help_ops = {
    .title = help_title,
    .place = help_place,
    .draw = help_draw,
    .cursor = help_cursor,
    .status = help_status,
    .act = help_act,
    .search = &search_ops,
    .close = help_close,
};

void help_open(struct ui *ui, enum place place)
{
    struct help *h = xcalloc(1, sizeof *h);

    h->s.ops = &help_ops;
    h->here = place;
    ui_push(ui, &h->s);
}
