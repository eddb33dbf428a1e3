/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * The form of one record: a field a row, by section.  Below the rows stands
 * what the selected field is about, and what is wrong with it.
 */

#include <stdlib.h>
#include <string.h>

#include "app/display.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "ui/draft.h"
#include "ui/frame.h"
#include "ui/screens.h"
#include "ui/scroll.h"

enum { HELP_LINES = 5, SIGNS = 4, LONGEST_LINE = 400 };

enum row_kind { ROW_HEADING, ROW_FIELD, ROW_REF };

struct form_row {
    enum row_kind kind;
    enum section section;
    enum field field;
};

struct form {
    struct screen s;
    struct draft d;
    bool loaded;
    int64_t id; /* 0: a new record                                         */
    enum field want;
    struct form_row *rows;
    size_t room;
    struct scroll scroll;
    char *wrong; /* a sentence about the field `wrong_field`, or NULL      */
    int wrong_field;
    bool leave; /* once it is saved                                        */
};

static size_t height(void)
{
    return (size_t)(frame_body().h - HELP_LINES);
}

static const struct form_row *selected(const struct form *f)
{
    return &f->rows[f->scroll.at];
}

static bool on_field(const struct form *f)
{
    return selected(f)->kind == ROW_FIELD;
}

static bool can_select(const struct form *f, size_t i)
{
    return f->rows[i].kind != ROW_HEADING;
}

/* --- rows ---------------------------------------------------------------- */

static void add_row(struct form *f, enum row_kind kind, enum section section,
                    enum field field)
{
    ARRAY_GROW(f->rows, f->scroll.n, f->room);
    f->rows[f->scroll.n++] = (struct form_row){ kind, section, field };
}

/* The ref of a new record stands under its title, from which it is made. */
static void add_section(struct form *f, enum section section)
{
    const struct kind_info *k = kind_info(f->d.r.kind);
    bool any = false;

    for (size_t i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);

        if (field_info(field)->section != section)
            continue;
        if (!any)
            add_row(f, ROW_HEADING, section, FIELD_COUNT);
        any = true;
        add_row(f, ROW_FIELD, section, field);
        if (field == kind_title_field(f->d.r.kind) && draft_is_new(&f->d) &&
            f->d.r.kind != KIND_ORGANISATION)
            add_row(f, ROW_REF, section, FIELD_COUNT);
    }
}

static void select_row(struct form *f, size_t at)
{
    scroll_to(&f->scroll, at);
    while (f->scroll.at + 1 < f->scroll.n && !can_select(f, f->scroll.at))
        f->scroll.at++;
}

static void select_field(struct form *f, int field)
{
    for (size_t i = 0; i < f->scroll.n; i++)
        if (f->rows[i].kind == ROW_FIELD && (int)f->rows[i].field == field)
            select_row(f, i);
}

/* Only once: what the person has typed is never replaced. */
static int form_load(struct screen *s, struct error *err)
{
    struct form *f = (struct form *)s;

    if (f->loaded)
        return 0;
    if (f->id && draft_load(&f->d, ui_store(s->ui), f->id, err) != 0)
        return -1;
    f->loaded = true;
    for (int i = 0; i < SECTION_COUNT; i++)
        add_section(f, (enum section)i);
    select_row(f, 0);
    if (f->want != FIELD_COUNT)
        select_field(f, (int)f->want);
    return 0;
}

/* --- what is wrong ------------------------------------------------------- */

static void forget_wrong(struct form *f)
{
    free(f->wrong);
    f->wrong = NULL;
    f->wrong_field = -1;
}

static void show_wrong(struct form *f, struct error *err)
{
    forget_wrong(f);
    f->wrong = xstrdup(err->text);
    f->wrong_field = err->field;
    if (err->field >= 0)
        select_field(f, err->field);
    ui_fail(f->s.ui, err);
}

/* --- drawing: one row ---------------------------------------------------- */

static int label_width(void)
{
    return ui_wide() ? 36 : 28;
}

/* In one line; states in brackets, so that no value looks like one. */
static void add_value(const struct form *f, enum field field, struct buf *out)
{
    const struct value *v = record_get(&f->d.r, field);
    size_t from = out->len;

    if (v->state != STATE_VALUE) {
        buf_addf(out, "(%s)", state_words(v->state));
        return;
    }
    display_value(out, field, v);
    for (size_t i = from; i < out->len; i++)
        if (out->s[i] == '\n')
            out->s[i] = ' ';
    for (size_t i = 0; i < v->words_n; i++)
        buf_addf(out, " [%s]", v->words[i].lang);
}

static enum role value_role(const struct form *f, enum field field)
{
    if (draft_field_changed(&f->d, field))
        return ROLE_CHANGED;
    return record_get(&f->d.r, field)->state == STATE_BLANK ? ROLE_BLANK
                                                            : ROLE_TEXT;
}

/* "!" wrong or missing, "*" changed, ">" selected. */
static void add_signs(const struct form *f, const struct form_row *row,
                      bool here, struct buf *out)
{
    bool changed = row->kind == ROW_REF
                       ? f->d.ref_by_hand
                       : draft_field_changed(&f->d, row->field);
    bool wrong = row->kind == ROW_FIELD && f->wrong_field == (int)row->field;
    bool missing = row->kind == ROW_FIELD &&
                   (field_info(row->field)->flags & FIELD_MUST) &&
                   record_get(&f->d.r, row->field)->state == STATE_BLANK;

    buf_addc(out, here ? '>' : ' ');
    buf_addc(out, wrong || missing ? '!' : ' ');
    buf_addc(out, changed ? '*' : ' ');
}

static void add_row_value(const struct form *f, const struct form_row *row,
                          struct buf *out)
{
    if (row->kind == ROW_FIELD)
        add_value(f, row->field, out);
    else
        buf_adds(out, *f->d.r.ref ? f->d.r.ref : _("(made from the title)"));
}

static void draw_answer(const struct form *f, struct area a, int y, size_t i)
{
    const struct form_row *row = &f->rows[i];
    bool here = i == f->scroll.at, ref = row->kind == ROW_REF;
    enum role role = ref ? ROLE_TEXT : value_role(f, row->field);
    struct buf signs = BUF_INIT, value = BUF_INIT;

    add_signs(f, row, here, &signs);
    add_row_value(f, row, &value);
    paint_row(a, y, 0, here ? ROLE_SELECTED : ROLE_TEXT, signs.s);
    paint(a.y + y, a.x + SIGNS, label_width(), here ? ROLE_SELECTED : ROLE_NAME,
          ref ? _("Ref") : _(field_info(row->field)->label));
    paint_row(a, y, SIGNS + label_width() + 1, here ? ROLE_SELECTED : role,
              value.s);
    buf_release(&signs);
    buf_release(&value);
}

static void draw_row(const struct form *f, struct area a, int y, size_t i)
{
    if (f->rows[i].kind == ROW_HEADING)
        paint_row(a, y, 0, ROLE_HEADING, section_title(f->rows[i].section));
    else
        draw_answer(f, a, y, i);
}

/* --- drawing: what the field is about ------------------------------------ */

/* How a field is answered, by type. */
static const char *const hows[TYPE_COUNT_] = {
    [TYPE_TEXT] = N_("Enter: type it."),
    [TYPE_PROSE] = N_("Enter: type it; e: write it in your editor."),
    [TYPE_EMAIL] = N_("Enter: type an address such as desk@example.org."),
    [TYPE_CODE] = N_("Enter: choose one from the list."),
    [TYPE_CODES] = N_("Enter: mark those that are right in the list."),
    [TYPE_DATE] = N_("Enter: type a day such as 2026-11-23."),
    [TYPE_DURATION] =
        N_("Enter: type a time such as P30D (30 days), P6M (6 months), P1Y."),
    [TYPE_COUNT] = N_("Enter: type a whole number."),
    [TYPE_RATIO] = N_("Enter: type a number such as 7.5."),
    [TYPE_YESNO] = N_("Enter: choose yes or no."),
    [TYPE_COUNTRY] = N_("Enter: choose a country."),
    [TYPE_COUNTRIES] = N_("Enter: mark countries in the list."),
    [TYPE_LANGUAGE] = N_("Enter: choose a language."),
    [TYPE_LANGUAGES] = N_("Enter: mark languages in the list."),
    [TYPE_REF] = N_("Enter: choose a record, or add it there."),
    [TYPE_REFS] = N_("Enter: mark records in the list, or add them there."),
    [TYPE_URL] = N_("Enter: type an address such as https://example.org/."),
    [TYPE_DIGEST] = N_("Enter: type 64 hexadecimal digits."),
    [TYPE_ZONE] = N_("Enter: type a time zone such as Europe/Dublin."),
};

static void add_help(const struct form *f, struct buf *out)
{
    const struct field_info *info;

    if (!on_field(f)) {
        buf_adds(out, _("The name of the record for commands and files. It "
                        "is made from the title; Enter changes it."));
        return;
    }
    info = field_info(selected(f)->field);
    buf_addf(out, "%s\n", _(info->help));
    if (info->flags & FIELD_MUST)
        buf_addf(out, "%s ", _("This must be answered."));
    buf_adds(out, _(hows[info->type]));
    if (info->flags & FIELD_ANY)
        buf_addf(out, " %s", _("Space: none, not known and the like."));
}

static void draw_help(const struct form *f, struct area a)
{
    struct strs lines = STRS_INIT;
    struct buf b = BUF_INIT;
    int top = a.h - HELP_LINES;
    bool wrong =
        f->wrong && on_field(f) && f->wrong_field == (int)selected(f)->field;

    add_help(f, &b);
    paint_wrap(&lines, b.s, a.w - 4);
    role_use(ROLE_FRAME);
    buf_clear(&b);
    buf_addn(&b, '-', (size_t)a.w);
    paint_row(a, top, 0, ROLE_FRAME, b.s);
    for (size_t i = 0; i < lines.n && i + 1 < HELP_LINES; i++)
        paint_row(a, top + 1 + (int)i, 2, ROLE_TEXT, lines.v[i]);
    if (wrong)
        paint_row(a, a.h - 1, 1, ROLE_ERROR, f->wrong);
    strs_release(&lines);
    buf_release(&b);
}

static void form_draw(struct screen *s, struct area a)
{
    struct form *f = (struct form *)s;

    scroll_fit(&f->scroll, height());
    if (f->scroll.at && f->scroll.top == f->scroll.at)
        f->scroll.top -= can_select(f, f->scroll.at - 1) ? 0 : 1;
    for (size_t row = 0; row < height(); row++)
        if (f->scroll.top + row < f->scroll.n)
            draw_row(f, a, (int)row, f->scroll.top + row);
    draw_help(f, a);
}

static void form_cursor(const struct screen *s, int *y, int *x)
{
    const struct form *f = (const struct form *)s;

    *y = frame_body().y + (int)(f->scroll.at - f->scroll.top);
    *x = 0;
}

static void form_title(const struct screen *s, struct buf *out)
{
    const struct form *f = (const struct form *)s;

    if (draft_is_new(&f->d))
        buf_addf(out, _("new %s"), kind_info(f->d.r.kind)->name);
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

    for (size_t i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);

        if ((field_info(field)->flags & (FIELD_ASK | FIELD_MUST)) &&
            record_get(&f->d.r, field)->state == STATE_BLANK)
            n++;
    }
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

/* --- answering ----------------------------------------------------------- */

static void go_on(struct form *f)
{
    if (f->scroll.at + 1 < f->scroll.n)
        select_row(f, f->scroll.at + 1);
}

static void answered(struct form *f)
{
    forget_wrong(f);
    draft_propose_ref(&f->d, ui_store(f->s.ui));
}

static unsigned typed_field(struct screen *s, const char *text,
                            struct error *err)
{
    struct form *f = (struct form *)s;

    if (draft_type(&f->d, selected(f)->field, text, err) != 0)
        return RESULT_NONE;
    answered(f);
    go_on(f);
    return RESULT_NONE;
}

static unsigned typed_ref(struct screen *s, const char *text, struct error *err)
{
    struct form *f = (struct form *)s;

    if (draft_set_slug(&f->d, text, err) == 0)
        go_on(f);
    return RESULT_NONE;
}

static void picked(struct screen *s, struct value *value)
{
    struct form *f = (struct form *)s;

    draft_take(&f->d, selected(f)->field, value);
    answered(f);
    go_on(f);
}

/* The line stands where the value is shown. */
static void line_place(struct screen *s, int *y, int *x, int *w)
{
    struct form *f = (struct form *)s;

    form_cursor(s, y, x);
    *x = SIGNS + label_width() + 1;
    *w = frame_body().w - *x;
    (void)f;
}

static void open_line(struct form *f, const char *text,
                      unsigned (*accept)(struct screen *, const char *,
                                         struct error *))
{
    prompt_open(&(struct prompt){ .owner = &f->s,
                                  .label = "",
                                  .text = text,
                                  .accept = accept,
                                  .place = line_place });
}

static void write_in_editor(struct form *f)
{
    enum field field = selected(f)->field;
    const char *text = record_text(&f->d.r, field);
    struct error err = ERROR_INIT;
    struct buf b = BUF_INIT;

    buf_adds(&b, text ? text : "");
    if (ui_edit_text(f->s.ui, &b, field_info(field)->name, &err) == 0) {
        while (b.len && b.s[b.len - 1] == '\n')
            buf_truncate(&b, b.len - 1);
        if (draft_type(&f->d, field, b.s, &err) == 0)
            answered(f);
    }
    if (err.code != ERROR_NONE)
        show_wrong(f, &err);
    buf_release(&b);
}

static void open_picker(struct form *f, enum field field)
{
    pick_open(&(struct picking){ .owner = &f->s,
                                 .field = field,
                                 .value = record_get(&f->d.r, field),
                                 .parent = draft_parent(&f->d),
                                 .picked = picked });
}

static void type_value(struct form *f, enum field field)
{
    const struct value *v = record_get(&f->d.r, field);
    struct buf b = BUF_INIT;

    if (v->state == STATE_VALUE)
        value_format(&b, v);
    if (strchr(b.s, '\n') || b.len > LONGEST_LINE)
        write_in_editor(f);
    else
        open_line(f, b.s, typed_field);
    buf_release(&b);
}

static unsigned act_change(struct form *f, enum action action)
{
    (void)action;
    if (!on_field(f))
        open_line(f, draft_slug(&f->d), typed_ref);
    else if (pick_can(selected(f)->field))
        open_picker(f, selected(f)->field);
    else
        type_value(f, selected(f)->field);
    return RESULT_NONE;
}

static unsigned act_state(struct form *f, enum action action)
{
    (void)action;
    draft_next_state(&f->d, selected(f)->field);
    answered(f);
    return RESULT_NONE;
}

static unsigned act_editor(struct form *f, enum action action)
{
    (void)action;
    write_in_editor(f);
    return RESULT_CLEAR;
}

static unsigned act_words(struct form *f, enum action action)
{
    enum field field = selected(f)->field;

    (void)action;
    words_open(&f->s, field, record_value(&f->d.r, field));
    return RESULT_NONE;
}

static unsigned act_revert(struct form *f, enum action action)
{
    (void)action;
    draft_revert(&f->d, selected(f)->field);
    answered(f);
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
        show_wrong(f, &err);
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

static unsigned act_scroll(struct form *f, enum action action)
{
    size_t was = f->scroll.at;

    scroll_act(&f->scroll, action, height());
    while (f->scroll.at > 0 && f->scroll.at < was &&
           !can_select(f, f->scroll.at))
        f->scroll.at--;
    select_row(f, f->scroll.at);
    return RESULT_NONE;
}

static unsigned act_section(struct form *f, enum action action)
{
    int step = action == ACTION_SECTION_NEXT ? 1 : -1;
    long i = (long)f->scroll.at;

    while (step < 0 && i > 0 && can_select(f, (size_t)i))
        i--;
    for (i += step; i >= 0 && i < (long)f->scroll.n; i += step)
        if (!can_select(f, (size_t)i)) {
            select_row(f, (size_t)i);
            f->scroll.top = (size_t)i;
            break;
        }
    return RESULT_NONE;
}

static bool is_open(const struct form *f, size_t i)
{
    return f->rows[i].kind == ROW_FIELD &&
           (field_info(f->rows[i].field)->flags & (FIELD_ASK | FIELD_MUST)) &&
           record_get(&f->d.r, f->rows[i].field)->state == STATE_BLANK;
}

static unsigned act_blank(struct form *f, enum action action)
{
    (void)action;
    for (size_t i = 1; i <= f->scroll.n; i++) {
        size_t row = (f->scroll.at + i) % f->scroll.n;

        if (is_open(f, row)) {
            select_row(f, row);
            return RESULT_NONE;
        }
    }
    ui_say(f->s.ui, _("every question of this form is answered"));
    return RESULT_NONE;
}

typedef unsigned act_fn(struct form *f, enum action action);

static act_fn *const acts[ACTION_COUNT] = {
    [ACTION_UP] = act_scroll,
    [ACTION_DOWN] = act_scroll,
    [ACTION_PAGE_UP] = act_scroll,
    [ACTION_PAGE_DOWN] = act_scroll,
    [ACTION_HALF_UP] = act_scroll,
    [ACTION_HALF_DOWN] = act_scroll,
    [ACTION_FIRST] = act_scroll,
    [ACTION_LAST] = act_scroll,
    [ACTION_SECTION_NEXT] = act_section,
    [ACTION_SECTION_PREVIOUS] = act_section,
    [ACTION_BLANK_NEXT] = act_blank,
    [ACTION_CHANGE] = act_change,
    [ACTION_STATE] = act_state,
    [ACTION_EDITOR] = act_editor,
    [ACTION_WORDS] = act_words,
    [ACTION_REVERT] = act_revert,
    [ACTION_SAVE] = act_save,
    [ACTION_CLOSE] = act_close,
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

static bool has_words(const struct form *f)
{
    return on_field(f) &&
           (field_info(selected(f)->field)->flags & FIELD_WORDS) &&
           record_get(&f->d.r, selected(f)->field)->state == STATE_VALUE;
}

static bool form_valid(const struct screen *s, enum action action)
{
    const struct form *f = (const struct form *)s;
    bool changes = action == ACTION_CHANGE || action == ACTION_STATE ||
                   action == ACTION_EDITOR || action == ACTION_REVERT;

    if (changes && !ui_writable(s->ui))
        return false;
    if (action == ACTION_STATE || action == ACTION_REVERT)
        return on_field(f);
    if (action == ACTION_EDITOR)
        return on_field(f) && is_text(selected(f)->field);
    if (action == ACTION_WORDS)
        return has_words(f);
    return true;
}

static void search_where(const struct screen *s, size_t *n, size_t *at)
{
    const struct form *f = (const struct form *)s;

    *n = f->scroll.n;
    *at = f->scroll.at;
}

static void search_text(const struct screen *s, size_t row, struct buf *out)
{
    const struct form *f = (const struct form *)s;

    if (f->rows[row].kind != ROW_FIELD)
        return;
    buf_addf(out, "%s ", _(field_info(f->rows[row].field)->label));
    add_value(f, f->rows[row].field, out);
}

static void search_go(struct screen *s, size_t row)
{
    select_row((struct form *)s, row);
}

static const struct search_ops search_ops = { search_where, search_text,
                                              search_go };

static void form_close(struct screen *s)
{
    struct form *f = (struct form *)s;

    draft_release(&f->d);
    free(f->rows);
    free(f->wrong);
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
    f->want = FIELD_COUNT;
    f->wrong_field = -1;
    ui_push(ui, &f->s);
    return f;
}

void form_open(struct ui *ui, int64_t id, enum field at)
{
    struct form *f = form_new(ui);

    f->id = id;
    f->want = at;
}

void form_add(struct ui *ui, enum kind kind, const char *parent)
{
    if (!ui_refuse(ui))
        draft_new(&form_new(ui)->d, kind, parent);
}
