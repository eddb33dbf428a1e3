/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_WAIT_H
#define LARDER_UI_WAIT_H

#include "ui/screen.h"

/*
 * A person who waits.  They wait from the key that they pressed until the
 * screen shows its answer; where the register takes longer than a moment, the
 * status line says meanwhile what is being done.
 *
 * The loop says when it begins and ends; screens say what is done, and may let
 * the person stop it (screen.h: ui_doing, ui_patience).  What is done while
 * nobody waits (screen_ops.idle) says nothing.
 */

/* So long is a moment: what is faster would only flicker. */
enum { WAIT_MS = 60 };

void wait_begin(struct ui *ui);
void wait_end(struct ui *ui);

/* Tests: another length of a moment. */
void wait_set_moment(int milliseconds);

/* Tests: how long work may take that nobody asked for by itself. */
void wait_set_patience(int milliseconds);

#endif
