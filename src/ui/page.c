/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * The page of a record: its sheet, in which items are selected.  On wide
 * terminals the label of a dataset stands beside it.
 */

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/ref.h"
#include "store/read.h"
#include "ui/frame.h"
#include "ui/page_state.h"
#include "ui/screens.h"

static const struct sheet_item *selected(const struct page *p)
{
    return p->at < p->sheet.n ? &p->sheet.items[p->at] : NULL;
}

/* --- which item ---------------------------------------------------------- */

/* The same item as before, after the sheet was read again. */
static size_t find_again(const struct page *p, const struct sheet_item *was)
{
    for (size_t i = 0; i < p->sheet.n; i++) {
        const struct sheet_item *item = &p->sheet.items[i];

        if (was->ref && item->ref && strcmp(was->ref, item->ref) == 0 &&
            item->kind == was->kind)
            return i;
        if (!was->ref && item->field != FIELD_COUNT &&
            item->field == was->field)
            return i;
    }
    return p->at;
}

static size_t find_focused(const struct page *p, int64_t focus)
{
    struct record r;
    size_t found = p->sheet.n;

    if (!focus || store_load_id(ui_store(p->s.ui), focus, &r, NULL) != 0)
        return found;
    for (size_t i = 0; i < p->sheet.n && found == p->sheet.n; i++)
        if (p->sheet.items[i].kind == SHEET_RECORD &&
            strcmp(p->sheet.items[i].ref, r.ref) == 0)
            found = i;
    record_release(&r);
    return found;
}

/* Without its old sheet nothing would be left to find the item by. */
static int page_load(struct screen *s, struct error *err)
{
    struct page *p = (struct page *)s;
    struct sheet old = p->sheet;
    size_t focused;

    p->sheet = (struct sheet){ .id = 0 };
    if (sheet_read(&p->sheet, ui_store(s->ui), p->id, err) != 0) {
        sheet_release(&old);
        return -1;
    }
    sheet_layout(&p->sheet, page_area(p).w);
    focused = find_focused(p, ui_focused(s->ui));
    if (focused < p->sheet.n) {
        p->at = focused;
        ui_focus(s->ui, 0);
    } else if (p->at < old.n) {
        p->at = find_again(p, &old.items[p->at]);
    }
    sheet_release(&old);
    page_select(p, p->at);
    page_fit(p);
    preview_forget(&p->label);
    return 0;
}

/* --- doing --------------------------------------------------------------- */

static int64_t find_ref(const struct page *p, const char *ref)
{
    struct error err = ERROR_INIT;
    int64_t id = 0;

    if (store_find(ui_store(p->s.ui), ref, &id, &err) < 0)
        ui_fail(p->s.ui, &err);
    return id;
}

/* The record that the selected item is about. */
static int64_t selected_id(const struct page *p)
{
    const struct sheet_item *item = selected(p);

    return item && item->ref ? find_ref(p, item->ref) : p->id;
}

static unsigned act_edit(struct page *p, enum action action)
{
    const struct sheet_item *item = selected(p);

    (void)action;
    form_open(p->s.ui, selected_id(p), item ? item->field : FIELD_COUNT);
    return RESULT_NONE;
}

/* What Enter opens is what the item is about. */
static unsigned act_open(struct page *p, enum action action)
{
    const struct sheet_item *item = selected(p);

    if (item && item->kind == SHEET_EMPTY)
        form_add(p->s.ui, item->child, p->sheet.r.ref);
    else if (item && item->kind == SHEET_RECORD)
        page_open(p->s.ui, selected_id(p));
    else if (item && item->kind == SHEET_CHANGE)
        history_open(p->s.ui, p->sheet.r.ref);
    else
        act_edit(p, action);
    return RESULT_NONE;
}

static unsigned act_label(struct page *p, enum action action)
{
    (void)action;
    label_open(p->s.ui, p->sheet.r.ref);
    return RESULT_NONE;
}

static unsigned act_can_use(struct page *p, enum action action)
{
    (void)action;
    can_use_open(p->s.ui, p->sheet.r.ref);
    return RESULT_NONE;
}

static unsigned act_questions(struct page *p, enum action action)
{
    (void)action;
    questions_open(p->s.ui, p->sheet.r.ref);
    return RESULT_NONE;
}

static unsigned act_history(struct page *p, enum action action)
{
    (void)action;
    history_open(p->s.ui, p->sheet.r.ref);
    return RESULT_NONE;
}

static unsigned act_due(struct page *p, enum action action)
{
    (void)action;
    due_open(p->s.ui, p->sheet.r.ref);
    return RESULT_NONE;
}

static unsigned act_check(struct page *p, enum action action)
{
    (void)action;
    p->check = true;
    p->sheet.stale = true;
    p->s.busy = true;
    ui_say(p->s.ui, _("checking; ^C stops it"));
    return RESULT_NONE;
}

/* --- changing ------------------------------------------------------------ */

static void add_child(struct screen *s, const char *kind)
{
    form_add(s->ui, kind_find(kind), ((struct page *)s)->sheet.r.ref);
}

/* The kind of the section; the person is asked where there is none. */
static unsigned act_add(struct page *p, enum action action)
{
    size_t i = p->at;

    (void)action;
    while (i > 0 && i < p->sheet.n && p->sheet.items[i].kind != SHEET_HEADING)
        i--;
    if (i < p->sheet.n && p->sheet.items[i].child != KIND_NONE)
        form_add(p->s.ui, p->sheet.items[i].child, p->sheet.r.ref);
    else
        pick_child(&p->s, add_child);
    return RESULT_NONE;
}

/* A child that is selected, else the record of the page. */
static int64_t deed_id(const struct page *p)
{
    const struct sheet_item *item = selected(p);

    return item && item->kind == SHEET_RECORD && item->child != KIND_NONE
               ? find_ref(p, item->ref)
               : p->id;
}

static unsigned act_deed(struct page *p, enum action action)
{
    if (action == ACTION_REMOVE)
        deed_remove(&p->s, deed_id(p));
    else
        deed_rename(&p->s, deed_id(p));
    return RESULT_NONE;
}

static unsigned act_close(struct page *p, enum action action)
{
    (void)p;
    (void)action;
    return RESULT_CLOSE;
}

typedef unsigned act_fn(struct page *p, enum action action);

static act_fn *const acts[ACTION_COUNT] = {
    [ACTION_UP] = page_act_up,
    [ACTION_DOWN] = page_act_down,
    [ACTION_PAGE_UP] = page_act_scroll,
    [ACTION_PAGE_DOWN] = page_act_scroll,
    [ACTION_HALF_UP] = page_act_scroll,
    [ACTION_HALF_DOWN] = page_act_scroll,
    [ACTION_FIRST] = page_act_scroll,
    [ACTION_LAST] = page_act_scroll,
    [ACTION_SECTION_NEXT] = page_act_section,
    [ACTION_SECTION_PREVIOUS] = page_act_section,
    [ACTION_OPEN] = act_open,
    [ACTION_EDIT] = act_edit,
    [ACTION_LABEL] = act_label,
    [ACTION_CAN_USE] = act_can_use,
    [ACTION_QUESTIONS] = act_questions,
    [ACTION_HISTORY] = act_history,
    [ACTION_DUE] = act_due,
    [ACTION_CHECK] = act_check,
    [ACTION_ADD] = act_add,
    [ACTION_REMOVE] = act_deed,
    [ACTION_RENAME] = act_deed,
    [ACTION_CLOSE] = act_close,
    [ACTION_CANCEL] = act_close,
};

static unsigned page_act(struct screen *s, enum action action)
{
    return acts[action] ? acts[action]((struct page *)s, action) : RESULT_NONE;
}

static bool page_valid(const struct screen *s, enum action action)
{
    const struct page *p = (const struct page *)s;

    if (action == ACTION_LABEL || action == ACTION_CAN_USE ||
        action == ACTION_ADD)
        return page_is_dataset(p);
    if (action == ACTION_QUESTIONS)
        return page_is_dataset(p) || p->sheet.r.kind == KIND_USE;
    if (action == ACTION_RENAME)
        return p->sheet.r.kind != KIND_ORGANISATION;
    return true;
}

/* --- what can wait ------------------------------------------------------- */

static void check(struct page *p)
{
    struct error err = ERROR_INIT;
    char day[DATE_TEXT];

    p->sheet.stale = false;
    if (session_today(ui_session(p->s.ui), day, &err) != 0) {
        ui_fail(p->s.ui, &err);
        return;
    }
    ui_patience(p->s.ui,
                p->check ? PATIENCE_UNTIL_INTERRUPTED : PATIENCE_UNTIL_KEY);
    sheet_check(&p->sheet, ui_store(p->s.ui), day);
    ui_patience_end(p->s.ui);
    p->check = false;
    sheet_layout(&p->sheet, page_area(p).w);
    page_select(p, p->at);
}

static unsigned page_idle(struct screen *s)
{
    static const struct preview_choice as_given = { NULL, LAYOUT_COUNT };
    struct page *p = (struct page *)s;

    if (page_beside(p) && !preview_ready(&p->label)) {
        preview_read(&p->label, ui_session(s->ui), p->sheet.r.ref, &as_given,
                     PREVIEW_WIDTH);
        return RESULT_AGAIN;
    }
    if (!p->sheet.checked || p->sheet.stale)
        check(p);
    return RESULT_NONE;
}

/* --- drawing ------------------------------------------------------------- */

static void page_title(const struct screen *s, struct buf *out)
{
    const struct page *p = (const struct page *)s;

    if (!p->sheet.id)
        return;
    if (s->below && s->below->below)
        buf_addf(out, "%s: ", _(kind_info(p->sheet.r.kind)->title));
    buf_adds(out, p->sheet.title);
}

static enum place page_place(const struct screen *s)
{
    (void)s;
    return PLACE_PAGE;
}

static void draw_label(struct page *p, struct area a)
{
    struct area side = a;

    side.x = a.x + a.w - PREVIEW_WIDTH;
    side.w = PREVIEW_WIDTH;
    paint_bar(a.y, side.x - 2, a.h);
    preview_draw(&p->label, side, 0);
}

static void page_draw(struct screen *s, struct area a)
{
    struct page *p = (struct page *)s;
    struct area left = page_area(p);
    int row;

    if (p->sheet.width != left.w) {
        sheet_layout(&p->sheet, left.w);
        page_fit(p);
    }
    row = sheet_draw(&p->sheet, left, p->top, p->at);
    if (page_beside(p))
        draw_label(p, a);
    p->y = left.y + (row > 0 ? row : 0);
    p->x = left.x;
}

static void page_cursor(const struct screen *s, int *y, int *x)
{
    *y = ((const struct page *)s)->y;
    *x = ((const struct page *)s)->x;
}

static void page_status(struct screen *s, struct buf *left, struct buf *right)
{
    const struct page *p = (const struct page *)s;
    size_t end = p->top + page_height(p);

    buf_addf(left, "%s: %s", _(kind_info(p->sheet.r.kind)->title),
             p->sheet.r.ref);
    if (p->sheet.lines > page_height(p))
        buf_addf(right, "%zu%%",
                 (end < p->sheet.lines ? end : p->sheet.lines) * 100 /
                     p->sheet.lines);
}

static void search_where(const struct screen *s, size_t *n, size_t *at)
{
    const struct page *p = (const struct page *)s;

    *n = p->sheet.n;
    *at = p->at;
}

static void search_text(const struct screen *s, size_t row, struct buf *out)
{
    const struct page *p = (const struct page *)s;

    if (sheet_selects(&p->sheet, row))
        buf_addf(out, "%s %s", p->sheet.items[row].name,
                 p->sheet.items[row].text);
}

static void search_go(struct screen *s, size_t row)
{
    page_select((struct page *)s, row);
    page_fit((struct page *)s);
}

static const struct search_ops search_ops = { search_where, search_text,
                                              search_go };

static void page_close(struct screen *s)
{
    struct page *p = (struct page *)s;

    sheet_release(&p->sheet);
    preview_release(&p->label);
    free(p);
}

static const struct screen_ops page_ops = {
    .title = page_title,
    .place = page_place,
    .load = page_load,
    .draw = page_draw,
    .cursor = page_cursor,
    .status = page_status,
    .valid = page_valid,
    .act = page_act,
    .idle = page_idle,
    .search = &search_ops,
    .close = page_close,
};

void page_open(struct ui *ui, int64_t id)
{
    struct page *p = xcalloc(1, sizeof *p);

    p->s.ops = &page_ops;
    p->id = id;
    ui_push(ui, &p->s);
}
