/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "ui/lineedit.h"

#include <string.h>

#include "base/utf8.h"
#include "ui/paint.h"

void lineedit_init(struct lineedit *e, const char *text)
{
    *e = (struct lineedit){ .text = BUF_INIT };
    lineedit_set(e, text);
}

void lineedit_release(struct lineedit *e)
{
    buf_release(&e->text);
}

void lineedit_set(struct lineedit *e, const char *text)
{
    buf_clear(&e->text);
    buf_adds(&e->text, text);
    e->at = e->text.len;
    e->start = 0;
    e->fresh = false;
}

/* Cuts the bytes from `from` to `to`; the cursor is then at `from`. */
static void cut(struct lineedit *e, size_t from, size_t to)
{
    struct buf rest = BUF_INIT;

    buf_adds(&rest, e->text.s + to);
    buf_truncate(&e->text, from);
    buf_add(&e->text, rest.s, rest.len);
    buf_release(&rest);
    e->at = from;
}

/* Without control characters; ends of lines are `end`. */
static void add_clean(struct buf *out, const char *text, char end)
{
    for (; *text; text++) {
        if (*text == '\n')
            buf_addc(out, end);
        else if (*text == '\t')
            buf_addc(out, ' ');
        else if ((unsigned char)*text >= ' ' && *text != 127)
            buf_addc(out, *text);
    }
}

/* Several ends in turn are one: an empty line is nothing in a line. */
void lineedit_add_line(struct buf *out, const char *text)
{
    struct buf clean = BUF_INIT;
    size_t len;

    add_clean(&clean, text, '\n');
    len = clean.len;
    while (len && clean.s[len - 1] == '\n')
        len--;
    for (size_t i = 0; i < len; i++)
        if (clean.s[i] != '\n')
            buf_addc(out, clean.s[i]);
        else if (i == 0 || clean.s[i - 1] != '\n')
            buf_addc(out, ' ');
    buf_release(&clean);
}

void lineedit_insert(struct lineedit *e, const char *text)
{
    struct buf clean = BUF_INIT;

    if (e->fresh)
        lineedit_set(e, "");
    if (e->lines)
        add_clean(&clean, text, '\n');
    else
        lineedit_add_line(&clean, text);
    buf_insert(&e->text, e->at, clean.s, clean.len);
    e->at += clean.len;
    buf_release(&clean);
}

/* --- what keys do -------------------------------------------------------- */

static void left(struct lineedit *e)
{
    e->at = utf8_prev(e->text.s, e->at);
}

static void right(struct lineedit *e)
{
    e->at = utf8_next(e->text.s, e->at);
}

static void start(struct lineedit *e)
{
    e->at = 0;
}

static void end(struct lineedit *e)
{
    e->at = e->text.len;
}

/* One character at a time: first its last mark, as on paper. */
static void erase(struct lineedit *e)
{
    size_t from = e->at;

    if (from == 0)
        return;
    do
        from--;
    while (from && ((unsigned char)e->text.s[from] & 0xc0) == 0x80);
    cut(e, from, e->at);
}

static void delete (struct lineedit *e)
{
    cut(e, e->at, utf8_next(e->text.s, e->at));
}

static void kill_end(struct lineedit *e)
{
    cut(e, e->at, e->text.len);
}

static void kill_start(struct lineedit *e)
{
    cut(e, 0, e->at);
}

static void kill_word(struct lineedit *e)
{
    size_t from = e->at;

    while (from && e->text.s[from - 1] == ' ')
        from--;
    while (from && e->text.s[from - 1] != ' ')
        from--;
    cut(e, from, e->at);
}

typedef void edit_fn(struct lineedit *e);

static edit_fn *const edits[ACTION_COUNT] = {
    [ACTION_LINE_LEFT] = left,      [ACTION_LINE_RIGHT] = right,
    [ACTION_LINE_START] = start,    [ACTION_LINE_END] = end,
    [ACTION_LINE_ERASE] = erase,    [ACTION_LINE_DELETE] = delete,
    [ACTION_LINE_KILL] = kill_end,  [ACTION_LINE_CLEAR] = kill_start,
    [ACTION_LINE_WORD] = kill_word,
};

bool lineedit_act(struct lineedit *e, enum action action)
{
    if (!edits[action])
        return false;
    e->fresh = false;
    edits[action](e);
    return true;
}

/* --- what is seen of it -------------------------------------------------- */

/* What is shown of a joiner depends on the character behind it, too. */
static void add_shown(struct buf *out, const char *text, size_t from, size_t to)
{
    size_t end = utf8_next(text, to);
    struct buf both = BUF_INIT, behind = BUF_INIT;

    paint_escape(&both, text + from, end - from, false);
    paint_escape(&behind, text + to, end - to, false);
    if (both.len >= behind.len)
        buf_add(out, both.s, both.len - behind.len);
    else
        paint_escape(out, text + from, to - from, false);
    buf_release(&both);
    buf_release(&behind);
}

/* Adds one character as it is shown; returns its cells. */
static size_t show(const struct lineedit *e, size_t from, size_t to,
                   struct buf *out)
{
    size_t before = out->len;

    if (e->text.s[from] == '\n')
        buf_adds(out, "\u00b6");
    else
        add_shown(out, e->text.s, from, to);
    return utf8_width(out->s + before);
}

/* The first character from which on the cursor is within so many cells. */
static size_t farthest(const struct lineedit *e, size_t cells)
{
    struct buf shown = BUF_INIT;
    size_t at = e->at, taken = 1;

    while (at) {
        size_t from = utf8_prev(e->text.s, at);

        taken += show(e, from, at, &shown);
        if (taken > cells)
            break;
        at = from;
    }
    buf_release(&shown);
    return at;
}

size_t lineedit_view(struct lineedit *e, size_t cells, struct buf *out)
{
    size_t least = farthest(e, cells);
    size_t at, cursor = 0, taken = 0;

    if (e->start > e->at)
        e->start = e->at;
    if (e->start < least)
        e->start = least;
    for (at = e->start; e->text.s[at];) {
        size_t next = utf8_next(e->text.s, at), before = out->len;

        if (at == e->at)
            cursor = taken;
        taken += show(e, at, next, out);
        if (taken > cells) {
            buf_truncate(out, before);
            break;
        }
        at = next;
    }
    return !e->text.s[at] && at == e->at ? taken : cursor;
}
