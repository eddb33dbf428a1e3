/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* The lists of records that stand by themselves, one kind at a time.  On wide
 * terminals the page of the selected record stands beside its list. */

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/frame.h"
#include "ui/browse.h"
#include "ui/screens.h"
#include "ui/sheet.h"
#include "ui/table.h"
#include "ui/tabs.h"

/* The lines of the tabs and of the headings. */
enum { TABS = 1, HEADINGS = 1 };

struct list {
    struct screen s;
    struct browse rows;
    bool plain; /* codes as they are: nothing was looked up yet            */
    struct strs filters; /* typed before                                   */
    struct spot origin;  /* where the search began                         */
    bool unfinished;     /* it was stopped by the next key                 */
    struct sheet side;
};

/* --- where it stands ----------------------------------------------------- */

/* Headings and rows. */
static struct area table_area(void)
{
    struct area a = frame_body();

    a.y += TABS;
    a.h -= TABS;
    if (ui_wide())
        a.w = a.w / 2 - 1;
    return a;
}

static size_t list_height(void)
{
    int h = table_area().h - HEADINGS;

    return h > 0 ? (size_t)h : 1;
}

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

static void begin_reading(struct list *l)
{
    say_reading(l);
    ui_patience(l->s.ui, PATIENCE_UNTIL_INTERRUPTED);
}

static unsigned end_reading(struct list *l, struct error *err)
{
    ui_patience_end(l->s.ui);
    ui_fail(l->s.ui, err);
    l->side.stale = true;
    l->s.busy = true;
    return RESULT_NONE;
}

/* --- reading and moving -------------------------------------------------- */

static int list_load(struct screen *s, struct error *err)
{
    struct list *l = (struct list *)s;
    int64_t focus = ui_focused(s->ui);

    l->side.stale = true;
    l->rows.height = list_height();
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

    begin_reading(l);
    browse_move(&l->rows, action, &err);
    return end_reading(l, &err);
}

static void list_resize(struct screen *s)
{
    struct list *l = (struct list *)s;
    struct error err = ERROR_INIT;

    begin_reading(l);
    browse_fit(&l->rows, list_height(), &err);
    end_reading(l, &err);
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

    begin_reading(l);
    ui_doing(l->s.ui, _("Sorting by %s..."), table_heading(&l->rows, column));
    browse_sort(&l->rows, column, &err);
    return end_reading(l, &err);
}

static unsigned act_invert(struct list *l, enum action action)
{
    struct error err = ERROR_INIT;

    (void)action;
    begin_reading(l);
    browse_invert(&l->rows, &err);
    return end_reading(l, &err);
}

/* Words that are no filter are looked for, as a search would. */
static void filter_by(struct browse *r, const char *text, struct error *err)
{
    struct buf words = BUF_INIT;

    if (text[strcspn(text, "=~:!<>()\"")] || browse_reads_filter(r, text)) {
        browse_filter(r, text, err);
        return;
    }
    browse_add_words(r, text, &words);
    browse_filter(r, words.s, err);
    buf_release(&words);
}

static unsigned filter_accept(struct screen *s, const char *text,
                              struct error *err)
{
    struct list *l = (struct list *)s;

    begin_reading(l);
    ui_doing(s->ui, "%s", *text ? _("Filtering...") : _("Reading..."));
    filter_by(&l->rows, text, err);
    ui_patience_end(s->ui);
    l->side.stale = true;
    s->busy = true;
    return RESULT_NONE;
}

/* Completes the name of a field, where just one begins like this. */
static void filter_complete(struct screen *s, struct lineedit *line)
{
    const struct kind_info *k = kind_info(((struct list *)s)->rows.kind);
    size_t from = line->at, len;
    const char *found = NULL;

    while (from && !strchr(" (", line->text.s[from - 1]))
        from--;
    len = line->at - from;
    for (size_t i = 0; i < k->count && len; i++) {
        const char *name = field_info((enum field)(k->first + i))->name;

        if (strncmp(name, line->text.s + from, len) != 0)
            continue;
        if (found)
            return;
        found = name;
    }
    if (found)
        lineedit_insert(line, found + len);
}

static unsigned act_filter(struct list *l, enum action action)
{
    (void)action;
    prompt_open(&(struct prompt){ .owner = &l->s,
                                  .label = _("filter: "),
                                  .text = l->rows.filter_text,
                                  .fresh = true,
                                  .older = &l->filters,
                                  .accept = filter_accept,
                                  .complete = filter_complete });
    return RESULT_NONE;
}

static unsigned act_cancel(struct list *l, enum action action)
{
    struct error err = ERROR_INIT;

    (void)action;
    if (!l->rows.filter_text) {
        ui_say(l->s.ui, _("q leaves larder"));
        return RESULT_NONE;
    }
    filter_accept(&l->s, "", &err);
    if (!l->rows.filter_text)
        ui_say(l->s.ui, _("the filter is off: all records are shown"));
    ui_fail(l->s.ui, &err);
    return RESULT_NONE;
}

/* --- searching ----------------------------------------------------------- */

/* False if it was stopped before anything was found. */
static bool find(struct list *l, const struct spot *from, bool here, bool back,
                 const char *words)
{
    struct error err = ERROR_INIT;
    bool stopped;
    int found;

    ui_doing(l->s.ui, "%s", _("Searching..."));
    found = browse_find(&l->rows, from, here, back, words, &err);
    l->s.busy = true;
    if (found == 0)
        ui_say(l->s.ui, _("'%s' is not here"), words);
    if (found == 2)
        ui_say(l->s.ui, _("search wrapped"));
    stopped = err.code == ERROR_INTERRUPTED;
    if (stopped)
        error_clear(&err);
    ui_fail(l->s.ui, &err);
    return !stopped;
}

static void go_origin(struct list *l)
{
    struct error err = ERROR_INIT;

    if (browse_go(&l->rows, &l->origin, &err) != 0)
        ui_fail(l->s.ui, &err);
    l->s.busy = true;
}

/* In a large register a search may take longer than the next key. */
static void search_change(struct screen *s, const char *text)
{
    struct list *l = (struct list *)s;

    l->unfinished = false;
    if (!*text) {
        go_origin(l);
        return;
    }
    ui_patience(s->ui, PATIENCE_UNTIL_KEY);
    l->unfinished = !find(l, &l->origin, true, false, text);
    ui_patience_end(s->ui);
    if (l->unfinished)
        ui_say(s->ui, _("not found yet; Enter goes on searching"));
}

/* As long as it takes. */
static void find_patiently(struct list *l, const struct spot *from, bool here,
                           bool back)
{
    ui_patience(l->s.ui, PATIENCE_UNTIL_INTERRUPTED);
    if (!find(l, from, here, back, l->s.search.words))
        ui_say(l->s.ui, _("the search was stopped; n goes on"));
    ui_patience_end(l->s.ui);
}

static unsigned search_accept(struct screen *s, const char *text,
                              struct error *err)
{
    struct list *l = (struct list *)s;

    (void)err;
    free(s->search.words);
    s->search.words = *text ? xstrdup(text) : NULL;
    if (l->unfinished && s->search.words)
        find_patiently(l, &l->origin, true, false);
    l->unfinished = false;
    return RESULT_NONE;
}

static void search_cancel(struct screen *s)
{
    go_origin((struct list *)s);
}

static unsigned act_search(struct list *l, enum action action)
{
    (void)action;
    spot_release(&l->origin);
    l->origin = browse_spot(&l->rows);
    l->unfinished = false;
    prompt_open(&(struct prompt){ .owner = &l->s,
                                  .label = "/",
                                  .older = &l->s.search.older,
                                  .accept = search_accept,
                                  .change = search_change,
                                  .cancel = search_cancel });
    return RESULT_NONE;
}

static unsigned act_search_again(struct list *l, enum action action)
{
    struct spot here = browse_spot(&l->rows);

    if (!l->s.search.words)
        ui_say(l->s.ui, _("nothing was searched for yet; / searches"));
    else
        find_patiently(l, &here, false, action == ACTION_SEARCH_PREVIOUS);
    spot_release(&here);
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

static bool side_is_due(const struct list *l)
{
    const struct list_row *row = selected(l);

    return ui_wide() && row && (l->side.id != row->id || l->side.stale);
}

/* The words of codes, then the page beside the list, then the count. */
static unsigned list_idle(struct screen *s)
{
    struct list *l = (struct list *)s;
    struct error err = ERROR_INIT;

    if (l->plain) {
        l->plain = false;
        return RESULT_AGAIN;
    }
    if (side_is_due(l)) {
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

/* --- drawing ------------------------------------------------------------- */

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

static void draw_nothing(const struct list *l, struct area a)
{
    struct strs lines = STRS_INIT;

    if (l->rows.filter_text) {
        paint_wrap(&lines, _("The filter is true of no record. Esc shows all."),
                   a.w - 4);
    } else {
        paint_wrap(&lines,
                   _("Nothing is here yet. Press A to add the first record."),
                   a.w - 4);
        paint_wrap(&lines, _(kind_info(l->rows.kind)->help), a.w - 4);
    }
    for (size_t i = 0; i < lines.n; i++)
        paint_row(a, (int)i + 2, 2, ROLE_TEXT, lines.v[i]);
    strs_release(&lines);
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

    tabs_draw(a, l->rows.kind);
    table_draw(&l->rows, table_area(), l->plain);
    if (!selected(l))
        draw_nothing(l, table_area());
    a.y += TABS;
    a.h -= TABS;
    if (ui_wide())
        draw_side(l, a);
    s->busy = s->busy || side_is_due(l);
}

static void list_cursor(const struct screen *s, int *y, int *x)
{
    *y = table_area().y + HEADINGS + (int)((const struct list *)s)->rows.at;
    *x = table_area().x;
}

static void add_position(const struct browse *r, struct buf *out)
{
    long long at = (long long)(r->first + (int64_t)r->at + 1);

    if (r->page.n == 0)
        return;
    if (r->first >= 0 && r->count >= 0)
        buf_addf(out, _("%lld of %lld"), at, (long long)r->count);
    else if (r->first >= 0)
        buf_addf(out, "%lld", at);
    else if (r->count >= 0)
        buf_addf(
            out,
            ngettext("%lld record", "%lld records", (unsigned long)r->count),
            (long long)r->count);
}

static void add_filter(const struct browse *r, struct buf *out)
{
    buf_addf(out, _("filter: %s"), r->filter_text);
    if (r->count >= 0 && r->all >= 0)
        buf_addf(out, _(" (%lld of %lld)"), (long long)r->count,
                 (long long)r->all);
    buf_adds(out, "   ");
}

static void list_status(struct screen *s, struct buf *left, struct buf *right)
{
    const struct browse *r = &((const struct list *)s)->rows;

    if (r->filter_text)
        add_filter(r, left);
    buf_addf(left, r->descending ? _("sort: %s, reversed") : _("sort: %s"),
             table_heading(r, r->sort));
    add_position(r, right);
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
