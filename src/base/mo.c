/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/mo.h"

#include <byteswap.h>
#include <string.h>

/* The header: magic, version, count, where both tables are. */
enum { HEADER = 20, ENTRY = 8 };
#define MAGIC 0x950412deU

static uint32_t word_at(const struct mo *m, size_t at)
{
    uint32_t n;

    memcpy(&n, m->bytes + at, sizeof n);
    return m->swapped ? bswap_32(n) : n;
}

/* Is the table of n entries within the bytes? */
static bool fits(const struct mo *m, uint32_t at)
{
    return at <= m->len && m->n <= (m->len - at) / ENTRY;
}

static const char *string_at(const struct mo *m, uint32_t table, uint32_t i)
{
    return (const char *)m->bytes + word_at(m, table + (size_t)i * ENTRY + 4);
}

static size_t length_at(const struct mo *m, uint32_t table, uint32_t i)
{
    return word_at(m, table + (size_t)i * ENTRY);
}

/* Does a string lie within the bytes, with a NUL behind it? */
static bool string_fits(const struct mo *m, uint32_t table, uint32_t i)
{
    size_t len = word_at(m, table + (size_t)i * ENTRY);
    size_t at = word_at(m, table + (size_t)i * ENTRY + 4);

    return at < m->len && len < m->len - at && m->bytes[at + len] == '\0';
}

static bool check(struct mo *m)
{
    uint32_t magic;

    if (m->len < HEADER)
        return false;
    memcpy(&magic, m->bytes, sizeof magic);
    m->swapped = magic != MAGIC;
    if (word_at(m, 0) != MAGIC || word_at(m, 4) >> 16 > 1)
        return false;
    m->n = word_at(m, 8);
    m->keys = word_at(m, 12);
    m->texts = word_at(m, 16);
    if (!fits(m, m->keys) || !fits(m, m->texts))
        return false;
    for (uint32_t i = 0; i < m->n; i++)
        if (!string_fits(m, m->keys, i) || !string_fits(m, m->texts, i) ||
            (i && strcmp(string_at(m, m->keys, i - 1),
                         string_at(m, m->keys, i)) >= 0))
            return false;
    return true;
}

bool mo_open(struct mo *out, const void *bytes, size_t len)
{
    *out = (struct mo){ .bytes = bytes, .len = len };
    if (check(out))
        return true;
    *out = (struct mo){ .bytes = NULL };
    return false;
}

/* The number of a text, or that of all where it is not there. */
static uint32_t find(const struct mo *m, const char *key)
{
    uint32_t low = 0, high = m->n;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(key, string_at(m, m->keys, middle));

        if (order == 0)
            return middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return m->n;
}

const char *mo_find(const struct mo *m, const char *key)
{
    return mo_form(m, key, 0);
}

const char *mo_form(const struct mo *m, const char *key, unsigned form)
{
    uint32_t i = find(m, key);
    const char *s, *end;

    if (i == m->n)
        return NULL;
    s = string_at(m, m->texts, i);
    end = s + length_at(m, m->texts, i);
    while (form-- && s < end)
        s += strlen(s) + 1;
    return s < end ? s : NULL;
}

const char *mo_key(const struct mo *m, size_t i)
{
    return i < m->n ? string_at(m, m->keys, (uint32_t)i) : NULL;
}

const char *mo_text(const struct mo *m, size_t i)
{
    return i < m->n ? string_at(m, m->texts, (uint32_t)i) : NULL;
}
