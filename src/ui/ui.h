/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_UI_H
#define LARDER_UI_UI_H

#include "app/session.h"
#include "base/buf.h"
#include "base/error.h"

/*
 * The full-screen program.  Opens the register of the session, for reading if
 * it cannot be changed, and shows it until the person leaves.
 */
int ui_run(struct session *s, struct error *err);

/*
 * The same in steps, for tests: on any terminal, with keys from a file.  The
 * register of the session is open already.
 */
struct term_options;
struct ui;

int ui_open(struct ui **out, struct session *s, const struct term_options *o,
            struct error *err);

/* Goes on until the person leaves (0), or there are no more keys (1). */
int ui_loop(struct ui *ui);

/*
 * Adds what is on the screen: a line "# 80x24", the rows without blanks at
 * their ends, then where the cursor is and the roles of the cells that are
 * more than text: "role 2 0-79 selected".
 */
void ui_dump(const struct ui *ui, struct buf *out);

void ui_close(struct ui *ui);

#endif
