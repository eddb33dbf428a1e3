/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* The label of a dataset, as it would be printed now; and its export. */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "label/language.h"
#include "label/written.h"
#include "ui/frame.h"
#include "ui/preview.h"
#include "ui/screens.h"
#include "ui/scroll.h"

struct label_screen {
    struct screen s;
    char *ref;
    struct preview label;
    struct preview_choice choice;
    size_t language; /* number of the one that is shown                    */
    struct scroll rows;
    struct strs names; /* of files, typed before                           */
    char *path;        /* about which a question is asked                  */
};

static size_t height(void)
{
    return (size_t)frame_body().h;
}

static int label_load(struct screen *s, struct error *err)
{
    struct label_screen *l = (struct label_screen *)s;

    (void)err;
    ui_doing(s->ui, "%s", _("Making the label..."));
    preview_read(&l->label, ui_session(s->ui), l->ref, &l->choice,
                 PREVIEW_WIDTH);
    l->rows.n = l->label.lines.n;
    return 0;
}

static void label_title(const struct screen *s, struct buf *out)
{
    buf_addf(out, _("label of %s"), ((const struct label_screen *)s)->ref);
}

static enum place label_place(const struct screen *s)
{
    (void)s;
    return PLACE_LABEL;
}

static void label_draw(struct screen *s, struct area a)
{
    struct label_screen *l = (struct label_screen *)s;

    scroll_fit(&l->rows, (size_t)a.h);
    a.x = 2;
    a.w -= 2;
    preview_draw(&l->label, a, l->rows.top);
    paint(a.y + (int)(l->rows.at - l->rows.top), 0, 2, ROLE_KEY, ">");
}

static void label_cursor(const struct screen *s, int *y, int *x)
{
    const struct label_screen *l = (const struct label_screen *)s;

    *y = frame_body().y + (int)(l->rows.at - l->rows.top);
    *x = 0;
}

static void label_status(struct screen *s, struct buf *left, struct buf *right)
{
    const struct label_screen *l = (const struct label_screen *)s;

    buf_addf(left, "%s   ", l->ref);
    preview_status(&l->label, left);
    if (l->choice.layout != LAYOUT_COUNT)
        buf_addf(left, "   %s", layout_name(l->choice.layout));
    if (l->choice.lang)
        buf_addf(left, "   %s", language_number(l->language)->own);
    buf_addf(right, _("line %zu of %zu"), l->rows.at + 1, l->rows.n);
}

/* --- export -------------------------------------------------------------- */

static int write_label(struct label_screen *l, const char *path,
                       struct error *err)
{
    struct buf text = BUF_INIT;
    struct file_out f = { 0 };
    int failed;

    if (strcmp(path, "-") == 0) /* standard output is the screen itself     */
        return error_set(err, ERROR_USAGE,
                         _("'%s' is no name for a file; choose another"), path);
    failed = preview_make(&text, ui_session(l->s.ui), l->ref, &l->choice,
                          label_format_of_file(path), PREVIEW_WIDTH, NULL, err);
    if (!failed)
        failed = session_begin_file(ui_session(l->s.ui), &f, path, err);
    if (!failed) {
        fwrite(text.s, 1, text.len, f.stream);
        failed = file_commit(&f, err);
    }
    buf_release(&text);
    return failed;
}

static void export_to(struct label_screen *l, const char *path,
                      struct error *err)
{
    if (write_label(l, path, err) == 0)
        ui_say(l->s.ui, _("the label is in the file '%s'"), path);
}

static unsigned replace_answered(struct screen *s, enum action action)
{
    struct label_screen *l = (struct label_screen *)s;
    struct error err = ERROR_INIT;

    if (action == ACTION_YES)
        export_to(l, l->path, &err);
    ui_fail(s->ui, &err);
    return RESULT_NONE;
}

static void ask_replace(struct label_screen *l, const char *path)
{
    char *text = xasprintf(_("There is a file '%s'. Write over it? It "
                             "cannot be brought back."),
                           path);
    struct question q = { .owner = &l->s,
                          .text = text,
                          .answers = { { ACTION_NO, _("no, keep it") },
                                       { ACTION_YES, _("yes, replace it") } },
                          .answered = replace_answered };

    free(l->path);
    l->path = xstrdup(path);
    ask_open(&q);
    free(text);
}

static unsigned export_accept(struct screen *s, const char *path,
                              struct error *err)
{
    struct label_screen *l = (struct label_screen *)s;

    if (!*path || strcmp(path, "-") == 0)
        error_set(err, ERROR_USAGE, _("a file needs a name"));
    else if (access(path, F_OK) == 0)
        ask_replace(l, path);
    else
        export_to(l, path, err);
    return RESULT_NONE;
}

static void act_export(struct label_screen *l)
{
    char *name = xasprintf("%s.txt", l->ref);
    struct prompt p = { .owner = &l->s,
                        .label = _("write to the file: "),
                        .text = name,
                        .older = &l->names,
                        .accept = export_accept };

    prompt_open(&p);
    free(name);
}

/* --- how it is shown ------------------------------------------------------ */

static int act_layout(struct label_screen *l, struct error *err)
{
    l->choice.layout =
        (enum layout)((l->label.layout + 1) % (unsigned)LAYOUT_COUNT);
    return label_load(&l->s, err);
}

/* The number of the language of the register; English if it has no words. */
static int find_language(struct label_screen *l, size_t *out, struct error *err)
{
    struct buf lang = BUF_INIT;
    const struct language *own, *one;
    int failed = written_language(&lang, ui_store(l->s.ui), err);

    own = failed ? NULL : language_find(lang.s);
    *out = 0;
    for (size_t i = 0; (one = language_number(i)); i++)
        if (one == own)
            *out = i;
    buf_release(&lang);
    return failed;
}

/* The next that labels have words for; behind the last, the first. */
static int act_language(struct label_screen *l, struct error *err)
{
    size_t own;

    if (find_language(l, &own, err))
        return -1;
    if (!l->choice.lang)
        l->language = own;
    if (!language_number(++l->language))
        l->language = 0;
    l->choice.lang =
        l->language == own ? NULL : language_number(l->language)->tag;
    return label_load(&l->s, err);
}

/* --- actions ------------------------------------------------------------- */

static unsigned label_act(struct screen *s, enum action action)
{
    struct label_screen *l = (struct label_screen *)s;
    struct error err = ERROR_INIT;

    if (action == ACTION_CLOSE || action == ACTION_CANCEL)
        return RESULT_CLOSE;
    if (action == ACTION_EXPORT)
        act_export(l);
    else if (action == ACTION_LAYOUT)
        act_layout(l, &err);
    else if (action == ACTION_LANGUAGE)
        act_language(l, &err);
    else if (action == ACTION_ISSUE)
        issue_open(s, l->ref,
                   &(struct preview_choice){ l->choice.lang, l->label.layout });
    else
        scroll_act(&l->rows, action, height());
    ui_fail(s->ui, &err);
    return RESULT_NONE;
}

static void search_where(const struct screen *s, size_t *n, size_t *at)
{
    const struct label_screen *l = (const struct label_screen *)s;

    *n = l->rows.n;
    *at = l->rows.at;
}

static void search_text(const struct screen *s, size_t row, struct buf *out)
{
    buf_adds(out, ((const struct label_screen *)s)->label.lines.v[row]);
}

static void search_go(struct screen *s, size_t row)
{
    scroll_to(&((struct label_screen *)s)->rows, row);
}

static const struct search_ops search_ops = { search_where, search_text,
                                              search_go };

static void label_close(struct screen *s)
{
    struct label_screen *l = (struct label_screen *)s;

    preview_release(&l->label);
    issue_forget();
    strs_release(&l->names);
    free(l->path);
    free(l->ref);
    free(l);
}

static const struct screen_ops label_ops = {
    .title = label_title,
    .place = label_place,
    .load = label_load,
    .draw = label_draw,
    .cursor = label_cursor,
    .status = label_status,
    .act = label_act,
    .search = &search_ops,
    .close = label_close,
};

void label_open(struct ui *ui, const char *ref)
{
    struct label_screen *l = xcalloc(1, sizeof *l);

    l->s.ops = &label_ops;
    l->choice.layout = LAYOUT_COUNT;
    l->ref = xstrdup(ref);
    ui_push(ui, &l->s);
}
