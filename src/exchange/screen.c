/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/screen.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/utf8.h"

void screen_init(struct screen *s)
{
    *s = (struct screen){ .state = SCREEN_TEXT, .line = 1 };
}

static int refuse_char(unsigned c, struct error *err)
{
    return error_set(err, ERROR_FAILED,
                     _("the character U+%04X must not be in a register; take "
                       "it out"),
                     c);
}

static int refuse_bytes(unsigned char byte, struct error *err)
{
    return error_set(err, ERROR_FAILED,
                     _("the byte 0x%02X is not UTF-8 here; save the file as "
                       "UTF-8"),
                     byte);
}

static int refuse_doctype(struct error *err)
{
    return error_set(err, ERROR_FAILED,
                     _("a DOCTYPE or another declaration is not allowed, for "
                       "it can make a program read other files; take it out"));
}

static int refuse_long(const struct screen *s, struct error *err)
{
    if (s->state == SCREEN_COMMENT)
        return error_set(err, ERROR_FAILED,
                         _("a comment is longer than %d bytes; make it "
                           "shorter"),
                         (int)SCREEN_COMMENT_MAX);
    /* TRANSLATORS: a tag is what stands between < and > in XML. */
    return error_set(err, ERROR_FAILED,
                     _("a tag is longer than %d bytes, and no tag of a "
                       "register is; take out what does not belong there"),
                     (int)SCREEN_TAG_MAX);
}

static int refuse_attributes(struct error *err)
{
    return error_set(err, ERROR_FAILED,
                     _("a tag has more than %d attributes, and no tag of a "
                       "register has; take out what does not belong there"),
                     (int)SCREEN_ATTRIBUTES_MAX);
}

/*
 * The encoding that an XML declaration names must be UTF-8, or none.  It is
 * the first markup of the file.
 */
static int check_declaration(const struct screen *s, struct error *err)
{
    const char *name = strstr(s->head, "encoding");
    const char *value = name ? strpbrk(name, "\"'") : NULL;
    const char *end = value ? strchr(value + 1, *value) : NULL;
    size_t len = end ? (size_t)(end - value - 1) : 0;

    if (s->markups != 1 || strncmp(s->head, "<?xml", 5) != 0)
        return 0;
    if (s->offset >= sizeof s->head)
        return refuse_long(s, err);
    if (!end)
        return 0;
    if ((len == 5 && strncasecmp(value + 1, "UTF-8", 5) == 0) ||
        (len == 8 && strncasecmp(value + 1, "US-ASCII", 8) == 0))
        return 0;
    return error_set(err, ERROR_FAILED,
                     _("the encoding is said to be '%.*s'; save the file as "
                       "UTF-8"),
                     (int)len, value + 1);
}

/* One more byte of what has a limit. */
static int grow(struct screen *s, struct error *err)
{
    size_t most =
        s->state == SCREEN_COMMENT ? SCREEN_COMMENT_MAX : SCREEN_TAG_MAX;

    return ++s->bytes > most ? refuse_long(s, err) : 0;
}

static void enter(struct screen *s, enum screen_state state)
{
    s->state = state;
    s->tail[0] = s->tail[1] = '\0';
}

/* "<" was seen. */
static void step_open(struct screen *s, char c)
{
    s->bytes = s->attributes = 0;
    s->markups++;
    if (c == '!') {
        enter(s, SCREEN_BANG);
        s->head_len = 0;
    } else {
        enter(s, c == '?' ? SCREEN_PI : SCREEN_TAG);
    }
}

static int step_tag(struct screen *s, char c, struct error *err)
{
    if (c == '>')
        s->state = SCREEN_TEXT;
    else if (c == '=' && ++s->attributes > SCREEN_ATTRIBUTES_MAX)
        return refuse_attributes(err);
    else if (c == '"' || c == '\'') {
        s->state = SCREEN_QUOTES;
        s->quote = c;
    }
    return grow(s, err);
}

static int step_quotes(struct screen *s, char c, struct error *err)
{
    if (c == s->quote)
        s->state = SCREEN_TAG;
    return grow(s, err);
}

/* "<!" was seen: a comment and CDATA may follow, nothing else. */
static int step_bang(struct screen *s, char c, struct error *err)
{
    static const char comment[] = "--", cdata[] = "[CDATA[";
    size_t n = s->head_len;

    if (n < sizeof comment - 1 && c == comment[n] &&
        strncmp(s->head, comment, n) == 0) {
        s->head[s->head_len++] = c;
        if (s->head_len == sizeof comment - 1)
            enter(s, SCREEN_COMMENT);
        return 0;
    }
    if (n < sizeof cdata - 1 && c == cdata[n] &&
        strncmp(s->head, cdata, n) == 0) {
        s->head[s->head_len++] = c;
        if (s->head_len == sizeof cdata - 1)
            enter(s, SCREEN_CDATA);
        return 0;
    }
    return refuse_doctype(err);
}

/* In a comment, CDATA or PI, all of which end with their own tail and ">". */
static int step_inner(struct screen *s, char c, struct error *err)
{
    char mark = s->state == SCREEN_COMMENT ? '-'
                : s->state == SCREEN_CDATA ? ']'
                                           : '?';
    bool ends =
        c == '>' && s->tail[1] == mark && (mark == '?' || s->tail[0] == mark);

    s->tail[0] = s->tail[1];
    s->tail[1] = c;
    if (!ends)
        return s->state == SCREEN_CDATA ? 0 : grow(s, err);
    if (s->state == SCREEN_PI && check_declaration(s, err) != 0)
        return -1;
    s->state = SCREEN_TEXT;
    return 0;
}

static int step(struct screen *s, char c, struct error *err)
{
    switch (s->state) {
    case SCREEN_TEXT:
        if (c == '<')
            s->state = SCREEN_OPEN;
        return 0;
    case SCREEN_OPEN:
        step_open(s, c);
        return 0;
    case SCREEN_TAG:
        return step_tag(s, c, err);
    case SCREEN_QUOTES:
        return step_quotes(s, c, err);
    case SCREEN_BANG:
        return step_bang(s, c, err);
    case SCREEN_COMMENT:
    case SCREEN_CDATA:
    case SCREEN_PI:
        return step_inner(s, c, err);
    }
    return 0;
}

/* U+FFFE and U+FFFF, the only characters of three bytes that XML has not. */
static bool is_noncharacter(const char *s, size_t len)
{
    return len >= 3 && memcmp(s, "\xef\xbf", 2) == 0 &&
           (unsigned char)s[2] >= 0xbe;
}

static int check_char(const char *s, size_t len, struct error *err)
{
    unsigned char c = (unsigned char)*s;

    if (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
        return refuse_char(c, err);
    if (is_noncharacter(s, len))
        return refuse_char(0xff40u + (unsigned char)s[2], err);
    return 0;
}

/* The first bytes of a file, without the byte order mark, for its encoding. */
static void keep_head(struct screen *s, char c)
{
    static const char mark[] = "\xef\xbb\xbf";

    if (s->offset < 3 && c == mark[s->offset])
        return;
    if (s->head_len + 1 < sizeof s->head)
        s->head[s->head_len++] = c;
}

/* Bytes that mean nothing, which most are in text, need no step each. */
static bool is_plain(char c)
{
    static const bool special[256] = { [0 ... 0x1f] = true,
                                       ['<'] = true,
                                       ['"'] = true,
                                       ['\''] = true,
                                       [0xef] = true };

    return !special[(unsigned char)c];
}

static size_t plain_run(const struct screen *s, const char *bytes, size_t len)
{
    size_t i = 0;

    if (s->state != SCREEN_TEXT && s->state != SCREEN_QUOTES)
        return 0;
    while (i < len && is_plain(bytes[i]))
        i++;
    return i;
}

int screen_bytes(struct screen *s, const char *bytes, size_t len,
                 struct error *err)
{
    long bad = utf8_bad(bytes, len);
    size_t end = bad < 0 ? len : (size_t)bad;
    size_t i, run;

    for (i = 0; i < end; i++) {
        if (s->offset >= sizeof s->head) {
            run = plain_run(s, bytes + i, end - i);
            if (s->state == SCREEN_QUOTES && (s->bytes += run) > SCREEN_TAG_MAX)
                return refuse_long(s, err);
            s->offset += run;
            i += run;
            if (i == end)
                break;
        } else if (s->state != SCREEN_BANG) {
            keep_head(s, bytes[i]);
        }
        if (bytes[i] == '\n')
            s->line++;
        if (check_char(bytes + i, end - i, err) != 0 ||
            step(s, bytes[i], err) != 0)
            return -1;
        s->offset++;
    }
    return bad < 0 ? 0 : refuse_bytes((unsigned char)bytes[end], err);
}
