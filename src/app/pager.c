/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "app/pager.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

static struct {
    pid_t child; /* 0: there is none                                       */
    size_t width;
} pager;

static size_t terminal_width(void)
{
    const char *columns = getenv("COLUMNS");
    struct winsize size;

    if (!isatty(STDOUT_FILENO))
        return 0;
    if (columns && atoi(columns) > 0)
        return (size_t)atoi(columns);
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return 80;
}

static const char *command(void)
{
    const char *s = getenv("PAGER");

    if (!s)
        return "if command -v less >/dev/null; then exec less; fi; exec cat";
    return *s && strcmp(s, "cat") != 0 ? s : NULL;
}

/* Becomes the pager; where it cannot be run, cat is nearly as good. */
static void run_child(const char *line, const int ends[2])
{
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    close(ends[1]);
    setenv("LESS", "FRX", 0);
    setenv("LESSCHARSET", "utf-8", 0);
    execl("/bin/sh", "sh", "-c", line, (char *)NULL);
    execlp("cat", "cat", (char *)NULL);
    _exit(127);
}

/* A person who leaves the pager early has read enough: no SIGPIPE. */
static void start(const char *line)
{
    int ends[2];
    pid_t child;

    fflush(stdout);
    if (pipe(ends) != 0)
        return;
    child = fork();
    if (child == 0)
        run_child(line, ends);
    if (child > 0) {
        dup2(ends[1], STDOUT_FILENO);
        signal(SIGPIPE, SIG_IGN);
        signal(SIGINT, SIG_IGN);
        pager.child = child;
    }
    close(ends[0]);
    close(ends[1]);
}

void pager_begin(void)
{
    const char *term = getenv("TERM");
    const char *line = command();

    pager.width = terminal_width();
    if (pager.width && line && term && strcmp(term, "dumb") != 0)
        start(line);
}

void pager_end(void)
{
    int null;

    if (!pager.child)
        return;
    fflush(stdout);
    clearerr(stdout);
    null = dup(STDERR_FILENO);
    if (null >= 0) {
        dup2(null, STDOUT_FILENO);
        close(null);
    }
    while (waitpid(pager.child, NULL, 0) < 0 && errno == EINTR)
        ;
    pager.child = 0;
}

size_t pager_width(void)
{
    return pager.child ? pager.width : terminal_width();
}
