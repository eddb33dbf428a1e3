/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/fold.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>
#include <unictype.h>

#include "base/utf8.h"

/* What stands for another character, beyond what Unicode says. */
static const struct {
    uint32_t from, to;
    char as;
} alike[] = {
    { 0x2010, 0x2015, '-' },  /* hyphens and dashes                        */
    { 0x2018, 0x201b, '\'' }, /* single quotation marks                    */
    { 0x201c, 0x201f, '"' },  /* double ones                               */
    { 0x2032, 0x2032, '\'' }, { 0x2212, 0x2212, '-' },
    { 0x02bc, 0x02bc, '\'' }, { 0x00b4, 0x00b4, '\'' },
};

static bool is_blank(uint32_t c)
{
    return uc_is_property_white_space(c) || c == 0x200b || c == 0xfeff;
}

/* One blank where the text so far does not end in one; none at its start. */
static void add_blank(struct buf *out, size_t start)
{
    if (out->len > start && out->s[out->len - 1] != ' ')
        buf_addc(out, ' ');
}

static void cut_blank(struct buf *out, size_t start)
{
    if (out->len > start && out->s[out->len - 1] == ' ')
        buf_truncate(out, out->len - 1);
}

static void add_char(struct buf *out, uint32_t c)
{
    if (c >= 0x80 && uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M))
        return;
    for (size_t i = 0; c >= 0x80 && i < sizeof alike / sizeof *alike; i++)
        if (c >= alike[i].from && c <= alike[i].to)
            c = (unsigned char)alike[i].as;
    utf8_add(out, c);
}

static void add_folded(struct buf *out, const char *s, size_t len)
{
    size_t start = out->len;

    for (size_t i = 0, n; i < len; i += n) {
        uint32_t c;

        n = utf8_decode(s + i, len - i, &c);
        if (!n) {
            buf_addc(out, s[i]);
            n = 1;
        } else if (is_blank(c)) {
            add_blank(out, start);
        } else {
            add_char(out, c);
        }
    }
    cut_blank(out, start);
}

void fold_add(struct buf *out, const char *s)
{
    size_t len = 0;
    char *apart = (char *)u8_casefold((const uint8_t *)s, strlen(s), NULL,
                                      UNINORM_NFKD, NULL, &len);

    if (apart)
        add_folded(out, apart, len);
    else
        add_folded(out, s, strlen(s)); /* not UTF-8 */
    free(apart);
}

bool fold_same(const char *a, const char *b)
{
    struct buf x = BUF_INIT, y = BUF_INIT;
    bool same;

    fold_add(&x, a);
    fold_add(&y, b);
    same = strcmp(x.s, y.s) == 0;
    buf_release(&x);
    buf_release(&y);
    return same;
}

void fold_line(struct buf *out, const char *s)
{
    size_t start = out->len, len = strlen(s);

    for (size_t i = 0, n; i < len; i += n) {
        uint32_t c = 0;

        n = utf8_decode(s + i, len - i, &c);
        if (n && uc_is_property_white_space(c) && c != 0xa0 && c != 0x202f) {
            add_blank(out, start);
            continue;
        }
        buf_add(out, s + i, n ? n : 1);
        n = n ? n : 1;
    }
    cut_blank(out, start);
}
