/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * The lists of records that stand by themselves, one kind at a time.
 *
 * Only the rows in sight are ever in memory.  To move beyond them a page is
 * read that begins behind the last of them, or ends before the first.  After a
 * change they are read again around the record that was selected, wherever it
 * stands by then.
 */

#include <curses.h>
#include <stdlib.h>
#include <string.h>

#include "app/display.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "model/filter.h"
#include "store/list.h"
#include "store/read.h"
#include "ui/frame.h"
#include "ui/screens.h"
#include "ui/scroll.h"
#include "ui/sheet.h"

enum { LIST_COLUMNS = 12, GAP = 2, MARK = 2, HEAD = 2 };

/* Cells of the first column, and of any other: to be read well, and at the
 * least. */
static const size_t comfortable[] = { 30, 12 }, narrowest[] = { 12, 6 };

/* A place in the list: the row that is or was there. */
struct spot {
    int64_t id; /* 0: there is none                                        */
    char *ref;
    char *key;
    size_t at; /* its row on the screen                                    */
};

struct list {
    struct screen s;
    enum kind kind;
    enum field columns[LIST_COLUMNS]; /* FIELD_COUNT: the ref              */
    size_t columns_n;
    size_t sort; /* number of the column                                   */
    bool descending;
    struct filter *filter;
    char *filter_text; /* NULL: none                                       */
    struct list_page page;
    size_t at;
    int64_t first; /* how many rows are before the page; -1: not known     */
    int64_t count; /* -1: not counted yet                                  */
    bool plain;    /* codes as they are: nothing was looked up yet         */
    struct strs searches, filters;
    char *search;
    struct spot origin; /* where the search began                          */
    struct sheet side;  /* beside the list, on wide terminals              */
    int y, x;
};

/* --- what is asked of the register --------------------------------------- */

static struct area list_area(void)
{
    struct area a = frame_body();

    a.y += HEAD;
    a.h -= HEAD;
    if (ui_wide())
        a.w = a.w / 2;
    return a;
}

static size_t list_height(void)
{
    return list_area().h > 0 ? (size_t)list_area().h : 1;
}

/* The fields among the columns: the ref is always there. */
static size_t fields(const struct list *l, enum field *out)
{
    size_t n = 0;

    for (size_t i = 0; i < l->columns_n; i++)
        if (l->columns[i] != FIELD_COUNT)
            out[n++] = l->columns[i];
    return n;
}

/* Reads rows beyond one (NULL: from that end of the list). */
static int read_rows(struct list *l, const struct filter *filter,
                     const struct spot *beyond, bool back, size_t limit,
                     struct list_page *out, struct error *err)
{
    enum field cells[LIST_COLUMNS];
    struct list_query q = { .kind = l->kind,
                            .filter = filter,
                            .sort = l->columns[l->sort],
                            .descending = l->descending,
                            .columns = cells,
                            .limit = limit,
                            .backwards = back };

    q.columns_n = fields(l, cells);
    if (beyond) {
        q.after_key = beyond->key;
        q.after_ref = beyond->ref;
    }
    *out = (struct list_page)LIST_PAGE_INIT;
    return limit ? list_read(ui_store(l->s.ui), &q, out, err) : 0;
}

static void spot_release(struct spot *p)
{
    free(p->ref);
    free(p->key);
    *p = (struct spot){ 0 };
}

static void spot_set(struct spot *p, const struct list_row *row, size_t at)
{
    spot_release(p);
    *p = (struct spot){ .id = row->id, .ref = xstrdup(row->ref), .at = at };
    p->key = row->key ? xstrdup(row->key) : NULL;
}

static struct spot spot_at(const struct list *l, size_t i)
{
    struct spot p = { 0 };

    if (i < l->page.n)
        spot_set(&p, &l->page.rows[i], i);
    return p;
}

/* --- the rows in sight --------------------------------------------------- */

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

/* Brings up to `n` rows into sight behind the last one; how many came. */
static size_t bring_after(struct list *l, size_t n, struct error *err)
{
    struct spot last = spot_at(l, l->page.n ? l->page.n - 1 : 0);
    struct list_page more;
    size_t came, height = list_height();

    if (read_rows(l, l->filter, last.ref ? &last : NULL, false, n, &more,
                  err) != 0)
        ui_fail(l->s.ui, err);
    came = more.n;
    join(&l->page, &more);
    if (l->page.n > height) {
        if (l->first >= 0)
            l->first += (int64_t)(l->page.n - height);
        keep(&l->page, l->page.n - height, height);
    }
    spot_release(&last);
    return came;
}

static size_t bring_before(struct list *l, size_t n, struct error *err)
{
    struct spot first = spot_at(l, 0);
    struct list_page more;
    size_t came, height = list_height();

    if (read_rows(l, l->filter, first.ref ? &first : NULL, true, n, &more,
                  err) != 0)
        ui_fail(l->s.ui, err);
    came = more.n;
    if (!more.more)
        l->first = 0;
    else if (l->first >= 0)
        l->first -= (int64_t)came;
    join(&more, &l->page);
    l->page = more;
    if (l->page.n > height)
        keep(&l->page, 0, height);
    spot_release(&first);
    return came;
}

/* Fills the screen: after it grew, or where rows are gone. */
static void fill(struct list *l)
{
    struct error err = ERROR_INIT;
    size_t height = list_height();

    if (l->page.n > height) {
        size_t from = l->at >= height ? l->at - height + 1 : 0;

        keep(&l->page, from, height);
        l->at -= from;
        if (l->first >= 0)
            l->first += (int64_t)from;
    }
    if (l->page.n && l->page.n < height)
        bring_after(l, height - l->page.n, &err);
    if (l->page.n && l->page.n < height && l->first != 0)
        l->at += bring_before(l, height - l->page.n, &err);
}

static void select_row(struct list *l, size_t at)
{
    l->at = l->page.n == 0 ? 0 : at < l->page.n ? at : l->page.n - 1;
    l->s.busy = true;
}

static const struct list_row *selected(const struct list *l)
{
    return l->at < l->page.n ? &l->page.rows[l->at] : NULL;
}

/* --- finding a record again ---------------------------------------------- */

/* The filter that is on, and this one. */
static struct filter *filter_with(const struct list *l, const char *test)
{
    struct filter *f = NULL;
    struct buf b = BUF_INIT;

    if (l->filter_text)
        buf_addf(&b, "(%s) and ", l->filter_text);
    buf_adds(&b, test);
    if (filter_parse(&f, l->kind, b.s, NULL) != 0)
        f = NULL;
    buf_release(&b);
    return f;
}

static void add_quoted(struct buf *b, const char *words)
{
    buf_addc(b, '"');
    for (; *words; words++) {
        if (*words == '"' || *words == '\\')
            buf_addc(b, '\\');
        buf_addc(b, *words);
    }
    buf_addc(b, '"');
}

/* Where a record stands in this list today; false if it does not. */
static bool find_spot(struct list *l, int64_t id, struct spot *out)
{
    struct buf test = BUF_INIT;
    struct list_page page = LIST_PAGE_INIT;
    struct filter *f = NULL;
    struct record r;
    bool found = false;

    if (store_load_id(ui_store(l->s.ui), id, &r, NULL) != 0)
        return false;
    if (r.kind == l->kind) {
        buf_adds(&test, "ref = ");
        add_quoted(&test, r.ref);
        f = filter_with(l, test.s);
    }
    if (f && read_rows(l, f, NULL, false, 1, &page, NULL) == 0 && page.n) {
        spot_set(out, &page.rows[0], out->at);
        found = true;
    }
    list_page_release(&page);
    filter_free(f);
    buf_release(&test);
    record_release(&r);
    return found;
}

/* Reads the rows around a spot, which keeps its row on the screen. */
static int read_around(struct list *l, const struct spot *p, struct error *err)
{
    struct list_page before, after;
    size_t height = list_height(), above = p->at < height ? p->at : height - 1;
    struct spot last;

    if (read_rows(l, l->filter, p, true, above, &before, err) != 0)
        return -1;
    if (above && !before.more)
        l->first = 0;
    list_page_release(&l->page);
    l->page = before;
    l->at = before.n;
    last = spot_at(l, before.n ? before.n - 1 : 0);
    if (read_rows(l, l->filter, last.ref ? &last : NULL, false,
                  height - l->page.n, &after, err) != 0) {
        spot_release(&last);
        return -1;
    }
    spot_release(&last);
    join(&l->page, &after);
    select_row(l, l->at);
    return 0;
}

/* The first row: nothing stands before it, so one row above would not do. */
static int read_top(struct list *l, struct error *err)
{
    struct list_page page;

    if (read_rows(l, l->filter, NULL, false, list_height(), &page, err) != 0)
        return -1;
    list_page_release(&l->page);
    l->page = page;
    l->first = 0;
    select_row(l, 0);
    return 0;
}

/*
 * With at least one row above a spot, reading behind that row finds the spot
 * itself, or what took its place.
 */
static int go_to_spot(struct list *l, struct spot *p, struct error *err)
{
    if (p->at == 0 && l->first != 0)
        p->at = 1;
    return read_around(l, p, err);
}

static int list_load(struct screen *s, struct error *err)
{
    struct list *l = (struct list *)s;
    struct spot p = spot_at(l, l->at);
    int64_t focus = ui_focused(s->ui);
    int failed;

    l->count = -1;
    l->side.stale = true;
    if (focus && find_spot(l, focus, &p))
        ui_focus(s->ui, 0);
    else if (p.id)
        find_spot(l, p.id, &p);
    failed = p.ref ? go_to_spot(l, &p, err) : read_top(l, err);
    spot_release(&p);
    return failed;
}

/* --- moving -------------------------------------------------------------- */

static void step_down(struct list *l, size_t by, struct error *err)
{
    size_t came;

    if (by == 1 && l->at + 1 < l->page.n) {
        select_row(l, l->at + 1);
        return;
    }
    came = bring_after(l, by, err);
    select_row(l, came < by && by > 1 ? l->page.n : l->at);
}

static void step_up(struct list *l, size_t by, struct error *err)
{
    size_t came;

    if (by == 1 && l->at) {
        select_row(l, l->at - 1);
        return;
    }
    came = l->first == 0 ? 0 : bring_before(l, by, err);
    select_row(l, came < by && by > 1 ? 0 : l->at);
}

static void go_last(struct list *l, struct error *err)
{
    struct list_page page;

    if (read_rows(l, l->filter, NULL, true, list_height(), &page, err) != 0)
        return;
    list_page_release(&l->page);
    l->page = page;
    l->first = !page.more ? 0 : l->count >= 0 ? l->count - (int64_t)page.n : -1;
    select_row(l, page.n);
}

static void go_first(struct list *l, struct error *err)
{
    read_top(l, err);
}

static void move_by(struct list *l, enum action action, struct error *err)
{
    size_t height = list_height();
    size_t half = height / 2 ? height / 2 : 1;

    if (action == ACTION_DOWN)
        step_down(l, 1, err);
    else if (action == ACTION_UP)
        step_up(l, 1, err);
    else if (action == ACTION_PAGE_DOWN || action == ACTION_HALF_DOWN)
        step_down(l, action == ACTION_PAGE_DOWN ? height : half, err);
    else
        step_up(l, action == ACTION_PAGE_UP ? height : half, err);
}

static unsigned act_move(struct list *l, enum action action)
{
    struct error err = ERROR_INIT;

    if (action == ACTION_FIRST)
        go_first(l, &err);
    else if (action == ACTION_LAST)
        go_last(l, &err);
    else
        move_by(l, action, &err);
    ui_fail(l->s.ui, &err);
    return RESULT_NONE;
}

/* --- which list ---------------------------------------------------------- */

/* The kinds that stand by themselves, the last of the table first. */
static enum kind top_kind(size_t number)
{
    for (int k = KIND_COUNT - 1; k >= 0; k--)
        if (kind_info((enum kind)k)->parent == KIND_NONE && number-- == 0)
            return (enum kind)k;
    return KIND_NONE;
}

static void set_columns(struct list *l)
{
    const struct kind_info *k = kind_info(l->kind);

    l->columns_n = 0;
    l->columns[l->columns_n++] = kind_title_field(l->kind);
    l->columns[l->columns_n++] = FIELD_COUNT;
    for (size_t i = 0; i < k->count && l->columns_n < LIST_COLUMNS; i++) {
        enum field f = (enum field)(k->first + i);

        if ((field_info(f)->flags & FIELD_SUM) && f != l->columns[0])
            l->columns[l->columns_n++] = f;
    }
    l->sort = 1;
    l->descending = false;
}

static void forget(struct list *l)
{
    filter_free(l->filter);
    l->filter = NULL;
    free(l->filter_text);
    l->filter_text = NULL;
    list_page_release(&l->page);
    l->at = 0;
    l->count = -1;
    sheet_release(&l->side);
}

static void set_kind(struct list *l, enum kind kind)
{
    forget(l);
    l->kind = kind;
    set_columns(l);
    l->s.stale = true;
}

static unsigned act_kind_step(struct list *l, enum action action)
{
    size_t n = 0, at = 0;

    for (; top_kind(n) != KIND_NONE; n++)
        if (top_kind(n) == l->kind)
            at = n;
    at += action == ACTION_KIND_NEXT ? 1 : n - 1;
    set_kind(l, top_kind(at % n));
    return RESULT_NONE;
}

static unsigned act_kind(struct list *l, enum action action)
{
    static const enum kind kinds[ACTION_COUNT] = {
        [ACTION_DATASETS] = KIND_DATASET,
        [ACTION_NOTICES] = KIND_NOTICE,
        [ACTION_PARTIES] = KIND_PARTY,
        [ACTION_ORGANISATION] = KIND_ORGANISATION,
    };

    set_kind(l, kinds[action]);
    return RESULT_NONE;
}

/* --- sorting and filtering ----------------------------------------------- */

static bool can_sort(const struct list *l, size_t column)
{
    return l->columns[column] == FIELD_COUNT ||
           !field_repeats(l->columns[column]);
}

static unsigned act_sort(struct list *l, enum action action)
{
    size_t step = action == ACTION_SORT_NEXT ? 1 : l->columns_n - 1;

    do
        l->sort = (l->sort + step) % l->columns_n;
    while (!can_sort(l, l->sort));
    l->s.stale = true;
    l->first = -1;
    return RESULT_NONE;
}

static unsigned act_invert(struct list *l, enum action action)
{
    (void)action;
    l->descending = !l->descending;
    l->s.stale = true;
    l->first = -1;
    return RESULT_NONE;
}

static unsigned filter_accept(struct screen *s, const char *text,
                              struct error *err)
{
    struct list *l = (struct list *)s;
    struct filter *f;

    if (filter_parse(&f, l->kind, text, err) != 0)
        return RESULT_NONE;
    filter_free(l->filter);
    free(l->filter_text);
    l->filter = f;
    l->filter_text = f ? xstrdup(text) : NULL;
    l->first = -1;
    s->stale = true;
    return RESULT_NONE;
}

/* Completes the name of a field, when just one begins like this. */
static void filter_complete(struct screen *s, struct lineedit *line)
{
    const struct kind_info *k = kind_info(((struct list *)s)->kind);
    size_t from = line->at, len;
    const char *found = NULL;

    while (from && strchr(" (", line->text.s[from - 1]) == NULL)
        from--;
    len = line->at - from;
    for (size_t i = 0; i < k->count && len; i++) {
        const char *name = field_info((enum field)(k->first + i))->name;

        if (strncmp(name, line->text.s + from, len) == 0) {
            if (found)
                return;
            found = name;
        }
    }
    if (found)
        lineedit_insert(line, found + len);
}

static unsigned act_filter(struct list *l, enum action action)
{
    struct prompt p = { .owner = &l->s,
                        .label = _("filter: "),
                        .text = l->filter_text,
                        .fresh = true,
                        .older = &l->filters,
                        .accept = filter_accept,
                        .complete = filter_complete };

    (void)action;
    prompt_open(&p);
    return RESULT_NONE;
}

static unsigned act_cancel(struct list *l, enum action action)
{
    (void)action;
    if (l->filter_text) {
        filter_accept(&l->s, "", NULL);
        ui_say(l->s.ui, _("the filter is off: all records are shown"));
    } else {
        ui_say(l->s.ui, _("q leaves larder"));
    }
    return RESULT_NONE;
}

/* --- searching ----------------------------------------------------------- */

/* Is true where the words stand in the title or the ref; `ref` NULL: of any
 * record. */
static struct filter *search_filter(const struct list *l, const char *words,
                                    const char *ref)
{
    struct buf test = BUF_INIT;
    struct filter *f;

    buf_adds(&test, "(ref ~ ");
    add_quoted(&test, words);
    if (l->columns[0] != FIELD_COUNT && !field_is_ref(l->columns[0])) {
        buf_addf(&test, " or %s ~ ", field_info(l->columns[0])->name);
        add_quoted(&test, words);
    }
    buf_addc(&test, ')');
    if (ref) {
        buf_adds(&test, " and ref = ");
        add_quoted(&test, ref);
    }
    f = filter_with(l, test.s);
    buf_release(&test);
    return f;
}

/* The next row that matches beyond a spot (NULL: from that end). */
static bool find_beyond(struct list *l, const struct filter *f,
                        const struct spot *p, bool back, struct spot *out)
{
    struct list_page page = LIST_PAGE_INIT;
    bool found = read_rows(l, f, p, back, 1, &page, NULL) == 0 && page.n;

    if (found)
        spot_set(out, &page.rows[0], list_height() / 2);
    list_page_release(&page);
    return found;
}

/* Goes to a row that was found: on the screen if it is there. */
static void go_found(struct list *l, struct spot *p)
{
    struct error err = ERROR_INIT;

    for (size_t i = 0; i < l->page.n; i++)
        if (l->page.rows[i].id == p->id) {
            select_row(l, i);
            return;
        }
    l->first = -1;
    if (go_to_spot(l, p, &err) != 0)
        ui_fail(l->s.ui, &err);
}

static void find_next(struct list *l, const struct spot *from, bool back,
                      const char *words)
{
    struct filter *f = search_filter(l, words, NULL);
    struct spot found = { 0 };

    if (!f)
        return;
    if (find_beyond(l, f, from, back, &found)) {
        go_found(l, &found);
    } else if (find_beyond(l, f, NULL, back, &found)) {
        go_found(l, &found);
        ui_say(l->s.ui, _("search wrapped"));
    } else {
        ui_say(l->s.ui, _("'%s' is not here"), words);
    }
    spot_release(&found);
    filter_free(f);
}

/* Does the row itself match, where the search began? */
static bool origin_matches(struct list *l, const char *words)
{
    struct spot here = { 0 };
    struct filter *f = NULL;
    bool found;

    if (l->origin.ref)
        f = search_filter(l, words, l->origin.ref);
    found = f && find_beyond(l, f, NULL, false, &here);
    spot_release(&here);
    filter_free(f);
    return found;
}

static void go_origin(struct list *l)
{
    struct spot p = l->origin;

    if (!p.ref)
        return;
    p.ref = xstrdup(p.ref);
    p.key = p.key ? xstrdup(p.key) : NULL;
    go_found(l, &p);
    spot_release(&p);
}

static void search_change(struct screen *s, const char *text)
{
    struct list *l = (struct list *)s;

    ui_patience(s->ui, PATIENCE_UNTIL_KEY);
    if (!*text || origin_matches(l, text))
        go_origin(l);
    else
        find_next(l, l->origin.ref ? &l->origin : NULL, false, text);
    ui_patience_end(s->ui);
}

static unsigned search_accept(struct screen *s, const char *text,
                              struct error *err)
{
    struct list *l = (struct list *)s;

    (void)err;
    free(l->search);
    l->search = *text ? xstrdup(text) : NULL;
    return RESULT_NONE;
}

static void search_cancel(struct screen *s)
{
    go_origin((struct list *)s);
}

static unsigned act_search(struct list *l, enum action action)
{
    struct prompt p = { .owner = &l->s,
                        .label = "/",
                        .older = &l->searches,
                        .accept = search_accept,
                        .change = search_change,
                        .cancel = search_cancel };

    (void)action;
    spot_release(&l->origin);
    l->origin = spot_at(l, l->at);
    prompt_open(&p);
    return RESULT_NONE;
}

static unsigned act_search_again(struct list *l, enum action action)
{
    struct spot here = spot_at(l, l->at);

    if (!l->search)
        ui_say(l->s.ui, _("nothing was searched for yet; / searches"));
    else if (here.ref)
        find_next(l, &here, action == ACTION_SEARCH_PREVIOUS, l->search);
    spot_release(&here);
    return RESULT_NONE;
}

/* --- what is done to records --------------------------------------------- */

static unsigned act_open(struct list *l, enum action action)
{
    int64_t id = selected(l)->id;

    if (action == ACTION_EDIT)
        form_open(l->s.ui, id, FIELD_COUNT);
    else if (action == ACTION_LABEL)
        label_open(l->s.ui, selected(l)->ref);
    else
        page_open(l->s.ui, id);
    return RESULT_NONE;
}

static unsigned act_deed(struct list *l, enum action action)
{
    if (action == ACTION_REMOVE)
        deed_remove(&l->s, selected(l)->id);
    else
        deed_rename(&l->s, selected(l)->id);
    return RESULT_NONE;
}

static unsigned act_add(struct list *l, enum action action)
{
    (void)action;
    form_add(l->s.ui, l->kind, NULL);
    return RESULT_NONE;
}

static unsigned act_history(struct list *l, enum action action)
{
    (void)action;
    history_open(l->s.ui, NULL);
    return RESULT_NONE;
}

static unsigned act_close(struct list *l, enum action action)
{
    (void)l;
    (void)action;
    return RESULT_CLOSE;
}

typedef unsigned act_fn(struct list *l, enum action action);

static act_fn *const acts[ACTION_COUNT] = {
    [ACTION_UP] = act_move,
    [ACTION_DOWN] = act_move,
    [ACTION_PAGE_UP] = act_move,
    [ACTION_PAGE_DOWN] = act_move,
    [ACTION_HALF_UP] = act_move,
    [ACTION_HALF_DOWN] = act_move,
    [ACTION_FIRST] = act_move,
    [ACTION_LAST] = act_move,
    [ACTION_OPEN] = act_open,
    [ACTION_EDIT] = act_open,
    [ACTION_LABEL] = act_open,
    [ACTION_HISTORY] = act_history,
    [ACTION_SEARCH] = act_search,
    [ACTION_SEARCH_NEXT] = act_search_again,
    [ACTION_SEARCH_PREVIOUS] = act_search_again,
    [ACTION_FILTER] = act_filter,
    [ACTION_SORT_NEXT] = act_sort,
    [ACTION_SORT_PREVIOUS] = act_sort,
    [ACTION_SORT_INVERT] = act_invert,
    [ACTION_KIND_NEXT] = act_kind_step,
    [ACTION_KIND_PREVIOUS] = act_kind_step,
    [ACTION_DATASETS] = act_kind,
    [ACTION_NOTICES] = act_kind,
    [ACTION_PARTIES] = act_kind,
    [ACTION_ORGANISATION] = act_kind,
    [ACTION_ADD] = act_add,
    [ACTION_RENAME] = act_deed,
    [ACTION_REMOVE] = act_deed,
    [ACTION_CANCEL] = act_cancel,
    [ACTION_CLOSE] = act_close,
};

static unsigned list_act(struct screen *s, enum action action)
{
    return acts[action] ? acts[action]((struct list *)s, action) : RESULT_NONE;
}

/* Some actions need a record, the label a dataset; there is one organisation.
 */
static bool list_valid(const struct screen *s, enum action action)
{
    const struct list *l = (const struct list *)s;
    bool empty = selected(l) == NULL;

    if (action == ACTION_LABEL)
        return !empty && l->kind == KIND_DATASET;
    if (action == ACTION_ADD)
        return empty || l->filter || l->kind != KIND_ORGANISATION;
    if (action == ACTION_RENAME)
        return !empty && l->kind != KIND_ORGANISATION;
    return !empty || (acts[action] != act_open && acts[action] != act_deed);
}

/* --- what can wait ------------------------------------------------------- */

static void count(struct list *l)
{
    struct list_query q = { .kind = l->kind, .filter = l->filter };

    if (list_count(ui_store(l->s.ui), &q, &l->count, NULL) != 0)
        l->count = -1;
}

/* The words of codes, then the page beside the list, then the count. */
static unsigned list_idle(struct screen *s)
{
    struct list *l = (struct list *)s;
    const struct list_row *row = selected(l);

    if (l->plain) {
        l->plain = false;
        return RESULT_AGAIN;
    }
    if (row && ui_wide() && (l->side.id != row->id || l->side.stale)) {
        struct error err = ERROR_INIT;

        if (sheet_read(&l->side, ui_store(s->ui), row->id, &err) != 0)
            ui_fail(s->ui, &err);
        return RESULT_AGAIN;
    }
    if (l->count < 0) {
        ui_patience(s->ui, PATIENCE_UNTIL_KEY);
        count(l);
        ui_patience_end(s->ui);
    }
    return RESULT_NONE;
}

/* --- drawing ------------------------------------------------------------- */

static void list_title(const struct screen *s, struct buf *out)
{
    buf_adds(out, _(kind_info(((const struct list *)s)->kind)->titles));
}

static enum place list_place(const struct screen *s)
{
    (void)s;
    return PLACE_LIST;
}

/* "[1 Datasets]  2 Notices ..." */
static void draw_tabs(const struct list *l, struct area a)
{
    int x = a.x + 1;

    for (size_t i = 0; top_kind(i) != KIND_NONE; i++) {
        bool here = top_kind(i) == l->kind;
        struct buf b = BUF_INIT;

        buf_addf(&b, here ? "[%zu %s]" : " %zu %s ", i + 1,
                 _(kind_info(top_kind(i))->titles));
        x += paint(a.y, x, a.w - x, here ? ROLE_KEY : ROLE_TEXT, b.s) + 1;
        buf_release(&b);
    }
}

static const char *column_title(const struct list *l, size_t i)
{
    return l->columns[i] == FIELD_COUNT ? _("Ref")
                                        : _(field_info(l->columns[i])->label);
}

static void add_heading(const struct list *l, size_t i, struct buf *out)
{
    buf_adds(out, column_title(l, i));
    if (i == l->sort)
        buf_adds(out, l->descending ? " v" : " ^");
}

/* Cells come in the order of fields(): all columns but that of the ref. */
static void add_cell(const struct list *l, const struct list_row *row,
                     size_t column, struct buf *out)
{
    size_t cell = column > 1 ? column - 1 : column;

    if (l->columns[column] == FIELD_COUNT)
        buf_adds(out, row->ref);
    else if (l->plain)
        buf_adds(out, row->cells.v[cell]);
    else if (*row->cells.v[cell])
        display_text(out, l->columns[column], row->cells.v[cell]);
}

/* How wide each column would like to be. */
static void measure(const struct list *l, size_t *widths)
{
    struct buf b = BUF_INIT;

    for (size_t i = 0; i < l->columns_n; i++) {
        buf_clear(&b);
        add_heading(l, i, &b);
        widths[i] = utf8_width(b.s);
        for (size_t row = 0; row < l->page.n; row++) {
            struct buf shown = BUF_INIT;

            buf_clear(&b);
            add_cell(l, &l->page.rows[row], i, &b);
            paint_fit(&shown, b.s, COLS);
            if (utf8_width(shown.s) > widths[i])
                widths[i] = utf8_width(shown.s);
            buf_release(&shown);
        }
    }
    buf_release(&b);
}

static size_t total(const size_t *widths, size_t n)
{
    size_t sum = n ? (n - 1) * GAP : 0;

    for (size_t i = 0; i < n; i++)
        sum += widths[i];
    return sum;
}

/* Takes cells from the widest column that has more than it needs. */
static void squeeze(size_t *widths, size_t n, const size_t *least, size_t room)
{
    while (total(widths, n) > room) {
        size_t widest = n;

        for (size_t i = 0; i < n; i++)
            if (widths[i] > least[i != 0] &&
                (widest == n || widths[i] > widths[widest]))
                widest = i;
        if (widest == n)
            break;
        widths[widest]--;
    }
}

/*
 * Fits columns into the room: a little narrower, then fewer, the last ones
 * first, then as narrow as can be.  The first two and the one that is sorted
 * by stay.  Returns how many there are.
 */
static size_t narrow(const struct list *l, size_t *widths, size_t room)
{
    size_t wish[LIST_COLUMNS];
    size_t stay = l->sort + 1 > 2 ? l->sort + 1 : 2;
    size_t n = l->columns_n;

    memcpy(wish, widths, sizeof wish);
    for (;; n--) {
        memcpy(widths, wish, sizeof wish);
        squeeze(widths, n, comfortable, room);
        if (n <= stay || total(widths, n) <= room)
            break;
    }
    squeeze(widths, n, narrowest, room);
    return n;
}

static void draw_heading(const struct list *l, struct area a,
                         const size_t *widths, size_t n)
{
    int x = MARK;

    paint_row(a, 0, 0, ROLE_HEADING, "");
    for (size_t i = 0; i < n; i++) {
        struct buf b = BUF_INIT;

        add_heading(l, i, &b);
        paint(a.y, a.x + x, (int)widths[i], ROLE_HEADING, b.s);
        x += (int)widths[i] + GAP;
        buf_release(&b);
    }
}

static void draw_row(const struct list *l, struct area a, size_t i,
                     const size_t *widths, size_t n)
{
    enum role role = i == l->at ? ROLE_SELECTED : ROLE_TEXT;
    int x = MARK;

    paint_row(a, (int)i, 0, role, i == l->at ? ">" : " ");
    for (size_t c = 0; c < n; c++) {
        struct buf b = BUF_INIT;

        add_cell(l, &l->page.rows[i], c, &b);
        paint(a.y + (int)i, a.x + x, (int)widths[c], role, b.s);
        x += (int)widths[c] + GAP;
        buf_release(&b);
    }
}

static void draw_nothing(const struct list *l, struct area a)
{
    struct strs lines = STRS_INIT;
    struct buf b = BUF_INIT;

    if (l->filter_text)
        buf_adds(&b, _("The filter is true of no record. Esc shows all."));
    else
        buf_addf(&b, "%s %s",
                 _("Nothing is here yet. Press A to add the first record."),
                 _(kind_info(l->kind)->help));
    paint_wrap(&lines, b.s, a.w - 4);
    for (size_t i = 0; i < lines.n; i++)
        paint_row(a, (int)i + 1, MARK, ROLE_TEXT, lines.v[i]);
    strs_release(&lines);
    buf_release(&b);
}

static void draw_side(struct list *l, struct area a)
{
    struct area side = a;

    side.x += a.w / 2 + 2;
    side.w -= a.w / 2 + 2;
    paint_bar(a.y, a.x + a.w / 2, a.h);
    sheet_layout(&l->side, side.w);
    sheet_draw(&l->side, side, 0, SIZE_MAX);
}

static void list_draw(struct screen *s, struct area a)
{
    struct list *l = (struct list *)s;
    struct area rows = list_area(), head = rows;
    size_t widths[LIST_COLUMNS] = { 0 }, n;

    fill(l);
    head.y--;
    head.h = 1;
    draw_tabs(l, a);
    measure(l, widths);
    n = narrow(l, widths, (size_t)(rows.w - MARK));
    draw_heading(l, head, widths, n);
    for (size_t i = 0; i < l->page.n; i++)
        draw_row(l, rows, i, widths, n);
    if (l->page.n == 0)
        draw_nothing(l, rows);
    a.y++;
    a.h--;
    if (ui_wide())
        draw_side(l, a);
    l->y = rows.y + (int)l->at;
    l->x = rows.x;
}

static void list_cursor(const struct screen *s, int *y, int *x)
{
    *y = ((const struct list *)s)->y;
    *x = ((const struct list *)s)->x;
}

static void add_position(const struct list *l, struct buf *out)
{
    long long at = (long long)(l->first + (int64_t)l->at + 1);

    if (l->page.n == 0)
        return;
    if (l->first >= 0 && l->count >= 0)
        buf_addf(out, _("%lld of %lld"), at, (long long)l->count);
    else if (l->first >= 0)
        buf_addf(out, "%lld", at);
    else if (l->count >= 0)
        buf_addf(
            out,
            ngettext("%lld record", "%lld records", (unsigned long)l->count),
            (long long)l->count);
}

static void list_status(struct screen *s, struct buf *left, struct buf *right)
{
    const struct list *l = (const struct list *)s;

    if (l->filter_text) {
        buf_addf(left, _("filter: %s"), l->filter_text);
        buf_adds(left, "   ");
    }
    buf_addf(left, l->descending ? _("sort: %s, reversed") : _("sort: %s"),
             column_title(l, l->sort));
    add_position(l, right);
}

static void list_close(struct screen *s)
{
    struct list *l = (struct list *)s;

    forget(l);
    spot_release(&l->origin);
    strs_release(&l->searches);
    strs_release(&l->filters);
    free(l->search);
    free(l);
}

static const struct screen_ops list_ops = {
    .title = list_title,
    .place = list_place,
    .load = list_load,
    .draw = list_draw,
    .cursor = list_cursor,
    .status = list_status,
    .valid = list_valid,
    .act = list_act,
    .idle = list_idle,
    .close = list_close,
};

void list_open(struct ui *ui)
{
    struct list *l = xcalloc(1, sizeof *l);

    l->s.ops = &list_ops;
    l->plain = true;
    l->count = -1;
    ui_push(ui, &l->s);
    set_kind(l, top_kind(0));
}
