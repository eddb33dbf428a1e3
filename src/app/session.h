/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_APP_SESSION_H
#define LARDER_APP_SESSION_H

#include <stdbool.h>

#include "app/config.h"
#include "app/options.h"
#include "base/error.h"
#include "base/file.h"
#include "model/date.h"
#include "policy/moment.h"
#include "store/store.h"

/*
 * One person at work: which register, who they are, which day it is for them.
 */
struct session {
    char *path;            /* of the register                              */
    char *actor;           /* who makes the changes                        */
    char as_of[DATE_TEXT]; /* --as-of, or the day of --at, or "": today    */
    bool then;             /* was --at given?                              */
    struct moment at;      /* if so, which moment; found once it is open   */
    struct config config;
    struct store *store; /* NULL until opened                            */
    bool introduced;     /* has the actor been shown?                    */
};

/* Reads options, environment and configuration; opens nothing. */
int session_init(struct session *s, const struct options *o, struct error *err);
void session_release(struct session *s);

/*
 * Opens the register; where there is none the error says how to make one.
 * With --at, which is refused for writing, `store` is the register as it stood
 * then (store/at.h); what cannot be shown of it is told on standard error.
 */
int session_open(struct session *s, enum store_mode mode, struct error *err);

/* Makes the register, and the folder of the usual place. */
int session_create(struct session *s, struct error *err);

/* Takes away again what session_create() made, and closes it. */
void session_discard(struct session *s);

/*
 * Begins a file that a person named (base/file.h).  It is never the register
 * itself, nor a file that SQLite keeps beside it.
 */
int session_begin_file(const struct session *s, struct file_out *f,
                       const char *path, struct error *err);

/*
 * Says once, to a person at a terminal, under which name changes are
 * recorded: call it before a change.
 */
void session_introduce(struct session *s);

/* The day for which to judge: --as-of, else the day of --at, else today where
 * the register is. */
int session_today(const struct session *s, char out[DATE_TEXT],
                  struct error *err);

#endif
