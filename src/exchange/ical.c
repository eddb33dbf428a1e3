/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/ical.h"

#include "base/buf.h"
#include "base/escape.h"

/* Octets of a line without its end (RFC 5545, 3.1). */
enum { LINE = 75 };

/* Bytes of the first n that end with a whole character. */
static size_t whole(const char *s, size_t n)
{
    while (n > 1 && ((unsigned char)s[n] & 0xc0) == 0x80)
        n--;
    return n;
}

/* A content line; what goes on begins with a blank, which counts. */
static void put_line(FILE *out, const struct buf *line)
{
    const char *s = line->s;
    size_t left = line->len, room = LINE;

    while (left > room) {
        size_t n = whole(s, room);

        fwrite(s, 1, n, out);
        fputs("\r\n ", out);
        s += n;
        left -= n;
        room = LINE - 1;
    }
    fwrite(s, 1, left, out);
    fputs("\r\n", out);
}

static void put(FILE *out, const char *name, const char *value)
{
    struct buf line = BUF_INIT;

    buf_addf(&line, "%s:%s", name, value);
    put_line(out, &line);
    buf_release(&line);
}

/* A value of type TEXT. */
static void put_text(FILE *out, const char *name, const char *text)
{
    struct buf visible = BUF_INIT, line = BUF_INIT;

    escape_terminal(&visible, text, true);
    buf_addf(&line, "%s:", name);
    for (const char *s = visible.s; *s; s++) {
        if (*s == '\n') {
            buf_adds(&line, "\\n");
            continue;
        }
        if (*s == '\\' || *s == ';' || *s == ',')
            buf_addc(&line, '\\');
        buf_addc(&line, *s);
    }
    put_line(out, &line);
    buf_release(&visible);
    buf_release(&line);
}

/* "20261123", and what follows. */
static void put_date(FILE *out, const char *name, const char *date,
                     const char *rest)
{
    struct buf value = BUF_INIT;

    for (const char *s = date; *s; s++)
        if (*s != '-')
            buf_addc(&value, *s);
    buf_adds(&value, rest);
    put(out, name, value.s);
    buf_release(&value);
}

void ical_begin(FILE *out)
{
    put(out, "BEGIN", "VCALENDAR");
    put(out, "VERSION", "2.0");
    put(out, "PRODID", "-//larder//larder " PACKAGE_VERSION "//EN");
    put(out, "CALSCALE", "GREGORIAN");
}

void ical_add(FILE *out, const char *as_of, const struct ical_event *e)
{
    put(out, "BEGIN", "VEVENT");
    put_text(out, "UID", e->uid);
    put_date(out, "DTSTAMP", as_of, "T000000Z");
    put_date(out, "DTSTART;VALUE=DATE", e->date, "");
    put_text(out, "SUMMARY", e->summary);
    if (*e->description)
        put_text(out, "DESCRIPTION", e->description);
    put_text(out, "CATEGORIES", e->category);
    put(out, "TRANSP", "TRANSPARENT");
    put(out, "END", "VEVENT");
}

void ical_end(FILE *out)
{
    put(out, "END", "VCALENDAR");
}
