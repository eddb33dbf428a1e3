/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* The lists of records that stand by themselves, one kind at a time. */

#include "ui/list.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/screens.h"
#include "ui/table.h"
#include "ui/tabs.h"

static const struct list_row *selected(const struct list *l)
{
    return browse_selected(&l->rows);
}

/* --- what is being done, should it take long ----------------------------- */

static void say_reading(const struct list *l)
{
    const struct browse *r = &l->rows;
    bool sorted = r->columns[r->sort] != FIELD_COUNT;

    if (sorted && r->filter)
        ui_doing(l->s.ui, _("Filtering and sorting by %s..."),
                 table_heading(r, r->sort));
    else if (sorted)
        ui_doing(l->s.ui, _("Sorting by %s..."), table_heading(r, r->sort));
    else if (r->filter)
        ui_doing(l->s.ui, "%s", _("Filtering..."));
    else
        ui_doing(l->s.ui, "%s", _("Reading..."));
}

void list_begin_reading(struct list *l)
{
    say_reading(l);
    ui_patience(l->s.ui, PATIENCE_UNTIL_INTERRUPTED);
}

void list_end_reading(struct list *l, struct error *err)
{
    ui_patience_end(l->s.ui);
    ui_fail(l->s.ui, err);
    l->s.busy = true;
}

/* --- reading and moving -------------------------------------------------- */

static int list_load(struct screen *s, struct error *err)
{
    struct list *l = (struct list *)s;
    int64_t focus = ui_focused(s->ui);

    l->side.stale = true;
    l->rows.height = list_view_height();
    say_reading(l);
    if (browse_read(&l->rows, focus, err) != 0)
        return -1;
    if (focus && selected(l) && selected(l)->id == focus)
        ui_focus(s->ui, 0);
    return 0;
}

static unsigned act_move(struct list *l, enum action action)
{
    struct error err = ERROR_INIT;

    list_begin_reading(l);
    browse_move(&l->rows, action, &err);
    list_end_reading(l, &err);
    return RESULT_NONE;
}

static void list_resize(struct screen *s)
{
    struct list *l = (struct list *)s;
    struct error err = ERROR_INIT;

    list_begin_reading(l);
    browse_fit(&l->rows, list_view_height(), &err);
    list_end_reading(l, &err);
}

/* --- which list ---------------------------------------------------------- */

static void set_kind(struct list *l, enum kind kind)
{
    sheet_release(&l->side);
    browse_start(&l->rows, ui_store(l->s.ui), kind);
    l->s.stale = true;
}

static unsigned act_kind_step(struct list *l, enum action action)
{
    set_kind(l, tabs_step(l->rows.kind, action == ACTION_KIND_NEXT ? 1 : -1));
    return RESULT_NONE;
}

static unsigned act_kind(struct list *l, enum action action)
{
    set_kind(l, tabs_of_action(action));
    return RESULT_NONE;
}

static void kind_picked(struct screen *s, const char *name)
{
    set_kind((struct list *)s, kind_find(name));
}

static unsigned act_kinds(struct list *l, enum action action)
{
    (void)action;
    pick_list(&l->s, l->rows.kind, kind_picked);
    return RESULT_NONE;
}

/* --- sorting and filtering ----------------------------------------------- */

static unsigned act_sort(struct list *l, enum action action)
{
    size_t column = browse_next_sort(&l->rows, action == ACTION_SORT_NEXT);
    struct error err = ERROR_INIT;

    list_begin_reading(l);
    ui_doing(l->s.ui, _("Sorting by %s..."), table_heading(&l->rows, column));
    browse_sort(&l->rows, column, &err);
    list_end_reading(l, &err);
    return RESULT_NONE;
}

static unsigned act_invert(struct list *l, enum action action)
{
    struct error err = ERROR_INIT;

    (void)action;
    list_begin_reading(l);
    browse_invert(&l->rows, &err);
    list_end_reading(l, &err);
    return RESULT_NONE;
}

static unsigned act_filter(struct list *l, enum action action)
{
    (void)action;
    list_ask_filter(l);
    return RESULT_NONE;
}

static unsigned act_cancel(struct list *l, enum action action)
{
    (void)action;
    if (l->rows.filter_text)
        list_drop_filter(l);
    else
        ui_say(l->s.ui, _("q leaves larder"));
    return RESULT_NONE;
}

static unsigned act_search(struct list *l, enum action action)
{
    if (action == ACTION_SEARCH)
        list_search(l);
    else
        list_search_again(l, action == ACTION_SEARCH_PREVIOUS);
    return RESULT_NONE;
}

/* --- what is done to records --------------------------------------------- */

static unsigned act_open(struct list *l, enum action action)
{
    if (action == ACTION_EDIT)
        form_open(l->s.ui, selected(l)->id, FIELD_COUNT);
    else if (action == ACTION_LABEL)
        label_open(l->s.ui, selected(l)->ref);
    else
        page_open(l->s.ui, selected(l)->id);
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
    form_add(l->s.ui, l->rows.kind, NULL);
    return RESULT_NONE;
}

static unsigned act_history(struct list *l, enum action action)
{
    (void)action;
    history_open(l->s.ui, NULL);
    return RESULT_NONE;
}

static unsigned act_due(struct list *l, enum action action)
{
    (void)action;
    due_open(l->s.ui, NULL);
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
    [ACTION_DUE] = act_due,
    [ACTION_SEARCH] = act_search,
    [ACTION_SEARCH_NEXT] = act_search,
    [ACTION_SEARCH_PREVIOUS] = act_search,
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
    [ACTION_AGREEMENTS] = act_kind,
    [ACTION_LISTS] = act_kinds,
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
    enum kind kind = l->rows.kind;

    if (action == ACTION_LABEL)
        return !empty && kind == KIND_DATASET;
    if (action == ACTION_ADD)
        return kind != KIND_ORGANISATION || (empty && !l->rows.filter);
    if (action == ACTION_RENAME || action == ACTION_REMOVE)
        return !empty && kind != KIND_ORGANISATION;
    return !empty || acts[action] != act_open;
}

/* --- what can wait ------------------------------------------------------- */

/* The words of codes, then the page beside the list, then the count. */
static unsigned list_idle(struct screen *s)
{
    struct list *l = (struct list *)s;
    struct error err = ERROR_INIT;

    if (l->plain) {
        l->plain = false;
        return RESULT_AGAIN;
    }
    if (list_view_side_is_due(l)) {
        if (sheet_read(&l->side, ui_store(s->ui), selected(l)->id, &err) != 0)
            ui_fail(s->ui, &err);
        return RESULT_AGAIN;
    }
    if (l->rows.count < 0) {
        ui_patience(s->ui, PATIENCE_UNTIL_KEY);
        browse_count(&l->rows);
        ui_patience_end(s->ui);
    }
    return RESULT_NONE;
}

/* --- the screen ---------------------------------------------------------- */

static void list_title(const struct screen *s, struct buf *out)
{
    const struct list *l = (const struct list *)s;

    buf_adds(out, _(kind_info(l->rows.kind)->titles));
}

static enum place list_place(const struct screen *s)
{
    (void)s;
    return PLACE_LIST;
}

static void list_draw(struct screen *s, struct area a)
{
    list_view_draw((struct list *)s, a);
}

static void list_cursor(const struct screen *s, int *y, int *x)
{
    list_view_cursor((const struct list *)s, y, x);
}

static void list_status(struct screen *s, struct buf *left, struct buf *right)
{
    list_view_add_status((const struct list *)s, left, right);
}

static void list_close(struct screen *s)
{
    struct list *l = (struct list *)s;

    browse_release(&l->rows);
    sheet_release(&l->side);
    spot_release(&l->origin);
    strs_release(&l->filters);
    free(l);
}

static const struct screen_ops list_ops = {
    .title = list_title,
    .place = list_place,
    .load = list_load,
    .resize = list_resize,
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
    ui_push(ui, &l->s);
    set_kind(l, tabs_kind(0));
}
