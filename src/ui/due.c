/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* What is due: a heading for each group, and a row for each thing, from which
 * Enter goes to the record.  What the selected one is about stands below. */

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "policy/agenda.h"
#include "ui/frame.h"
#include "ui/screens.h"
#include "ui/scroll.h"

enum { NO_ITEM = -1, FOOT = 3, WHEN = 14, WORDS = 15 };

struct due_row {
    enum agenda_group group;
    long item; /* in the agenda; NO_ITEM: it is a heading                  */
};

struct due_screen {
    struct screen s;
    char *ref; /* NULL: of the whole register                              */
    char until[DATE_TEXT];
    struct agenda agenda;
    struct due_row *v;
    size_t n, room;
    struct scroll rows;
};

static const struct agenda_item *item_at(const struct due_screen *d, size_t at)
{
    return at < d->n && d->v[at].item != NO_ITEM ? &d->agenda.v[d->v[at].item]
                                                 : NULL;
}

/* --- reading ------------------------------------------------------------- */

static void add_row(struct due_screen *d, enum agenda_group group, long item)
{
    ARRAY_GROW(d->v, d->n, d->room);
    d->v[d->n++] = (struct due_row){ group, item };
}

/* Selects the first row of an item: from `at` on, or else before it. */
static void select_item(struct due_screen *d, size_t at)
{
    scroll_to(&d->rows, at);
    while (!item_at(d, d->rows.at) && d->rows.at + 1 < d->n)
        d->rows.at++;
}

static void make_rows(struct due_screen *d)
{
    const struct agenda *a = &d->agenda;

    d->n = 0;
    for (size_t i = 0; i < a->n; i++) {
        if (i == 0 || a->v[i].group != a->v[i - 1].group)
            add_row(d, a->v[i].group, NO_ITEM);
        add_row(d, a->v[i].group, (long)i);
    }
    d->rows.n = d->n;
}

/* The row of the same record and thing as before, or NO_ITEM. */
static long find_row(const struct due_screen *d, int64_t record,
                     enum due_what what)
{
    for (size_t i = 0; i < d->n; i++) {
        const struct agenda_item *item = item_at(d, i);

        if (item && item->record == record && item->what == what)
            return (long)i;
    }
    return NO_ITEM;
}

static int read_agenda(struct due_screen *d, struct error *err)
{
    const char *ref = d->ref;
    char as_of[DATE_TEXT];

    agenda_release(&d->agenda);
    if (session_today(ui_session(d->s.ui), as_of, err) != 0)
        return -1;
    agenda_until(d->until, as_of, AGENDA_SPAN);
    return agenda_read(&d->agenda, ui_store(d->s.ui), as_of, d->until, &ref,
                       ref ? 1 : 0, err);
}

static int due_load(struct screen *s, struct error *err)
{
    struct due_screen *d = (struct due_screen *)s;
    const struct agenda_item *was = item_at(d, d->rows.at);
    int64_t record = was ? was->record : 0;
    enum due_what what = was ? was->what : DUE_COUNT;
    size_t at = d->rows.at;
    long found;
    int rc;

    ui_doing(s->ui, "%s", _("Looking for what is due..."));
    d->n = d->rows.n = 0;
    rc = read_agenda(d, err);
    if (rc == 0)
        make_rows(d);
    found = find_row(d, record, what);
    select_item(d, found == NO_ITEM ? at : (size_t)found);
    return rc;
}

/* --- what it looks like -------------------------------------------------- */

static struct area list_area(struct area a)
{
    a.h -= FOOT;
    return a;
}

static size_t height(void)
{
    int h = list_area(frame_body()).h;

    return h > 0 ? (size_t)h : 1;
}

static void add_padded(struct buf *out, const char *text, int cells)
{
    struct buf fitted = BUF_INIT;

    paint_fit(&fitted, text, cells);
    buf_adds(out, fitted.s);
    for (int w = (int)utf8_width(fitted.s); w < cells + 2; w++)
        buf_addc(out, ' ');
    buf_release(&fitted);
}

/* "2026-10-31  23 days ago  check  aid-card" */
static void add_words(const struct agenda_item *i, struct buf *out)
{
    struct buf when = BUF_INIT;

    agenda_add_when(&when, i);
    if (i->date[0]) {
        add_padded(out, i->date, DATE_TEXT - 1);
        add_padded(out, when.s, WHEN);
    }
    add_padded(out, _(due_words(i->what)), WORDS);
    buf_adds(out, i->ref);
    buf_release(&when);
}

static void add_heading(const struct due_screen *d, enum agenda_group group,
                        struct buf *out)
{
    if (group == AGENDA_COMING)
        buf_addf(out, _("Until %s"), d->until);
    else
        buf_adds(out, _(agenda_group_title(group)));
    buf_addf(out, " (%zu)", d->agenda.counts[group]);
}

static void draw_row(const struct due_screen *d, struct area a, int row,
                     size_t at)
{
    const struct agenda_item *item = item_at(d, at);
    bool here = at == d->rows.at;
    enum role role = here ? ROLE_SELECTED : item ? ROLE_TEXT : ROLE_HEADING;
    struct buf b = BUF_INIT;

    if (item)
        add_words(item, &b);
    else
        add_heading(d, d->v[at].group, &b);
    paint_row(a, row, 0, role, here ? ">" : " ");
    paint_row(a, row, item ? 2 : 0, role, b.s);
    buf_release(&b);
}

/* What is to be done about the selected one, and whose it is. */
static void draw_foot(const struct due_screen *d, struct area a)
{
    const struct agenda_item *item = item_at(d, d->rows.at);
    struct strs lines = STRS_INIT;
    struct buf b = BUF_INIT;

    if (!item)
        return;
    agenda_add_task(&b, item);
    buf_adds(&b, _(". Steward: "));
    for (size_t i = 0; i < item->names.n; i++)
        buf_addf(&b, "%s%s", i ? ", " : "", item->names.v[i]);
    if (!item->names.n)
        buf_adds(&b, _("nobody is named"));
    paint_wrap(&lines, b.s, a.w - 2);
    for (size_t i = 0; i < lines.n && i + 1 < FOOT; i++)
        paint_row(a, a.h - FOOT + 1 + (int)i, 2, ROLE_TEXT, lines.v[i]);
    strs_release(&lines);
    buf_release(&b);
}

static void due_draw(struct screen *s, struct area a)
{
    struct due_screen *d = (struct due_screen *)s;
    struct area list = list_area(a);

    if (d->n == 0) {
        paint_row(a, 0, 2, ROLE_TEXT, _("Nothing is due."));
        return;
    }
    scroll_fit(&d->rows, height());
    if (d->rows.top == d->rows.at && d->rows.top && height() > 1 &&
        !item_at(d, d->rows.top - 1))
        d->rows.top--; /* its heading, too                                 */
    for (int row = 0; row < list.h && d->rows.top + (size_t)row < d->n; row++)
        draw_row(d, list, row, d->rows.top + (size_t)row);
    draw_foot(d, a);
}

static void due_cursor(const struct screen *s, int *y, int *x)
{
    const struct due_screen *d = (const struct due_screen *)s;

    *y = frame_body().y + (int)(d->rows.at - d->rows.top);
    *x = 0;
}

static void due_title(const struct screen *s, struct buf *out)
{
    (void)s;
    buf_adds(out, _("what is due"));
}

static enum place due_place(const struct screen *s)
{
    (void)s;
    return PLACE_DUE;
}

static void due_status(struct screen *s, struct buf *left, struct buf *right)
{
    const struct due_screen *d = (const struct due_screen *)s;

    if (d->ref)
        buf_addf(left, _("what is due about %s in the next 90 days"), d->ref);
    else
        buf_adds(left, _("what is due in the next 90 days"));
    buf_addf(right, _("%zu overdue of %zu"), d->agenda.counts[AGENDA_OVERDUE],
             d->agenda.n);
}

/* --- keys ---------------------------------------------------------------- */

/* Headings are never selected: one goes on in the same direction. */
static void move(struct due_screen *d, enum action action)
{
    size_t was = d->rows.at;

    if (!scroll_act(&d->rows, action, height()))
        return;
    if (!item_at(d, d->rows.at) && d->rows.at < was && d->rows.at > 0)
        d->rows.at--;
    select_item(d, d->rows.at);
}

static unsigned due_act(struct screen *s, enum action action)
{
    struct due_screen *d = (struct due_screen *)s;
    const struct agenda_item *item = item_at(d, d->rows.at);

    if (action == ACTION_CLOSE || action == ACTION_CANCEL)
        return RESULT_CLOSE;
    if (action == ACTION_OPEN && item)
        page_open(s->ui, item->record);
    else if (action == ACTION_EDIT && item)
        form_open(s->ui, item->record, FIELD_COUNT);
    else
        move(d, action);
    return RESULT_NONE;
}

static bool due_valid(const struct screen *s, enum action action)
{
    const struct due_screen *d = (const struct due_screen *)s;

    return d->n || (action != ACTION_OPEN && action != ACTION_EDIT);
}

/* --- searching ----------------------------------------------------------- */

static void search_where(const struct screen *s, size_t *n, size_t *at)
{
    const struct due_screen *d = (const struct due_screen *)s;

    *n = d->n;
    *at = d->rows.at;
}

static void search_text(const struct screen *s, size_t row, struct buf *out)
{
    const struct agenda_item *item = item_at((const struct due_screen *)s, row);

    if (!item)
        return;
    add_words(item, out);
    buf_addc(out, ' ');
    agenda_add_task(out, item);
    for (size_t i = 0; i < item->names.n; i++)
        buf_addf(out, " %s", item->names.v[i]);
}

static void search_go(struct screen *s, size_t row)
{
    select_item((struct due_screen *)s, row);
}

static const struct search_ops search_ops = { search_where, search_text,
                                              search_go };

/* --- the screen ---------------------------------------------------------- */

static void due_close(struct screen *s)
{
    struct due_screen *d = (struct due_screen *)s;

    agenda_release(&d->agenda);
    free(d->v);
    free(d->ref);
    free(d);
}

static const struct screen_ops due_ops = {
    .title = due_title,
    .place = due_place,
    .load = due_load,
    .draw = due_draw,
    .cursor = due_cursor,
    .status = due_status,
    .valid = due_valid,
    .act = due_act,
    .search = &search_ops,
    .close = due_close,
};

void due_open(struct ui *ui, const char *ref)
{
    struct due_screen *d = xcalloc(1, sizeof *d);

    d->s.ops = &due_ops;
    d->ref = ref ? xstrdup(ref) : NULL;
    ui_push(ui, &d->s);
}
