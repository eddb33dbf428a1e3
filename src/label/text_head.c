/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/text_head.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "label/grid.h"

static const char soft[] = GRID_SOFT_HYPHEN;

/* Adds a word without its soft hyphens. */
static void add_whole(struct buf *out, const char *word, size_t len)
{
    const char *end = word + len;

    while (word < end) {
        if (strncmp(word, soft, strlen(soft)) == 0)
            word += strlen(soft);
        else
            buf_addc(out, *word++);
    }
}

/* How much of a word may stand on one line: to the first soft hyphen. */
static size_t part_len(const char *word, size_t len)
{
    const char *cut = strstr(word, soft);

    return cut && cut < word + len ? (size_t)(cut - word) : len;
}

static size_t whole_width(const char *word, size_t len)
{
    struct buf b = BUF_INIT;
    size_t width;

    add_whole(&b, word, len);
    width = utf8_width(b.s);
    buf_release(&b);
    return width;
}

size_t text_head_width(const char *head, bool broken)
{
    size_t width = 0, w;

    for (size_t len; *head; head += len + (head[len] == ' ')) {
        len = strcspn(head, " ");
        if (!broken) {
            w = whole_width(head, len);
            width = w > width ? w : width;
            continue;
        }
        for (size_t i = 0, n; i < len; i += n + strlen(soft)) {
            n = part_len(head + i, len - i);
            w = utf8_width_len(head + i, n) + (i + n < len);
            width = w > width ? w : width;
        }
    }
    return width;
}

/* Puts a word on the last line, if there is room, else on a new one. */
static void put_word(struct strs *lines, const char *word, size_t cells)
{
    char *last = lines->n ? lines->v[lines->n - 1] : NULL;

    if (last && utf8_width(last) + 1 + utf8_width(word) <= cells) {
        lines->v[lines->n - 1] = xasprintf("%s %s", last, word);
        free(last);
    } else {
        strs_add(lines, word);
    }
}

/* A word that is too wide, broken at its soft hyphens. */
static void put_broken(struct strs *lines, const char *word, size_t len,
                       size_t cells)
{
    struct buf part = BUF_INIT;

    for (size_t i = 0, n; i < len; i += n + strlen(soft)) {
        n = part_len(word + i, len - i);
        if (utf8_width(part.s) + utf8_width_len(word + i, n) + (i + n < len) >
                cells &&
            part.len) {
            buf_addc(&part, '-');
            put_word(lines, part.s, cells);
            buf_clear(&part);
        }
        buf_add(&part, word + i, n);
    }
    put_word(lines, part.s, cells);
    buf_release(&part);
}

void text_head_lines(struct strs *lines, const char *head, size_t cells)
{
    for (size_t len; *head; head += len + (head[len] == ' ')) {
        struct buf word = BUF_INIT;

        len = strcspn(head, " ");
        add_whole(&word, head, len);
        if (utf8_width(word.s) > cells)
            put_broken(lines, head, len, cells);
        else
            put_word(lines, word.s, cells);
        buf_release(&word);
    }
}

void text_head_whole(struct buf *out, const char *head)
{
    add_whole(out, head, strlen(head));
}
