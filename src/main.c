/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/status.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "ui/ui.h"

/* Text is UTF-8 whatever the locale says; numbers of files have full stops. */
static void settle_locale(void)
{
    setlocale(LC_ALL, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        setlocale(LC_CTYPE, "C.UTF-8");
    setlocale(LC_NUMERIC, "C");
    bindtextdomain(PACKAGE, LOCALEDIR);
    bind_textdomain_codeset(PACKAGE, "UTF-8");
    textdomain(PACKAGE);
}

/*
 * What is made is for its owner alone.  A file that may not grow is an error
 * to report, not a signal to die of.  The three standard streams are open, or
 * the register itself could become one of them.
 */
static void settle_process(void)
{
    int fd;

    umask(077);
    signal(SIGXFSZ, SIG_IGN);
    do
        fd = open("/dev/null", O_RDWR);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd >= 0)
        close(fd);
}

/* A register that may not be written can still be read. */
static int open_register(struct session *s, struct error *err)
{
    bool writable = access(s->path, W_OK) == 0 || errno != EACCES;

    return session_open(s, writable ? STORE_WRITE : STORE_READ, err);
}

static int open_screen(struct call *c)
{
    struct error err = ERROR_INIT;

    if (c->session.then)
        error_set(&err, ERROR_USAGE,
                  _("the screen shows the register as it is; --at is for "
                    "commands that read, such as 'larder --at DAY list'"));
    else if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        error_set(&err, ERROR_USAGE,
                  _("the screen needs a terminal; 'larder --help' lists the "
                    "commands that need none"));
    else if (open_register(&c->session, &err) == 0)
        ui_run(&c->session, &err);
    return err.code != ERROR_NONE ? cli_fail(&err) : STATUS_FINE;
}

int main(int argc, char **argv)
{
    struct call call;
    int status;

    settle_process();
    settle_locale();
    status = cli_read(&call, argc, argv);
    if (status < 0)
        status = call.command ? cli_run(&call) : open_screen(&call);
    cli_release(&call);
    return cli_close(status);
}
