/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/random.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/random.h>
#include <sys/types.h>
#include <unistd.h>

#include "base/error.h"

static bool fixed;
static uint64_t state;

/* SplitMix64, by Sebastiano Vigna (public domain). */
static uint64_t next_fixed(void)
{
    uint64_t z = state += 0x9e3779b97f4a7c15;

    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

static void fill_fixed(unsigned char *out, size_t len)
{
    for (size_t i = 0; i < len; i += 8) {
        uint64_t word = next_fixed();

        memcpy(out + i, &word, len - i < 8 ? len - i : 8);
    }
}

/* There is nothing to fall back on: a salt of zeros would be worse. */
static void fill(unsigned char *to, size_t len)
{
    while (len) {
        ssize_t n = getrandom(to, len, 0);

        if (n < 0 && errno != EINTR)
            bug("getrandom: %s", strerror(errno));
        if (n > 0) {
            to += n;
            len -= (size_t)n;
        }
    }
}

/*
 * Small ones come out of a store, so that an import of many records does not
 * ask the kernel for each.  What was given is wiped; a child process begins a
 * store of its own.
 */
void random_bytes(void *out, size_t len)
{
    static unsigned char pool[1024];
    static size_t left;
    static pid_t owner;

    if (len == 0)
        return;
    if (fixed) {
        fill_fixed(out, len);
        return;
    }
    if (len > sizeof pool / 8) {
        fill(out, len);
        return;
    }
    if (left < len || owner != getpid()) {
        fill(pool, sizeof pool);
        left = sizeof pool;
        owner = getpid();
    }
    left -= len;
    memcpy(out, pool + left, len);
    memset(pool + left, 0, len);
}

void random_fix(uint64_t seed)
{
    fixed = true;
    state = seed;
}
