/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * Somebody else saved the record while the person had it in a form.  For each
 * field that differs: what it was, what the other made of it, what the person
 * made of it; and which of the two shall stand.
 */

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/change.h"
#include "store/read.h"
#include "ui/frame.h"
#include "ui/names.h"
#include "ui/screens.h"
#include "ui/scroll.h"

enum { FIELD_LINES = 4, HEAD_LINES = 4, NAME_WIDTH = 10 };

struct differing {
    enum field field;
    bool mine;
};

struct conflict {
    struct screen s;
    struct screen *form;
    struct record base, theirs, mine;
    struct names *names;
    bool loaded;
    struct differing *v;
    size_t room;
    struct scroll rows;
};

/* What only one of the two changed is theirs without asking; what both made
 * the same of does not differ. */
static void compare(struct conflict *c)
{
    const struct kind_info *k = kind_info(c->base.kind);

    c->rows.n = 0;
    for (size_t i = 0; i < k->count; i++) {
        enum field f = (enum field)(k->first + i);
        const struct value *mine = record_get(&c->mine, f);

        if (value_equal(mine, record_get(&c->theirs, f)))
            continue;
        ARRAY_GROW(c->v, c->rows.n, c->room);
        c->v[c->rows.n++] =
            (struct differing){ f,
                                !value_equal(mine, record_get(&c->base, f)) };
    }
}

static int conflict_load(struct screen *s, struct error *err)
{
    struct conflict *c = (struct conflict *)s;

    if (c->loaded)
        return 0;
    if (store_load_id(ui_store(s->ui), c->base.id, &c->theirs, err) != 0)
        return error_prefix(err, "%s", _("somebody else removed the record"));
    c->loaded = true;
    compare(c);
    return 0;
}

static void conflict_title(const struct screen *s, struct buf *out)
{
    (void)s;
    buf_adds(out, _("changed by two people"));
}

static enum place conflict_place(const struct screen *s)
{
    (void)s;
    return PLACE_CONFLICT;
}

/* --- drawing ------------------------------------------------------------- */

static void draw_side(const struct conflict *c, struct area a, int row,
                      const char *sign, const char *name, enum field f,
                      const struct record *r)
{
    struct buf b = BUF_INIT;

    names_add_value(c->names, f, record_get(r, f), NULL, "; ", &b);
    for (size_t i = 0; i < b.len; i++)
        if (b.s[i] == '\n')
            b.s[i] = ' ';
    paint_row(a, row, 2, ROLE_TEXT, sign);
    if (row >= 0 && row < a.h)
        paint(a.y + row, a.x + 6, NAME_WIDTH, ROLE_NAME, name);
    paint_row(a, row, 6 + NAME_WIDTH, ROLE_TEXT, b.s);
    buf_release(&b);
}

static void draw_differing(const struct conflict *c, struct area a, size_t i)
{
    const struct differing *d = &c->v[i];
    bool here = i == c->rows.at;
    int row = HEAD_LINES + (int)(i - c->rows.top) * FIELD_LINES;

    paint_row(a, row, 0, here ? ROLE_SELECTED : ROLE_TEXT, here ? ">" : " ");
    paint_row(a, row, 2, here ? ROLE_SELECTED : ROLE_NAME,
              _(field_info(d->field)->label));
    draw_side(c, a, row + 1, "   ", _("before"), d->field, &c->base);
    draw_side(c, a, row + 2, d->mine ? "   " : "(*)", _("theirs"), d->field,
              &c->theirs);
    draw_side(c, a, row + 3, d->mine ? "(*)" : "   ", _("mine"), d->field,
              &c->mine);
}

static size_t height(void)
{
    int fields = (frame_body().h - HEAD_LINES) / FIELD_LINES;

    return fields > 0 ? (size_t)fields : 1;
}

static void conflict_draw(struct screen *s, struct area a)
{
    struct conflict *c = (struct conflict *)s;
    struct strs lines = STRS_INIT;

    scroll_fit(&c->rows, height());
    paint_wrap(&lines,
               _("Somebody else saved this record while you had it open. "
                 "Nothing is lost: choose for each field, then S saves. q "
                 "goes back to your form."),
               a.w - 4);
    for (size_t i = 0; i < lines.n && i + 1 < HEAD_LINES; i++)
        paint_row(a, (int)i, 2, ROLE_MESSAGE, lines.v[i]);
    for (size_t i = c->rows.top; i < c->rows.n && i < c->rows.top + height();
         i++)
        draw_differing(c, a, i);
    strs_release(&lines);
}

static void conflict_cursor(const struct screen *s, int *y, int *x)
{
    const struct conflict *c = (const struct conflict *)s;

    *y = frame_body().y + HEAD_LINES +
         (int)(c->rows.at - c->rows.top) * FIELD_LINES;
    *x = 0;
}

/* --- putting both together ----------------------------------------------- */

static unsigned save(struct conflict *c)
{
    struct error err = ERROR_INIT;
    enum change_outcome outcome;
    struct record r;
    int failed;

    record_copy(&r, &c->theirs);
    for (size_t i = 0; i < c->rows.n; i++)
        if (c->v[i].mine)
            value_copy(record_value(&r, c->v[i].field),
                       record_get(&c->mine, c->v[i].field));
    failed = change_save(ui_store(c->s.ui), "set", &r, &outcome, &err);
    if (!failed)
        ui_say(c->s.ui, _("saved '%s'"), r.ref);
    record_release(&r);
    if (failed && err.code == ERROR_CONFLICT) {
        record_release(&c->theirs);
        c->loaded = false;
        c->s.stale = true;
    }
    ui_fail(c->s.ui, &err);
    if (failed)
        return RESULT_NONE;
    c->form->closing = true;
    return RESULT_CLOSE | RESULT_RELOAD;
}

static unsigned choose(struct conflict *c, bool mine)
{
    if (!c->rows.n)
        return RESULT_NONE;
    c->v[c->rows.at].mine = mine;
    scroll_act(&c->rows, ACTION_DOWN, height());
    return RESULT_NONE;
}

static unsigned conflict_act(struct screen *s, enum action action)
{
    struct conflict *c = (struct conflict *)s;

    if (action == ACTION_CLOSE || action == ACTION_CANCEL)
        return RESULT_CLOSE;
    if (action == ACTION_MERGE)
        return save(c);
    if (action == ACTION_THEIRS || action == ACTION_MINE)
        return choose(c, action == ACTION_MINE);
    scroll_act(&c->rows, action, height());
    return RESULT_NONE;
}

static void conflict_close(struct screen *s)
{
    struct conflict *c = (struct conflict *)s;

    record_release(&c->base);
    record_release(&c->mine);
    if (c->loaded)
        record_release(&c->theirs);
    names_free(c->names);
    free(c->v);
    free(c);
}

static const struct screen_ops conflict_ops = {
    .title = conflict_title,
    .place = conflict_place,
    .load = conflict_load,
    .draw = conflict_draw,
    .cursor = conflict_cursor,
    .act = conflict_act,
    .close = conflict_close,
};

void conflict_open(struct screen *form, const struct record *base,
                   const struct record *mine)
{
    struct conflict *c = xcalloc(1, sizeof *c);

    c->s.ops = &conflict_ops;
    c->form = form;
    c->names = names_new(ui_store(form->ui));
    record_copy(&c->base, base);
    record_copy(&c->mine, mine);
    ui_push(form->ui, &c->s);
}
