/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_MO_H
#define LARDER_BASE_MO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A compiled catalog of translations as msgfmt writes it (gettext manual,
 * 10.3 "The Format of GNU MO Files"), of either byte order, read without
 * setlocale(): so texts of one language can stand beside those of another.
 *
 * The bytes are borrowed.  Nothing outside them is ever read, whatever is in
 * them: mo_open() has looked at every offset.
 */
struct mo {
    const unsigned char *bytes;
    size_t len;
    bool swapped; /* its byte order is not that of this machine            */
    uint32_t n;
    uint32_t keys;  /* where their table is                                */
    uint32_t texts; /* where that of the translations is                   */
};

/* False where these bytes are no such catalog; *out is then empty, and finds
 * nothing. */
bool mo_open(struct mo *out, const void *bytes, size_t len);

/*
 * The translation of that text, or NULL where there is none; what is behind a
 * context is looked for with "context\004" in front.
 */
const char *mo_find(const struct mo *m, const char *key);

/* Form number `form` (from 0) of a text that has a plural; NULL: none. */
const char *mo_form(const struct mo *m, const char *key, unsigned form);

/* Text number i, in order, and its translation; NULL past the end. */
const char *mo_key(const struct mo *m, size_t i);
const char *mo_text(const struct mo *m, size_t i);

#endif
