/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/wrap.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unilbrk.h>

#include "base/mem.h"
#include "base/utf8.h"

/* One paragraph (what stands between two LF) on its way into lines. */
struct paragraph {
    struct strs *lines;
    const char *s;
    size_t len;
    const char *breaks; /* for each byte, what libunistring says of it     */
    size_t cells;
};

/* White space at which a line may end, which NO-BREAK SPACE is not. */
static bool is_blank(const char *s, size_t len)
{
    uint32_t c;

    if (utf8_decode(s, len, &c) != len)
        return false;
    return c != 0xa0 && c != 0x2007 && c != 0x202f &&
           uc_is_property_white_space(c);
}

static void add_line(const struct paragraph *p, size_t from, size_t to)
{
    while (to > from) {
        size_t last = to - 1;

        while (last > from && ((unsigned char)p->s[last] & 0xc0) == 0x80)
            last--;
        if (!is_blank(p->s + last, to - last))
            break;
        to = last;
    }
    strs_add_len(p->lines, p->s + from, to - from);
}

/*
 * Where to end a line that begins at `from` and has no room for what stands
 * at `at`: at the last place where it may be broken, else inside the word.
 * A visible character wider than a whole line is broken between its parts;
 * where that does not help either, it sticks out.
 */
static size_t line_end(const struct paragraph *p, size_t from, size_t may,
                       size_t at)
{
    uint32_t c;
    size_t width = 0, end = from, stop = utf8_next(p->s, from);

    if (may > from)
        return may;
    if (at > from)
        return at;
    while (end < stop) {
        size_t n = utf8_decode(p->s + end, stop - end, &c);
        size_t w = n ? (size_t)utf8_char_width(c) : 1;

        if (end > from && width + w > p->cells)
            break;
        width += w;
        end += n ? n : 1;
    }
    return end;
}

/*
 * An address is read out and typed from paper: it is not broken behind its
 * full stops and slashes, where UAX #14 would allow it.
 */
static bool inside_address(const struct paragraph *p, size_t at)
{
    return at > 0 && strchr("./:@?&=_~%#", p->s[at - 1]) &&
           !is_blank(p->s + at, utf8_next(p->s, at) - at);
}

/* Goes back to a break at most once per line: linear in time. */
static void wrap_paragraph(const struct paragraph *p)
{
    size_t from = 0, may = 0, at = 0, width = 0;

    while (at < p->len) {
        size_t next = utf8_next(p->s, at);
        size_t w = utf8_width_len(p->s + at, next - at);

        if (p->breaks[at] == UC_BREAK_POSSIBLE && !inside_address(p, at))
            may = at;
        if (!is_blank(p->s + at, next - at) && width + w > p->cells) {
            at = line_end(p, from, may, at);
            if (at == p->len)
                break;
        } else if (p->breaks[at] == UC_BREAK_MANDATORY) {
            at = next;
        } else {
            at = next;
            width += w;
            continue;
        }
        add_line(p, from, at);
        from = may = at;
        width = 0;
    }
    add_line(p, from, p->len);
}

void wrap_text(struct strs *lines, const char *text, size_t cells)
{
    struct paragraph p = { .lines = lines, .cells = cells ? cells : 1 };
    char *breaks = xmalloc(strlen(text));

    for (;;) {
        const char *stop = strchrnul(text, '\n');

        p.s = text;
        p.len = (size_t)(stop - text);
        if (*stop && stop > text && stop[-1] == '\r')
            p.len--;
        p.breaks = breaks;
        u8_possible_linebreaks((const uint8_t *)text, p.len, "UTF-8", breaks);
        wrap_paragraph(&p);
        if (!*stop)
            break;
        text = stop + 1;
    }
    free(breaks);
}
