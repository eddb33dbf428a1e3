/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "ui/role.h"

#include <curses.h>

/*
 * Colours stand on the terminal's own background, and are few: those that can
 * be read on black and on white (no blue, yellow, cyan or grey).
 */
struct look {
    const char *name;
    attr_t attributes;
    short colour; /* -1: the terminal's own                                */
    attr_t mono;
};

static const struct look looks[ROLE_COUNT] = {
    [ROLE_TEXT] = { "text", A_NORMAL, -1, A_NORMAL },
    [ROLE_TITLE] = { "title", A_REVERSE | A_BOLD, -1, A_REVERSE | A_BOLD },
    [ROLE_HEADING] = { "heading", A_BOLD | A_UNDERLINE, -1,
                       A_BOLD | A_UNDERLINE },
    [ROLE_SELECTED] = { "selected", A_REVERSE, -1, A_REVERSE },
    [ROLE_NAME] = { "name", A_NORMAL, -1, A_NORMAL },
    [ROLE_BLANK] = { "blank", A_NORMAL, COLOR_MAGENTA, A_NORMAL },
    [ROLE_CHANGED] = { "changed", A_BOLD, COLOR_GREEN, A_BOLD },
    [ROLE_KEY] = { "key", A_BOLD, -1, A_BOLD },
    [ROLE_STATUS] = { "status", A_UNDERLINE, -1, A_UNDERLINE },
    [ROLE_MESSAGE] = { "message", A_BOLD, -1, A_BOLD },
    [ROLE_ERROR] = { "error", A_REVERSE | A_BOLD, COLOR_RED,
                     A_REVERSE | A_BOLD },
    [ROLE_INPUT] = { "input", A_UNDERLINE, -1, A_UNDERLINE },
    [ROLE_FRAME] = { "frame", A_BOLD, -1, A_BOLD },
};

static attr_t attributes[ROLE_COUNT];
static short pairs[ROLE_COUNT];

void role_start(bool mono)
{
    bool colour = !mono && has_colors() && start_color() == OK;

    if (colour)
        use_default_colors();
    for (int r = 0; r < ROLE_COUNT; r++) {
        attributes[r] = colour ? looks[r].attributes : looks[r].mono;
        pairs[r] = 0;
        if (!colour || looks[r].colour < 0)
            continue;
        init_pair((short)r, looks[r].colour, -1);
        pairs[r] = (short)r;
    }
}

void role_use(enum role role)
{
    attr_set(attributes[role], pairs[role], NULL);
}

const char *role_at(int y, int x)
{
    wchar_t text[CCHARW_MAX + 1];
    cchar_t cell;
    attr_t attr;
    short pair;

    if (mvin_wch(y, x, &cell) != OK ||
        getcchar(&cell, text, &attr, &pair, NULL) != OK)
        return "";
    attr &= A_REVERSE | A_BOLD | A_UNDERLINE;
    for (int r = 0; r < ROLE_COUNT; r++)
        if (attributes[r] == attr && pairs[r] == pair)
            return looks[r].name;
    return "?";
}
