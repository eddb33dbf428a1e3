/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* A question in a frame, with its answers as rows. */

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/screens.h"
#include "ui/scroll.h"

enum { ASK_WIDTH = 66 };

struct ask {
    struct screen s;
    struct question q;
    char *text;
    char *words[ASK_ANSWERS];
    struct scroll rows;
    int y, x;
};

static enum place ask_place(const struct screen *s)
{
    (void)s;
    return PLACE_ASK;
}

static void draw_answer(struct ask *k, struct area a, size_t i, int row)
{
    bool here = i == k->rows.at;
    enum role role = here ? ROLE_SELECTED : ROLE_TEXT;
    struct buf b = BUF_INIT;

    buf_addf(&b, "%s %s  %s", here ? ">" : " ",
             action_key(k->q.answers[i].action, PLACE_ASK), k->words[i]);
    paint(a.y + row, a.x + 2, a.w - 4, role, b.s);
    if (here) {
        k->y = a.y + row;
        k->x = a.x + 2;
    }
    buf_release(&b);
}

static void ask_draw(struct screen *s, struct area a)
{
    struct ask *k = (struct ask *)s;
    struct strs lines = STRS_INIT;
    struct area box = a;

    box.w = a.w < ASK_WIDTH ? a.w : ASK_WIDTH;
    paint_wrap(&lines, k->text, box.w - 4);
    if (lines.n > 8)
        lines.n = 8;
    box.h = (int)(lines.n + k->rows.n) + 3;
    box.y = a.y + a.h - box.h;
    box.x = a.x + (a.w - box.w) / 2;
    paint_frame(box);
    for (size_t i = 0; i < lines.n; i++)
        paint(box.y + 1 + (int)i, box.x + 2, box.w - 4, ROLE_MESSAGE,
              lines.v[i]);
    for (size_t i = 0; i < k->rows.n; i++)
        draw_answer(k, box, i, (int)(lines.n + i) + 2);
    strs_release(&lines);
}

static void ask_cursor(const struct screen *s, int *y, int *x)
{
    const struct ask *k = (const struct ask *)s;

    *y = k->y;
    *x = k->x;
}

static unsigned answer(struct ask *k, enum action action)
{
    return k->q.answered(k->q.owner, action) | RESULT_CLOSE;
}

static unsigned ask_act(struct screen *s, enum action action)
{
    struct ask *k = (struct ask *)s;

    if (action == ACTION_CANCEL)
        return answer(k, k->q.answers[0].action);
    if (action == ACTION_ACCEPT)
        return answer(k, k->q.answers[k->rows.at].action);
    if (!scroll_act(&k->rows, action, k->rows.n))
        return answer(k, action);
    return RESULT_NONE;
}

static bool ask_valid(const struct screen *s, enum action action)
{
    const struct ask *k = (const struct ask *)s;
    bool ours = false, other = false;

    for (size_t i = 0; i < k->rows.n; i++)
        ours |= k->q.answers[i].action == action;
    other = action >= ACTION_YES && action <= ACTION_DISCARD;
    return ours || !other;
}

static void ask_close(struct screen *s)
{
    struct ask *k = (struct ask *)s;

    for (size_t i = 0; i < k->rows.n; i++)
        free(k->words[i]);
    free(k->text);
    free(k);
}

static const struct screen_ops ask_ops = {
    .place = ask_place,
    .over = true,
    .draw = ask_draw,
    .cursor = ask_cursor,
    .valid = ask_valid,
    .act = ask_act,
    .close = ask_close,
};

void ask_open(const struct question *q)
{
    struct ask *k = xcalloc(1, sizeof *k);

    k->s.ops = &ask_ops;
    k->q = *q;
    k->text = xstrdup(q->text);
    while (k->rows.n < ASK_ANSWERS && q->answers[k->rows.n].words) {
        k->words[k->rows.n] = xstrdup(q->answers[k->rows.n].words);
        k->rows.n++;
    }
    ui_push(q->owner->ui, &k->s);
}
