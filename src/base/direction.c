/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/direction.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <unictype.h>

#include "base/utf8.h"

/* Scripts that run from right to left (Unicode 15, those in use today). */
static const char *const scripts[] = { "Adlm", "Arab", "Aran", "Hebr",
                                       "Mand", "Mend", "Nkoo", "Rohg",
                                       "Samr", "Syrc", "Thaa", "Yezi" };

/* Languages that most people write in one of them. */
static const char *const languages[] = {
    "acm", "acq", "aeb", "aii", "ajp", "apc", "apd", "ar",  "arc", "arq",
    "ars", "ary", "arz", "ayl", "azb", "bal", "bqi", "brh", "ckb", "cld",
    "dv",  "fa",  "glk", "haz", "he",  "iw",  "ji",  "khw", "ks",  "lki",
    "lrc", "luz", "mzn", "nqo", "pes", "pnb", "prs", "ps",  "pbt", "pbu",
    "rhg", "sd",  "sdh", "shu", "skr", "syr", "tru", "ug",  "ur",  "yi",
};

static bool is_among(const char *s, size_t len, const char *const *list,
                     size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strlen(list[i]) == len && strncasecmp(list[i], s, len) == 0)
            return true;
    return false;
}

enum direction direction_of(const char *lang)
{
    size_t len = strcspn(lang, "-");
    bool rtl =
        is_among(lang, len, languages, sizeof languages / sizeof *languages);

    for (const char *s = lang + len; *s; s += len) {
        s++;
        len = strcspn(s, "-");
        if (len < 3) /* a region, or what is private: no script comes behind */
            break;
        if (len == 4)
            rtl = is_among(s, len, scripts, sizeof scripts / sizeof *scripts);
        if (len >= 4)
            break;
    }
    return rtl ? DIRECTION_RTL : DIRECTION_LTR;
}

const char *direction_name(enum direction d)
{
    return d == DIRECTION_RTL ? "rtl" : "ltr";
}

enum direction direction_first(const char *s, size_t len, enum direction other)
{
    uint32_t c;

    for (size_t i = 0, n; i < len; i += n ? n : 1) {
        n = utf8_decode(s + i, len - i, &c);
        switch (n ? uc_bidi_class(c) : UC_BIDI_ON) {
        case UC_BIDI_L:
            return DIRECTION_LTR;
        case UC_BIDI_R:
        case UC_BIDI_AL:
            return DIRECTION_RTL;
        default:
            break;
        }
    }
    return other;
}

/* How a character stands to the direction of the text around it. */
enum side { SIDE_OURS, SIDE_OTHER, SIDE_NEITHER };

static enum side side_of(uint32_t c, enum direction d)
{
    switch (uc_bidi_class(c)) {
    case UC_BIDI_L:
        return d == DIRECTION_LTR ? SIDE_OURS : SIDE_OTHER;
    case UC_BIDI_R:
    case UC_BIDI_AL:
        return d == DIRECTION_RTL ? SIDE_OURS : SIDE_OTHER;
    case UC_BIDI_EN:
        return d == DIRECTION_RTL ? SIDE_OTHER : SIDE_NEITHER;
    default:
        return SIDE_NEITHER;
    }
}

/* A run so far. */
struct run {
    size_t start, end; /* end 0: none has begun                            */
    size_t open;       /* brackets                                         */
    bool after_other;  /* nothing but marks stands behind the last of it   */
};

/* Marks belong to what they stand on; so does a bracket that closes. */
static bool goes_with(struct run *r, uint32_t c)
{
    if (c == '(')
        r->open++;
    if (c == ')' && r->open) {
        r->open--;
        return true;
    }
    return r->after_other && uc_bidi_class(c) == UC_BIDI_NSM;
}

size_t direction_run(const char *s, size_t from, enum direction d, size_t *len)
{
    struct run r = { .end = 0 };
    size_t all = strlen(s), plus = all;
    uint32_t c;

    for (size_t i = from, n; i < all; i += n) {
        enum side side;

        n = utf8_decode(s + i, all - i, &c);
        side = n ? side_of(c, d) : SIDE_NEITHER;
        n = n ? n : 1;
        if (side == SIDE_OURS && r.end)
            break;
        if (side == SIDE_OTHER) {
            if (!r.end)
                r.start = plus + 1 == i ? plus : i;
            r.end = i + n;
        } else if (r.end && goes_with(&r, c)) {
            r.end = i + n;
        }
        r.after_other = r.end == i + n;
        if (c == '+')
            plus = i;
    }
    *len = r.end ? r.end - r.start : 0;
    return r.start;
}
