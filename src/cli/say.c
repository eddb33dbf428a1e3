/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "cli/say.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/pager.h"
#include "base/escape.h"
#include "base/utf8.h"
#include "base/wrap.h"

static void print(FILE *out, const char *fmt, va_list args)
    __attribute__((format(printf, 2, 0)));

static void print(FILE *out, const char *fmt, va_list args)
{
    char *text;

    if (vasprintf(&text, fmt, args) < 0)
        bug("cannot format '%s'", fmt);
    escape_print(out, text, false);
    fputc('\n', out);
    free(text);
}

void say(const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    print(stdout, fmt, args);
    va_end(args);
}

void say_wrapped(int indent, int hang, const char *text)
{
    enum { NARROWEST = 20, UNBROKEN = 100000 };
    size_t width = pager_width(), in = (size_t)(indent + hang);
    size_t room = width > in + NARROWEST ? width - in : NARROWEST;
    struct strs lines = STRS_INIT;

    wrap_text(&lines, text, width ? room : UNBROKEN);
    for (size_t i = 0; i < lines.n; i++)
        say("%*s%s", indent + (i ? hang : 0), "", lines.v[i]);
    strs_release(&lines);
}

void talk(const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    print(stderr, fmt, args);
    va_end(args);
}

void talk_to_person(const char *fmt, ...)
{
    va_list args;

    if (!isatty(STDERR_FILENO))
        return;
    va_start(args, fmt);
    print(stderr, fmt, args);
    va_end(args);
}

void say_csv(const char *const *cells, size_t n)
{
    escape_csv_row(stdout, cells, n);
}

/* Characters that could do something to a terminal are written as \uXXXX. */
static void print_json(const char *s)
{
    const char *end = s + strlen(s);

    while (s < end) {
        uint32_t c;
        size_t n = utf8_decode(s, (size_t)(end - s), &c);

        if (n > 1 && (c < 0xa0 || utf8_is_bidi_control(c)))
            printf("\\u%04x", (unsigned)c);
        else
            fwrite(s, 1, n ? n : 1, stdout);
        s += n ? n : 1;
    }
}

static void dump(json_t *value)
{
    size_t flags = JSON_SORT_KEYS | JSON_INDENT(2) | JSON_ENCODE_ANY;
    char *text = json_dumps(value, flags);

    if (!text)
        bug("no JSON was made");
    print_json(text);
    free(text);
    json_decref(value);
}

void say_json(json_t *value)
{
    dump(value);
    putchar('\n');
}

void say_array(json_t *item, size_t before)
{
    fputs(before ? ",\n" : "[\n", stdout);
    dump(item);
}

void say_array_end(size_t items)
{
    puts(items ? "\n]" : "[]");
}
