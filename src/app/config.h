/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_APP_CONFIG_H
#define LARDER_APP_CONFIG_H

#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"

/*
 * What a person has settled once: larder/config below $XDG_CONFIG_HOME (else
 * ~/.config), lines of `key = value`, # begins a comment.  There need not be
 * one.  Errors name file and line.
 */
struct config {
    char *actor; /* NULL where the file does not say it                    */
};

#define CONFIG_INIT                                                            \
    {                                                                          \
        NULL                                                                   \
    }

struct config_key {
    const char *name;
    size_t offset;    /* of its char * in struct config                    */
    const char *help; /* a sentence; translate with _()                    */
};

/* Number i; NULL past the end. */
const struct config_key *config_key(size_t i);

int config_read(struct config *out, struct error *err);

/* The same from a text; `name` is what errors call it. */
int config_parse(struct config *out, const char *text, const char *name,
                 struct error *err);
void config_release(struct config *c);

/*
 * Adds the path of `name` in the folder of ours below $`variable`, else below
 * `home_part` in the home folder.  The error says what is not set.
 */
int config_path(struct buf *out, const char *variable, const char *home_part,
                const char *name, struct error *err);

#endif
