/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* The form of one record: what its keys do, saving it and leaving it. */

#include "ui/form.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "label/written.h"
#include "ui/screens.h"

enum field form_field(const struct form *f)
{
    return form_rows_selected(&f->rows)->field;
}

/* Only once: what the person has typed is never replaced. */
static int form_load(struct screen *s, struct error *err)
{
    struct form *f = (struct form *)s;

    names_forget(f->names);
    if (f->loaded)
        return 0;
    if (written_language(&f->lang, ui_store(s->ui), err) != 0)
        return -1;
    if (f->id && draft_load(&f->d, ui_store(s->ui), f->id, err) != 0)
        return -1;
    f->loaded = true;
    form_rows_make(&f->rows, f->d.r.kind, draft_is_new(&f->d));
    form_rows_select_field(&f->rows, f->want);
    return 0;
}

static void form_draw(struct screen *s, struct area a)
{
    form_view_draw((struct form *)s, a);
}

static void form_cursor(const struct screen *s, int *y, int *x)
{
    form_view_cursor((const struct form *)s, y, x);
}

static void form_title(const struct screen *s, struct buf *out)
{
    const struct form *f = (const struct form *)s;

    if (draft_is_new(&f->d))
        buf_addf(out, _("new: %s"), _(kind_info(f->d.r.kind)->title));
    else
        buf_addf(out, _("form of %s"), f->d.r.ref);
}

static enum place form_place(const struct screen *s)
{
    (void)s;
    return PLACE_FORM;
}

static size_t count_blanks(const struct form *f)
{
    const struct kind_info *k = kind_info(f->d.r.kind);
    size_t n = 0;

    for (size_t i = 0; i < k->count; i++)
        n += draft_is_open(&f->d, (enum field)(k->first + i));
    return n;
}

static void form_status(struct screen *s, struct buf *left, struct buf *right)
{
    const struct form *f = (const struct form *)s;
    size_t blanks = count_blanks(f);

    buf_adds(left, draft_changed(&f->d) ? _("not saved yet: S saves")
                                        : _("nothing is changed"));
    buf_addf(right,
             ngettext("%zu field to answer", "%zu fields to answer", blanks),
             blanks);
}

/* --- what is wrong ------------------------------------------------------- */

static void forget_wrong(struct form *f)
{
    free(f->wrong);
    f->wrong = NULL;
    f->wrong_field = -1;
}

void form_show_wrong(struct form *f, struct error *err)
{
    forget_wrong(f);
    f->wrong = xstrdup(err->text);
    f->wrong_field = err->field;
    if (err->field >= 0)
        form_rows_select_field(&f->rows, (enum field)err->field);
    ui_fail(f->s.ui, err);
}

void form_answered(struct form *f)
{
    forget_wrong(f);
    draft_propose_ref(&f->d, ui_store(f->s.ui));
}

/* --- answering ----------------------------------------------------------- */

static unsigned act_change(struct form *f, enum action action)
{
    (void)action;
    answer_selected(f);
    return RESULT_NONE;
}

static unsigned act_state(struct form *f, enum action action)
{
    (void)action;
    draft_next_state(&f->d, form_field(f));
    form_answered(f);
    return RESULT_NONE;
}

static unsigned act_editor(struct form *f, enum action action)
{
    (void)action;
    answer_in_editor(f);
    return RESULT_CLEAR;
}

static unsigned act_words(struct form *f, enum action action)
{
    enum field field = form_field(f);

    (void)action;
    words_open(&f->s, field, record_value(&f->d.r, field));
    return RESULT_NONE;
}

static unsigned act_revert(struct form *f, enum action action)
{
    (void)action;
    draft_revert(&f->d, form_field(f));
    form_answered(f);
    return RESULT_NONE;
}

/* --- saving and leaving -------------------------------------------------- */

/* A new record that stands by itself is shown: there is more to add to it. */
static void say_saved(struct form *f, bool was_new, int outcome)
{
    struct ui *ui = f->s.ui;

    ui_focus(ui, f->d.r.id);
    if (!outcome)
        ui_say(ui, _("nothing was changed"));
    else
        ui_say(ui, _("saved '%s'"), f->d.r.ref);
    if (was_new && kind_info(f->d.r.kind)->parent == KIND_NONE && f->s.below &&
        !f->s.below->below)
        page_open(ui, f->d.r.id);
}

static unsigned act_save(struct form *f, enum action action)
{
    struct error err = ERROR_INIT;
    bool was_new = draft_is_new(&f->d);
    int outcome = draft_save(&f->d, ui_store(f->s.ui), &err);

    (void)action;
    if (outcome < 0 && err.code == ERROR_CONFLICT) {
        error_clear(&err);
        conflict_open(&f->s, &f->d.base, &f->d.r);
        return RESULT_NONE;
    }
    if (outcome < 0) {
        form_show_wrong(f, &err);
        return RESULT_NONE;
    }
    say_saved(f, was_new, outcome);
    return RESULT_CLOSE | RESULT_RELOAD;
}

/* Closes the form from under the question. */
static unsigned leave_answered(struct screen *s, enum action action)
{
    struct form *f = (struct form *)s;
    unsigned result = RESULT_NONE;

    if (action == ACTION_DISCARD)
        s->closing = true;
    if (action == ACTION_ASK_SAVE)
        result = act_save(f, ACTION_SAVE);
    if (result & RESULT_CLOSE)
        s->closing = true;
    return result & ~(unsigned)RESULT_CLOSE;
}

static unsigned act_close(struct form *f, enum action action)
{
    struct question q = {
        .owner = &f->s,
        .text = _("This form has answers that are not saved."),
        .answers = { { ACTION_NO, _("no, stay in the form") },
                     { ACTION_ASK_SAVE, _("save them, then leave") },
                     { ACTION_DISCARD, _("leave, and forget them") } },
        .answered = leave_answered
    };

    (void)action;
    if (!draft_changed(&f->d))
        return RESULT_CLOSE;
    ask_open(&q);
    return RESULT_NONE;
}

/* --- moving -------------------------------------------------------------- */

static unsigned act_move(struct form *f, enum action action)
{
    form_rows_move(&f->rows, action, form_view_height());
    return RESULT_NONE;
}

static unsigned act_blank(struct form *f, enum action action)
{
    const struct scroll *s = &f->rows.scroll;

    (void)action;
    for (size_t i = 1; i <= s->n; i++) {
        size_t at = (s->at + i) % s->n;
        const struct form_row *row = &f->rows.v[at];

        if (row->kind == ROW_FIELD && draft_is_open(&f->d, row->field)) {
            form_rows_select(&f->rows, at);
            return RESULT_NONE;
        }
    }
    ui_say(f->s.ui, _("every question of this form is answered"));
    return RESULT_NONE;
}

typedef unsigned act_fn(struct form *f, enum action action);

static act_fn *const acts[ACTION_COUNT] = {
    [ACTION_UP] = act_move,           [ACTION_DOWN] = act_move,
    [ACTION_PAGE_UP] = act_move,      [ACTION_PAGE_DOWN] = act_move,
    [ACTION_HALF_UP] = act_move,      [ACTION_HALF_DOWN] = act_move,
    [ACTION_FIRST] = act_move,        [ACTION_LAST] = act_move,
    [ACTION_SECTION_NEXT] = act_move, [ACTION_SECTION_PREVIOUS] = act_move,
    [ACTION_BLANK_NEXT] = act_blank,  [ACTION_CHANGE] = act_change,
    [ACTION_STATE] = act_state,       [ACTION_EDITOR] = act_editor,
    [ACTION_WORDS] = act_words,       [ACTION_REVERT] = act_revert,
    [ACTION_SAVE] = act_save,         [ACTION_CLOSE] = act_close,
    [ACTION_CANCEL] = act_close,
};

static unsigned form_act(struct screen *s, enum action action)
{
    return acts[action] ? acts[action]((struct form *)s, action) : RESULT_NONE;
}

static bool is_text(enum field field)
{
    return field_info(field)->type == TYPE_TEXT ||
           field_info(field)->type == TYPE_PROSE;
}

static bool has_words(const struct form *f, enum field field)
{
    return (field_info(field)->flags & FIELD_WORDS) &&
           record_get(&f->d.r, field)->state == STATE_VALUE;
}

static bool form_valid(const struct screen *s, enum action action)
{
    const struct form *f = (const struct form *)s;
    enum field field = form_field(f);
    bool on_field = field != FIELD_COUNT;
    bool changes = action == ACTION_CHANGE || action == ACTION_STATE ||
                   action == ACTION_EDITOR || action == ACTION_REVERT;

    if (changes && !ui_writable(s->ui))
        return false;
    if (action == ACTION_STATE)
        return on_field && !(field_info(field)->flags & FIELD_MUST);
    if (action == ACTION_REVERT)
        return on_field;
    if (action == ACTION_EDITOR)
        return on_field && is_text(field);
    if (action == ACTION_WORDS)
        return on_field && has_words(f, field);
    return true;
}

static void search_where(const struct screen *s, size_t *n, size_t *at)
{
    const struct form *f = (const struct form *)s;

    *n = f->rows.scroll.n;
    *at = f->rows.scroll.at;
}

static void search_text(const struct screen *s, size_t row, struct buf *out)
{
    const struct form *f = (const struct form *)s;

    if (f->rows.v[row].kind != ROW_FIELD)
        return;
    buf_addf(out, "%s ", _(field_info(f->rows.v[row].field)->label));
    form_view_add_value(f, f->rows.v[row].field, out);
}

static void search_go(struct screen *s, size_t row)
{
    form_rows_select(&((struct form *)s)->rows, row);
}

static const struct search_ops search_ops = { search_where, search_text,
                                              search_go };

static void form_close(struct screen *s)
{
    struct form *f = (struct form *)s;

    draft_release(&f->d);
    form_rows_release(&f->rows);
    names_free(f->names);
    free(f->wrong);
    free(f->typing);
    buf_release(&f->lang);
    free(f);
}

static const struct screen_ops form_ops = {
    .title = form_title,
    .place = form_place,
    .load = form_load,
    .draw = form_draw,
    .cursor = form_cursor,
    .status = form_status,
    .valid = form_valid,
    .act = form_act,
    .search = &search_ops,
    .close = form_close,
};

static struct form *form_new(struct ui *ui)
{
    struct form *f = xcalloc(1, sizeof *f);

    f->s.ops = &form_ops;
    f->names = names_new(ui_store(ui));
    f->want = FIELD_COUNT;
    f->wrong_field = -1;
    f->lang = (struct buf)BUF_INIT;
    ui_push(ui, &f->s);
    return f;
}

void form_open(struct ui *ui, int64_t id, enum field at)
{
    struct form *f = form_new(ui);

    f->id = id;
    f->want = at;
}

void form_of(struct ui *ui, const struct record *r, enum field at)
{
    struct form *f;

    if (ui_refuse(ui))
        return;
    f = form_new(ui);
    f->want = at;
    draft_of(&f->d, r);
}

void form_add(struct ui *ui, enum kind kind, const char *parent)
{
    struct error err = ERROR_INIT;
    struct draft *d;

    if (ui_refuse(ui))
        return;
    d = &form_new(ui)->d;
    draft_new(d, kind, parent);
    if (draft_defaults(d, ui_store(ui), &err) != 0)
        ui_fail(ui, &err);
}
