/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_CLI_AUDIT_PROFILE_H
#define LARDER_CLI_AUDIT_PROFILE_H

#include "audit/profile.h"
#include "cli/command.h"

/* `larder audit` with --profile: the questions of these profiles. */
int audit_profile(struct call *c, struct error *err);

/* The profiles of a list parted by commas; the error names the nearest. */
struct profile_list {
    const struct profile **v;
    size_t n;
    size_t room;
};

int profiles_parse(struct profile_list *out, const char *ids,
                   struct error *err);
void profiles_release(struct profile_list *l);

/* Sets the error that there is no such profile; -1. */
int no_profile(const char *id, struct error *err);

#endif
