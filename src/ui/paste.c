/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "ui/paste.h"

#include "base/utf8.h"

void paste_begin(struct paste *p)
{
    buf_clear(&p->text);
    p->after_cr = false;
}

void paste_key(struct paste *p, key_code key)
{
    bool same_end = p->after_cr && key == '\n';

    p->after_cr = key == '\r';
    if (same_end || key == 0 || key >= KEYS_CODE || p->text.len >= PASTE_MOST)
        return;
    utf8_add(&p->text, key == '\r' ? '\n' : key);
}

void paste_release(struct paste *p)
{
    buf_release(&p->text);
}
