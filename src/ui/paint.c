/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "ui/paint.h"

#include <curses.h>
#include <string.h>

#include "base/escape.h"
#include "base/utf8.h"
#include "base/wrap.h"

/* Signs and pictures, which no script joins. */
static bool is_picture(uint32_t c)
{
    return (c >= 0x2000 && c < 0x2c00) || c >= 0x1f000;
}

/* U+200D joins, U+FE0E and U+FE0F choose between text and picture. */
static void add_apart(struct buf *out, const struct buf *safe)
{
    uint32_t before = 0, c;

    for (size_t i = 0, n; i < safe->len; i += n) {
        n = utf8_decode(safe->s + i, safe->len - i, &c);
        if (c == 0xfe0e || c == 0xfe0f || (c == 0x200d && is_picture(before)))
            continue;
        buf_add(out, safe->s + i, n);
        before = c;
    }
}

void paint_escape(struct buf *out, const char *text, size_t len, bool lines)
{
    struct buf safe = BUF_INIT;

    escape_terminal_len(&safe, text, len, lines);
    add_apart(out, &safe);
    buf_release(&safe);
}

void paint_fit(struct buf *out, const char *text, int w)
{
    struct buf safe = BUF_INIT;

    paint_escape(&safe, text, strlen(text), false);
    if (w <= 0) {
        buf_clear(&safe);
    } else if (utf8_width(safe.s) > (size_t)w) {
        buf_truncate(&safe, utf8_fit(safe.s, (size_t)w - 1));
        buf_addc(&safe, '~');
    }
    buf_add(out, safe.s, safe.len);
    buf_release(&safe);
}

int paint(int y, int x, int w, enum role role, const char *text)
{
    struct buf b = BUF_INIT;
    size_t took;

    if (w <= 0)
        return 0;
    paint_fit(&b, text, w);
    took = utf8_width(b.s);
    buf_addn(&b, ' ', (size_t)w - took);
    role_use(role);
    mvaddnstr(y, x, b.s, (int)b.len);
    role_use(ROLE_TEXT);
    buf_release(&b);
    return (int)took;
}

int paint_row(struct area a, int row, int col, enum role role, const char *text)
{
    if (row < 0 || row >= a.h)
        return 0;
    return paint(a.y + row, a.x + col, a.w - col, role, text);
}

static void paint_edge(int y, int x, int w)
{
    mvhline(y, x, '-', w);
    mvaddch(y, x, '+');
    mvaddch(y, x + w - 1, '+');
}

void paint_frame(struct area a)
{
    for (int row = 0; row < a.h; row++) {
        paint(a.y + row, a.x, a.w, ROLE_TEXT, "");
        role_use(ROLE_FRAME);
        mvaddch(a.y + row, a.x, '|');
        mvaddch(a.y + row, a.x + a.w - 1, '|');
    }
    paint_edge(a.y, a.x, a.w);
    paint_edge(a.y + a.h - 1, a.x, a.w);
    role_use(ROLE_TEXT);
}

void paint_bar(int y, int x, int h)
{
    role_use(ROLE_FRAME);
    mvvline(y, x, '|', h);
    role_use(ROLE_TEXT);
}

void paint_wrap(struct strs *lines, const char *text, int w)
{
    struct buf safe = BUF_INIT;

    paint_escape(&safe, text, strlen(text), true);
    wrap_text(lines, safe.s, w > 1 ? (size_t)w : 1);
    buf_release(&safe);
}
