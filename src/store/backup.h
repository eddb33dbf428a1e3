/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_BACKUP_H
#define LARDER_STORE_BACKUP_H

#include "base/buf.h"
#include "base/error.h"
#include "store/history.h"
#include "store/store.h"

/*
 * A copy of the register, as it is at one moment, while other programs may
 * write to it; they are not held up.
 *
 * The pages are copied as they are (SQLite's online backup), not written anew
 * (VACUUM INTO): a damaged page is then in the copy too, where verify finds
 * it, while a copy written anew would hide it; and all pages are of one
 * moment, because one read transaction is held from the first to the last.
 * Words that were redacted are in neither (secure_delete).
 *
 * The copy is one file, mode 0600, and needs no other: it is not in WAL mode,
 * so that it can be read from media that nobody can write to.  A register
 * that is opened for writing gets WAL mode again (store.c).
 *
 * It is written under another name in its folder, synced, read back and
 * verified in full (history_verify), and only then given its own name, which
 * nothing may have.  Where any of that fails nothing of it is left.
 */

struct backup {
    struct history_verdict verdict; /* of the copy; no faults              */
    struct buf checkpoint;          /* of the copy, three lines            */
};

/*
 * Where a copy goes: given NULL: beside the register, called
 * NAME-20261123T101500Z.larder (UTC); a folder: there, with that name; else
 * what was given.  The result is the caller's.
 */
char *backup_path(const struct store *s, const char *given);

/*
 * Makes the copy, and says in *out what it holds.  ERROR_UNTRUE: it does not
 * verify, and is not there.  It can be stopped (store_set_interrupt).
 */
int backup_make(struct store *s, const char *path, struct backup *out,
                struct error *err);

void backup_release(struct backup *b);

#endif
