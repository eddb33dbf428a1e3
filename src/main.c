/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/cli.h"
#if __has_include("ui/ui.h")
#include "ui/ui.h"
#else
static int ui_run(struct session *s, struct error *err)
{
    (void)s;
    return error_set(err, ERROR_FAILED, _("a terminal is needed"));
}
#endif

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

static int open_screen(struct call *c)
{
    struct error err = ERROR_INIT;

    return ui_run(&c->session, &err) != 0 ? cli_fail(&err) : 0;
}

int main(int argc, char **argv)
{
    struct call call;
    int status;

    settle_locale();
    status = cli_read(&call, argc, argv);
    if (status < 0)
        status = call.command ? cli_run(&call) : open_screen(&call);
    cli_release(&call);
    return cli_close(status);
}
