/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* The words of one field in all languages; they are saved with the form. */

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/check.h"
#include "model/region.h"
#include "ui/frame.h"
#include "ui/screens.h"
#include "ui/scroll.h"

enum { LANG_WIDTH = 24, HEAD_LINES = 3 };

struct words_screen {
    struct screen s;
    struct screen *owner;
    enum field field;
    struct value *value; /* of the owner                                   */
    struct scroll rows;  /* row 0 is the original                          */
    char *adding;        /* the language that is being added               */
};

static const struct words *selected(const struct words_screen *w)
{
    return w->rows.at && w->rows.at <= w->value->words_n
               ? &w->value->words[w->rows.at - 1]
               : NULL;
}

static void count(struct words_screen *w)
{
    w->rows.n = 1 + w->value->words_n;
    scroll_to(&w->rows, w->rows.at);
}

static void words_title(const struct screen *s, struct buf *out)
{
    const struct words_screen *w = (const struct words_screen *)s;

    buf_addf(out, _("languages of: %s"), _(field_info(w->field)->label));
}

static enum place words_place(const struct screen *s)
{
    (void)s;
    return PLACE_WORDS;
}

static void draw_row(const struct words_screen *w, struct area a, size_t i)
{
    const struct words *words = i ? &w->value->words[i - 1] : NULL;
    enum role role = i == w->rows.at ? ROLE_SELECTED : ROLE_TEXT;
    struct buf lang = BUF_INIT, text = BUF_INIT;
    int row = HEAD_LINES + (int)(i - w->rows.top);

    if (words)
        buf_addf(&lang, "%s %s", words->lang, language_words(words->lang));
    else
        buf_adds(&lang, _("(original)"));
    if (words && words_stale(w->value, words))
        buf_addf(&text, "%s ", _("(of an older text)"));
    buf_adds(&text, words ? words->text : value_text(w->value));
    for (size_t c = 0; c < text.len; c++)
        if (text.s[c] == '\n')
            text.s[c] = ' ';
    paint_row(a, row, 0, role, i == w->rows.at ? ">" : " ");
    paint(a.y + row, a.x + 2, LANG_WIDTH, role, lang.s);
    paint_row(a, row, 2 + LANG_WIDTH + 1, role, text.s);
    buf_release(&lang);
    buf_release(&text);
}

static void words_draw(struct screen *s, struct area a)
{
    struct words_screen *w = (struct words_screen *)s;
    size_t height = (size_t)(a.h - HEAD_LINES);

    count(w);
    scroll_fit(&w->rows, height);
    paint_row(a, 0, 2, ROLE_TEXT,
              _("The same words in other languages. They are saved with the "
                "form."));
    paint_row(a, HEAD_LINES - 1, 0, ROLE_HEADING, _("  Language"));
    paint_row(a, HEAD_LINES - 1, 2 + LANG_WIDTH + 1, ROLE_HEADING, _("Words"));
    for (size_t i = w->rows.top; i < w->rows.n && i < w->rows.top + height; i++)
        draw_row(w, a, i);
}

static void words_cursor(const struct screen *s, int *y, int *x)
{
    const struct words_screen *w = (const struct words_screen *)s;

    *y = frame_body().y + HEAD_LINES + (int)(w->rows.at - w->rows.top);
    *x = 0;
}

/* --- changing ------------------------------------------------------------ */

/* Checked as the field itself is. */
static int set_words(struct words_screen *w, const char *lang, const char *text,
                     struct error *err)
{
    struct buf clean = BUF_INIT;
    int failed = check_item(&clean, w->field, text, err);

    if (!failed)
        value_set_words(w->value, lang, clean.s, NULL);
    buf_release(&clean);
    return failed;
}

static void select_lang(struct words_screen *w, const char *lang)
{
    count(w);
    for (size_t i = 0; i < w->value->words_n; i++)
        if (strcmp(w->value->words[i].lang, lang) == 0)
            scroll_to(&w->rows, i + 1);
}

static unsigned typed(struct screen *s, const char *text, struct error *err)
{
    struct words_screen *w = (struct words_screen *)s;

    if (set_words(w, w->adding, text, err) == 0)
        select_lang(w, w->adding);
    return RESULT_NONE;
}

static void line_place(struct screen *s, int *y, int *x, int *w)
{
    words_cursor(s, y, x);
    *x = 2 + LANG_WIDTH + 1;
    *w = frame_body().w - *x;
}

static void write_in_editor(struct words_screen *w, const char *text)
{
    struct error err = ERROR_INIT;
    struct buf b = BUF_INIT;

    buf_adds(&b, text);
    if (ui_edit_text(w->s.ui, &b, w->adding, &err) == 0) {
        while (b.len && b.s[b.len - 1] == '\n')
            buf_truncate(&b, b.len - 1);
        if (b.len && set_words(w, w->adding, b.s, &err) == 0)
            select_lang(w, w->adding);
    }
    ui_fail(w->s.ui, &err);
    buf_release(&b);
}

/* Where it stands among the rows once it is there. */
static void type_words(struct words_screen *w, const char *lang,
                       const char *text)
{
    char *label = xasprintf("%s: ", lang);
    char *copy = xstrdup(lang);

    free(w->adding);
    w->adding = copy;
    if (strchr(text, '\n'))
        write_in_editor(w, text);
    else
        prompt_open(
            &(struct prompt){ .owner = &w->s,
                              .label = selected(w) ? "" : label,
                              .text = text,
                              .lines = field_info(w->field)->type == TYPE_PROSE,
                              .accept = typed,
                              .place = selected(w) ? line_place : NULL });
    free(label);
}

static void picked(struct screen *s, const char *tag)
{
    struct words_screen *w = (struct words_screen *)s;

    select_lang(w, tag);
    if (!value_words(w->value, tag))
        w->rows.at = 0;
    type_words(w, tag, selected(w) ? selected(w)->text : "");
}

static unsigned words_act(struct screen *s, enum action action)
{
    struct words_screen *w = (struct words_screen *)s;

    if (action == ACTION_CLOSE || action == ACTION_CANCEL)
        return RESULT_CLOSE;
    if (action == ACTION_WORDS_ADD)
        pick_language(s, picked);
    else if (action == ACTION_WORDS_CHANGE)
        type_words(w, selected(w)->lang, selected(w)->text);
    else if (action == ACTION_WORDS_REMOVE)
        value_set_words(w->value, selected(w)->lang, NULL, NULL);
    else
        scroll_act(&w->rows, action, (size_t)(frame_body().h - HEAD_LINES));
    return RESULT_NONE;
}

/* The original is changed in the form. */
static bool words_valid(const struct screen *s, enum action action)
{
    const struct words_screen *w = (const struct words_screen *)s;

    if (action == ACTION_WORDS_CHANGE || action == ACTION_WORDS_REMOVE)
        return ui_writable(s->ui) && selected(w);
    return true;
}

static void words_close(struct screen *s)
{
    struct words_screen *w = (struct words_screen *)s;

    free(w->adding);
    free(w);
}

static const struct screen_ops words_ops = {
    .title = words_title,
    .place = words_place,
    .draw = words_draw,
    .cursor = words_cursor,
    .valid = words_valid,
    .act = words_act,
    .close = words_close,
};

void words_open(struct screen *owner, enum field field, struct value *value)
{
    struct words_screen *w = xcalloc(1, sizeof *w);

    w->s.ops = &words_ops;
    w->owner = owner;
    w->field = field;
    w->value = value;
    ui_push(owner->ui, &w->s);
}
