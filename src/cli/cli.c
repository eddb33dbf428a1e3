/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/pager.h"
#include "app/status.h"
#include "base/i18n.h"
#include "cli/parse.h"
#include "cli/say.h"

int cli_fail(struct error *err)
{
    int status = status_of_error(err->code);

    fflush(stdout);
    talk("larder: %s", err->text);
    error_clear(err);
    return status;
}

static int wrong_command(const char *name, struct error *err)
{
    const char *near = command_nearest(name);

    if (near)
        return error_set(err, ERROR_USAGE,
                         _("there is no command '%s'; did you mean '%s'?"),
                         name, near);
    return error_set(err, ERROR_USAGE,
                     _("there is no command '%s'; 'larder --help' lists them"),
                     name);
}

static int read_words(struct call *c, int argc, char **argv, struct error *err)
{
    int next;

    if (parse_global(c, argc, argv, &next, err) != 0)
        return -1;
    if (next == argc || options_has(&c->options, OPTION_HELP) ||
        options_has(&c->options, OPTION_VERSION))
        return 0;
    c->command = command_find(argv[next]);
    if (!c->command)
        return wrong_command(argv[next], err);
    return parse_command(c, argc - next, argv + next, err);
}

static int print_version(void)
{
    puts(PACKAGE_STRING);
    puts(_("Copyright (C) 2026 the larder authors.\n"
           "License GPLv3+: GNU GPL version 3 or later "
           "<https://gnu.org/licenses/gpl.html>.\n"
           "There is no warranty, as far as the law permits."));
    return STATUS_FINE;
}

static int print_help(const struct command *command)
{
    parse_help(command);
    return STATUS_FINE;
}

int cli_read(struct call *out, int argc, char **argv)
{
    struct error err = ERROR_INIT;

    *out = (struct call){ .command = NULL };
    if (read_words(out, argc, argv, &err) != 0)
        return cli_fail(&err);
    if (options_has(&out->options, OPTION_HELP))
        return print_help(out->command);
    if (options_has(&out->options, OPTION_VERSION))
        return print_version();
    if (session_init(&out->session, &out->options, &err) != 0)
        return cli_fail(&err);
    return -1;
}

/* Help is worth having without the terms of a register. */
static int open_for_terms(struct call *c, struct error *err)
{
    bool named = options_has(&c->options, OPTION_REGISTER) || c->session.then;

    if (!named && access(c->session.path, F_OK) != 0)
        return 0;
    if (session_open(&c->session, STORE_READ, err) == 0 || named)
        return err->code == ERROR_NONE ? 0 : -1;
    talk(_("larder: the terms that the register adds are left out: %s"),
         err->text);
    error_clear(err);
    return 0;
}

int call_open(struct call *c, enum needs needs, struct error *err)
{
    switch (needs) {
    case NEEDS_NOTHING:
        return 0;
    case NEEDS_TERMS:
        return open_for_terms(c, err);
    default:
        return session_open(
            &c->session, needs == NEEDS_WRITE ? STORE_WRITE : STORE_READ, err);
    }
}

/* Is the result for people? */
static bool is_text(const struct call *c)
{
    const struct command *k = c->command;

    return k->formats ? call_format_is(c, "text") : k->pages;
}

void call_tell_at(const struct call *c)
{
    struct buf b = BUF_INIT;

    if (!c->session.then || (is_text(c) && c->command->tells_at))
        return;
    moment_words(&c->session.at, &b);
    if (is_text(c))
        say("%s", b.s);
    else
        talk("%s", b.s);
    buf_release(&b);
}

json_t *call_at_json(const struct call *c)
{
    const struct moment *m = &c->session.at;

    if (!c->session.then)
        return NULL;
    return json_pack("{s:s, s:I, s:I, s:I}", "day", m->day, "entries",
                     (json_int_t)m->size, "entry", (json_int_t)m->entry,
                     "missing", (json_int_t)m->missing);
}

static int refuse_at(const struct call *c, struct error *err)
{
    const struct command *k = c->command;

    if (!c->session.then || (!k->not_at && k->needs != NEEDS_WRITE))
        return 0;
    return error_set(err, ERROR_USAGE, _("'%s' takes no --at: %s"), k->name,
                     k->not_at ? _(k->not_at)
                               : _("it changes the register, and what was "
                                   "cannot be changed"));
}

static int run(struct call *c, struct error *err)
{
    const struct command *k = c->command;
    int status;

    if (refuse_at(c, err) != 0 || call_open(c, k->needs, err) != 0)
        return -1;
    if (k->pages && is_text(c))
        pager_begin();
    if (k->needs != NEEDS_NOTHING)
        call_tell_at(c);
    status = k->run(c, err);
    pager_end();
    return status;
}

int cli_run(struct call *c)
{
    struct error err = ERROR_INIT;
    int status = run(c, &err);

    return status < 0 ? cli_fail(&err) : status;
}

void cli_release(struct call *c)
{
    session_release(&c->session);
    options_release(&c->options);
    free(c->args);
    c->args = NULL;
}

int cli_close(int status)
{
    bool failed = ferror(stdout) != 0;

    errno = 0;
    if ((fclose(stdout) == 0 && !failed) || status == STATUS_TROUBLE)
        return status;
    talk(_("larder: the result could not be written (%s); what was changed in "
           "the register stays changed"),
         strerror(errno ? errno : EIO));
    return STATUS_TROUBLE;
}
