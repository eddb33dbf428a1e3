/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/isolate.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unictype.h>

#include "base/direction.h"
#include "base/utf8.h"

bool isolate_wanted(const char *s)
{
    size_t len = strlen(s), depth = 0, n;
    bool digits = false;
    uint32_t c;

    for (; len && (n = utf8_decode(s, len, &c)); s += n, len -= n) {
        if (c >= 0x2066 && c <= 0x2068)
            depth++;
        else if (c == 0x2069 && depth)
            depth--;
        if (depth)
            continue;
        switch (uc_bidi_class(c)) {
        case UC_BIDI_L:
            return true;
        case UC_BIDI_R:
        case UC_BIDI_AL:
        case UC_BIDI_AN:
            return false;
        case UC_BIDI_EN:
            digits = true;
            break;
        default:
            break;
        }
    }
    return digits;
}

/* Where the isolate ends that begins at s: behind it, or at the end of all. */
static const char *isolate_close(const char *s)
{
    size_t len = strlen(s), depth = 0, n;
    uint32_t c;

    for (; len && (n = utf8_decode(s, len, &c)); s += n, len -= n) {
        if (c >= 0x2066 && c <= 0x2068)
            depth++;
        else if (c == 0x2069 && --depth == 0)
            return s + n;
    }
    return s + len;
}

/* The first isolate in s, or its end. */
static const char *isolate_open(const char *s)
{
    static const char *const opens[] = { "\u2066", "\u2067", ISOLATE_BEGIN };
    const char *first = s + strlen(s);

    for (size_t i = 0; i < sizeof opens / sizeof *opens; i++) {
        const char *at = strstr(s, opens[i]);

        first = at && at < first ? at : first;
    }
    return first;
}

static void add_runs(struct buf *out, const char *s)
{
    size_t at = 0, n;

    for (;;) {
        size_t run = direction_run(s, at, DIRECTION_RTL, &n);

        if (!n)
            break;
        buf_add(out, s + at, run - at);
        buf_addf(out, ISOLATE_BEGIN "%.*s" ISOLATE_END, (int)n, s + run);
        at = run + n;
    }
    buf_adds(out, s + at);
}

void isolate_runs(struct buf *out, const char *s)
{
    while (*s) {
        const char *open = isolate_open(s), *close = isolate_close(open);
        struct buf part = BUF_INIT;

        buf_add(&part, s, (size_t)(open - s));
        if (part.len)
            add_runs(out, part.s);
        buf_add(out, open, (size_t)(close - open));
        buf_release(&part);
        s = close;
    }
}
