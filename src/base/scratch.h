/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_SCRATCH_H
#define LARDER_BASE_SCRATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/*
 * A file without a name, for what may be too much for memory: in $TMPDIR, else
 * /var/tmp, else /tmp.  Nobody else can open it, and it is gone when it is
 * released or the program ends.  It is made when something is first added.
 */
struct scratch {
    int fd; /* -1: there is none yet                                       */
    off_t end;
};

#define SCRATCH_INIT                                                           \
    {                                                                          \
        -1, 0                                                                  \
    }

/* Adds bytes behind all that is there; they begin at *at.  false: there is no
 * place for them, and memory must do. */
bool scratch_add(struct scratch *s, const void *bytes, size_t len, off_t *at);

/* Reads bytes that were added.  Like memory, they are always there: where the
 * system cannot read them any more it says so and ends. */
void scratch_read(const struct scratch *s, off_t at, void *out, size_t len);

void scratch_release(struct scratch *s);

#endif
