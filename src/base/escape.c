/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/escape.h"

#include <errno.h>
#include <string.h>
#include <unictype.h>
#include <unistd.h>

#include "base/utf8.h"

struct range {
    uint32_t from, to;
};

/* What is not printed as it is, in order; the noncharacters that end each
 * plane (FFFE, FFFF, 1FFFE, ...) are not in it. */
static const struct range hidden[] = {
    { 0x0000, 0x001f },   /* C0                                            */
    { 0x007f, 0x009f },   /* DEL, C1                                       */
    { 0x061c, 0x061c },   /* Arabic letter mark                            */
    { 0x200b, 0x200f },   /* zero width, direction marks                   */
    { 0x2028, 0x202e },   /* ends of lines, embeddings, overrides          */
    { 0x2060, 0x206f },   /* zero width, isolates                          */
    { 0xfdd0, 0xfdef },   /* noncharacters                                 */
    { 0xfeff, 0xfeff },   /* zero width no-break space                     */
    { 0xfff9, 0xfffb },   /* hidden annotations                            */
    { 0xe0000, 0xe007f }, /* tags                                          */
};

static bool is_hidden(uint32_t c)
{
    if ((c & 0xfffe) == 0xfffe)
        return true;
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
        if (c <= hidden[i].to)
            return c >= hidden[i].from;
    return false;
}

/*
 * May a joiner stand beside c?  ASCII letters need none, and "ad" and "min"
 * with one between them is not the word that it looks like.
 */
static bool takes_joiner(uint32_t c)
{
    return c >= 0x80 &&
           uc_is_general_category_withtable(
               c, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_S);
}

/* Is c, before the len bytes at `rest`, a joiner that does its work? */
static bool is_joiner(uint32_t c, uint32_t before, const char *rest, size_t len)
{
    uint32_t after;

    return (c == 0x200c || c == 0x200d) && takes_joiner(before) &&
           utf8_decode(rest, len, &after) && takes_joiner(after);
}

static void add_visible(struct buf *b, uint32_t c)
{
    if (c < 0x80)
        buf_addf(b, "\\x%02x", (unsigned)c);
    else
        buf_addf(b, "\\u{%x}", (unsigned)c);
}

static void add_byte(struct buf *b, char byte)
{
    buf_addf(b, "\\x%02x", (unsigned)(unsigned char)byte);
}

void escape_terminal(struct buf *b, const char *s, bool lines)
{
    escape_terminal_len(b, s, strlen(s), lines);
}

/* How many of the first bytes need no second look. */
static size_t plain_run(const char *s, size_t len)
{
    size_t i = 0;

    while (i < len && s[i] >= 0x20 && s[i] < 0x7f)
        i++;
    return i;
}

void escape_terminal_len(struct buf *b, const char *s, size_t len, bool lines)
{
    uint32_t before = 0;

    for (size_t i = 0, n; i < len; i += n) {
        uint32_t c;

        n = plain_run(s + i, len - i);
        if (n) {
            buf_add(b, s + i, n);
            before = ' ';
            continue;
        }
        n = utf8_decode(s + i, len - i, &c);
        if (!n) {
            n = 1;
            add_byte(b, s[i]);
            before = 0;
        } else if ((c == '\n' && lines) || !is_hidden(c) ||
                   is_joiner(c, before, s + i + n, len - i - n)) {
            buf_add(b, s + i, n);
            before = c;
        } else {
            add_visible(b, c);
            before = 0;
        }
    }
}

void escape_print(FILE *out, const char *s, bool lines)
{
    struct buf b = BUF_INIT;

    escape_terminal(&b, s, lines);
    fwrite(b.s, 1, b.len, out);
    buf_release(&b);
}

/* Blanks at the ends are quoted too: some readers cut them off otherwise. */
static bool csv_needs_quotes(const char *s)
{
    size_t len = strlen(s);

    if (!len)
        return false;
    return strpbrk(s, ",\"\r\n") || s[0] == ' ' || s[0] == '\t' ||
           s[len - 1] == ' ' || s[len - 1] == '\t';
}

/* Would a spreadsheet take it for a formula, or has it a ' against that? */
static bool is_formula(const char *s)
{
    s += strspn(s, "'");
    return *s && strchr("=+-@\t\r", *s);
}

/* Why an earlier row was not written is still to be told: errno stays. */
static bool is_terminal(FILE *out)
{
    int before = errno;
    bool is = isatty(fileno(out)) == 1;

    errno = before;
    return is;
}

void escape_csv_row(FILE *out, const char *const *cells, size_t n)
{
    struct buf b = BUF_INIT;

    for (size_t i = 0; i < n; i++) {
        buf_adds(&b, i ? "," : "");
        escape_csv(&b, cells[i] ? cells[i] : "", true);
    }
    if (is_terminal(out))
        escape_print(out, b.s, true);
    else
        fwrite(b.s, 1, b.len, out);
    putc('\n', out);
    buf_release(&b);
}

const char *escape_csv_plain(const char *s)
{
    return *s == '\'' && is_formula(s) ? s + 1 : s;
}

void escape_csv(struct buf *b, const char *s, bool spreadsheet)
{
    const char *prefix = spreadsheet && is_formula(s) ? "'" : "";

    if (!csv_needs_quotes(s)) {
        buf_adds(b, prefix);
        buf_adds(b, s);
        return;
    }
    buf_addc(b, '"');
    buf_adds(b, prefix);
    for (;;) {
        size_t n = strcspn(s, "\"");

        buf_add(b, s, n);
        if (!s[n])
            break;
        buf_adds(b, "\"\"");
        s += n + 1;
    }
    buf_addc(b, '"');
}

/* What XML cannot hold, not even as a reference, is made visible. */
static bool xml_can_hold(uint32_t c)
{
    return c >= 0x20 ? c != 0xfffe && c != 0xffff
                     : c == '\t' || c == '\n' || c == '\r';
}

/* Blanks but the space are references, or attributes would lose them; and so
 * are DEL and C1, or cat would send them to the terminal. */
static void add_xml_char(struct buf *b, uint32_t c)
{
    switch (c) {
    case '&':
        buf_adds(b, "&amp;");
        break;
    case '<':
        buf_adds(b, "&lt;");
        break;
    case '>':
        buf_adds(b, "&gt;");
        break;
    case '"':
        buf_adds(b, "&quot;");
        break;
    case '\'':
        buf_adds(b, "&#39;");
        break;
    default:
        if (!xml_can_hold(c))
            add_visible(b, c);
        else if (c < 0x20 || (c >= 0x7f && c < 0xa0))
            buf_addf(b, "&#%u;", (unsigned)c);
        else
            utf8_add(b, c);
    }
}

static bool is_plain_xml(char c)
{
    return c >= 0x20 && c < 0x7f && c != '&' && c != '<' && c != '>' &&
           c != '"' && c != '\'';
}

void escape_xml(struct buf *b, const char *s)
{
    const char *end = s + strlen(s);

    while (s < end) {
        const char *start = s;
        uint32_t c;

        while (is_plain_xml(*s))
            s++;
        buf_add(b, start, (size_t)(s - start));
        if (s == end)
            break;
        size_t n = utf8_decode(s, (size_t)(end - s), &c);
        if (n)
            add_xml_char(b, c);
        else
            add_byte(b, *s);
        s += n ? n : 1;
    }
}

void escape_html(struct buf *b, const char *s)
{
    struct buf safe = BUF_INIT;

    escape_terminal(&safe, s, true);
    for (const char *c = safe.s; *c; c++)
        switch (*c) {
        case '&':
            buf_adds(b, "&amp;");
            break;
        case '<':
            buf_adds(b, "&lt;");
            break;
        case '>':
            buf_adds(b, "&gt;");
            break;
        case '"':
            buf_adds(b, "&quot;");
            break;
        case '\'':
            buf_adds(b, "&#39;");
            break;
        default:
            buf_addc(b, *c);
        }
    buf_release(&safe);
}
