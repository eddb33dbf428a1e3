/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* What may be done with a dataset; and, for a purpose that is chosen, and a
 * recipient, the answer with its reasons. */

#include <stdlib.h>
#include <string.h>

#include "app/answer_text.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/frame.h"
#include "ui/screens.h"
#include "ui/scroll.h"

struct can_use {
    struct screen s;
    char *ref;
    struct value purpose;
    struct value recipient;
    struct strs lines;
    size_t width; /* for which the lines were made                         */
    struct scroll rows;
};

/* The row of the cursor has a mark in front of it. */
enum { MARGIN = 2 };

/* --- what it says -------------------------------------------------------- */

static int read_answer(struct can_use *c, const char *day, struct error *err)
{
    struct answer_question q = { .dataset = c->ref,
                                 .purpose = value_text(&c->purpose),
                                 .recipient = value_text(&c->recipient),
                                 .day = day };
    struct answer answer = ANSWER_INIT;

    if (answer_read(&answer, ui_store(c->s.ui), &q, err) != 0)
        return -1;
    answer_text(&c->lines, &q, &answer, c->width);
    answer_release(&answer);
    return 0;
}

static int read_scope(struct can_use *c, const char *day, struct error *err)
{
    struct scope_rules rules = SCOPE_RULES_INIT;
    struct scope scope = SCOPE_INIT;
    int failed = scope_read(&rules, ui_store(c->s.ui), c->ref, day, err);

    if (!failed) {
        scope_of(&scope, &rules, NULL);
        scope_text(&c->lines, c->ref, day, &scope, c->width);
        strs_add(&c->lines, "");
        strs_add(&c->lines, _("Enter asks about a purpose."));
    }
    scope_release(&scope);
    scope_rules_release(&rules);
    return failed;
}

static int can_use_load(struct screen *s, struct error *err)
{
    struct can_use *c = (struct can_use *)s;
    char day[DATE_TEXT];
    int failed;

    if (session_today(ui_session(s->ui), day, err) != 0 ||
        store_read_begin(ui_store(s->ui), err) != 0)
        return -1;
    ui_doing(s->ui, "%s", _("Looking at all that counts for it..."));
    strs_release(&c->lines);
    c->width = (size_t)frame_body().w - MARGIN;
    failed = c->purpose.state == STATE_VALUE ? read_answer(c, day, err)
                                             : read_scope(c, day, err);
    store_read_end(ui_store(s->ui));
    c->rows.n = c->lines.n;
    return failed;
}

static void reload(struct can_use *c)
{
    struct error err = ERROR_INIT;

    if (can_use_load(&c->s, &err) != 0)
        ui_fail(c->s.ui, &err);
}

/* --- asking -------------------------------------------------------------- */

static void purpose_picked(struct screen *s, struct value *value)
{
    struct can_use *c = (struct can_use *)s;

    value_release(&c->purpose);
    c->purpose = *value;
    c->rows.at = c->rows.top = 0;
    reload(c);
}

static void recipient_picked(struct screen *s, struct value *value)
{
    struct can_use *c = (struct can_use *)s;

    value_release(&c->recipient);
    c->recipient = *value;
    c->rows.at = c->rows.top = 0;
    if (c->purpose.state != STATE_VALUE)
        ui_say(s->ui, "%s", _("now choose the purpose"));
    reload(c);
}

static void ask(struct can_use *c, enum field field, const struct value *value,
                void (*picked)(struct screen *owner, struct value *value))
{
    pick_open(&(struct picking){ .owner = &c->s,
                                 .field = field,
                                 .value = value,
                                 .parent = c->ref,
                                 .picked = picked });
}

static unsigned can_use_act(struct screen *s, enum action action)
{
    struct can_use *c = (struct can_use *)s;

    if (action == ACTION_CLOSE || action == ACTION_CANCEL)
        return RESULT_CLOSE;
    if (action == ACTION_PURPOSE)
        ask(c, USE_PURPOSE, &c->purpose, purpose_picked);
    else if (action == ACTION_WITH)
        ask(c, SHARE_RECIPIENT, &c->recipient, recipient_picked);
    else
        scroll_act(&c->rows, action, (size_t)frame_body().h);
    return RESULT_NONE;
}

/* --- drawing ------------------------------------------------------------- */

static void can_use_title(const struct screen *s, struct buf *out)
{
    buf_addf(out, _("what may be done with %s"),
             ((const struct can_use *)s)->ref);
}

static enum place can_use_place(const struct screen *s)
{
    (void)s;
    return PLACE_CAN_USE;
}

static void can_use_draw(struct screen *s, struct area a)
{
    struct can_use *c = (struct can_use *)s;

    if (c->width != (size_t)a.w - MARGIN)
        reload(c);
    scroll_fit(&c->rows, (size_t)a.h);
    for (int row = 0; row < a.h && c->rows.top + (size_t)row < c->lines.n;
         row++) {
        size_t i = c->rows.top + (size_t)row;

        if (i == c->rows.at)
            paint(a.y + row, 0, MARGIN, ROLE_KEY, ">");
        paint_row(a, row, MARGIN, ROLE_TEXT, c->lines.v[i]);
    }
}

static void can_use_cursor(const struct screen *s, int *y, int *x)
{
    const struct can_use *c = (const struct can_use *)s;

    *y = frame_body().y + (int)(c->rows.at - c->rows.top);
    *x = 0;
}

static void can_use_status(struct screen *s, struct buf *left,
                           struct buf *right)
{
    const struct can_use *c = (const struct can_use *)s;

    buf_addf(left, "%s", c->ref);
    buf_addf(right, _("line %zu of %zu"), c->rows.at + 1, c->rows.n);
}

static void search_where(const struct screen *s, size_t *n, size_t *at)
{
    const struct can_use *c = (const struct can_use *)s;

    *n = c->rows.n;
    *at = c->rows.at;
}

static void search_text(const struct screen *s, size_t row, struct buf *out)
{
    buf_adds(out, ((const struct can_use *)s)->lines.v[row]);
}

static void search_go(struct screen *s, size_t row)
{
    scroll_to(&((struct can_use *)s)->rows, row);
}

static const struct search_ops search_ops = { search_where, search_text,
                                              search_go };

static void can_use_close(struct screen *s)
{
    struct can_use *c = (struct can_use *)s;

    value_release(&c->purpose);
    value_release(&c->recipient);
    strs_release(&c->lines);
    free(c->ref);
    free(c);
}

static const struct screen_ops can_use_ops = {
    .title = can_use_title,
    .place = can_use_place,
    .load = can_use_load,
    .draw = can_use_draw,
    .cursor = can_use_cursor,
    .status = can_use_status,
    .act = can_use_act,
    .search = &search_ops,
    .close = can_use_close,
};

void can_use_open(struct ui *ui, const char *ref)
{
    struct can_use *c = xcalloc(1, sizeof *c);

    c->s.ops = &can_use_ops;
    c->ref = xstrdup(ref);
    ui_push(ui, &c->s);
}
