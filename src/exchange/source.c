/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"

enum { BLOCK = 64 * 1024 };

static FILE *temporary_in(const char *folder)
{
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "w+");

    if (fd >= 0 && !file)
        close(fd);
    return file;
}

FILE *source_temporary(const char *beside, struct error *err)
{
    const char *slash = strrchr(beside, '/');
    char *folder =
        slash ? xstrndup(beside, (size_t)(slash - beside) + 1) : xstrdup(".");
    FILE *file = temporary_in(folder);

    if (!file)
        file = tmpfile();
    if (!file)
        error_set(err, ERROR_FAILED,
                  _("no temporary file can be made in '%s' (%s); make room "
                    "there"),
                  folder, strerror(errno));
    free(folder);
    return file;
}

void source_memory(struct source *s, const char *name, const void *bytes,
                   size_t len)
{
    *s = (struct source){ .name = name, .bytes = bytes, .len = len };
}

static int cannot_read(const char *name, struct error *err)
{
    return error_set(err, ERROR_FAILED, _("'%s' cannot be read: %s"), name,
                     strerror(errno));
}

/* Copies standard input, so that it can be read twice. */
static int copy_input(struct source *s, const char *beside, struct error *err)
{
    char *block;
    ssize_t got;
    int failed = 0;

    s->copy = source_temporary(beside, err);
    if (!s->copy)
        return -1;
    block = xmalloc(BLOCK);
    while (!failed && (got = read(STDIN_FILENO, block, BLOCK)) != 0) {
        if (got < 0 && errno != EINTR)
            failed = cannot_read(s->name, err);
        else if (got > 0 &&
                 fwrite(block, 1, (size_t)got, s->copy) != (size_t)got)
            failed = -1;
    }
    free(block);
    if (!failed && fflush(s->copy) == 0)
        return 0;
    return err && err->code ? -1
                            : error_set(err, ERROR_FAILED,
                                        _("standard input cannot be kept (%s);"
                                          " make room on the disk"),
                                        strerror(errno));
}

int source_file(struct source *s, const char *path, const char *beside,
                struct error *err)
{
    *s = (struct source){ .name = path };
    if (strcmp(path, "-") != 0)
        return 0;
    s->name = _("standard input");
    if (copy_input(s, beside, err) == 0)
        return 0;
    source_release(s);
    return -1;
}

void source_release(struct source *s)
{
    if (s->copy)
        fclose(s->copy);
    s->copy = NULL;
}

static int open_source(const struct source *s, struct error *err)
{
    int fd;

    if (!s->copy)
        return file_open(s->name, err);
    fd = dup(fileno(s->copy));
    if (fd < 0 || lseek(fd, 0, SEEK_SET) < 0) {
        cannot_read(s->name, err);
        if (fd >= 0)
            close(fd);
        return -1;
    }
    return fd;
}

FILE *source_open(const struct source *s, struct error *err)
{
    int fd = open_source(s, err);
    FILE *in = fd < 0 ? NULL : fdopen(fd, "r");

    if (fd >= 0 && !in) {
        cannot_read(s->name, err);
        close(fd);
    }
    return in;
}

int reading_begin(struct reading *r, const struct source *s, struct error *err)
{
    *r = (struct reading){ .source = s, .fd = -1 };
    if (!s->bytes) {
        r->fd = open_source(s, err);
        if (r->fd < 0)
            return -1;
    }
    screen_init(&r->screen);
    r->digest = sha256_new();
    r->block = xmalloc(BLOCK);
    return 0;
}

/* More bytes behind the tail: how many, 0 at the end, -1. */
static ssize_t fetch(struct reading *r, struct error *err)
{
    char *to = r->block + r->tail;
    size_t room = BLOCK - r->tail;
    ssize_t got;

    if (r->fd < 0) {
        size_t left = r->source->len - r->at;

        got = (ssize_t)(left < room ? left : room);
        memcpy(to, (const char *)r->source->bytes + r->at, (size_t)got);
        r->at += (size_t)got;
        return got;
    }
    do
        got = read(r->fd, to, room);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        cannot_read(r->source->name, err);
    return got;
}

/* How many of the last bytes begin a character that goes on behind them. */
static size_t unfinished(const char *s, size_t len)
{
    size_t n;

    for (n = 1; n <= 3 && n <= len; n++) {
        unsigned char c = (unsigned char)s[len - n];

        if (c >= 0xc0)
            return n < (c >= 0xf0 ? 4u : c >= 0xe0 ? 3u : 2u) ? n : 0;
        if (c < 0x80)
            return 0;
    }
    return 0;
}

/* Fills the block again and screens it; 1, 0 at the end, -1. */
static int refill(struct reading *r, struct error *err)
{
    ssize_t got;
    size_t len;

    memmove(r->block, r->block + r->end, r->tail);
    got = fetch(r, err);
    if (got < 0)
        return -1;
    sha256_add(r->digest, r->block + r->tail, (size_t)got);
    len = r->tail + (size_t)got;
    r->tail = got ? unfinished(r->block, len) : 0;
    r->start = 0;
    r->end = len - r->tail;
    if (screen_bytes(&r->screen, r->block, r->end, err) != 0)
        return error_prefix(err, "%s:%ld", r->source->name, r->screen.line);
    return len != 0;
}

int reading_next(struct reading *r, char *out, int len, struct error *err)
{
    size_t n;

    while (r->start == r->end) {
        int got = refill(r, err);

        if (got <= 0)
            return got;
    }
    n = r->end - r->start;
    if (n > (size_t)len)
        n = (size_t)len;
    memcpy(out, r->block + r->start, n);
    r->start += n;
    return (int)n;
}

void reading_end(struct reading *r, unsigned char digest[SHA256_LEN])
{
    sha256_end(r->digest, digest);
    sha256_free(r->digest);
    free(r->block);
    if (r->fd >= 0)
        close(r->fd);
}
