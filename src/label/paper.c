/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/paper.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/wrap.h"
#include "label/isolate.h"
#include "label/language.h"

/* From here on there is room for a table. */
enum { TABLE_WIDTH = 60 };

/* UAX #9: RIGHT-TO-LEFT ISOLATE; what ends it, behind a mark that keeps blanks
 * from being at the end. */
static const char rtl_begin[] = "\u2067", rtl_end[] = "\u200f" ISOLATE_END;

/* Does the language in which the label speaks run from right to left? */
static bool runs_left(const struct voice *v)
{
    const struct language *l = language_find(words_lang(v));

    return l && l->rtl;
}

void paper_init(struct paper *p, const char *lang, enum layout layout,
                size_t width, struct buf *out)
{
    *p = (struct paper){ .out = out,
                         .width =
                             width < PAPER_NARROWEST ? PAPER_NARROWEST : width,
                         .layout = layout,
                         .voice = { .lang = lang } };
    p->rtl = runs_left(&p->voice);
}

bool paper_is_table(const struct paper *p)
{
    return p->width >= TABLE_WIDTH;
}

/* --- isolates ------------------------------------------------------------ */

/* How many bytes from s on hold no isolate; *c is the one behind them, or 0. */
static size_t plain_part(const char *s, size_t len, uint32_t *c)
{
    size_t i = 0, n;

    for (; i < len; i += n) {
        n = utf8_decode(s + i, len - i, c);
        if (n && *c >= 0x2066 && *c <= 0x2069)
            return i;
        n = n ? n : 1;
    }
    *c = 0;
    return i;
}

static bool is_balanced(const char *s)
{
    size_t len = strlen(s), depth = 0, n;
    uint32_t c;

    while (len) {
        n = plain_part(s, len, &c);
        if (!c)
            break;
        if (c == 0x2069 && depth == 0)
            return false;
        depth += c == 0x2069 ? (size_t)-1 : 1;
        s += n + 3;
        len -= n + 3;
    }
    return depth == 0;
}

char *paper_safe(const struct paper *p, const char *text)
{
    struct buf b = BUF_INIT;
    size_t len = strlen(text), n;
    uint32_t c;

    if (!p->rtl || !is_balanced(text)) {
        escape_terminal(&b, text, false);
        return buf_detach(&b);
    }
    while (len) {
        n = plain_part(text, len, &c);
        escape_terminal_len(&b, text, n, false);
        if (c)
            utf8_add(&b, c);
        n += c ? 3 : 0;
        text += n;
        len -= n;
    }
    return buf_detach(&b);
}

void paper_mend(const struct paper *p, struct strs *lines, size_t from)
{
    struct buf open = BUF_INIT; /* characters of three bytes each          */

    for (size_t i = from; p->rtl && i < lines->n; i++) {
        struct buf line = BUF_INIT;
        const char *s = lines->v[i];
        size_t len = strlen(s), n;
        uint32_t c;

        buf_add(&line, open.s, open.len);
        buf_adds(&line, s);
        for (; len; s += n, len -= n) {
            n = plain_part(s, len, &c) + 3;
            if (!c)
                break;
            if (c != 0x2069)
                utf8_add(&open, c);
            else if (open.len)
                buf_truncate(&open, open.len - 3);
        }
        for (size_t j = 0; j < open.len; j += 3)
            buf_adds(&line, ISOLATE_END);
        free(lines->v[i]);
        lines->v[i] = buf_detach(&line);
    }
    buf_release(&open);
}

void paper_undirected(struct buf *out, const char *text)
{
    size_t len = strlen(text);
    uint32_t c;

    for (size_t i = 0, n; i < len; i += n) {
        n = utf8_decode(text + i, len - i, &c);
        if (!n || !utf8_is_bidi_control(c))
            buf_add(out, text + i, n ? n : 1);
        n = n ? n : 1;
    }
}

/* --- lines --------------------------------------------------------------- */

void paper_wrap(const struct paper *p, struct strs *lines, const char *text,
                size_t cells)
{
    size_t from = lines->n;

    wrap_text(lines, text, cells);
    paper_mend(p, lines, from);
}

void paper_wrap_in(const struct paper *p, struct strs *lines, const char *text,
                   size_t indent, size_t cells)
{
    struct strs wrapped = STRS_INIT;

    paper_wrap(p, &wrapped, text, cells - indent);
    for (size_t i = 0; i < wrapped.n; i++)
        strs_take(lines,
                  xasprintf("%*s%s", i ? (int)indent : 0, "", wrapped.v[i]));
    strs_release(&wrapped);
}

void paper_hang(const struct paper *p, struct strs *lines, const char *first,
                const char *text, size_t cells)
{
    size_t indent = utf8_width(first);
    struct strs wrapped = STRS_INIT;

    if (indent + 8 > cells)
        indent = 0;
    if (!indent && *first)
        paper_wrap(p, lines, first, cells);
    paper_wrap(p, &wrapped, text, cells - indent);
    for (size_t i = 0; i < wrapped.n; i++) {
        struct buf b = BUF_INIT;

        if (i == 0 && indent)
            buf_adds(&b, first);
        else
            buf_addn(&b, ' ', indent);
        buf_adds(&b, wrapped.v[i]);
        strs_take(lines, buf_detach(&b));
    }
    strs_release(&wrapped);
}

void paper_rule(struct paper *p, char c)
{
    buf_addn(p->out, c, p->width);
    buf_addc(p->out, '\n');
}

void paper_pad(struct buf *line, size_t column)
{
    for (size_t width = utf8_width(line->s); width < column; width++)
        buf_addc(line, ' ');
}

/* Does this text fill a line as a rule does? */
static bool is_rule(const struct paper *p, const char *text)
{
    size_t len = strlen(text);

    return len == p->width &&
           (strspn(text, "=") == len || strspn(text, "-") == len);
}

static void put_line(struct paper *p, const char *text)
{
    struct buf line = BUF_INIT;

    buf_adds(&line, text);
    while (line.len && line.s[line.len - 1] == ' ')
        buf_truncate(&line, line.len - 1);
    if (p->rtl && line.len) {
        buf_insert(&line, 0, rtl_begin, strlen(rtl_begin));
        paper_pad(&line, p->width);
        buf_adds(&line, rtl_end);
    }
    buf_adds(p->out, line.s);
    buf_addc(p->out, '\n');
    buf_release(&line);
}

void paper_line(struct paper *p, size_t column, const char *text)
{
    struct buf line = BUF_INIT;

    buf_addn(&line, ' ', column);
    buf_adds(&line, text);
    if (is_rule(p, line.s)) { /* what is no rule must not look like one    */
        buf_truncate(&line, line.len - 1);
        put_line(p, line.s);
        put_line(p, text + strlen(text) - 1);
    } else {
        put_line(p, line.s);
    }
    buf_release(&line);
}

void paper_lines(struct paper *p, size_t column, const struct strs *lines)
{
    for (size_t i = 0; i < lines->n; i++)
        paper_line(p, column, lines->v[i]);
}

void paper_text(struct paper *p, size_t column, const char *text)
{
    struct strs lines = STRS_INIT;

    paper_wrap(p, &lines, text, p->width - column);
    paper_lines(p, column, &lines);
    strs_release(&lines);
}

void paper_ends(struct paper *p, const char *left, const char *right)
{
    size_t used = utf8_width(right);
    struct buf line = BUF_INIT;

    if (utf8_width(left) + used + 2 > p->width) {
        paper_text(p, 0, left);
        paper_text(p, 0, right);
        return;
    }
    buf_adds(&line, left);
    paper_pad(&line, p->width - used);
    buf_adds(&line, right);
    paper_line(p, 0, line.s);
    buf_release(&line);
}
