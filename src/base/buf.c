/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"

/* What s points at before there is memory: never written to. */
char buf_empty[1] = "";

/* Makes room for `more` bytes and the NUL; half as much again, so that adding
 * bytes one by one takes linear time. */
static void grow(struct buf *b, size_t more)
{
    if (more < b->room - b->len && b->room)
        return;
    if (more > SIZE_MAX / 4 || b->len > SIZE_MAX / 4)
        bug("a string of %zu + %zu bytes", b->len, more);
    size_t room = b->room + b->room / 2;
    if (room < b->len + more + 1)
        room = b->len + more + 1;
    if (room < 32)
        room = 32;
    b->s = xrealloc(b->room ? b->s : NULL, room);
    b->room = room;
    b->s[b->len] = '\0';
}

void buf_release(struct buf *b)
{
    if (b->room)
        free(b->s);
    *b = (struct buf)BUF_INIT;
}

void buf_clear(struct buf *b)
{
    buf_truncate(b, 0);
}

void buf_add(struct buf *b, const void *bytes, size_t len)
{
    if (!len)
        return;
    grow(b, len);
    memcpy(b->s + b->len, bytes, len);
    b->len += len;
    b->s[b->len] = '\0';
}

void buf_adds(struct buf *b, const char *s)
{
    buf_add(b, s, strlen(s));
}

void buf_addc(struct buf *b, char c)
{
    buf_addn(b, c, 1);
}

void buf_addn(struct buf *b, char c, size_t times)
{
    if (!times)
        return;
    grow(b, times);
    memset(b->s + b->len, c, times);
    b->len += times;
    b->s[b->len] = '\0';
}

/* Writes into the room there is; only when that was too small, once more. */
void buf_addf(struct buf *b, const char *fmt, ...)
{
    va_list args;

    grow(b, 64);
    va_start(args, fmt);
    int len = vsnprintf(b->s + b->len, b->room - b->len, fmt, args);
    va_end(args);
    if (len < 0)
        bug("vsnprintf cannot do '%s'", fmt);
    if ((size_t)len >= b->room - b->len) {
        grow(b, (size_t)len);
        va_start(args, fmt);
        vsnprintf(b->s + b->len, b->room - b->len, fmt, args);
        va_end(args);
    }
    b->len += (size_t)len;
}

void buf_insert(struct buf *b, size_t at, const void *bytes, size_t len)
{
    if (at > b->len)
        bug("inserting at %zu of %zu", at, b->len);
    if (!len)
        return;
    grow(b, len);
    memmove(b->s + at + len, b->s + at, b->len - at + 1);
    memcpy(b->s + at, bytes, len);
    b->len += len;
}

void buf_truncate(struct buf *b, size_t len)
{
    if (len > b->len)
        bug("truncating %zu to %zu", b->len, len);
    if (len == b->len)
        return;
    b->len = len;
    b->s[len] = '\0';
}

char *buf_detach(struct buf *b)
{
    grow(b, 0);
    char *s = b->s;

    *b = (struct buf)BUF_INIT;
    return s;
}
