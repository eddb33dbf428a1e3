/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_APP_EDITOR_H
#define LARDER_APP_EDITOR_H

#include "base/buf.h"
#include "base/error.h"

/*
 * Text in the editor of the person: $VISUAL, else $EDITOR, else vi.  The file
 * that the editor sees is 0600, in $XDG_RUNTIME_DIR, $TMPDIR or /tmp, and
 * gone when the editor ends.
 */

/* The command that would be run; the error says if there can be none. */
const char *editor_command(struct error *err);

/*
 * Lets the person change the text; `name` becomes part of the name of the
 * file.  What comes back has no byte order mark, and is refused if it holds a
 * byte 0.  On error the text is what can be saved of it.
 */
int editor_run(struct buf *text, const char *name, struct error *err);

/*
 * Keeps a text that could not be stored in a new file (0600) below
 * $XDG_STATE_HOME and adds its path to *path.
 */
int editor_keep(struct buf *path, const struct buf *text, const char *name,
                struct error *err);

#endif
