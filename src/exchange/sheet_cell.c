/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/sheet_cell.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/mem.h"

static void add_part(struct strs *out, const char *s, size_t len)
{
    char *part = xstrndup(s, len);
    struct buf line = BUF_INIT;

    fold_line(&line, part);
    if (line.len)
        strs_take(out, buf_detach(&line));
    buf_release(&line);
    free(part);
}

/* At commas that are not within brackets. */
static void split_commas(struct strs *out, const char *cell)
{
    const char *start = cell;
    int depth = 0;

    for (const char *s = cell; *s; s++) {
        if (strchr("([{", *s))
            depth++;
        else if (strchr(")]}", *s) && depth)
            depth--;
        if (*s != ',' || depth)
            continue;
        add_part(out, start, (size_t)(s - start));
        start = s + 1;
    }
    add_part(out, start, strlen(start));
}

void sheet_split(struct strs *out, const struct sheet_column *c,
                 const char *cell)
{
    const char *start = cell;

    if (!(c->split & SHEET_LINES)) {
        add_part(out, cell, strlen(cell));
        return;
    }
    if (c->split & SHEET_COMMAS && !strpbrk(cell, ";\r\n")) {
        split_commas(out, cell);
        return;
    }
    for (;;) {
        size_t len = strcspn(start, ";\r\n");

        add_part(out, start, len);
        if (!start[len])
            return;
        start += len + 1;
    }
}

static bool is_there(const struct strs *items, const char *text)
{
    for (size_t i = 0; i < items->n; i++)
        if (fold_same(items->v[i], text))
            return true;
    return false;
}

void sheet_add_item(struct strs *items, const struct sheet_column *c,
                    const char *text)
{
    struct buf line = BUF_INIT;

    fold_line(&line, text);
    for (char *s = line.s; c->split && *s; s++)
        if (*s == ';')
            *s = ',';
    if (line.len && !is_there(items, line.s))
        strs_take(items, buf_detach(&line));
    buf_release(&line);
}

static int by_folded(const void *a, const void *b)
{
    const char *x = *(char *const *)a, *y = *(char *const *)b;
    struct buf p = BUF_INIT, q = BUF_INIT;
    int order;

    fold_add(&p, x);
    fold_add(&q, y);
    order = strcmp(p.s, q.s);
    buf_release(&p);
    buf_release(&q);
    return order ? order : strcmp(x, y);
}

void sheet_sort_items(struct strs *items)
{
    if (items->n > 1)
        qsort(items->v, items->n, sizeof *items->v, by_folded);
}

/* Would its commas be taken for what parts items? */
static bool has_commas(const struct sheet_column *c, const char *item)
{
    return c->split & SHEET_COMMAS && strchr(item, ',');
}

void sheet_join(struct buf *out, const struct sheet_column *c,
                const struct strs *items)
{
    for (size_t i = 0; i < items->n; i++) {
        if (i)
            buf_adds(out, "; ");
        buf_adds(out, items->v[i]);
    }
    if (items->n == 1 && has_commas(c, items->v[0]))
        buf_addc(out, ';');
}

const char *sheet_behind_colon(const char *item, char **head)
{
    const char *colon = strstr(item, ": ");

    if (!colon || colon == item || !colon[2])
        return NULL;
    *head = xstrndup(item, (size_t)(colon - item));
    return colon + 2;
}
