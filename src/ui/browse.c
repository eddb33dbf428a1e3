/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "ui/browse_state.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/record.h"

static struct spot spot_of(const struct browse *r, size_t i)
{
    struct spot p = { 0 };

    if (i < r->page.n)
        spot_set(&p, &r->page.rows[i], i);
    return p;
}

struct spot browse_spot(const struct browse *r)
{
    return spot_of(r, r->at);
}

/* --- pages --------------------------------------------------------------- */

/* The fields among the columns: the ref is always there. */
static size_t fields(const struct browse *r, enum field *out)
{
    size_t n = 0;

    for (size_t i = 0; i < r->columns_n; i++)
        if (r->columns[i] != FIELD_COUNT)
            out[n++] = r->columns[i];
    return n;
}

/* Reads rows beyond a place (without a ref: from that end of the list). */
int browse_read_beyond(const struct browse *r, const struct filter *filter,
                       const struct spot *beyond, bool back, size_t limit,
                       struct list_page *out, struct error *err)
{
    enum field cells[BROWSE_COLUMNS];
    struct list_query q = { .kind = r->kind,
                            .filter = filter,
                            .sort = r->columns[r->sort],
                            .descending = r->descending,
                            .columns = cells,
                            .columns_n = fields(r, cells),
                            .limit = limit,
                            .after_key = beyond->key,
                            .after_ref = beyond->ref,
                            .backwards = back };

    *out = (struct list_page)LIST_PAGE_INIT;
    return limit ? list_read(r->store, &q, out, err) : 0;
}

/* Puts pages one behind the other; `b` is then empty. */
static void join(struct list_page *a, struct list_page *b)
{
    for (size_t i = 0; i < b->n; i++) {
        ARRAY_GROW(a->rows, a->n, a->room);
        a->rows[a->n++] = b->rows[i];
    }
    b->n = 0;
    list_page_release(b);
}

/* Drops all rows but `n` from number `from` on. */
static void keep(struct list_page *p, size_t from, size_t n)
{
    struct list_page part = LIST_PAGE_INIT;

    for (size_t i = from; i < from + n; i++) {
        struct list_row *row = &p->rows[i];

        ARRAY_GROW(part.rows, part.n, part.room);
        part.rows[part.n++] = *row;
        *row = (struct list_row){ 0 };
    }
    list_page_release(p);
    *p = part;
}

static void replace(struct browse *r, struct list_page *page)
{
    list_page_release(&r->page);
    r->page = *page;
}

/* Drops rows at the beginning of what is in sight. */
static void drop_first(struct browse *r, size_t n)
{
    keep(&r->page, n, r->page.n - n);
    if (r->first >= 0)
        r->first += (int64_t)n;
}

/* Brings up to n rows into sight behind the last one; how many came, or -1. */
static long bring_after(struct browse *r, size_t n, struct error *err)
{
    struct spot last = spot_of(r, r->page.n ? r->page.n - 1 : 0);
    struct list_page more;
    long came = -1;

    if (browse_read_beyond(r, r->filter, &last, false, n, &more, err) == 0) {
        came = (long)more.n;
        join(&r->page, &more);
        if (r->page.n > r->height)
            drop_first(r, r->page.n - r->height);
    }
    spot_release(&last);
    return came;
}

static long bring_before(struct browse *r, size_t n, struct error *err)
{
    struct spot first = spot_of(r, 0);
    struct list_page more;
    long came = -1;

    if (browse_read_beyond(r, r->filter, &first, true, n, &more, err) == 0) {
        came = (long)more.n;
        if (!more.more)
            r->first = 0;
        else if (r->first >= 0)
            r->first -= (int64_t)came;
        join(&more, &r->page);
        r->page = more;
        if (r->page.n > r->height)
            keep(&r->page, 0, r->height);
    }
    spot_release(&first);
    return came;
}

/* --- which list ---------------------------------------------------------- */

void browse_release(struct browse *r)
{
    filter_free(r->filter);
    free(r->filter_text);
    list_page_release(&r->page);
    *r = (struct browse){ .store = NULL };
}

static void set_columns(struct browse *r)
{
    const struct kind_info *k = kind_info(r->kind);
    enum field title = kind_title_field(r->kind);

    r->columns[r->columns_n++] = title;
    r->columns[r->columns_n++] = FIELD_COUNT;
    for (size_t i = 0; i < k->count && r->columns_n < BROWSE_COLUMNS; i++) {
        enum field f = (enum field)(k->first + i);

        if ((field_info(f)->flags & FIELD_SUM) && f != title)
            r->columns[r->columns_n++] = f;
    }
}

void browse_start(struct browse *r, struct store *s, enum kind kind)
{
    size_t height = r->height;

    browse_release(r);
    *r = (struct browse){ .store = s,
                          .kind = kind,
                          .sort = 1,
                          .height = height ? height : 1,
                          .count = -1,
                          .all = -1 };
    set_columns(r);
}

void browse_count(struct browse *r)
{
    struct list_query q = { .kind = r->kind, .filter = r->filter };

    if (list_count(r->store, &q, &r->count, NULL) != 0)
        r->count = -1;
    q.filter = NULL;
    r->all = r->count;
    if (r->filter && list_count(r->store, &q, &r->all, NULL) != 0)
        r->all = -1;
}

/* --- which row ----------------------------------------------------------- */

const struct list_row *browse_selected(const struct browse *r)
{
    return r->at < r->page.n ? &r->page.rows[r->at] : NULL;
}

void browse_select(struct browse *r, size_t at)
{
    r->at = r->page.n == 0 ? 0 : at < r->page.n ? at : r->page.n - 1;
}

static bool select_id(struct browse *r, int64_t id)
{
    for (size_t i = 0; i < r->page.n; i++)
        if (r->page.rows[i].id == id) {
            r->at = i;
            return true;
        }
    return false;
}

int browse_fit(struct browse *r, size_t height, struct error *err)
{
    r->height = height;
    if (r->page.n > height) {
        size_t from = r->at >= height ? r->at - height + 1 : 0;

        drop_first(r, from);
        keep(&r->page, 0, height);
        r->at -= from;
    }
    if (r->page.n && r->page.n < height &&
        bring_after(r, height - r->page.n, err) < 0)
        return -1;
    if (r->page.n && r->page.n < height && r->first != 0) {
        long came = bring_before(r, height - r->page.n, err);

        if (came < 0)
            return -1;
        r->at += (size_t)came;
    }
    return 0;
}

/*
 * Reads the rows around a place, so that it keeps its row on the screen.  What
 * stands there is found by reading behind the row above it.
 */
static int read_around(struct browse *r, const struct spot *p,
                       struct error *err)
{
    size_t above = p->at < r->height ? p->at : r->height - 1;
    struct list_page before, after;
    struct spot last;
    int failed;

    if (browse_read_beyond(r, r->filter, p, true, above ? above : 1, &before,
                           err) != 0)
        return -1;
    if (!before.more)
        r->first = 0;
    replace(r, &before);
    r->at = r->page.n;
    last = spot_of(r, r->page.n ? r->page.n - 1 : 0);
    failed =
        browse_read_beyond(r, r->filter, &last, false, r->height, &after, err);
    spot_release(&last);
    if (failed)
        return -1;
    join(&r->page, &after);
    if (!select_id(r, p->id))
        browse_select(r, r->at);
    return browse_fit(r, r->height, err);
}

static int read_top(struct browse *r, struct error *err)
{
    const struct spot start = { 0 };
    struct list_page page;

    if (browse_read_beyond(r, r->filter, &start, false, r->height, &page,
                           err) != 0)
        return -1;
    replace(r, &page);
    r->first = 0;
    r->at = 0;
    return 0;
}

static int read_bottom(struct browse *r, struct error *err)
{
    const struct spot end = { 0 };
    struct list_page page;

    if (browse_read_beyond(r, r->filter, &end, true, r->height, &page, err) !=
        0)
        return -1;
    replace(r, &page);
    r->first = !page.more ? 0 : r->count < 0 ? -1 : r->count - (int64_t)page.n;
    browse_select(r, page.n);
    return 0;
}

/* The selected row, where it stands today; or the record `focus`. */
static int find_place(struct browse *r, int64_t focus, struct spot *p,
                      struct error *err)
{
    int found = 0;

    if (focus && focus != p->id) {
        found = browse_find_id(r, focus, p, err);
        if (found == 1)
            r->first = -1;
    }
    if (found == 0 && p->id)
        found = browse_find_id(r, p->id, p, err);
    return found < 0 ? -1 : 0;
}

/*
 * Reads the rows of the list as it is to be by now around the selected row,
 * or a record; all is as it was in `old` where that fails or is stopped.
 */
static int read_anew(struct browse *r, struct browse *old, int64_t focus,
                     struct error *err)
{
    struct spot p = browse_spot(old);
    int failed;

    r->page = (struct list_page)LIST_PAGE_INIT;
    failed = find_place(r, focus, &p, err);
    if (!failed)
        failed = p.ref ? read_around(r, &p, err) : read_top(r, err);
    list_page_release(failed ? &r->page : &old->page);
    if (failed)
        *r = *old;
    spot_release(&p);
    return failed;
}

int browse_read(struct browse *r, int64_t focus, struct error *err)
{
    struct browse old = *r;

    r->count = r->all = -1;
    return read_anew(r, &old, focus, err);
}

/* --- another order, another filter ---------------------------------------- */

static bool can_sort(const struct browse *r, size_t column)
{
    return r->columns[column] == FIELD_COUNT ||
           !field_repeats(r->columns[column]);
}

size_t browse_next_sort(const struct browse *r, bool next)
{
    size_t column = r->sort;

    do
        column = (column + (next ? 1 : r->columns_n - 1)) % r->columns_n;
    while (!can_sort(r, column));
    return column;
}

int browse_sort(struct browse *r, size_t column, struct error *err)
{
    struct browse old = *r;

    r->sort = column;
    r->first = -1;
    return read_anew(r, &old, 0, err);
}

int browse_invert(struct browse *r, struct error *err)
{
    struct browse old = *r;

    r->descending = !r->descending;
    r->first = -1;
    return read_anew(r, &old, 0, err);
}

int browse_filter(struct browse *r, const char *text, struct error *err)
{
    struct browse old = *r;
    struct filter *f;
    char *copy;

    if (filter_parse(&f, r->kind, text, err) != 0)
        return -1;
    copy = f ? xstrdup(text) : NULL;
    r->filter = f;
    r->filter_text = copy;
    r->first = r->count = r->all = -1;
    if (read_anew(r, &old, 0, err) != 0) {
        filter_free(f);
        free(copy);
        return -1;
    }
    filter_free(old.filter);
    free(old.filter_text);
    return 0;
}

/* --- moving -------------------------------------------------------------- */

/* A row is read only where the next one is not in sight. */
static int step_down(struct browse *r, size_t by, struct error *err)
{
    long came;

    if (by == 0)
        return 0;
    if (by == 1 && r->at + 1 < r->page.n) {
        r->at++;
        return 0;
    }
    came = bring_after(r, by, err);
    if (came < 0)
        return -1;
    browse_select(r, (size_t)came < by ? r->page.n : r->at);
    return 0;
}

static int step_up(struct browse *r, size_t by, struct error *err)
{
    long came = 0;

    if (by == 1 && r->at) {
        r->at--;
        return 0;
    }
    if (r->first != 0)
        came = bring_before(r, by, err);
    if (came < 0)
        return -1;
    browse_select(r, (size_t)came < by ? 0 : r->at);
    return 0;
}

/* How far an action goes: to an end of the list, by rows, or by halves of
 * what is in sight; up where it is less than 0. */
static const struct {
    int end;
    int rows;
    int halves;
} moves[ACTION_COUNT] = {
    [ACTION_FIRST] = { .end = -1 },      [ACTION_LAST] = { .end = 1 },
    [ACTION_UP] = { .rows = -1 },        [ACTION_DOWN] = { .rows = 1 },
    [ACTION_HALF_UP] = { .halves = -1 }, [ACTION_HALF_DOWN] = { .halves = 1 },
    [ACTION_PAGE_UP] = { .halves = -2 }, [ACTION_PAGE_DOWN] = { .halves = 2 },
};

int browse_move(struct browse *r, enum action action, struct error *err)
{
    long by = moves[action].halves * (long)r->height / 2;

    if (moves[action].end)
        return moves[action].end < 0 ? read_top(r, err) : read_bottom(r, err);
    if (by == 0)
        by = moves[action].halves;
    by += moves[action].rows;
    return by < 0 ? step_up(r, (size_t)-by, err)
                  : step_down(r, (size_t)by, err);
}

int browse_go(struct browse *r, const struct spot *p, struct error *err)
{
    if (!p->ref || select_id(r, p->id))
        return 0;
    r->first = -1;
    return read_around(r, p, err);
}
