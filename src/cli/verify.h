/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_CLI_VERIFY_H
#define LARDER_CLI_VERIFY_H

#include "store/history.h"

/* Says what was proved of a register that has no faults. */
void verify_say(const struct history_verdict *v);

#endif
