/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/utf8.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <uninorm.h>
#include <unictype.h>
#include <wchar.h>

#include "base/i18n.h"

/* No writing has more than 30 marks on a letter (UAX #15, 13), and no family
 * of emoji is so long; what is hostile must not take quadratic time. */
enum { ZERO_WIDTH_JOINER = 0x200d, JOINED_MAX = 32 };

/* The same byte eight times. */
#define EIGHT(byte) (UINT64_C(0x0101010101010101) * (byte))

static uint64_t load8(const char *s)
{
    uint64_t word;

    memcpy(&word, s, sizeof word);
    return word;
}

/* How many of the first bytes are ASCII, eight at a time. */
static size_t ascii_run(const char *s, size_t len)
{
    size_t i = 0;

    while (len - i >= 8 && !(load8(s + i) & EIGHT(0x80)))
        i += 8;
    while (i < len && !((unsigned char)s[i] & 0x80))
        i++;
    return i;
}

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

/* How many bytes a character has that begins so; 0: none begins so.  C0, C1
 * and F5 to FF could begin nothing but what is overlong or too great. */
static size_t length_of(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first < 0xc2 || first > 0xf4)
        return 0;
    return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

size_t utf8_decode(const char *s, size_t len, uint32_t *out)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    static const unsigned char bits[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };

    if (!len)
        return 0;
    size_t n = length_of((unsigned char)s[0]);
    if (!n || n > len)
        return 0;
    uint32_t c = (unsigned char)s[0] & bits[n];
    for (size_t i = 1; i < n; i++) {
        if (!is_continuation(s[i]))
            return 0;
        c = c << 6 | ((unsigned char)s[i] & 0x3f);
    }
    if (c < least[n] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
        return 0;
    *out = c;
    return n;
}

void utf8_add(struct buf *b, uint32_t c)
{
    unsigned char bytes[4];
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char first[] = { 0, 0, 0xc0, 0xe0, 0xf0 };

    if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff)) {
        c = 0xfffd;
        n = 3;
    }
    for (size_t i = n; i-- > 1; c >>= 6)
        bytes[i] = (unsigned char)(0x80 | (c & 0x3f));
    bytes[0] = (unsigned char)(first[n] | c);
    buf_add(b, bytes, n);
}

long utf8_bad(const char *s, size_t len)
{
    size_t i = 0;

    while ((i += ascii_run(s + i, len - i)) < len) {
        uint32_t c;
        size_t n = utf8_decode(s + i, len - i, &c);

        if (!n)
            return (long)i;
        i += n;
    }
    return -1;
}

int utf8_char_width(uint32_t c)
{
    if (c >= 0x20 && c < 0x7f)
        return 1;
    int width = wcwidth((wchar_t)c);
    return width < 0 ? 1 : width;
}

/* One character, or one byte that is none (it takes one cell); 0 at the end. */
static size_t step(const char *s, size_t len, uint32_t *c)
{
    size_t n = utf8_decode(s, len, c);

    if (n || !len)
        return n;
    *c = 0xfffd;
    return 1;
}

bool utf8_blank(const char *s)
{
    size_t len = strlen(s);

    for (size_t i = 0, n; i < len; i += n) {
        uint32_t c;

        n = utf8_decode(s + i, len - i, &c);
        if (!n || (!uc_is_property_white_space(c) && utf8_char_width(c) > 0))
            return false;
    }
    return true;
}

size_t utf8_width(const char *s)
{
    return utf8_width_len(s, strlen(s));
}

size_t utf8_width_len(const char *s, size_t len)
{
    size_t width = 0, i = 0;

    while (i < len) {
        uint32_t c;

        i += step(s + i, len - i, &c);
        width += (size_t)utf8_char_width(c);
    }
    return width;
}

/* Reads at most four bytes and none behind the NUL. */
static size_t step_at(const char *s, uint32_t *c)
{
    return step(s, strnlen(s, 4), c);
}

static bool is_line_end(uint32_t c)
{
    return c == '\n' || c == 0x2028 || c == 0x2029;
}

/*
 * Does c belong to the visible character that p ends?  Simpler than UAX #29:
 * whatever takes no cell does, a skin tone does, and a symbol behind a joiner
 * does, as in the families and professions of emoji.
 */
static bool joins(uint32_t p, uint32_t c)
{
    if (p < 0x20 || is_line_end(p) || c < 0x300)
        return false;
    if (c >= 0x1f3fb && c <= 0x1f3ff)
        return p >= 0x80;
    if (p == ZERO_WIDTH_JOINER && uc_is_general_category(c, UC_CATEGORY_So))
        return true;
    return utf8_char_width(c) == 0;
}

size_t utf8_fit(const char *s, size_t cells)
{
    size_t at = 0;

    while (s[at]) {
        size_t next = utf8_next(s, at);
        size_t width = utf8_width_len(s + at, next - at);

        if (width > cells)
            break;
        cells -= width;
        at = next;
    }
    return at;
}

size_t utf8_next(const char *s, size_t at)
{
    uint32_t p, c;

    if (!s[at])
        return at;
    at += step_at(s + at, &p);
    for (int i = 0; s[at] && i < JOINED_MAX; i++) {
        size_t n = step_at(s + at, &c);

        if (!joins(p, c))
            break;
        p = c;
        at += n;
    }
    return at;
}

/* The same as step(), backwards: the character that ends at byte `at`. */
static size_t step_back(const char *s, size_t at, uint32_t *c)
{
    size_t n = 1;

    while (n < 4 && n < at && is_continuation(s[at - n]))
        n++;
    if (utf8_decode(s + at - n, n, c) == n)
        return n;
    *c = 0xfffd;
    return 1;
}

size_t utf8_prev(const char *s, size_t at)
{
    uint32_t p, c;

    if (!at)
        return 0;
    at -= step_back(s, at, &c);
    for (int i = 0; at && i < JOINED_MAX; i++) {
        size_t n = step_back(s, at, &p);

        if (!joins(p, c))
            break;
        c = p;
        at -= n;
    }
    return at;
}

/* Copies, with CR LF and CR made LF. */
static void add_lines(struct buf *b, const char *s, size_t len)
{
    const char *end = s + len;

    while (s < end) {
        const char *cr = memchr(s, '\r', (size_t)(end - s));

        if (!cr)
            break;
        buf_add(b, s, (size_t)(cr - s));
        buf_addc(b, '\n');
        s = cr + 1 < end && cr[1] == '\n' ? cr + 2 : cr + 1;
    }
    buf_add(b, s, (size_t)(end - s));
}

/*
 * Letters that are common, of combining class 0, and NFC_Quick_Check=Yes: a
 * text of nothing else is NFC already (UAX #15, 9), which is far cheaper to
 * see than to make.
 */
static const struct {
    uint32_t from, to;
} stable[] = {
    { 0x0000, 0x02ff },   /* Latin                                         */
    { 0x0400, 0x0482 },   /* Cyrillic                                      */
    { 0x05d0, 0x05ea },   /* Hebrew                                        */
    { 0x0621, 0x064a },   /* Arabic                                        */
    { 0x1e00, 0x1eff },   /* Latin for Vietnamese and others               */
    { 0x2010, 0x2027 },   /* dashes, quotation marks                       */
    { 0x3001, 0x3029 },   /* CJK punctuation                               */
    { 0x3041, 0x3096 },   /* Hiragana                                      */
    { 0x30a1, 0x30fa },   /* Katakana                                      */
    { 0x4e00, 0x9fff },   /* Han                                           */
    { 0xac00, 0xd7a3 },   /* Hangul                                        */
    { 0x1f300, 0x1faff }, /* emoji                                         */
};

static bool is_stable(uint32_t c)
{
    for (size_t i = 0; i < sizeof stable / sizeof *stable; i++)
        if (c <= stable[i].to)
            return c >= stable[i].from;
    return false;
}

/* Also true where nothing can be done, since it is not UTF-8. */
static bool is_nfc(const char *s, size_t len)
{
    size_t i = 0;

    while ((i += ascii_run(s + i, len - i)) < len) {
        uint32_t c;
        size_t n = utf8_decode(s + i, len - i, &c);

        if (!n)
            return true;
        if (!is_stable(c))
            return utf8_bad(s + i, len - i) >= 0;
        i += n;
    }
    return true;
}

/* Bytes that are not UTF-8 stay: utf8_check() is there to refuse them. */
void utf8_add_nfc(struct buf *b, const char *s, size_t len)
{
    size_t start = b->len;

    add_lines(b, s, len);
    const char *added = b->s + start;
    size_t added_len = b->len - start;

    if (is_nfc(added, added_len))
        return;
    size_t n;
    uint8_t *nfc =
        u8_normalize(UNINORM_NFC, (const uint8_t *)added, added_len, NULL, &n);
    if (!nfc)
        bug("u8_normalize: %s", strerror(errno));
    buf_truncate(b, start);
    buf_add(b, nfc, n);
    free(nfc);
}

bool utf8_is_bidi_control(uint32_t c)
{
    return c == 0x061c || c == 0x200e || c == 0x200f ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* How many of the first bytes are printable ASCII, eight at a time: no byte
 * has its high bit, none is below 20, none is 7F. */
static size_t plain_run(const char *s, size_t len)
{
    size_t i = 0;

    for (; len - i >= 8; i += 8) {
        uint64_t w = load8(s + i);

        /* With no high bit set, nothing is carried from byte to byte. */
        if ((w | (w + EIGHT(0x01)) | ~(w + EIGHT(0x60))) & EIGHT(0x80))
            break;
    }
    while (i < len && s[i] >= 0x20 && s[i] < 0x7f)
        i++;
    return i;
}

/* The direction controls that are open in this line.  UAX #9 stops at 125. */
struct bidi {
    uint32_t open[125];
    size_t at[125];
    size_t n;
};

/* Takes c, at byte i, into account; false if it closes what is not open. */
static bool bidi_step(struct bidi *d, uint32_t c, size_t i)
{
    bool isolate = c >= 0x2066;
    bool closes = c == 0x202c || c == 0x2069;

    if (closes) {
        if (!d->n || (d->open[d->n - 1] >= 0x2066) != isolate)
            return false;
        d->n--;
        return true;
    }
    if (d->n == sizeof d->open / sizeof *d->open)
        return false;
    d->open[d->n] = c;
    d->at[d->n++] = i;
    return true;
}

static bool is_bidi_pair(uint32_t c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static bool is_refused(uint32_t c, bool lines)
{
    if (c < 0x20)
        return !lines || (c != '\t' && c != '\n');
    return (c >= 0x7f && c < 0xa0) || (c >= 0xfdd0 && c <= 0xfdef) ||
           (c & 0xfffe) == 0xfffe;
}

/* The place of byte i, as people count: in characters, from 1. */
static size_t place_of(const char *s, size_t i)
{
    size_t place = 1;

    while (i)
        place += !is_continuation(s[--i]);
    return place;
}

static int refuse(struct error *err, const char *s, size_t i, uint32_t c)
{
    return error_set(err, ERROR_FAILED,
                     _("character %zu of the text is U+%04X, which must not "
                       "be stored: take it out"),
                     place_of(s, i), (unsigned)c);
}

static int refuse_bidi(struct error *err, const char *s, size_t i, uint32_t c)
{
    return error_set(err, ERROR_FAILED,
                     _("character %zu of the text is U+%04X, a control that "
                       "changes the direction of text and has no counterpart "
                       "in its line: take it out"),
                     place_of(s, i), (unsigned)c);
}

static int refuse_byte(struct error *err, const char *s, size_t i)
{
    return error_set(err, ERROR_FAILED,
                     _("the text is not UTF-8 from its character %zu on (byte "
                       "0x%02X): convert it to UTF-8 first"),
                     place_of(s, i), (unsigned char)s[i]);
}

int utf8_check(const char *s, size_t len, bool lines, struct error *err)
{
    struct bidi d;
    size_t i = 0;

    d.n = 0;
    while ((i += plain_run(s + i, len - i)) < len) {
        uint32_t c;
        size_t n = utf8_decode(s + i, len - i, &c);

        if (!n)
            return refuse_byte(err, s, i);
        if (is_refused(c, lines))
            return refuse(err, s, i, c);
        if (is_bidi_pair(c) && !bidi_step(&d, c, i))
            return refuse_bidi(err, s, i, c);
        if (is_line_end(c) && d.n)
            break;
        i += n;
    }
    if (d.n)
        return refuse_bidi(err, s, d.at[d.n - 1], d.open[d.n - 1]);
    return 0;
}
