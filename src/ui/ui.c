/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "ui/ui.h"

#include <curses.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "app/editor.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/store.h"
#include "ui/frame.h"
#include "ui/screens.h"
#include "ui/term.h"
#include "ui/ui_state.h"
#include "ui/wait.h"

/* How often we look whether another program has changed the register, and how
 * long the person must pause before work is done that can wait. */
enum { POLL_MS = 2000, PAUSE_MS = 150 };

/* --- what screens ask for ------------------------------------------------ */

void ui_push(struct ui *ui, struct screen *s)
{
    s->ui = ui;
    s->below = ui->top;
    s->stale = true;
    s->busy = s->ops->idle != NULL;
    ui->top = s;
}

struct session *ui_session(struct ui *ui)
{
    return ui->session;
}

struct store *ui_store(struct ui *ui)
{
    return ui->session->store;
}

bool ui_writable(const struct ui *ui)
{
    return store_writable(ui->session->store);
}

bool ui_wide(void)
{
    return COLS >= UI_WIDE;
}

void ui_say(struct ui *ui, const char *fmt, ...)
{
    va_list args;
    char *text = NULL;

    va_start(args, fmt);
    if (vasprintf(&text, fmt, args) < 0)
        bug("no memory");
    va_end(args);
    free(ui->message);
    ui->message = text;
    ui->failed = false;
}

void ui_fail(struct ui *ui, struct error *err)
{
    if (err->code == ERROR_NONE)
        return;
    ui_say(ui, "%s", err->text);
    ui->failed = true;
    error_clear(err);
}

bool ui_refuse(struct ui *ui)
{
    struct error err = ERROR_INIT;

    if (ui_writable(ui))
        return false;
    error_set(&err, ERROR_FAILED,
              _("the register '%s' was opened for reading only"),
              ui->session->path);
    ui_fail(ui, &err);
    return true;
}

void ui_focus(struct ui *ui, int64_t id)
{
    ui->focus = id;
    if (id)
        ui->saved = id;
}

int64_t ui_saved(const struct ui *ui)
{
    return ui->saved;
}

int64_t ui_focused(const struct ui *ui)
{
    return ui->focus;
}

int ui_edit_text(struct ui *ui, struct buf *text, const char *name,
                 struct error *err)
{
    int failed;

    (void)ui;
    term_lend();
    failed = editor_run(text, name, err);
    term_take_back();
    return failed;
}

/* --- the stack ----------------------------------------------------------- */

static void pop(struct ui *ui, struct screen *s)
{
    struct screen **at = &ui->top;

    while (*at != s)
        at = &(*at)->below;
    *at = s->below;
    search_release(&s->search);
    s->ops->close(s);
}

/* Takes off what is closing: a screen may close while one stands on it. */
static void pop_closing(struct ui *ui)
{
    for (struct screen *s = ui->top, *below; s; s = below) {
        below = s->below;
        if (s->closing)
            pop(ui, s);
    }
}

static void load(struct ui *ui, struct screen *s)
{
    struct error err = ERROR_INIT;

    s->stale = false;
    s->busy = s->ops->idle != NULL;
    if (!s->ops->load || s->ops->load(s, &err) == 0)
        return;
    /* What is gone because the person wanted it is no error. */
    if (!ui->message)
        ui_fail(ui, &err);
    error_clear(&err);
    if (s->below)
        s->closing = true;
}

/* The lowest first: what is above may ask it. */
static void load_stale(struct ui *ui, struct screen *s)
{
    if (!s)
        return;
    load_stale(ui, s->below);
    if (s->stale)
        load(ui, s);
}

static void reload(struct ui *ui)
{
    for (struct screen *s = ui->top; s; s = s->below)
        s->stale = true;
}

/* --- actions that every screen has ---------------------------------------- */

static unsigned act_help(struct ui *ui)
{
    help_open(ui, ui->top->ops->place(ui->top));
    return RESULT_NONE;
}

static unsigned act_command(struct ui *ui)
{
    command_open(ui);
    return RESULT_NONE;
}

static unsigned act_hints(struct ui *ui)
{
    ui->no_hints = !ui->no_hints;
    return RESULT_NONE;
}

static unsigned act_redraw(struct ui *ui)
{
    (void)ui;
    return RESULT_CLEAR;
}

static unsigned act_suspend(struct ui *ui)
{
    (void)ui;
    term_suspend();
    return RESULT_CLEAR;
}

static unsigned act_quit(struct ui *ui)
{
    (void)ui;
    return RESULT_QUIT;
}

static unsigned act_undo(struct ui *ui)
{
    return ui_undo(ui, false);
}

static unsigned act_redo(struct ui *ui)
{
    return ui_undo(ui, true);
}

typedef unsigned common_fn(struct ui *ui);

static common_fn *const commons[ACTION_COUNT] = {
    [ACTION_HELP] = act_help,       [ACTION_COMMAND] = act_command,
    [ACTION_HINTS] = act_hints,     [ACTION_REDRAW] = act_redraw,
    [ACTION_SUSPEND] = act_suspend, [ACTION_QUIT] = act_quit,
    [ACTION_UNDO] = act_undo,       [ACTION_REDO] = act_redo,
};

bool ui_valid(const struct screen *s, enum action action)
{
    const struct action_info *info = action_info(action);

    if (!(info->places & (unsigned)s->ops->place(s)))
        return false;
    if (info->changes && action != ACTION_EXPORT && !ui_writable(s->ui))
        return false;
    return !s->ops->valid || s->ops->valid(s, action);
}

/* An action of the table that cannot be done here and now. */
static unsigned refuse(struct screen *s, enum action action)
{
    if (action_info(action)->changes && ui_refuse(s->ui))
        return RESULT_NONE;
    ui_say(s->ui, _("that cannot be done here"));
    return RESULT_NONE;
}

unsigned ui_act(struct screen *s, enum action action)
{
    if (!ui_valid(s, action))
        return refuse(s, action);
    if (commons[action])
        return commons[action](s->ui);
    if (s->ops->search && search_act(s, action))
        return RESULT_NONE;
    return s->ops->act(s, action);
}

/* --- keys ---------------------------------------------------------------- */

static void apply(struct ui *ui, struct screen *s, unsigned result)
{
    if (result & RESULT_CLEAR)
        clearok(curscr, TRUE);
    if (result & RESULT_RELOAD)
        reload(ui);
    if (result & RESULT_CLOSE) {
        s->closing = true;
        if (!s->below)
            ui->quit = true;
    }
    if (result & RESULT_QUIT)
        ui->quit = true;
}

static void forget_message(struct ui *ui)
{
    free(ui->message);
    ui->message = NULL;
    ui->failed = false;
}

static unsigned key_result(struct screen *s, key_code key)
{
    struct buf name = BUF_INIT, text = BUF_INIT;
    unsigned result = RESULT_NONE;
    enum action action;

    key_add_name(&name, key);
    action = action_of_key(name.s, s->ops->place(s));
    if (action != ACTION_NONE) {
        result = ui_act(s, action);
    } else if (s->ops->type && key_is_text(key)) {
        utf8_add(&text, key);
        result = s->ops->type(s, text.s);
    } else if (name.len) {
        ui_say(s->ui, _("the key %s does nothing here; ? shows those that do"),
               name.s);
    }
    buf_release(&name);
    buf_release(&text);
    return result;
}

/* On a terminal that is too small only what is harmless is done. */
static bool is_harmless(key_code key)
{
    return key == 'q' || key == 'Z' - '@' || key == 'L' - '@';
}

static void on_key(struct ui *ui, key_code key)
{
    struct screen *s = ui->top;

    if (frame_too_small() && !is_harmless(key))
        return;
    forget_message(ui);
    apply(ui, s, key_result(s, key));
    pop_closing(ui);
}

/* Nothing that is pasted is a key: it only fills in what is being typed. */
static void on_paste(struct ui *ui, const char *text)
{
    struct screen *s = ui->top;

    if (frame_too_small())
        return;
    forget_message(ui);
    if (!text)
        ui_say(ui, _("what was pasted is not UTF-8; nothing of it was taken"));
    else if (s->ops->type)
        apply(ui, s, s->ops->type(s, text));
    else
        ui_say(ui, _("nothing can be pasted here; choose a field first"));
    pop_closing(ui);
}

/* --- the loop ------------------------------------------------------------ */

/* Has another program changed the register? */
static void look_around(struct ui *ui)
{
    int64_t version = store_data_version(ui_store(ui));

    if (version >= 0 && version != ui->version)
        reload(ui);
    ui->version = version;
}

static void show(struct ui *ui)
{
    do {
        load_stale(ui, ui->top);
        pop_closing(ui);
    } while (ui->top->stale);
    frame_draw(ui);
}

/* Some screens now show more than they have read. */
static void resize(struct ui *ui)
{
    for (struct screen *s = ui->top; s; s = s->below)
        if (s->ops->resize && !s->stale)
            s->ops->resize(s);
}

/* Lets screens in sight do what could wait; true if there was something. */
static bool idle(struct ui *ui)
{
    bool worked = false;

    for (struct screen *s = ui->top; s; s = s->below) {
        if (s->busy) {
            s->busy = (s->ops->idle(s) & RESULT_AGAIN) != 0;
            worked = true;
            break;
        }
        if (!s->ops->over)
            break;
    }
    return worked;
}

static bool is_idle(const struct ui *ui)
{
    const struct screen *s = ui->top;

    while (!s->busy && s->ops->over && s->below)
        s = s->below;
    return !s->busy;
}

/* Does what was heard; false where there is nobody any more. */
static bool answer(struct ui *ui, enum heard heard, key_code key)
{
    if (heard == TERM_KEY || heard == TERM_PASTE || heard == TERM_QUIET)
        look_around(ui);
    if (heard == TERM_KEY)
        on_key(ui, key);
    else if (heard == TERM_PASTE)
        on_paste(ui, term_pasted());
    else if (heard == TERM_RESIZE)
        resize(ui);
    else if (!idle(ui))
        return heard != TERM_END;
    return true;
}

int ui_loop(struct ui *ui)
{
    bool present = true;

    wait_begin(ui);
    while (present && !ui->quit) {
        enum heard heard;
        key_code key = 0;

        show(ui);
        wait_end(ui);
        heard = term_wait(is_idle(ui) ? POLL_MS : PAUSE_MS, &key);
        if (heard != TERM_QUIET && heard != TERM_END)
            wait_begin(ui);
        present = answer(ui, heard, key);
    }
    wait_end(ui);
    return present ? 0 : 1;
}

int ui_open(struct ui **out, struct session *s, const struct term_options *o,
            struct error *err)
{
    struct ui *ui;

    if (term_open(o, err) != 0)
        return -1;
    ui = xcalloc(1, sizeof *ui);
    ui->session = s;
    ui->version = store_data_version(s->store);
    list_open(ui);
    *out = ui;
    return 0;
}

void ui_close(struct ui *ui)
{
    while (ui->top)
        pop(ui, ui->top);
    term_close();
    free(ui->message);
    free(ui);
}

/* A register that we may not change is shown all the same. */
static int open_register(struct session *s, struct error *err)
{
    struct error why = ERROR_INIT;

    if (session_open(s, STORE_WRITE, err) == 0)
        return 0;
    if (err->code != ERROR_FAILED || session_open(s, STORE_READ, &why) != 0) {
        error_clear(&why);
        return -1;
    }
    error_clear(err);
    return 0;
}

int ui_run(struct session *s, struct error *err)
{
    const struct term_options options = { .in = NULL };
    struct ui *ui;

    if (!s->store && open_register(s, err) != 0)
        return -1;
    if (ui_open(&ui, s, &options, err) != 0)
        return -1;
    if (ui_writable(ui))
        ui_say(ui, _("changes are recorded as '%s'"), s->actor);
    ui_loop(ui);
    ui_close(ui);
    return 0;
}
