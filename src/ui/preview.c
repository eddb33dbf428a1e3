/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "ui/preview.h"

#include <string.h>

#include "base/i18n.h"
#include "label/issue.h"
#include "label/paper.h"
#include "model/date.h"

int preview_make(struct buf *out, const struct session *s, const char *ref,
                 const struct preview_choice *choice,
                 const struct label_format *format, int width,
                 struct preview *p, struct error *err)
{
    struct label_options o = { .lang = choice->lang };
    enum layout layout = choice->layout;
    const char *refs[] = { ref };
    char day[DATE_TEXT];
    struct label *label;

    if (session_today(s, day, err) != 0)
        return -1;
    o.as_of = day;
    if (label_build(&label, s->store, refs, 1, &o, err) != 0)
        return -1;
    if (issue_settle(&label, s->store, day, p ? &p->status : NULL, err) != 0) {
        label_free(label);
        return -1;
    }
    if (layout == LAYOUT_COUNT)
        layout = label_layout(label);
    if (p)
        p->layout = layout;
    if (format)
        format->make(label, layout, out);
    else
        label_text(label, layout, (size_t)width, out);
    label_free(label);
    return 0;
}

/* Lines as they are: an empty one is a line, too. */
static void split(struct strs *lines, const char *text)
{
    while (*text) {
        size_t len = strcspn(text, "\n");

        strs_add_len(lines, text, len);
        text += len + (text[len] == '\n');
    }
}

void preview_read(struct preview *p, const struct session *s, const char *ref,
                  const struct preview_choice *choice, int width)
{
    struct error err = ERROR_INIT;
    struct buf text = BUF_INIT, shown = BUF_INIT;

    preview_forget(p);
    p->width = width;
    if (preview_make(&text, s, ref, choice, NULL, width, p, &err) == 0) {
        paper_undirected(&shown, text.s);
        split(&p->lines, shown.s);
    } else {
        paint_wrap(&p->lines, err.text, width);
    }
    if (!p->lines.n)
        strs_add(&p->lines, "");
    error_clear(&err);
    buf_release(&text);
    buf_release(&shown);
}

bool preview_ready(const struct preview *p)
{
    return p->lines.n > 0;
}

void preview_forget(struct preview *p)
{
    strs_release(&p->lines);
    issue_status_release(&p->status);
}

void preview_release(struct preview *p)
{
    preview_forget(p);
}

static void add_day(struct buf *out, const char *day)
{
    struct date d;

    if (day && date_parse(&d, day))
        date_words(out, d);
    else
        buf_adds(out, "?");
}

void preview_status(const struct preview *p, struct buf *out)
{
    static const char *const words[] = {
        [ISSUE_NONE] = N_("DRAFT: never issued"),
        [ISSUE_UNREADABLE] = N_("DRAFT: what was issued cannot be read"),
        [ISSUE_STALE] = N_("DRAFT: changed since it was issued"),
        [ISSUE_UNTRUE] = N_("STALE: people were told something else"),
    };
    const struct issue_status *s = &p->status;
    struct buf day = BUF_INIT;

    if (s->standing != ISSUE_CURRENT) {
        buf_adds(out, _(words[s->standing]));
        return;
    }
    add_day(&day, s->on);
    buf_addf(out, _("issued: version %s, %s"), s->version ? s->version : "?",
             day.s);
    buf_release(&day);
}

void preview_draw(const struct preview *p, struct area a, size_t top)
{
    for (int row = 0; row < a.h && top + (size_t)row < p->lines.n; row++)
        paint_row(a, row, 0, ROLE_TEXT, p->lines.v[top + (size_t)row]);
}
