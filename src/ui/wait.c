/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "ui/wait.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/store.h"
#include "ui/frame.h"
#include "ui/term.h"

/* How long work may take that a person did not ask for by itself. */
enum { PATIENCE_MS = 400 };

/* There is one person, as there is one terminal. */
static struct {
    struct ui *ui; /* NULL: nobody waits                                   */
    int64_t since; /* clock_ticks_ms()                                     */
    int moment;
    int patience;
    char *words; /* NULL: none in particular                               */
    bool said;
    bool stops;    /* ^C stops it                                             */
    int64_t until; /* clock_ticks_ms(); patience until a key ends then     */
} waiting = { .moment = WAIT_MS, .patience = PATIENCE_MS };

void wait_set_moment(int milliseconds)
{
    waiting.moment = milliseconds;
}

void wait_set_patience(int milliseconds)
{
    waiting.patience = milliseconds;
}

/* --- saying it ----------------------------------------------------------- */

static void say(void)
{
    struct buf text = BUF_INIT;

    buf_adds(&text, waiting.words ? waiting.words : _("One moment..."));
    if (waiting.stops)
        buf_addf(&text, " %s", _("^C stops it"));
    frame_say(waiting.ui, text.s);
    buf_release(&text);
    waiting.said = true;
}

/* Called by the store every now and then, while it works. */
static void look_at_clock(void)
{
    if (waiting.ui && !waiting.said &&
        clock_ticks_ms() - waiting.since >= waiting.moment)
        say();
}

static void forget_words(void)
{
    free(waiting.words);
    waiting.words = NULL;
    waiting.said = false;
}

void ui_doing(struct ui *ui, const char *fmt, ...)
{
    va_list args;

    (void)ui;
    forget_words();
    va_start(args, fmt);
    if (vasprintf(&waiting.words, fmt, args) < 0)
        bug("no memory");
    va_end(args);
}

/* --- stopping it --------------------------------------------------------- */

static bool never(void)
{
    look_at_clock();
    return false;
}

static bool at_key(void)
{
    look_at_clock();
    return term_pending() || clock_ticks_ms() > waiting.until;
}

static bool at_interrupt(void)
{
    look_at_clock();
    return term_interrupted();
}

void ui_patience(struct ui *ui, enum patience patience)
{
    waiting.until = clock_ticks_ms() + waiting.patience;
    waiting.stops = patience == PATIENCE_UNTIL_INTERRUPTED;
    store_set_interrupt(ui_store(ui), waiting.stops ? at_interrupt : at_key);
}

void ui_patience_end(struct ui *ui)
{
    waiting.stops = false;
    store_set_interrupt(ui_store(ui), never);
}

/* --- from the key to its answer ------------------------------------------ */

void wait_begin(struct ui *ui)
{
    forget_words();
    waiting.ui = ui;
    waiting.since = clock_ticks_ms();
    store_set_interrupt(ui_store(ui), never);
}

void wait_end(struct ui *ui)
{
    forget_words();
    waiting.ui = NULL;
    store_set_interrupt(ui_store(ui), NULL);
}
