/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/csv.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

/* Which wins of those that are there as often: in a heading there may be
 * commas, but hardly ever tabs. */
static const char delimiters[] = "\t;|,";
enum { DELIMITERS = sizeof delimiters - 1 };

/* What came before a byte of a record. */
enum part {
    PART_START, /* nothing of this field                                   */
    PART_PLAIN, /* some of a field without quotation marks                 */
    PART_QUOTED,
    PART_CLOSED, /* a quotation mark, which closes the field or is doubled */
};

void csv_init(struct csv *c, FILE *in, const char *name, char delimiter)
{
    *c = (struct csv){ .name = name,
                       .in = in,
                       .delimiter = delimiter,
                       .line = 1,
                       .next = 1,
                       .raw = BUF_INIT,
                       .text = BUF_INIT };
}

void csv_release(struct csv *c)
{
    buf_release(&c->raw);
    buf_release(&c->text);
    free(c->starts);
}

const char *csv_field(const struct csv *c, size_t i)
{
    if (i >= c->n)
        bug("field %zu of %zu", i, c->n);
    return c->text.s + c->starts[i];
}

/* While the delimiter is not known, all that can be one part fields. */
static bool is_delimiter(const struct csv *c, char b)
{
    return c->delimiter ? b == c->delimiter
                        : memchr(delimiters, b, DELIMITERS) != NULL;
}

static bool is_line_end(int b)
{
    return b == '\n' || b == '\r';
}

static enum part step(const struct csv *c, enum part part, char b)
{
    if (part == PART_QUOTED)
        return b == '"' ? PART_CLOSED : PART_QUOTED;
    if (b == '"' && part != PART_PLAIN)
        return PART_QUOTED;
    return is_delimiter(c, b) ? PART_START : PART_PLAIN;
}

/* The line of byte `at` of the record. */
static long line_of(const struct csv *c, size_t at)
{
    long line = c->line;
    size_t i;

    for (i = 0; i < at; i++)
        if (c->raw.s[i] == '\n' ||
            (c->raw.s[i] == '\r' && c->raw.s[i + 1] != '\n'))
            line++;
    return line;
}

/* ---- errors ------------------------------------------------------------- */

/* Puts file and line of byte `at` in front of an error that is set. */
static int failed_at(const struct csv *c, size_t at, struct error *err)
{
    return error_prefix(err, "%s:%ld", c->name, line_of(c, at));
}

static int not_closed(const struct csv *c, struct error *err)
{
    error_set(err, ERROR_FAILED,
              _("the quotation mark that is opened here is never closed; "
                "close it, or take it away"));
    return failed_at(c, c->quote, err);
}

static int too_long(const struct csv *c, enum part part, struct error *err)
{
    if (part == PART_QUOTED)
        return not_closed(c, err);
    error_set(err, ERROR_FAILED,
              _("this line has more than %d bytes, which is the limit; is it "
                "a CSV file?"),
              CSV_RECORD_MAX);
    return failed_at(c, 0, err);
}

static int has_nul(const struct csv *c, struct error *err)
{
    error_set(err, ERROR_FAILED,
              _("there is a character NUL, so the file is no text, or it is "
                "UTF-16, which 'iconv -f UTF-16 -t UTF-8' makes UTF-8"));
    return failed_at(c, c->raw.len, err);
}

static int not_utf8(const struct csv *c, size_t at, struct error *err)
{
    error_set(err, ERROR_FAILED,
              _("the byte 0x%02X is not UTF-8; the file may be Windows-1252, "
                "which 'iconv -f WINDOWS-1252 -t UTF-8' makes UTF-8"),
              (unsigned char)c->raw.s[at]);
    return failed_at(c, at, err);
}

static int cannot_read(const struct csv *c, struct error *err)
{
    return error_set(err, ERROR_FAILED, _("'%s' cannot be read: %s"), c->name,
                     strerror(errno));
}

static int goes_on(const struct csv *c, size_t at, struct error *err)
{
    error_set(err, ERROR_FAILED,
              _("field %zu goes on behind its closing quotation mark; double "
                "the quotation marks that belong to it, or name the delimiter "
                "with --delimiter"),
              c->n);
    return failed_at(c, at, err);
}

static int not_clear(const struct csv *c, size_t at, struct error *err)
{
    error_set(err, ERROR_FAILED,
              _("it is not clear where field %zu ends; name the delimiter "
                "with --delimiter"),
              c->n);
    return failed_at(c, at, err);
}

static int field_too_long(const struct csv *c, size_t at, struct error *err)
{
    error_set(err, ERROR_FAILED,
              _("field %zu has more than %d bytes, which is the limit; "
                "shorten it"),
              c->n, CSV_FIELD_MAX);
    return failed_at(c, at, err);
}

static int too_many(const struct csv *c, struct error *err)
{
    error_set(err, ERROR_FAILED,
              _("this line has more than %d fields, which is the limit; split "
                "the file"),
              CSV_FIELDS_MAX);
    return failed_at(c, 0, err);
}

/* ---- the bytes of a record ---------------------------------------------- */

static int next_byte(struct csv *c)
{
    int b = getc_unlocked(c->in);

    if (c->cr && b == '\n')
        b = getc_unlocked(c->in);
    c->cr = false;
    return b;
}

/* Drops a byte order mark, when it is all there is. */
static bool drop_mark(struct csv *c)
{
    if (c->mark || c->line != 1 || c->raw.len != 3 ||
        memcmp(c->raw.s, "\xef\xbb\xbf", 3) != 0)
        return false;
    c->mark = true;
    buf_clear(&c->raw);
    return true;
}

/* Reads to the end of the record: 1, or 0 if there is none, or -1. */
static int read_raw(struct csv *c, struct error *err)
{
    enum part part = PART_START;
    int b;

    buf_clear(&c->raw);
    c->line = c->next;
    errno = 0;
    while ((b = next_byte(c)) != EOF) {
        if (is_line_end(b) && part != PART_QUOTED) {
            c->cr = b == '\r';
            c->next = line_of(c, c->raw.len) + 1;
            return 1;
        }
        if (b == '\0')
            return has_nul(c, err);
        if (c->raw.len == CSV_RECORD_MAX)
            return too_long(c, part, err);
        if (b == '"' && part != PART_QUOTED)
            c->quote = c->raw.len;
        part = step(c, part, (char)b);
        buf_addc(&c->raw, (char)b);
        if (drop_mark(c))
            part = PART_START;
    }
    if (ferror(c->in))
        return cannot_read(c, err);
    if (part == PART_QUOTED)
        return not_closed(c, err);
    c->next = line_of(c, c->raw.len);
    return c->raw.len > 0;
}

/* ---- the delimiter ------------------------------------------------------ */

/* How often each is there outside quotation marks, and brackets if so told. */
static void count(const struct csv *c, bool brackets, size_t n[DELIMITERS])
{
    enum part part = PART_START;
    size_t depth = 0, i;

    for (i = 0; i < c->raw.len; i++) {
        char b = c->raw.s[i];
        const char *found = memchr(delimiters, b, DELIMITERS);

        part = step(c, part, b);
        if (part == PART_QUOTED || part == PART_CLOSED)
            continue;
        if (strchr("([{", b))
            depth++;
        else if (strchr(")]}", b) && depth)
            depth--;
        else if (found && (!brackets || depth == 0))
            n[found - delimiters]++;
    }
}

static size_t most(const size_t n[DELIMITERS])
{
    size_t best = DELIMITERS - 1, i;

    for (i = DELIMITERS; i-- > 0;)
        if (n[i] && n[i] >= n[best])
            best = i;
    return best;
}

/* A bracket that is never closed would hide them all. */
static char find_delimiter(const struct csv *c)
{
    size_t n[DELIMITERS] = { 0 };
    size_t best;

    count(c, true, n);
    best = most(n);
    if (n[best] == 0) {
        count(c, false, n);
        best = most(n);
    }
    return delimiters[best];
}

/* Is it the line that tells the delimiter?  Takes it, unless one is given. */
static bool is_sep(struct csv *c)
{
    const char *raw = c->raw.s;

    if (c->line != 1 || c->raw.len != 5 || memcmp(raw, "sep=", 4) != 0 ||
        !memchr(delimiters, raw[4], DELIMITERS))
        return false;
    if (!c->delimiter)
        c->delimiter = raw[4];
    return true;
}

/* ---- the fields of a record --------------------------------------------- */

/* Where a field ends whose quotation mark is not closed. */
#define NEVER SIZE_MAX

/* Copies a field without quotation marks; where it ends. */
static size_t plain(struct csv *c, size_t at)
{
    size_t start = at;

    while (at < c->raw.len && c->raw.s[at] != c->delimiter)
        at++;
    buf_add(&c->text, c->raw.s + start, at - start);
    return at;
}

/* Copies a field in quotation marks; where it ends, or
 * NEVER. */
static size_t quoted(struct csv *c, size_t at)
{
    const char *raw = c->raw.s;
    size_t start = ++at;

    for (; at < c->raw.len; at++) {
        if (raw[at] != '"')
            continue;
        buf_add(&c->text, raw + start, at - start);
        if (raw[at + 1] != '"')
            return at + 1;
        start = ++at;
    }
    return NEVER;
}

/* Where field n, which begins at `start`, was read to `end`. */
static int check_field(const struct csv *c, size_t start, size_t end,
                       struct error *err)
{
    const char *raw = c->raw.s + start;

    if (end == NEVER || (*raw != '"' && (memchr(raw, '\n', end - start) ||
                                         memchr(raw, '\r', end - start))))
        return not_clear(c, start, err);
    if (end < c->raw.len && c->raw.s[end] != c->delimiter)
        return goes_on(c, end, err);
    if (c->text.len - c->starts[c->n - 1] > CSV_FIELD_MAX)
        return field_too_long(c, start, err);
    return 0;
}

static int add_field(struct csv *c, size_t *at, struct error *err)
{
    size_t start = *at;

    if (c->n == CSV_FIELDS_MAX)
        return too_many(c, err);
    ARRAY_GROW(c->starts, c->n, c->room);
    c->starts[c->n++] = c->text.len;
    *at = c->raw.s[start] == '"' ? quoted(c, start) : plain(c, start);
    if (check_field(c, start, *at, err) != 0)
        return -1;
    buf_addc(&c->text, '\0');
    return 0;
}

static int split(struct csv *c, struct error *err)
{
    size_t at = 0;

    for (;; at++) {
        if (add_field(c, &at, err) != 0)
            return -1;
        if (at >= c->raw.len)
            return 1;
    }
}

int csv_next(struct csv *c, struct error *err)
{
    long bad;
    int got;

    c->n = 0;
    buf_clear(&c->text);
    for (;;) {
        got = read_raw(c, err);
        if (got <= 0)
            return got;
        bad = utf8_bad(c->raw.s, c->raw.len);
        if (bad >= 0)
            return not_utf8(c, (size_t)bad, err);
        if (c->raw.len && !is_sep(c))
            break;
    }
    if (!c->delimiter)
        c->delimiter = find_delimiter(c);
    return split(c, err);
}
