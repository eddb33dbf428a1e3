/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/backup.h"

#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/command.h"
#include "cli/say.h"
#include "cli/verify.h"

/* ---- signals ------------------------------------------------------------ */

/* What asks a program to end: the copy is then taken away first. */
static const int asks[] = { SIGHUP, SIGINT, SIGTERM };
enum { ASKS = sizeof asks / sizeof *asks };

static volatile sig_atomic_t asked;

static void note(int sig)
{
    asked = sig;
}

static bool is_asked(void)
{
    return asked != 0;
}

/* What was ignored (nohup) stays so. */
static void catch_asks(struct sigaction before[ASKS])
{
    const struct sigaction own = { .sa_handler = note };

    for (size_t i = 0; i < ASKS; i++) {
        sigaction(asks[i], NULL, &before[i]);
        if (before[i].sa_handler != SIG_IGN)
            sigaction(asks[i], &own, NULL);
    }
}

static void let_go(const struct sigaction before[ASKS])
{
    for (size_t i = 0; i < ASKS; i++)
        sigaction(asks[i], &before[i], NULL);
}

/* ---- the command -------------------------------------------------------- */

static void say_made(const char *path, const struct backup *made)
{
    const char *line = made->checkpoint.s, *end;

    say(_("made the copy '%s'"), path);
    verify_say(&made->verdict);
    say("%s", _("its checkpoint, to keep elsewhere:"));
    for (; (end = strchr(line, '\n')); line = end + 1)
        say("%.*s", (int)(end - line), line);
}

/* So that whoever started it sees that it did not end by itself. */
static void end_as_asked(struct error *err)
{
    talk("larder: %s", err->text);
    raise(asked);
}

static int make(struct call *c, const char *path, struct error *err)
{
    struct sigaction before[ASKS];
    struct backup made;
    int failed;

    catch_asks(before);
    store_set_interrupt(c->session.store, is_asked);
    failed = backup_make(c->session.store, path, &made, err);
    store_set_interrupt(c->session.store, NULL);
    let_go(before);
    if (failed && asked)
        end_as_asked(err);
    if (!failed)
        say_made(path, &made);
    backup_release(&made);
    return failed;
}

int cmd_backup(struct call *c, struct error *err)
{
    const char *given = c->n ? c->args[0] : NULL;
    char *path;
    int failed;

    if (given && (!*given || strcmp(given, "-") == 0))
        return error_set(err, ERROR_USAGE,
                         _("the copy is a file and needs a name; 'larder "
                           "backup' without one chooses it"));
    path = backup_path(c->session.store, given);
    failed = make(c, path, err);
    if (failed && !given && err->code == ERROR_FAILED)
        error_set(err, err->code,
                  _("%s; 'larder backup FILE' puts it elsewhere"), err->text);
    free(path);
    return failed;
}
