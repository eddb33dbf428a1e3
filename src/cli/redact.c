/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/i18n.h"
#include "cli/command.h"
#include "cli/say.h"
#include "store/history.h"

int cmd_redact(struct call *c, struct error *err)
{
    const char *reason = options_text(&c->options, OPTION_REASON);
    int64_t erased = 0;

    if (!reason || !*reason)
        return error_set(err, ERROR_USAGE,
                         _("redact needs --reason: what was erased cannot "
                           "come back, and the reason stands in its place"));
    session_introduce(&c->session);
    if (history_redact(c->session.store, c->args[0],
                       options_text(&c->options, OPTION_FIELD), reason, &erased,
                       err) != 0)
        return -1;
    say(ngettext("erased the words of %lld entry of the history of '%s'",
                 "erased the words of %lld entries of the history of '%s'",
                 (unsigned long)erased),
        (long long)erased, c->args[0]);
    return 0;
}
