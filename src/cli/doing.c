/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "cli/doing.h"

#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/escape.h"
#include "base/utf8.h"

/* There is one person, as there is one terminal. */
static struct {
    const char *words;
    int64_t since; /* clock_ticks_ms()                                     */
    bool said;
} doing;

/* Called by the store every now and then, while it works. */
static bool look_at_clock(void)
{
    if (!doing.said && clock_ticks_ms() - doing.since >= DOING_AFTER_MS) {
        escape_print(stderr, doing.words, false);
        fflush(stderr);
        doing.said = true;
    }
    return false;
}

void doing_begin(struct store *s, const char *words)
{
    if (!isatty(STDERR_FILENO))
        return;
    doing.words = words;
    doing.since = clock_ticks_ms();
    doing.said = false;
    store_set_interrupt(s, look_at_clock);
}

/* Blanks, as not every terminal knows how to erase a line. */
void doing_end(struct store *s)
{
    if (!doing.words)
        return;
    store_set_interrupt(s, NULL);
    if (doing.said)
        fprintf(stderr, "\r%*s\r", (int)utf8_width(doing.words), "");
    doing.words = NULL;
}
