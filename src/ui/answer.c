/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* How the selected field of a form is answered. */

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "label/lint.h"
#include "ui/form.h"
#include "ui/screens.h"

/* A text that is longer is for an editor. */
enum { LONGEST_LINE = 400 };

static void cut_last_ends(struct buf *b)
{
    while (b->len && b->s[b->len - 1] == '\n')
        buf_truncate(b, b->len - 1);
}

/* --- how plain it is ----------------------------------------------------- */

static void stop_typing(struct form *f)
{
    free(f->typing);
    f->typing = NULL;
}

static void typing(struct screen *s, const char *text)
{
    struct form *f = (struct form *)s;

    stop_typing(f);
    f->typing = xstrdup(text);
}

static void typed_nothing(struct screen *s)
{
    stop_typing((struct form *)s);
}

char *answer_hint(const struct form *f)
{
    enum field field = form_field(f);
    const char *text;

    if (field == FIELD_COUNT || !lint_reads(field))
        return NULL;
    text = f->typing ? f->typing : record_text(&f->d.r, field);
    return text ? lint_worst(f->lang.s, field, text) : NULL;
}

/* --- a line -------------------------------------------------------------- */

static unsigned typed_field(struct screen *s, const char *text,
                            struct error *err)
{
    struct form *f = (struct form *)s;

    struct buf b = BUF_INIT;

    buf_adds(&b, text);
    cut_last_ends(&b);
    if (draft_type(&f->d, form_field(f), b.s, err) == 0) {
        stop_typing(f);
        form_answered(f);
        form_rows_next(&f->rows);
    }
    buf_release(&b);
    return RESULT_NONE;
}

static unsigned typed_ref(struct screen *s, const char *text, struct error *err)
{
    struct form *f = (struct form *)s;

    stop_typing(f);
    if (draft_set_slug(&f->d, text, err) == 0)
        form_rows_next(&f->rows);
    return RESULT_NONE;
}

/* The line stands where the value is shown. */
static void line_place(struct screen *s, int *y, int *x, int *w)
{
    form_view_value_place((struct form *)s, y, x, w);
}

static void open_line(struct form *f, const char *text, bool lines,
                      unsigned (*accept)(struct screen *, const char *,
                                         struct error *))
{
    prompt_open(&(struct prompt){ .owner = &f->s,
                                  .label = "",
                                  .text = text,
                                  .lines = lines,
                                  .accept = accept,
                                  .change = typing,
                                  .cancel = typed_nothing,
                                  .place = line_place });
}

/* --- the editor ---------------------------------------------------------- */

void answer_in_editor(struct form *f)
{
    enum field field = form_field(f);
    const char *text = record_text(&f->d.r, field);
    struct error err = ERROR_INIT;
    struct buf b = BUF_INIT;

    buf_adds(&b, text ? text : "");
    if (ui_edit_text(f->s.ui, &b, field_info(field)->name, &err) == 0) {
        cut_last_ends(&b);
        if (draft_type(&f->d, field, b.s, &err) == 0)
            form_answered(f);
    }
    if (err.code != ERROR_NONE)
        form_show_wrong(f, &err);
    buf_release(&b);
}

/* --- a list -------------------------------------------------------------- */

static void picked(struct screen *s, struct value *value)
{
    struct form *f = (struct form *)s;

    draft_take(&f->d, form_field(f), value);
    form_answered(f);
    form_rows_next(&f->rows);
}

static void open_picker(struct form *f, enum field field)
{
    pick_open(&(struct picking){ .owner = &f->s,
                                 .field = field,
                                 .value = record_get(&f->d.r, field),
                                 .parent = draft_parent(&f->d),
                                 .picked = picked });
}

/* --- which of them ------------------------------------------------------- */

static void type_value(struct form *f, enum field field)
{
    const struct value *v = record_get(&f->d.r, field);
    struct buf b = BUF_INIT;

    if (v->state == STATE_VALUE)
        value_format(&b, v);
    if (strchr(b.s, '\n') || b.len > LONGEST_LINE)
        answer_in_editor(f);
    else
        open_line(f, b.s, field_info(field)->type == TYPE_PROSE, typed_field);
    buf_release(&b);
}

void answer_selected(struct form *f)
{
    enum field field = form_field(f);

    if (field == FIELD_COUNT)
        open_line(f, draft_slug(&f->d), false, typed_ref);
    else if (pick_can(field))
        open_picker(f, field);
    else
        type_value(f, field);
}
