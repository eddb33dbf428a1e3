/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"

/* Under a name for a moment, where the file system knows no files without. */
static int open_in(const char *folder)
{
    char *path = xasprintf("%s/larder-XXXXXX", folder);
    int fd = mkostemp(path, O_CLOEXEC);

    if (fd >= 0)
        unlink(path);
    free(path);
    return fd;
}

static int open_any(void)
{
    const char *folders[] = { getenv("TMPDIR"), "/var/tmp", "/tmp" };
    int fd = -1;

    for (size_t i = 0; fd < 0 && i < sizeof folders / sizeof *folders; i++)
        if (folders[i] && *folders[i])
            fd = open_in(folders[i]);
    return fd;
}

bool scratch_add(struct scratch *s, const void *bytes, size_t len, off_t *at)
{
    const char *from = bytes;
    off_t end = s->end;

    if (s->fd < 0)
        s->fd = open_any();
    while (s->fd >= 0 && len > 0) {
        ssize_t n = pwrite(s->fd, from, len, end);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        from += n;
        len -= (size_t)n;
        end += n;
    }
    if (s->fd < 0)
        return false;
    *at = s->end;
    s->end = end;
    return true;
}

void scratch_read(const struct scratch *s, off_t at, void *out, size_t len)
{
    char *to = out;

    while (len > 0) {
        ssize_t n = pread(s->fd, to, len, at);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            fprintf(stderr, "larder: %s\n",
                    _("a temporary file cannot be read: see that the disk is "
                      "well, and try again"));
            exit(2);
        }
        to += n;
        len -= (size_t)n;
        at += n;
    }
}

void scratch_release(struct scratch *s)
{
    if (s->fd >= 0)
        close(s->fd);
    *s = (struct scratch)SCRATCH_INIT;
}
