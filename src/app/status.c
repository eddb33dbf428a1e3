/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "app/status.h"

#include "base/i18n.h"

static const struct status_info statuses[STATUS_COUNT] = {
    [STATUS_FINE] = { "fine", N_("All is well, and what was asked is done.") },
    [STATUS_FINDINGS] = { "findings",
                          N_("There are findings at or above --fail-on, or "
                             "the answer is no.") },
    [STATUS_TROUBLE] = { "trouble",
                         N_("The command is wrong, or could not be done.") },
    [STATUS_UNTRUE] = { "untrue",
                        N_("The history or a signature does not verify.") },
    [STATUS_UNDECIDED] = { "undecided", N_("A person must decide.") },
    [STATUS_CONFLICT] = { "conflict",
                          N_("Somebody else changed the record first; nothing "
                             "was overwritten.") },
    [STATUS_BUSY] = { "busy",
                      N_("Another program is writing to the register.") },
};

const struct status_info *status_info(enum status status)
{
    return &statuses[status];
}

enum status status_of_error(enum error_code code)
{
    static const enum status of[] = {
        [ERROR_NONE] = STATUS_FINE,           [ERROR_FAILED] = STATUS_TROUBLE,
        [ERROR_USAGE] = STATUS_TROUBLE,       [ERROR_UNTRUE] = STATUS_UNTRUE,
        [ERROR_CONFLICT] = STATUS_CONFLICT,   [ERROR_BUSY] = STATUS_BUSY,
        [ERROR_INTERRUPTED] = STATUS_TROUBLE,
    };

    return of[code];
}
