/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_UI_STATE_H
#define LARDER_UI_UI_STATE_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/screen.h"

/* What the loop (ui.c), the frame around screens (frame.c) and the prompt for
 * commands share. */

enum { UI_WIDE = 120, UI_LEAST_LINES = 16, UI_LEAST_COLUMNS = 60 };

struct ui {
    struct session *session;
    struct screen *top;
    char *message; /* NULL: none                                           */
    bool failed;   /* the message is an error                              */
    bool no_hints;
    bool quit;
    int64_t version; /* store_data_version()                               */
    int64_t focus;
    int64_t saved;
};

/* May the screen do this action now? */
bool ui_valid(const struct screen *s, enum action action);

/* Does an action of a screen, as its key would. */
unsigned ui_act(struct screen *s, enum action action);

#endif
