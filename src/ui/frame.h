/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_FRAME_H
#define LARDER_UI_FRAME_H

#include "ui/ui_state.h"

/*
 *     +--------------------------------------------------+
 *     | larder  Datasets > Phones            city.larder |  the title
 *     |                                                  |
 *     |   the screens                                    |
 *     |                                                  |
 *     | filter: ...   sort: Title                 3 of 9 |  where you are, or
 *     | Enter open  e edit  / search              ? help |  a message
 *     +--------------------------------------------------+
 */

/* Draws all of it, the cursor last. */
void frame_draw(struct ui *ui);

/* Says something while a key is being answered: until frame_draw(). */
void frame_say(struct ui *ui, const char *words);

/* Is the terminal too small for it? */
bool frame_too_small(void);

/* What is left for screens. */
struct area frame_body(void);

/* The row of the status line, on which prompts stand. */
int frame_status_row(void);

#endif
