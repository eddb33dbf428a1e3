/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/uuid.h"

#include <stdint.h>
#include <string.h>

#include "base/clock.h"
#include "base/hex.h"
#include "base/random.h"

/*
 * RFC 9562, 5.7 and 6.2 (method 1, a counter of fixed length):
 *
 *   48 bits        4   12 bits   2   62 bits
 *   milliseconds | 7 | counter | 2 | random
 *
 * The counter begins each millisecond anywhere in its lower half, so that
 * 2048 more always fit; should it still run over, or the clock stand still or
 * go back, time is taken from the last UUID and moves on by itself.
 */
enum { COUNTER_MAX = 0xfff, COUNTER_START = 0x7ff };

static uint64_t last_ms;
static unsigned last_counter;

static void step(unsigned start)
{
    int64_t now = clock_now_ms();
    uint64_t ms = now < 0 ? 0 : (uint64_t)now;

    if (ms <= last_ms && last_counter < COUNTER_MAX) {
        last_counter++;
        return;
    }
    last_ms = ms > last_ms ? ms : last_ms + 1;
    last_counter = start;
}

/* Puts hyphens between the 8, 4, 4, 4 and 12 digits. */
static void format(char out[UUID_TEXT], const unsigned char bytes[16])
{
    static const unsigned char starts[] = { 0, 4, 6, 8, 10, 16 };

    for (int i = 0; i < 5; i++) {
        size_t len = (size_t)(starts[i + 1] - starts[i]);

        hex_encode(bytes + starts[i], len, out);
        out += 2 * len;
        *out++ = i < 4 ? '-' : '\0';
    }
}

void uuid_new(char out[UUID_TEXT])
{
    unsigned char bytes[16];

    random_bytes(bytes + 6, 10);
    step((bytes[6] * 256U + bytes[7]) & COUNTER_START);
    for (int i = 0; i < 6; i++)
        bytes[i] = (unsigned char)(last_ms >> (40 - 8 * i));
    bytes[6] = (unsigned char)(0x70 | last_counter >> 8);
    bytes[7] = (unsigned char)last_counter;
    bytes[8] = (unsigned char)(0x80 | (bytes[8] & 0x3f));
    format(out, bytes);
}

bool uuid_valid(const char *s)
{
    for (size_t i = 0; i < UUID_TEXT - 1; i++) {
        bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;

        if (hyphen ? s[i] != '-' : !s[i] || !strchr("0123456789abcdef", s[i]))
            return false;
    }
    return !s[UUID_TEXT - 1];
}
