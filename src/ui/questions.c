/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * The questions of a set about a dataset or a use.  Below the list, and on
 * wide terminals beside it, stands the selected one in full, with its answer
 * and what the register holds.
 */

#include <stdlib.h>
#include <string.h>

#include "app/asking.h"
#include "app/display.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/ref.h"
#include "store/read.h"
#include "ui/frame.h"
#include "ui/screens.h"
#include "ui/scroll.h"

enum { LIST_WIDTH = 56 };

struct line {
    char *text;
    enum role role;
};

struct asking {
    struct screen s;
    char *ref; /* of the dataset or the use                                */
    enum kind kind;
    const struct profile *set;
    struct questions l;
    struct evidence_base base;
    struct scroll rows;
    struct line *lines; /* of the selected question; NULL: to be made      */
    size_t n;
    size_t room;
    size_t top; /* the first of them in sight                              */
    int y, x;
};

static const struct question_item *selected(const struct asking *a)
{
    return a->rows.at < a->l.n ? &a->l.v[a->rows.at] : NULL;
}

/* --- where things are ---------------------------------------------------- */

static struct area list_area(const struct asking *a)
{
    struct area at = frame_body();
    int half = at.h / 2, n = a->l.n < 1000 ? (int)a->l.n : 1000;

    if (ui_wide())
        at.w = LIST_WIDTH;
    else
        at.h = n < half ? (n > 0 ? n : 1) : half;
    return at;
}

/* Below or beside the list; the row between is a heading. */
static struct area text_area(const struct asking *a)
{
    struct area at = frame_body(), list = list_area(a);

    if (ui_wide()) {
        at.x += list.w + 2;
        at.w -= list.w + 2;
    } else {
        at.y += list.h + 1;
        at.h -= list.h + 1;
    }
    return at;
}

/* --- the selected question in full --------------------------------------- */

static void forget_lines(struct asking *a)
{
    for (size_t i = 0; i < a->n; i++)
        free(a->lines[i].text);
    free(a->lines);
    a->lines = NULL;
    a->n = a->room = 0;
}

static void add_line(struct asking *a, enum role role, const char *text)
{
    ARRAY_GROW(a->lines, a->n, a->room);
    a->lines[a->n++] = (struct line){ xstrdup(text), role };
}

/* Lines after the first stand further in. */
static void add_text(struct asking *a, enum role role, const char *text)
{
    struct strs lines = STRS_INIT;

    paint_wrap(&lines, text, text_area(a).w - 3);
    for (size_t i = 0; i < lines.n; i++) {
        char *line = xasprintf("%s%s", i ? "  " : "", lines.v[i]);

        add_line(a, role, line);
        free(line);
    }
    strs_release(&lines);
}

static void add_field(struct asking *a, const struct question_item *item,
                      enum field field)
{
    struct buf b = BUF_INIT;
    const struct value *v;

    if (item->answer.kind == KIND_NONE)
        return;
    v = record_get(&item->answer, field);
    if (v->state == STATE_BLANK)
        return;
    buf_addf(&b, "%s: ", _(field_info(field)->label));
    display_value(&b, field, v);
    add_text(a, ROLE_TEXT, b.s);
    buf_release(&b);
}

static void add_answer(struct asking *a, const struct question_item *item)
{
    struct buf b = BUF_INIT, by = BUF_INIT;

    asking_add_by(&by, item);
    buf_addf(&b, "%s: ", _(field_info(ANSWER_VERDICT)->label));
    asking_add_verdict(&b, item);
    if (by.len)
        buf_addf(&b, " (%s)", by.s);
    add_text(a, item->state == QUESTION_ANSWERED ? ROLE_TEXT : ROLE_BLANK, b.s);
    add_field(a, item, ANSWER_WORDS);
    add_field(a, item, ANSWER_EVIDENCE);
    buf_release(&b);
    buf_release(&by);
}

/* Does the register hold something there? */
static bool is_held(const struct evidence_line *l)
{
    if (l->what == EVIDENCE_FIELD)
        return l->value->state != STATE_BLANK &&
               l->value->state != STATE_UNKNOWN;
    return l->what != EVIDENCE_MISSING;
}

static void add_evidence(struct asking *a, const struct question_item *item)
{
    struct evidence l;

    evidence_make(&l, &a->base, item);
    add_line(a, ROLE_HEADING, _("In the register"));
    for (size_t i = 0; i < l.n; i++) {
        struct buf b = BUF_INIT;

        asking_add_evidence(&b, &l.v[i]);
        add_text(a, is_held(&l.v[i]) ? ROLE_TEXT : ROLE_BLANK, b.s);
        buf_release(&b);
    }
    evidence_release(&l);
}

static void make_lines(struct asking *a)
{
    const struct question_item *item = selected(a);
    struct buf b = BUF_INIT;

    if (a->lines || !item)
        return;
    buf_addf(&b, "%s  %s", item->question->number, _(item->question->words));
    add_text(a, ROLE_NAME, b.s);
    add_text(a, ROLE_TEXT, _(item->question->why));
    add_answer(a, item);
    add_evidence(a, item);
    buf_release(&b);
}

/* The most that can be scrolled. */
static size_t last_top(const struct asking *a)
{
    size_t height = (size_t)text_area(a).h;

    return a->n > height ? a->n - height : 0;
}

static void select_row(struct asking *a, size_t row)
{
    scroll_to(&a->rows, row);
    forget_lines(a);
    a->top = 0;
}

/* --- reading ------------------------------------------------------------- */

static void forget(struct asking *a)
{
    questions_release(&a->l);
    evidence_base_release(&a->base);
    forget_lines(a);
}

static int read_record(struct asking *a, struct error *err)
{
    struct record r;

    if (store_load(ui_store(a->s.ui), a->ref, &r, err) != 0)
        return -1;
    a->kind = r.kind;
    if (!a->set)
        a->set = question_set_usual(r.kind);
    record_release(&r);
    return 0;
}

/* The question stays selected: sets have an order. */
static int asking_load(struct screen *s, struct error *err)
{
    struct asking *a = (struct asking *)s;
    struct store *store = ui_store(s->ui);

    forget(a);
    if (read_record(a, err) != 0 ||
        questions_read(&a->l, store, a->set, a->ref, err) != 0 ||
        evidence_base_read(&a->base, store, a->l.dataset, err) != 0)
        return -1;
    a->rows.n = a->l.n;
    scroll_to(&a->rows, a->rows.at);
    ui_focus(s->ui, 0);
    return 0;
}

static void asking_resize(struct screen *s)
{
    forget_lines((struct asking *)s);
}

/* --- doing --------------------------------------------------------------- */

static unsigned act_move(struct asking *a, enum action action)
{
    struct scroll rows = a->rows;

    scroll_act(&rows, action, (size_t)list_area(a).h);
    if (rows.at != a->rows.at)
        select_row(a, rows.at);
    return RESULT_NONE;
}

/* Pages are of what is to be read; the list is short. */
static unsigned act_read(struct asking *a, enum action action)
{
    size_t page = (size_t)text_area(a).h, last = last_top(a);
    bool half = action == ACTION_HALF_UP || action == ACTION_HALF_DOWN;
    size_t step = half ? (page + 1) / 2 : page > 1 ? page - 1 : 1;

    if (action == ACTION_PAGE_UP || action == ACTION_HALF_UP)
        a->top -= step < a->top ? step : a->top;
    else
        a->top = a->top + step < last ? a->top + step : last;
    return RESULT_NONE;
}

/* A dataset is asked all sets, a use only those about uses. */
static bool is_asked(const struct asking *a, const struct profile *set)
{
    return a->kind == KIND_DATASET || set->asks == a->kind;
}

static unsigned act_set(struct asking *a, enum action action)
{
    const struct profile *set, *before = NULL, *after = NULL, *first = NULL,
                               *last = NULL;
    bool passed = false;

    for (size_t i = 0; (set = question_set_at(i)); i++) {
        if (!is_asked(a, set))
            continue;
        first = first ? first : set;
        last = set;
        if (set == a->set)
            passed = true;
        else if (!passed)
            before = set;
        else
            after = after ? after : set;
    }
    if (action == ACTION_SET_NEXT)
        a->set = after ? after : first;
    else
        a->set = before ? before : last;
    a->top = 0;
    scroll_to(&a->rows, 0);
    a->s.stale = true;
    return RESULT_NONE;
}

static unsigned act_answer(struct asking *a, enum action action)
{
    const struct question_item *item = selected(a);
    struct session *session = ui_session(a->s.ui);
    struct error err = ERROR_INIT;
    char day[DATE_TEXT];
    struct record r;

    (void)action;
    if (!item || ui_refuse(a->s.ui))
        return RESULT_NONE;
    if (session_today(session, day, &err) != 0 ||
        question_draft(&r, ui_store(a->s.ui), item, session->actor, day,
                       &err) != 0) {
        ui_fail(a->s.ui, &err);
        return RESULT_NONE;
    }
    form_of(a->s.ui, &r, ANSWER_VERDICT);
    ui_say(a->s.ui, "%s  %s", item->question->number, _(item->question->words));
    record_release(&r);
    return RESULT_NONE;
}

static unsigned act_close(struct asking *a, enum action action)
{
    (void)a;
    (void)action;
    return RESULT_CLOSE;
}

typedef unsigned act_fn(struct asking *a, enum action action);

static act_fn *const acts[ACTION_COUNT] = {
    [ACTION_UP] = act_move,       [ACTION_DOWN] = act_move,
    [ACTION_FIRST] = act_move,    [ACTION_LAST] = act_move,
    [ACTION_PAGE_UP] = act_read,  [ACTION_PAGE_DOWN] = act_read,
    [ACTION_HALF_UP] = act_read,  [ACTION_HALF_DOWN] = act_read,
    [ACTION_SET_NEXT] = act_set,  [ACTION_SET_PREVIOUS] = act_set,
    [ACTION_ANSWER] = act_answer, [ACTION_CLOSE] = act_close,
    [ACTION_CANCEL] = act_close,
};

static unsigned asking_act(struct screen *s, enum action action)
{
    return acts[action] ? acts[action]((struct asking *)s, action)
                        : RESULT_NONE;
}

/* --- drawing ------------------------------------------------------------- */

/* "[x] TR3  Is it checked ..."; of a use with its name. */
static void add_row(const struct asking *a, size_t row, struct buf *out)
{
    const struct question_item *item = &a->l.v[row];

    buf_addf(out, "%s %-4s", asking_mark(item->state), item->question->number);
    if (a->set->asks == KIND_USE)
        buf_addf(out, " %s:", ref_slug(item->about));
    buf_addf(out, " %s", _(item->question->words));
}

static void draw_list(struct asking *a, struct area at)
{
    scroll_fit(&a->rows, (size_t)at.h);
    if (a->l.n == 0)
        paint_row(at, 0, 2, ROLE_TEXT,
                  _("The dataset has no uses of which it could be asked."));
    for (int row = 0; row < at.h && a->rows.top + (size_t)row < a->l.n; row++) {
        size_t i = a->rows.top + (size_t)row;
        bool here = i == a->rows.at;
        struct buf b = BUF_INIT;

        buf_adds(&b, here ? "> " : "  ");
        add_row(a, i, &b);
        paint_row(at, row, 0, here ? ROLE_SELECTED : ROLE_TEXT, b.s);
        buf_release(&b);
    }
    a->y = at.y + (int)(a->rows.at - a->rows.top);
    a->x = at.x;
}

static void draw_text(struct asking *a, struct area at)
{
    make_lines(a);
    if (a->top > last_top(a))
        a->top = last_top(a);
    for (int row = 0; row < at.h && a->top + (size_t)row < a->n; row++) {
        const struct line *l = &a->lines[a->top + (size_t)row];

        paint_row(at, row, 1, l->role, l->text);
    }
}

/* The line between, with what is asked. */
static void draw_between(const struct asking *a, struct area list)
{
    char *title = xasprintf("%s: %s", a->set->id, _(a->set->title));
    struct area at = frame_body();

    if (ui_wide())
        paint_bar(at.y, list.x + list.w, at.h);
    else
        paint(list.y + list.h, at.x, at.w, ROLE_HEADING, title);
    free(title);
}

static void asking_draw(struct screen *s, struct area a)
{
    struct asking *k = (struct asking *)s;
    struct area list = list_area(k);

    (void)a;
    if (!k->l.set)
        return;
    draw_list(k, list);
    draw_between(k, list);
    draw_text(k, text_area(k));
}

static void asking_cursor(const struct screen *s, int *y, int *x)
{
    *y = ((const struct asking *)s)->y;
    *x = ((const struct asking *)s)->x;
}

static void asking_title(const struct screen *s, struct buf *out)
{
    const struct asking *a = (const struct asking *)s;

    buf_addf(out, _("questions: %s"), a->set ? a->set->id : "");
}

static enum place asking_place(const struct screen *s)
{
    (void)s;
    return PLACE_QUESTIONS;
}

static void asking_status(struct screen *s, struct buf *left, struct buf *right)
{
    struct asking *a = (struct asking *)s;
    size_t end = a->top + (size_t)text_area(a).h;

    buf_adds(left, a->ref);
    if (end < a->n)
        buf_addf(left, "  %s", _("(PgDn shows more)"));
    asking_add_count(right, &a->l);
}

/* --- searching ----------------------------------------------------------- */

static void search_where(const struct screen *s, size_t *n, size_t *at)
{
    const struct asking *a = (const struct asking *)s;

    *n = a->l.n;
    *at = a->rows.at;
}

static void search_text(const struct screen *s, size_t row, struct buf *out)
{
    add_row((const struct asking *)s, row, out);
}

static void search_go(struct screen *s, size_t row)
{
    select_row((struct asking *)s, row);
}

static const struct search_ops search_ops = { search_where, search_text,
                                              search_go };

static void asking_close(struct screen *s)
{
    struct asking *a = (struct asking *)s;

    forget(a);
    free(a->ref);
    free(a);
}

static const struct screen_ops asking_ops = {
    .title = asking_title,
    .place = asking_place,
    .load = asking_load,
    .resize = asking_resize,
    .draw = asking_draw,
    .cursor = asking_cursor,
    .status = asking_status,
    .act = asking_act,
    .search = &search_ops,
    .close = asking_close,
};

void questions_open(struct ui *ui, const char *ref)
{
    struct asking *a = xcalloc(1, sizeof *a);

    a->s.ops = &asking_ops;
    a->ref = xstrdup(ref);
    ui_push(ui, &a->s);
}
