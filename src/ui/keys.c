/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "ui/keys.h"

#include <curses.h>

#include "base/utf8.h"

/* Several keys may have one name; the table of actions sees the name. */
static const struct {
    key_code key;
    const char *name;
} names[] = {
    { '\r', "Enter" },
    { '\n', "Enter" },
    { KEYS_CODE | KEY_ENTER, "Enter" },
    { '\t', "Tab" },
    { KEYS_CODE | KEY_BTAB, "Shift-Tab" },
    { 27, "Esc" },
    { ' ', "Space" },
    { 8, "Backspace" },
    { 127, "Backspace" },
    { KEYS_CODE | KEY_BACKSPACE, "Backspace" },
    { KEYS_CODE | KEY_DC, "Del" },
    { KEYS_CODE | KEY_UP, "Up" },
    { KEYS_CODE | KEY_DOWN, "Down" },
    { KEYS_CODE | KEY_LEFT, "Left" },
    { KEYS_CODE | KEY_RIGHT, "Right" },
    { KEYS_CODE | KEY_HOME, "Home" },
    { KEYS_CODE | KEY_END, "End" },
    { KEYS_CODE | KEY_PPAGE, "PgUp" },
    { KEYS_CODE | KEY_NPAGE, "PgDn" },
    { KEYS_CODE | KEY_F(1), "F1" },
};

bool key_is_text(key_code key)
{
    return key >= 32 && key < KEYS_CODE && !(key >= 127 && key < 160);
}

void key_add_name(struct buf *out, key_code key)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].key == key) {
            buf_adds(out, names[i].name);
            return;
        }
    if (key && key < 27)
        buf_addf(out, "^%c", (char)(key + '@'));
    else if (key_is_text(key))
        utf8_add(out, key);
}
