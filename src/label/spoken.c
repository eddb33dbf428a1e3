/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/spoken.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unictype.h>

#include "base/utf8.h"

/* --- sentences ----------------------------------------------------------- */

/* What ends a sentence, but for the full stop. */
static bool is_end(uint32_t c)
{
    static const uint32_t ends[] = { '!',    '?',    0x2026, 0x203c, 0x203d,
                                     0x0589, 0x061f, 0x06d4, 0x0964, 0x0965,
                                     0x1362, 0x1367, 0x3002, 0xff01, 0xff1f };

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends[i] == c)
            return true;
    return false;
}

static bool is_closing(uint32_t c)
{
    return c == '"' || c == '\'' || c == 0x2069 ||
           uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Pe |
                                                   UC_CATEGORY_MASK_Pf);
}

/*
 * Abbreviations of the languages that labels are in: before a number, and
 * before anything.  Those that stand at the end of a name (Ltd., etc.) are
 * left out: a sentence may well end there.
 */
static const char *const before_number[] = {
    "No", "Nr",  "Art", "art", "Sec", "sec", "Vol", "vol",     "p",
    "pp", "Tel", "tel", "Ext", "ext", "ch",  "n",   "N\u00ba",
};
static const char *const before_all[] = {
    "Mr", "Mrs", "Ms",  "Dr",  "Dra", "Prof", "St",  "Ste",
    "Sr", "Sra", "Mme", "Hr",  "Fr",  "e.g",  "i.e", "approx",
    "vs", "z.B", "d.h", "bzw", "ca",  "p.ej", "u.a",
};

static bool is_among(const char *const *l, size_t n, const char *s, size_t len)
{
    for (size_t i = 0; i < n; i++)
        if (strlen(l[i]) == len && memcmp(l[i], s, len) == 0)
            return true;
    return false;
}

#define IS_AMONG(list, s, len)                                                 \
    is_among(list, sizeof(list) / sizeof *(list), s, len)

/* Is this one letter: an initial? */
static bool is_initial(const char *s, size_t len)
{
    uint32_t c;

    return len && utf8_decode(s, len, &c) == len && uc_is_alpha(c);
}

static bool is_number(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!isdigit((unsigned char)s[i]))
            return false;
    return len > 0;
}

/* Does the full stop at `at` end the sentence that begins at `from`?  What
 * comes behind it and a blank is `rest`. */
static bool stop_ends(const char *s, size_t from, size_t at, const char *rest)
{
    size_t begin = at, len;
    uint32_t c = 0;

    while (begin > from && s[begin - 1] != ' ')
        begin--;
    while (begin < at && strchr("([\"'", s[begin]))
        begin++;
    len = at - begin;
    utf8_decode(rest, strlen(rest), &c);
    if (uc_is_lower(c) || is_initial(s + begin, len) ||
        IS_AMONG(before_all, s + begin, len))
        return false;
    if (begin == from && is_number(s, len))
        return false;
    return !(uc_is_digit(c) && IS_AMONG(before_number, s + begin, len));
}

/* The byte behind the sentence that begins at `from`. */
static size_t sentence_end(const char *s, size_t from)
{
    size_t len = strlen(s), n;
    uint32_t c;

    for (size_t i = from; i < len; i += n) {
        size_t next;

        n = utf8_decode(s + i, len - i, &c);
        n = n ? n : 1;
        if (c != '.' && !is_end(c))
            continue;
        next = i + n;
        for (size_t m; (m = utf8_decode(s + next, len - next, &c)) &&
                       (is_closing(c) || is_end(c) || c == '.');)
            next += m;
        if (s[next] && s[next] != ' ')
            continue;
        if (s[next] && s[i] == '.' && next == i + 1 &&
            !stop_ends(s, from, i, s + next + 1))
            continue;
        return next;
    }
    return len;
}

void spoken_sentences(struct strs *out, const char *text)
{
    for (size_t from = 0; text[from];) {
        size_t end = sentence_end(text, from);

        strs_add_len(out, text + from, end - from);
        from = end + strspn(text + end, " ");
    }
}

/* --- numbers ------------------------------------------------------------- */

static const char phone_signs[] = "0123456789-/().+";

/* Two years, or a day, with hyphens. */
static bool is_date(const char *s, size_t len)
{
    size_t digits = strspn(s, "0123456789");

    if (digits != 4 || s[4] != '-' || (*s != '1' && *s != '2'))
        return false;
    return (len == 9 && strspn(s + 5, "0123456789") == 4 && s[5] == *s) ||
           (len == 10 && strspn(s + 5, "0123456789") == 2 && s[7] == '-');
}

/*
 * How many bytes of s are a phone number; 0: it does not begin with one.  It
 * may have blanks before more digits.
 */
static size_t phone_len(const char *s)
{
    size_t len = strspn(s, phone_signs), digits = 0;
    bool marked = *s == '+' || *s == '0';

    while (s[len] == ' ' && isdigit((unsigned char)s[len + 1]) && marked &&
           len && isdigit((unsigned char)s[len - 1]))
        len += 1 + strspn(s + len + 1, phone_signs);
    while (len && strchr(".-/()", s[len - 1]))
        len--;
    for (size_t i = 0; i < len; i++) {
        digits += isdigit((unsigned char)s[i]) != 0;
        marked = marked || s[i] == '-' || s[i] == '/';
    }
    if (digits < 6 || !marked || is_date(s, len) ||
        isalpha((unsigned char)s[len]))
        return 0;
    return len;
}

/* "555-0142" as "5 5 5, 0 1 4 2"; signs part groups. */
static void add_spelled(struct buf *out, const char *s, size_t len)
{
    bool any = false, group = false;

    for (size_t i = 0; i < len; i++) {
        bool shown = isalnum((unsigned char)s[i]) || s[i] == '+';

        if (shown && any)
            buf_adds(out, group ? "\u00a0" : ", ");
        if (shown)
            buf_addc(out, s[i]);
        any = any || shown;
        group = shown;
    }
}

void spoken_phones(struct buf *out, const char *text)
{
    bool begins = true;

    while (*text) {
        size_t n = begins && strchr("+0123456789", *text) ? phone_len(text) : 0;

        if (n) {
            add_spelled(out, text, n);
            text += n;
            begins = false;
            continue;
        }
        begins = strchr(" (\"", *text) != NULL;
        buf_addc(out, *text++);
    }
}

void spoken_code(struct buf *out, const char *code)
{
    add_spelled(out, code, strlen(code));
}
