/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_PASTE_H
#define LARDER_UI_PASTE_H

#include <stdbool.h>

#include "base/buf.h"
#include "ui/keys.h"

/*
 * What is pasted, made from the keys that the terminal sends for it.  Ends of
 * lines, which come as CR, LF or both, are LF; keys that are no characters are
 * left out, and so is what is longer than any field.
 */
enum { PASTE_MOST = 200000 };

struct paste {
    struct buf text;
    bool after_cr;
};

void paste_begin(struct paste *p);
void paste_key(struct paste *p, key_code key);
void paste_release(struct paste *p);

#endif
