/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "cli/verify.h"

#include "app/status.h"
#include "base/file.h"
#include "base/i18n.h"
#include "cli/command.h"
#include "cli/say.h"
#include "store/history.h"

enum { CHECKPOINT_LIMIT = 4096 };

void verify_say(const struct history_verdict *v)
{
    say(ngettext("%lld entry of the history holds together",
                 "%lld entries of the history hold together",
                 (unsigned long)v->entries),
        (long long)v->entries);
    say(ngettext("%lld record is what its history says",
                 "%lld records are what their history says",
                 (unsigned long)v->records),
        (long long)v->records);
    if (v->redacted)
        say(ngettext("%lld entry was erased, for a reason that is recorded",
                     "%lld entries were erased, for reasons that are recorded",
                     (unsigned long)v->redacted),
            (long long)v->redacted);
}

static int say_verdict(const struct history_verdict *v)
{
    if (!v->faults.n) {
        verify_say(v);
        return STATUS_FINE;
    }
    for (size_t i = 0; i < v->faults.n; i++)
        say("%s", v->faults.v[i]);
    return STATUS_UNTRUE;
}

int cmd_verify(struct call *c, struct error *err)
{
    const char *since = options_text(&c->options, OPTION_SINCE);
    struct history_verdict v = { .faults = STRS_INIT };
    struct buf text = BUF_INIT;
    int status = 0;

    if (since)
        status = file_read(&text, since, CHECKPOINT_LIMIT, err);
    if (status == 0)
        status =
            history_verify(c->session.store, since ? text.s : NULL, &v, err);
    if (status == 0)
        status = say_verdict(&v);
    history_verdict_release(&v);
    buf_release(&text);
    return status;
}
