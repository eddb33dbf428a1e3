/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * What a form looks like: a field a row; below the rows what the selected
 * field is about, and what is wrong with it.
 */

#include <stdlib.h>

#include "app/display.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "ui/form.h"
#include "ui/frame.h"

enum { HELP_LINES = 5, SIGNS = 4 };

static int label_width(void)
{
    return ui_wide() ? 36 : 30;
}

size_t form_view_height(void)
{
    return (size_t)(frame_body().h - HELP_LINES);
}

void form_view_cursor(const struct form *f, int *y, int *x)
{
    *y = frame_body().y + (int)(f->rows.scroll.at - f->rows.scroll.top);
    *x = 0;
}

void form_view_value_place(const struct form *f, int *y, int *x, int *w)
{
    form_view_cursor(f, y, x);
    *x = SIGNS + label_width() + 1;
    *w = frame_body().w - *x;
}

/* --- one row ------------------------------------------------------------- */

/* Cells of the value of a row. */
static size_t value_width(void)
{
    return (size_t)(frame_body().w - SIGNS - label_width() - 1);
}

/* Records by their titles, as many as can be in sight. */
static void add_names(const struct form *f, const struct value *v,
                      struct buf *out)
{
    size_t from = out->len, width = value_width();
    size_t room = v->items.n == 1 ? width : 0;

    for (size_t i = 0; i < v->items.n; i++) {
        if (i)
            buf_adds(out, "; ");
        if (utf8_width(out->s + from) > width)
            buf_adds(out, v->items.v[i]);
        else
            names_add(f->names, v->items.v[i], draft_parent(&f->d), room, out);
    }
}

/* States stand in brackets, so that no value looks like one. */
void form_view_add_value(const struct form *f, enum field field,
                         struct buf *out)
{
    const struct value *v = record_get(&f->d.r, field);
    size_t from = out->len;

    if (v->state != STATE_VALUE) {
        buf_addf(out, "(%s)", state_words(v->state));
        return;
    }
    if (field_is_ref(field))
        add_names(f, v, out);
    else
        display_value(out, field, v);
    for (size_t i = from; i < out->len; i++)
        if (out->s[i] == '\n')
            out->s[i] = ' ';
    for (size_t i = 0; i < v->words_n; i++)
        buf_addf(out, " [%s]", v->words[i].lang);
}

static bool is_missing(const struct form *f, enum field field)
{
    return (field_info(field)->flags & FIELD_MUST) &&
           record_get(&f->d.r, field)->state == STATE_BLANK;
}

/* "!" wrong or missing, "*" changed, ">" selected. */
static void add_signs(const struct form *f, const struct form_row *row,
                      bool here, struct buf *out)
{
    bool changed = row->kind == ROW_REF
                       ? f->d.ref_by_hand
                       : draft_field_changed(&f->d, row->field);
    bool wrong = row->kind == ROW_FIELD && (f->wrong_field == (int)row->field ||
                                            is_missing(f, row->field));

    buf_addc(out, here ? '>' : ' ');
    buf_addc(out, wrong ? '!' : ' ');
    buf_addc(out, changed ? '*' : ' ');
}

static enum role value_role(const struct form *f, const struct form_row *row)
{
    if (row->kind == ROW_REF)
        return ROLE_TEXT;
    if (draft_field_changed(&f->d, row->field))
        return ROLE_CHANGED;
    return record_get(&f->d.r, row->field)->state == STATE_BLANK ? ROLE_BLANK
                                                                 : ROLE_TEXT;
}

static void add_row_value(const struct form *f, const struct form_row *row,
                          struct buf *out)
{
    if (row->kind == ROW_FIELD)
        form_view_add_value(f, row->field, out);
    else
        buf_adds(out, *f->d.r.ref ? f->d.r.ref : _("(made from the title)"));
}

static void draw_answer(const struct form *f, struct area a, int y,
                        const struct form_row *row, bool here)
{
    const char *label =
        row->kind == ROW_REF ? _("Ref") : _(field_info(row->field)->label);
    struct buf signs = BUF_INIT, value = BUF_INIT;

    add_signs(f, row, here, &signs);
    add_row_value(f, row, &value);
    paint_row(a, y, 0, here ? ROLE_SELECTED : ROLE_TEXT, signs.s);
    paint(a.y + y, a.x + SIGNS, label_width(), here ? ROLE_SELECTED : ROLE_NAME,
          label);
    paint_row(a, y, SIGNS + label_width() + 1,
              here ? ROLE_SELECTED : value_role(f, row), value.s);
    buf_release(&signs);
    buf_release(&value);
}

static void draw_row(const struct form *f, struct area a, int y, size_t i)
{
    const struct form_row *row = &f->rows.v[i];

    if (row->kind == ROW_HEADING)
        paint_row(a, y, 0, ROLE_HEADING, section_title(row->section));
    else
        draw_answer(f, a, y, row, i == f->rows.scroll.at);
}

/* --- what the field is about --------------------------------------------- */

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
    enum field field = form_field(f);
    const struct field_info *info;

    if (field == FIELD_COUNT) {
        buf_adds(out, _("The name of the record for commands and files. It "
                        "is made from the title; Enter changes it."));
        return;
    }
    info = field_info(field);
    if ((int)utf8_width(_(info->label)) > label_width())
        buf_addf(out, "%s: ", _(info->label));
    buf_addf(out, "%s\n", _(info->help));
    if (info->flags & FIELD_MUST)
        buf_addf(out, "%s ", _("This must be answered."));
    buf_adds(out, _(hows[info->type]));
    if (info->flags & FIELD_ANY)
        buf_addf(out, " %s", _("Space: none, not known and the like."));
}

/* Not while the status line says it. */
static bool shows_wrong(const struct form *f)
{
    return f->wrong && f->wrong_field == (int)form_field(f) &&
           !f->s.ui->message;
}

/* Below the help: what is wrong with the field, or what is not plain. */
static void draw_finding(const struct form *f, struct area a)
{
    char *hint;

    if (shows_wrong(f)) {
        paint_row(a, a.h - 1, 1, ROLE_ERROR, f->wrong);
        return;
    }
    hint = answer_hint(f);
    if (hint)
        paint_row(a, a.h - 1, 1, ROLE_MESSAGE, hint);
    free(hint);
}

static void draw_help(const struct form *f, struct area a)
{
    struct strs lines = STRS_INIT;
    struct buf b = BUF_INIT;
    int top = a.h - HELP_LINES;

    add_help(f, &b);
    paint_wrap(&lines, b.s, a.w - 4);
    role_use(ROLE_FRAME);
    buf_clear(&b);
    buf_addn(&b, '-', (size_t)a.w);
    paint_row(a, top, 0, ROLE_FRAME, b.s);
    for (size_t i = 0; i < lines.n && i + 1 < HELP_LINES; i++)
        paint_row(a, top + 1 + (int)i, 2, ROLE_TEXT, lines.v[i]);
    draw_finding(f, a);
    strs_release(&lines);
    buf_release(&b);
}

void form_view_draw(struct form *f, struct area a)
{
    const struct scroll *s = &f->rows.scroll;
    size_t height = form_view_height();

    form_rows_fit(&f->rows, height);
    for (size_t row = 0; row < height && s->top + row < s->n; row++)
        draw_row(f, a, (int)row, s->top + row);
    draw_help(f, a);
}
