/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_CLI_AUDIT_PACK_H
#define LARDER_CLI_AUDIT_PACK_H

#include "cli/command.h"

/*
 * `larder audit --pack DIR`: all that an auditor takes along, of one moment
 * of the register, as a folder (base/folder.h).
 *
 * Names of files are those of the program: what is stored names none.
 */
int audit_pack(struct call *c, struct error *err);

/* What is in a pack beside its tables, sheets, answers and labels: name i and
 * what it is (translated); NULL past the end. */
const char *audit_pack_part(size_t i, const char **words);

#endif
