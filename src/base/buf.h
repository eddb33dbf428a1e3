/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_BUF_H
#define LARDER_BASE_BUF_H

#include <stddef.h>

/*
 * A string of bytes that grows.  `s` is never NULL and always ends in a NUL
 * that `len` does not count; there may be other NULs before it.
 */
struct buf {
    char *s;
    size_t len;
    size_t room;
};

extern char buf_empty[1];
#define BUF_INIT                                                               \
    {                                                                          \
        buf_empty, 0, 0                                                        \
    }

void buf_release(struct buf *b); /* frees; the buf is empty and usable     */
void buf_clear(struct buf *b);   /* len = 0, memory kept                   */

void buf_add(struct buf *b, const void *bytes, size_t len);
void buf_adds(struct buf *b, const char *s);
void buf_addc(struct buf *b, char c);
void buf_addn(struct buf *b, char c, size_t times);
void buf_addf(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void buf_insert(struct buf *b, size_t at, const void *bytes, size_t len);
void buf_truncate(struct buf *b, size_t len);

/* Hands the string over: it is yours to free(), the buf is empty again. */
char *buf_detach(struct buf *b);

#endif
