/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/columns.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/escape.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/wrap.h"

/* Columns are not cut narrower than this: rows are too long instead. */
enum { GAP = 2, NARROWEST = 4, WRAP_NARROWEST = 20 };

void columns_init(struct columns *c, size_t per_row, size_t width)
{
    if (!per_row)
        bug("a table without columns");
    *c = (struct columns){ STRS_INIT, per_row, width, false };
}

void columns_release(struct columns *c)
{
    strs_release(&c->cells);
}

void columns_add(struct columns *c, const char *cell)
{
    struct buf b = BUF_INIT;

    escape_terminal(&b, cell, false);
    strs_take(&c->cells, buf_detach(&b));
}

static size_t total(const size_t *widths, size_t n, size_t most)
{
    size_t sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += widths[i] < most ? widths[i] : most;
    return sum;
}

/* Cuts the widest columns to one width, so that all fit in `room` cells, and
 * gives what is left over to the first of them. */
static void narrow(size_t *widths, size_t n, size_t room)
{
    size_t most = room > NARROWEST ? room : NARROWEST;

    if (total(widths, n, SIZE_MAX) <= room)
        return;
    while (most > NARROWEST && total(widths, n, most) > room)
        most--;
    size_t sum = total(widths, n, most);
    size_t left = sum < room ? room - sum : 0;
    for (size_t i = 0; i < n; i++) {
        if (widths[i] <= most)
            continue;
        widths[i] = most + (left ? 1 : 0);
        left -= left ? 1 : 0;
    }
}

static size_t *measure(const struct columns *c)
{
    size_t *widths = xcalloc(c->per_row, sizeof *widths);
    size_t gaps = (c->per_row - 1) * GAP;

    for (size_t i = 0; i < c->cells.n; i++) {
        size_t width = utf8_width(c->cells.v[i]);

        if (width > widths[i % c->per_row])
            widths[i % c->per_row] = width;
    }
    if (c->width && !c->wrap)
        narrow(widths, c->per_row, c->width > gaps ? c->width - gaps : 0);
    return widths;
}

/* Adds exactly `width` cells. */
static void add_cell(struct buf *line, const char *cell, size_t width)
{
    size_t used = utf8_width(cell);

    if (used <= width) {
        buf_adds(line, cell);
    } else {
        size_t len = utf8_fit(cell, width - 1);

        buf_add(line, cell, len);
        buf_addc(line, '~');
        used = utf8_width_len(cell, len) + 1;
    }
    buf_addn(line, ' ', width - used);
}

static void print_line(struct buf *line, FILE *out)
{
    size_t len = line->len;

    while (len && line->s[len - 1] == ' ')
        len--;
    buf_truncate(line, len);
    buf_addc(line, '\n');
    fwrite(line->s, 1, line->len, out);
    buf_clear(line);
}

/* The cells from which on the last column stands. */
static size_t last_begins(const struct columns *c, const size_t *widths)
{
    return total(widths, c->per_row - 1, SIZE_MAX) + (c->per_row - 1) * GAP;
}

/* Adds the last cell of a row, all lines of it but the last one printed. */
static void add_wrapped(struct buf *line, const struct columns *c,
                        const char *cell, size_t begins, FILE *out)
{
    size_t room =
        c->width > begins + WRAP_NARROWEST ? c->width - begins : WRAP_NARROWEST;
    struct strs lines = STRS_INIT;

    wrap_text(&lines, cell, room);
    for (size_t i = 0; i < lines.n; i++) {
        if (i) {
            print_line(line, out);
            buf_addn(line, ' ', begins);
        }
        buf_adds(line, lines.v[i]);
    }
    strs_release(&lines);
}

void columns_print(const struct columns *c, FILE *out)
{
    size_t *widths = measure(c);
    size_t begins = last_begins(c, widths);
    struct buf line = BUF_INIT;

    for (size_t i = 0; i < c->cells.n; i++) {
        size_t column = i % c->per_row;

        if (column)
            buf_addn(&line, ' ', GAP);
        if (c->wrap && c->width && column == c->per_row - 1)
            add_wrapped(&line, c, c->cells.v[i], begins, out);
        else
            add_cell(&line, c->cells.v[i], widths[column]);
        if (column == c->per_row - 1 || i == c->cells.n - 1)
            print_line(&line, out);
    }
    buf_release(&line);
    free(widths);
}
