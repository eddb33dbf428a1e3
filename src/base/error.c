/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"

__attribute__((format(printf, 1, 0))) static char *format(const char *fmt,
                                                          va_list args)
{
    char *text;

    if (vasprintf(&text, fmt, args) < 0)
        return xstrdup(fmt);
    return text;
}

/* Formats before it frees: the words may be about the error of before. */
int error_set(struct error *err, enum error_code code, const char *fmt, ...)
{
    va_list args;

    if (!err)
        return -1;
    va_start(args, fmt);
    char *text = format(fmt, args);
    va_end(args);
    error_clear(err);
    err->code = code;
    err->text = text;
    return -1;
}

int error_prefix(struct error *err, const char *fmt, ...)
{
    va_list args;

    if (!err || err->code == ERROR_NONE)
        return -1;
    va_start(args, fmt);
    char *where = format(fmt, args);
    va_end(args);
    /* TRANSLATORS: where it went wrong, and the sentence that says what. */
    char *text = xasprintf(_("%s: %s"), where, err->text);
    free(where);
    free(err->text);
    err->text = text;
    return -1;
}

void error_clear(struct error *err)
{
    free(err->text);
    *err = (struct error)ERROR_INIT;
}

void bug_at(const char *file, int line, const char *fmt, ...)
{
    va_list args;

    fprintf(stderr, "larder: %s:%d: bug: ", file, line);
    va_start(args, fmt);
    vfprintf(stderr, fmt, args);
    va_end(args);
    fputc('\n', stderr);
    abort();
}
